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
_ABBREVIATION = re.compile("[bcdđghklmnpqrstvx]+", re.IGNORECASE)


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
_VNI_PIECE = re.compile("[AEOUYÔÖaeouyôö][øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË]|.", re.DOTALL)


def decode(text: str, font: str | None = None, hint: str | None = None) -> tuple[str, str | None]:
    """The text as its writer saw it, and the encoding it was decoded from: None where it was left alone.

    `font` is the cell's font where known, `hint` what `guess` said of its sheet.
    """
    told = font_encoding(font)
    if text.isascii():
        decoded, encoding = text, told
    else:
        encoding = told or hint
        if not (encoding and _bearable(text, encoding)):
            encoding = _evident(text)
        decoded = _decoded(text, encoding) if encoding else text
    if encoding == TCVN3 and font and told and font.rstrip().endswith("H"):
        decoded = decoded.upper()
    return (decoded, encoding) if decoded != text else (text, None)


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
    text = data.decode("utf-8", errors="replace")
    if 4 * text.count("\ufffd") <= sum(not letter.isascii() for letter in text):   # broken bytes here and there
        return text
    latin = data.decode("cp1252", errors="replace")
    if guess(latin.splitlines()):
        return latin
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _decoded(text: str, encoding: str) -> str:
    return _WORD.sub(lambda match: _word(match[0], encoding) or match[0], text)


@lru_cache(maxsize=1 << 13)
def _word(word: str, encoding: str) -> str | None:
    """A word decoded; None where a letter of it has no meaning in the encoding."""
    pieces, meanings = (list(word), _TCVN3) if encoding == TCVN3 else (_VNI_PIECE.findall(word), _VNI)
    if any(piece.isalpha() and not piece.isascii() and piece not in meanings for piece in pieces):
        return None
    return "".join(meanings.get(piece, piece) for piece in pieces)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _bearable(text: str, encoding: str) -> bool:
    """Whether a text of such a sheet may be decoded: not where that turns right Vietnamese into none."""
    words = _words(text)
    decoded = [_word(word, encoding) for word in words]
    if _MODERN.search(text) or None in decoded:
        return False
    return any(map(_wrong, words)) or not any(_wrong(word) for word in decoded if word)


@lru_cache(maxsize=1 << 12)
def _evident(text: str) -> str | None:
    """The one encoding under which this text is Vietnamese, when as it stands it can't be."""
    words = _words(text)
    wrong = [word for word in words if _wrong(word)]
    if _MODERN.search(text) or not wrong or 2 * len(wrong) < len(words):
        return None
    fits = [encoding for encoding in (TCVN3, VNI) if _explains(words, wrong, encoding)]
    return fits[0] if len(fits) == 1 else None


def _explains(words: list[str], wrong: list[str], encoding: str) -> bool:
    """Whether every word makes sense when decoded, and more than one short one is cured by it."""
    decoded = {word: _word(word, encoding) for word in words}
    if any(new is None or (new != old and _wrong(new)) for old, new in decoded.items()):
        return False
    cured = [new for word in wrong if (new := decoded[word]) and is_syllable(new)]
    return len(cured) >= 2 or any(len(word) >= 3 for word in cured)


def _wrong(word: str) -> bool:
    """No Vietnamese syllable, and no abbreviation in Vietnamese letters (CSTĐ, QĐ) either."""
    return not is_syllable(word) and not _ABBREVIATION.fullmatch(word)
