"""The container of .xls, .doc and encrypted files (OLE, "compound file"): the names at its root, and their bytes.

Takes a file's bytes. Reads only within them: a chain that runs in circles or out of the file is cut off.
"""
from __future__ import annotations

import struct
from typing import NamedTuple

from cbcc_xl.grid.unreadable import Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOTHING = 0xFFFFFFFF
LAST_SECTOR = 0xFFFFFFF9       # this and above: no sector
ENTRY = 128


class _Entry(NamedTuple):
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


def names(data: bytes) -> set[str]:
    """The names of streams and storages at the root."""
    return {entry.name for entry in _at_root(_entries(data))}


def stream(data: bytes, name: str) -> bytes | None:
    """The bytes of a stream at the root, or None."""
    entries = _entries(data)
    entry = next((entry for entry in _at_root(entries) if entry.name == name), None)
    if entry is None:
        return None
    if entry.size >= int.from_bytes(data[56:60], "little"):
        return _chained(data, entry.start)[:entry.size]
    table, small = _short_sectors(data), _chained(data, entries[0].start)
    return b"".join(small[n * 64:n * 64 + 64] for n in _chain(table, entry.start))[:entry.size]


def _entries(data: bytes) -> list[_Entry]:
    if len(data) < 512:
        raise Unreadable("file-broken")
    directory = _chained(data, int.from_bytes(data[48:52], "little"))
    return [_entry(directory[at:at + ENTRY]) for at in range(0, len(directory) - ENTRY + 1, ENTRY)]


def _entry(raw: bytes) -> _Entry:
    length = min(int.from_bytes(raw[64:66], "little"), 64)
    name = raw[:max(length - 2, 0)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    return _Entry(name, left, right, child, start, size)


def _at_root(entries: list[_Entry]) -> list[_Entry]:
    found, waiting, seen = [], [entries[0].child] if entries else [], set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            found.append(entries[number])
            waiting += (entries[number].left, entries[number].right)
    return found


def _sector_size(data: bytes) -> int:
    return 1 << min(int.from_bytes(data[30:32], "little"), 16)


def _sector(data: bytes, number: int) -> bytes:
    size = _sector_size(data)
    return data[(number + 1) * size:(number + 2) * size]


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[:len(raw) // 4 * 4])


def _table(data: bytes) -> list[int]:
    """For each sector the one that follows it."""
    sectors = list(_numbers(data[76:512]))
    more, seen = int.from_bytes(data[68:72], "little"), set()
    while more < LAST_SECTOR and more not in seen:
        seen.add(more)
        numbers = _numbers(_sector(data, more))
        if not numbers:
            break
        sectors += numbers[:-1]
        more = numbers[-1]
    return [number for sector in sectors if sector < LAST_SECTOR for number in _numbers(_sector(data, sector))]


def _short_sectors(data: bytes) -> list[int]:
    return list(_numbers(_chained(data, int.from_bytes(data[60:64], "little"))))


def _chain(table: list[int], start: int) -> list[int]:
    chain: list[int] = []
    while start < len(table) and len(chain) <= len(table):
        chain.append(start)
        start = table[start]
    return chain


def _chained(data: bytes, start: int) -> bytes:
    return b"".join(_sector(data, number) for number in _chain(_table(data), start))
