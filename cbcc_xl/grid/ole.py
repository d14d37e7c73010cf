"""The container of .xls, .doc, .msg and encrypted files (OLE, "compound file"): names, at its root or in a storage
below it, and their bytes.

Takes a file's bytes. Strict, since calamine is not: chains that run in circles or out of the file, and sizes larger
than the file, make it ask for all memory there is. Such a file is `Unreadable` here.
"""
from __future__ import annotations

import struct
from typing import NamedTuple

from cbcc_xl.grid.unreadable import Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
LAST_SECTOR = 0xFFFFFFF9       # this and above: no sector
END, NONE = 0xFFFFFFFE, 0xFFFFFFFF
SECTOR_SIZES = {9: 512, 12: 4096}
ENTRY, SHORT = 128, 64         # bytes of an entry in the directory, of a short sector


class Entry(NamedTuple):
    """A stream or storage in the directory; `left` and `right` are its siblings, `child` the first below it."""
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams of one file, each within its bounds."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sector_size = SECTOR_SIZES.get(int.from_bytes(data[30:32], "little"), 0)
        if len(data) < HEADER or not self.sector_size:
            raise _broken()
        self.sectors = len(data) // self.sector_size
        (in_directory, in_table, start, _, self.from_size, short_start, in_short_table, more, _) = struct.unpack_from(
            "<IIIIIIIII", data, 40)
        if max(in_directory, in_table, in_short_table) > self.sectors:
            raise _broken()
        self.table = self._table(more)
        self.entries = self._entries(self._chained(start))
        self.short_table = _numbers(self._chained(short_start)) if short_start < LAST_SECTOR else ()
        root = self.entries[0]
        self.short = self._chained(root.start)[:root.size] if root.start < LAST_SECTOR else b""
        if len(self.short) < root.size:
            raise _broken()
        self.streams = self.below(root)

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream at the root, or None."""
        entry = self.streams.get(name)
        return None if entry is None else self.content(entry)

    def below(self, storage: Entry) -> dict[str, Entry]:
        """The streams and storages of a storage, by name. Storages may lead in a circle: whoever descends counts."""
        found, waiting, seen = {}, [storage.child], set()
        while waiting:
            number = waiting.pop()
            if number < len(self.entries) and number not in seen:
                seen.add(number)
                entry = self.entries[number]
                found[entry.name] = entry
                waiting += (entry.left, entry.right)
        return found

    def content(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size >= self.from_size:
            found = self._chained(entry.start)
        else:
            chain = _chain(self.short_table, entry.start) if entry.size else ()
            found = b"".join(self.short[number * SHORT:(number + 1) * SHORT] for number in chain)
        if len(found) < entry.size:
            raise _broken()
        return found[:entry.size]

    def _table(self, more: int) -> tuple[int, ...]:
        """For each sector the one that follows it."""
        parts, seen = list(_numbers(self.data[76:HEADER])), set()
        while more < LAST_SECTOR:
            numbers = _numbers(self._sector(more))
            if more in seen or not numbers:
                raise _broken()
            seen.add(more)
            parts += numbers[:-1]
            more = numbers[-1]
        return tuple(number for part in parts if part != NONE for number in _numbers(self._sector(part)))

    def _entries(self, directory: bytes) -> list[Entry]:
        if not directory or len(directory) % ENTRY:
            raise _broken()
        return [_entry(directory[at:at + ENTRY]) for at in range(0, len(directory), ENTRY)]

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.sector_size:(number + 2) * self.sector_size]

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(self.table, start))


def _chain(table: tuple[int, ...], start: int) -> list[int]:
    chain: list[int] = []
    while start != END:
        if start >= len(table) or len(chain) > len(table):
            raise _broken()
        chain.append(start)
        start = table[start]
    return chain


def _entry(raw: bytes) -> Entry:
    length = min(int.from_bytes(raw[64:66], "little"), 64)
    name = raw[:max(length - 2, 0)].decode("utf-16-le", "replace")
    return Entry(name, *struct.unpack_from("<III", raw, 68), *struct.unpack_from("<II", raw, 116))


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[:len(raw) // 4 * 4])


def _broken() -> Unreadable:
    return Unreadable("file-broken", reason="ole")
