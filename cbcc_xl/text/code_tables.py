"""How Vietnamese was typed before Unicode: what each word of Latin letters, as a reader gives it, stands for.

Takes a word as the bytes of its encoding look in Latin-1 or Windows-1252: "Hä" in TCVN3, "Hoï" in VNI. Gives the word
that its writer saw, or None where a letter of it has no meaning in the encoding. Tables: TCVN 5712:1993 as the .Vn
fonts have it, VNI for Windows, RFC 1456 (VISCII), Windows-1258.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from cbcc_xl.text.syllables import is_syllable

TCVN3, VNI, VISCII, WINDOWS = "TCVN3", "VNI", "VISCII", "Windows-1258"

# What Windows-1252 makes of the bytes 80 to 9F; five it leaves as they are.
_WINDOWS_1252 = bytes(range(0x80, 0xA0)).decode("cp1252", errors="replace")
TYPOGRAPHY = {0x80 + number: letter for number, letter in enumerate(_WINDOWS_1252) if letter != "\ufffd"}
_BYTES = {letter: chr(code) for code, letter in TYPOGRAPHY.items()}

_TCVN3 = dict(zip(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", strict=True))

_VISCII = dict(zip(map(chr, (0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100))),
                   "ẲẴẪỶỸỴ"
                   "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
                   "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ", strict=True))
# Signs that a text in any encoding may hold are letters of VISCII only where they make a syllable: "V\xa0 THÞ", "“x”".
_SIGNS = {chr(code) for code, letter in TYPOGRAPHY.items() if not letter.isalpha()} | {"\xa0"}

_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_LONE = dict(zip("ñöôìíæóòî", "đươìíỉĩịỵ", strict=True))
_VNI_PIECE = re.compile("[AEOUYÔÖaeouyôö][øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË]|.", re.DOTALL)

# A word may hold the signs that TCVN3 uses as letters (§ ® « ¬ and the soft hyphen); VISCII uses nearly all there are.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u1e00-\u1eff]+")
_LONG_WORD = re.compile(f"[A-Za-z\x02\x05\x06\x14\x19\x1e\x80-\u024f\u1e00-\u1eff{''.join(_BYTES)}]+")


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_LONE)
    for vowel in "aeouyôö":
        pairs.update((vowel + mark, _VNI_LONE.get(vowel, vowel) + tone) for mark, tone in _VNI_TONES.items())
    for vowel in "aeo":
        pairs.update((vowel + mark, vowel + "\u0302" + tone) for mark, tone in _VNI_CIRCUMFLEX.items())
    pairs.update(("a" + mark, "a\u0306" + tone) for mark, tone in _VNI_BREVE.items())
    for typed, letter in list(pairs.items()):
        letter = pairs[typed] = unicodedata.normalize("NFC", letter)
        pairs[typed[0].upper() + typed[1:]] = pairs[typed.upper()] = letter.upper()
    return pairs


_VNI = _vni_pairs()


def _tcvn3(word: str) -> str | None:
    return _read(list(word), _TCVN3)


def _vni(word: str) -> str | None:
    return _read(_VNI_PIECE.findall(word), _VNI)


def _read(pieces: list[str], meanings: dict[str, str]) -> str | None:
    if any(piece.isalpha() and not piece.isascii() and piece not in meanings for piece in pieces):
        return None
    return "".join(meanings.get(piece, piece) for piece in pieces)


def _viscii(word: str) -> str | None:
    typed = "".join(_BYTES.get(letter, letter) for letter in word)
    read = _read(list(typed), _VISCII)
    if read is None or is_syllable(read) or _SIGNS.isdisjoint(typed):
        return read
    return "".join(was if code in _SIGNS else _VISCII.get(code, code) for was, code in zip(word, typed, strict=True))


def _windows(word: str) -> str | None:
    """Letters with their tones behind them, as the code page of Vietnamese Windows has them."""
    try:
        read = unicodedata.normalize("NFC", word.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return None
    return None if any(map(unicodedata.combining, read)) else read


ENCODINGS: dict[str, Callable[[str], str | None]] = {TCVN3: _tcvn3, VNI: _vni, VISCII: _viscii, WINDOWS: _windows}


def words_of(encoding: str) -> re.Pattern[str]:
    """What a word of a text in this encoding is made of."""
    return _LONG_WORD if encoding == VISCII else _WORD


@lru_cache(maxsize=1 << 13)
def read_word(word: str, encoding: str) -> str | None:
    """A word as its writer saw it; None where a letter of it has no meaning in the encoding."""
    return ENCODINGS[encoding](word)
