"""The directory of a zip: its entries with their sizes, read from the bytes without unpacking anything.

Reads only the directory at the end, as every unzipper does. Made for workbooks, of which each needs one such look:
zipfile takes three times as long for it, and a tenth of a command's start to import.
"""
from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

from cbcc_xl.grid.unreadable import Unreadable

BEGIN, END, LOCATOR, END_64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
END_SIZE, LONGEST_COMMENT = 22, 65_535
ENTRY = struct.Struct("<4s4xHH4xIIIHHH8xI")      # mark, flags, method, CRC, packed, size, lengths of 3 texts, offset
FULL = 0xFFFFFFFF                                # the figure stands in the zip64 field
STORED, DEFLATED = 0, 8
WITH_PASSWORD, NAME_IN_UTF8 = 0x1, 0x800
MOST_ENTRIES = 5_000


class Entry(NamedTuple):
    """One member, as the directory states it."""
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def entries(data: bytes) -> list[Entry]:
    """All entries in their order; `Unreadable` where the directory is missing, cut off or makes no sense."""
    try:
        count, at, shift = _place(data)
        if count > MOST_ENTRIES:
            raise Unreadable("file-too-large", what="zip", value=count, most=MOST_ENTRIES)
        found = []
        for _ in range(count):
            mark, flags, method, crc, packed, size, name, extra, comment, offset = ENTRY.unpack_from(data, at)
            if mark != BEGIN:
                raise Unreadable("file-broken-zip")
            end = at + ENTRY.size + name
            label = str(data[at + ENTRY.size:end], "utf-8" if flags & NAME_IN_UTF8 else "cp437", "replace")
            if FULL in (packed, size, offset):
                size, packed, offset = _large(data[end:end + extra], size, packed, offset)
            found.append(Entry(label, flags, method, crc, packed, size, offset + shift))
            at = end + extra + comment
        return found
    except struct.error as fault:
        raise Unreadable("file-broken-zip") from fault


def unpacked(data: bytes, entry: Entry) -> bytes:
    """A member's bytes, never more than the directory states."""
    if entry.flags & WITH_PASSWORD:
        raise Unreadable("file-encrypted")
    try:
        name, extra = struct.unpack_from("<HH", data, entry.offset + 26)
        start = entry.offset + 30 + name + extra
        raw = data[start:start + entry.packed]
        if entry.method == STORED:
            return raw
        if entry.method != DEFLATED:
            raise zlib.error("method")
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, entry.size + 1)
    except (zlib.error, struct.error) as fault:
        raise Unreadable("file-broken-zip", part=entry.name) from fault
    if len(part) > entry.size:
        raise Unreadable("file-broken-zip", part=entry.name)
    return part


def _place(data: bytes) -> tuple[int, int, int]:
    """Number of entries, where the first begins, and by how much all offsets are shifted by bytes before the zip."""
    end = data.rfind(END, max(len(data) - END_SIZE - LONGEST_COMMENT, 0))
    if end < 0:
        raise Unreadable("file-broken-zip")
    count, size, offset = struct.unpack_from("<HII", data, end + 10)
    if data[end - 20:end - 16] == LOCATOR:
        end = data.rfind(END_64, 0, end)
        if end < 0:
            raise Unreadable("file-broken-zip")
        count, size, offset = struct.unpack_from("<QQQ", data, end + 32)
    return count, end - size, end - size - offset


def _large(extra: bytes, *figures: int) -> list[int]:
    """The figures of which the zip64 field holds those that are too large for their place."""
    at = 0
    while at + 4 <= len(extra):
        what, length = struct.unpack_from("<HH", extra, at)
        if what == 1:
            stated = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            return [next(stated, FULL) if figure == FULL else figure for figure in figures]
        at += 4 + length
    return list(figures)
