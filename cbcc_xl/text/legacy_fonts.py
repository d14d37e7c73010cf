"""Text typed before Unicode, in TCVN3 (.VnTime, .VnTimeH), VNI (VNI-Times), VISCII or Windows-1258; text in UTF-8 that
was opened as if it were none ("Nguyá»…n"); and bytes of unknown encoding.

Takes text as a reader gives it: each byte as a Latin letter, so "Hä vµ tªn", "Hoï vaø teân" (`code_tables`).
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

from cbcc_xl.text.code_tables import ENCODINGS, TCVN3, TYPOGRAPHY, VISCII, VNI, WINDOWS, read_word, words_of
from cbcc_xl.text.syllables import is_syllable

UTF_8 = "UTF-8"
COMMON = (TCVN3, VNI)
_BYTES = {ord(letter): code for code, letter in TYPOGRAPHY.items()}
_MODERN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_FONTS = {".vn": TCVN3, "vni": VNI, "viscii": VISCII}
_ABBREVIATION = re.compile("[bcdđghklmnpqrstvx]+", re.IGNORECASE)


def decode(text: str, font: str | None = None, hint: str | None = None) -> tuple[str, str | None]:
    """The text as its writer saw it, and the encoding it was decoded from: None where it was left alone.

    `font` is the cell's font where known, `hint` what `guess` said of its sheet.
    """
    told = font_encoding(font)
    if text.isascii() and (text.isprintable() or VISCII not in (told, hint)):
        decoded, encoding = text, told
    elif (misread := _utf_8(text)):
        decoded, encoding = misread, UTF_8
    else:
        encoding = told or hint
        if encoding not in ENCODINGS or not _bearable(text, encoding):
            encoding = _evident(text)
        decoded = _decoded(text, encoding) if encoding else text
    if encoding == TCVN3 and font and told and font.rstrip().endswith("H"):
        decoded = decoded.upper()
    return (decoded, encoding) if decoded != text else (text, None)


def font_encoding(font: str | None) -> str | None:
    """What a font's name tells: ".VnTime" TCVN3, "VNI-Times" VNI, "VISCII Times" VISCII; None by any other."""
    name = (font or "").strip().casefold()
    return next((encoding for start, encoding in _FONTS.items() if name.startswith(start)), None)


def guess(texts: Iterable[str]) -> str | None:
    """The encoding that a sheet as a whole was typed in, if any: one that explains most of its odd texts, several of
    them, and few deny."""
    explained = dict.fromkeys((UTF_8, *ENCODINGS), 0)
    odd = modern = 0
    for text in texts:
        if text.isascii():
            continue
        if _MODERN.search(text):
            modern += 1
        elif fits := _fitting(text):
            odd += 1
            for encoding in fits:
                explained[encoding] += 1
    best = max(explained, key=explained.__getitem__)
    return best if explained[best] >= 2 and 3 * explained[best] > 2 * odd and explained[best] > 3 * modern else None


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
    latin = data.decode("latin-1").translate(TYPOGRAPHY)
    if guess(latin.splitlines()) not in (None, WINDOWS):
        return latin
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _utf_8(text: str) -> str | None:
    """What a text says whose bytes are UTF-8 that someone opened as Windows-1252; None for any other."""
    if _MODERN.search(text):
        return None
    try:
        read = text.translate(_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return None
    return read if read != text and (_MODERN.search(read) or all(map(is_syllable, read.split()))) else None


def _decoded(text: str, encoding: str) -> str:
    return words_of(encoding).sub(lambda match: read_word(match[0], encoding) or match[0], text)


def _words(text: str, encoding: str) -> list[str]:
    """The words that the encoding may read otherwise."""
    return [word for word in words_of(encoding).findall(text) if not (word.isascii() and word.isalpha())]


def _bearable(text: str, encoding: str) -> bool:
    """Whether a text of such a sheet may be decoded: not where that turns right Vietnamese into none."""
    words = _words(text, encoding)
    decoded = [read_word(word, encoding) for word in words]
    if _MODERN.search(text) or None in decoded:
        return False
    return any(map(_wrong, words)) or not any(_wrong(word) for word in decoded if word)


def _evident(text: str) -> str | None:
    """The encoding under which this text is Vietnamese, when as it stands it can't be: of one that was common and one
    that was rare (any letters make syllables in VISCII) the common one, of two common ones neither."""
    fits = _fitting(text)
    common = [encoding for encoding in fits if encoding in COMMON] or fits
    return common[0] if len({_decoded(text, encoding) for encoding in common}) == 1 else None


@lru_cache(maxsize=1 << 12)
def _fitting(text: str) -> tuple[str, ...]:
    """The encodings under which this text is Vietnamese, when as it stands it can't be."""
    if _MODERN.search(text):
        return ()
    return (UTF_8,) if _utf_8(text) else tuple(encoding for encoding in ENCODINGS if _explains(text, encoding))


def _explains(text: str, encoding: str) -> bool:
    """Whether most words are wrong as they stand, every word makes sense when decoded, and more than one short one is
    cured by it."""
    words = _words(text, encoding)
    wrong = [word for word in words if _wrong(word)]
    if not wrong or 2 * len(wrong) < len(words):
        return False
    decoded = {word: read_word(word, encoding) for word in words}
    if any(new is None or (new != old and _wrong(new)) for old, new in decoded.items()):
        return False
    cured = [new for word in wrong if (new := decoded[word]) and is_syllable(new)]
    return len(cured) >= 2 or any(len(word) >= 3 for word in cured)


def _wrong(word: str) -> bool:
    """No Vietnamese syllable, and no abbreviation in Vietnamese letters (CSTĐ, QĐ) either."""
    word = word.replace("Ð", "Đ").replace("ð", "đ")             # look-alikes, which `letters` mends
    return not is_syllable(word) and not _ABBREVIATION.fullmatch(word)
