"""Defined names of an .xls that stand for a text.

Takes the workbook's stream; gives the texts by name, of whichever sheet. Names for cells and formulas are left out.
"""
from __future__ import annotations

import struct

NAME, FIXED = 0x0018, 14           # the record, and its bytes before the name
TEXT = 0x17                        # how a formula begins that is a text


def named(stream: bytes) -> dict[str, str]:
    """The names, each with its text."""
    found: dict[str, str] = {}
    at = 0
    while at + 4 <= len(stream):
        what, size = struct.unpack_from("<HH", stream, at)
        if what == NAME and size > FIXED:
            record = stream[at + 4:at + 4 + size]
            name, rest = _letters(record[FIXED:], record[3])
            if len(rest) > 2 and rest[0] == TEXT:
                found[name] = _letters(rest[2:], rest[1])[0]
        at += 4 + size
    return found


def _letters(raw: bytes, length: int) -> tuple[str, bytes]:
    """A text behind the byte that says how wide its letters are, and what follows it."""
    wide = raw[0] & 1
    end = 1 + length * (1 + wide)
    return raw[1:end].decode("utf-16-le" if wide else "latin-1", "replace"), raw[end:]
