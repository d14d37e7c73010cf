"""Text back into the alphabet of an old font, so that a support copy is misread as its original was.

Takes text in NFC and the encoding's name; a letter that the font lacks stands in small letters, or as it is.
"""
from __future__ import annotations

from functools import cache

from cbcc_xl.text.legacy_fonts import decode

LATIN = [chr(code) for code in range(0xA1, 0x250)]
FONTS = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}
BASES = "aeouyôöAEOUYÔÖ"


def encoded(text: str, encoding: str) -> str:
    known = _table(encoding)
    return "".join(known.get(letter) or known.get(letter.lower()) or letter for letter in text)


@cache
def _table(encoding: str) -> dict[str, str]:
    """Each letter with what a font of this encoding wants for it, by asking the decoder for all there is."""
    font = FONTS.get(encoding, "")
    pieces = [*LATIN, *(base + mark for base in BASES for mark in LATIN)] if encoding == "VNI" else LATIN
    found: dict[str, str] = {}
    for piece in pieces:
        letter = decode(piece, font)[0]
        if len(letter) == 1 and letter != piece and not letter.isascii():
            found.setdefault(letter, piece)
    return found
