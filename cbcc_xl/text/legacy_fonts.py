"""Text typed in fonts of before Unicode, TCVN3 (.VnTime, .VnTimeH) and VNI (VNI-Times), and bytes of unknown encoding.

Takes text as a reader gives it: each of such a font's bytes as a Latin-1 letter, so "Hä vµ tªn", "Hoï vaø teân".
Gives right Vietnamese and the encoding's name, so that the repair can be told. A font's name decides where it is known;
else a sheet as a whole (`guess`, handed on as `hint`); else the text alone, and only where it can't be Vietnamese as it
stands and is Vietnamese when decoded. To be called before `letters.clean`, which drops the soft hyphen (ư in TCVN3).
"""
from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cbcc_xl.text.syllables import is_syllable

TCVN3, VNI = "TCVN3", "VNI"

_TCVN3 = dict(zip(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", strict=True))

_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_LONE = dict(zip("ñöôìíæóòî", "đươìíỉĩịỵ", strict=True))

# A word may hold the signs that TCVN3 uses as letters (§ ® « ¬ and the soft hyphen).
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u1e00-\u1eff]+")
_MODERN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_NO_VOWEL = re.compile("[^aeiouyăâêôơư]*")


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
_VNI_PIECE = re.compile("[AEOUYÔÖaeouyôö][øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË]|[^\x00-\x7f]")


def decode(text: str, font: str | None = None, hint: str | None = None) -> tuple[str, str | None]:
    """The text as its writer saw it, and the encoding it was decoded from: None where it was left alone.

    `font` is the cell's font where known, `hint` what `guess` said of its sheet.
    """
    told = font_encoding(font)
    if told == TCVN3 and font and font.rstrip().endswith("H"):
        capitals = (text if _MODERN.search(text) else _decoded(text, TCVN3) or text).upper()
        return (capitals, TCVN3) if capitals != text else (text, None)
    if text.isascii():
        return text, None
    encoding = told if told and _bearable(text, told) else None
    if not told:
        encoding = hint if hint and _bearable(text, hint) else _evident(text)
    decoded = _decoded(text, encoding) if encoding else None
    return (text, None) if decoded is None or decoded == text else (decoded, encoding)


def font_encoding(font: str | None) -> str | None:
    """The encoding that a font's name tells: ".VnTime" TCVN3, "VNI-Times" VNI, any other None."""
    name = (font or "").strip().casefold()
    return TCVN3 if name.startswith(".vn") else VNI if name.startswith("vni") else None


def guess(texts: Iterable[str]) -> str | None:
    """The encoding that a sheet as a whole was typed in, if any: one that several of its texts show and few deny."""
    votes = {TCVN3: 0, VNI: 0}
    modern = 0
    for text in texts:
        if text.isascii():
            continue
        if _MODERN.search(text):
            modern += 1
        elif encoding := _evident(text):
            votes[encoding] += 1
    encoding = max(votes, key=votes.__getitem__)
    others = sum(votes.values()) - votes[encoding]
    return encoding if votes[encoding] >= 2 and votes[encoding] > 4 * others and votes[encoding] > 3 * modern else None


def decode_bytes(data: bytes) -> str:
    """The text of a CSV file: by its byte order mark, as UTF-8 or UTF-16, else Windows-1258 (in NFC).

    Bytes that make sense in a legacy font only are given as Latin letters, for `guess` and `decode`.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    latin = data.decode("cp1252", errors="replace")
    if guess(latin.splitlines()):
        return latin
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _decoded(text: str, encoding: str) -> str | None:
    """The text decoded; None where a letter has no meaning in the encoding."""
    if encoding == TCVN3:
        words = [_tcvn3_word(word) for word in _WORD.findall(text)]
    else:
        words = [_vni_word(word) for word in _WORD.findall(text)]
    if None in words:
        return None
    rest = iter(words)
    return _WORD.sub(lambda _: next(rest) or "", text)


@lru_cache(maxsize=1 << 12)
def _tcvn3_word(word: str) -> str | None:
    letters = [letter if letter.isascii() else _TCVN3.get(letter) for letter in word]
    return None if None in letters else "".join(map(str, letters))


@lru_cache(maxsize=1 << 12)
def _vni_word(word: str) -> str | None:
    if any(piece not in _VNI for piece in _VNI_PIECE.findall(word)):
        return None
    return _VNI_PIECE.sub(lambda match: _VNI[match[0]], word)


def _bearable(text: str, encoding: str) -> bool:
    """Whether a text of such a sheet may be decoded: not where that turns right Vietnamese into none."""
    if _MODERN.search(text):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return any(map(_wrong, words)) or not any(_wrong(_word(word, encoding) or "?a") for word in words)


@lru_cache(maxsize=1 << 12)
def _evident(text: str) -> str | None:
    """The one encoding under which this text is Vietnamese, when as it stands it can't be."""
    if _MODERN.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    wrong = [word for word in words if _wrong(word)]
    if not wrong or 2 * len(wrong) < len(words):
        return None
    fits = [encoding for encoding in (TCVN3, VNI) if _explains(words, wrong, encoding)]
    return fits[0] if len(fits) == 1 else None


def _explains(words: list[str], wrong: list[str], encoding: str) -> bool:
    decoded = [_word(word, encoding) for word in words]
    if None in decoded or not all(word and not _wrong(word) for word in decoded):
        return False
    cured = [word for old in wrong if (word := _word(old, encoding)) and is_syllable(word)]
    return len(cured) >= 2 or any(len(word) >= 3 for word in cured)


def _word(word: str, encoding: str) -> str | None:
    return _tcvn3_word(word) if encoding == TCVN3 else _vni_word(word)


def _wrong(word: str) -> bool:
    """No Vietnamese syllable, and no abbreviation in Vietnamese letters (CSTĐ, QĐ) either."""
    if is_syllable(word):
        return False
    bare = word.casefold().replace("đ", "d")
    return not (bare.isascii() and _NO_VOWEL.fullmatch(bare))
