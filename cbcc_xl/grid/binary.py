"""The extent of sheets in binary workbooks (.xlsb, .xls), walked record by record before calamine lays them out.

Takes a package or a workbook stream; raises `Unreadable` where a far corner would cost too much memory.
"""
from __future__ import annotations

import struct

from cbcc_xl.grid.guard import refuse_extent
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable

XLSB_ROW, XLSB_CELLS = 0, range(2, 12)                        # 1 is a blank cell
BIFF_SHEET, BIFF_PASSWORD = 0x0809, 0x002F
BIFF_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})


def check(package: Package) -> None:
    """Refuse an .xlsb with a far corner."""
    for name in package.entries:
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            _check_sheet(package.part(name), name)


def _check_sheet(part: bytes, name: str) -> None:
    at = row = rows = columns = cells = 0
    while at + 2 <= len(part):
        what, at = part[at], at + 1
        if what & 0x80:
            what, at = what & 0x7F | (part[at] & 0x7F) << 7, at + 1
        size = shift = 0
        while at < len(part) and shift < 28:
            byte, at = part[at], at + 1
            size, shift = size | (byte & 0x7F) << shift, shift + 7
            if not byte & 0x80:
                break
        if what == XLSB_ROW:
            row = int.from_bytes(part[at:at + 4], "little")
        elif what in XLSB_CELLS:
            rows, cells = max(rows, row + 1), cells + 1
            columns = max(columns, int.from_bytes(part[at:at + 4], "little") + 1)
        at += size
    refuse_extent(rows, columns, cells, name)


def check_stream(stream: bytes) -> None:
    """Refuse an .xls with a password, or one of whose sheets has a far corner."""
    at = rows = columns = cells = 0
    while at + 4 <= len(stream):
        what, size = struct.unpack_from("<HH", stream, at)
        if what == BIFF_SHEET:
            refuse_extent(rows, columns, cells, "")
            rows = columns = cells = 0
        elif what == BIFF_PASSWORD:
            raise Unreadable("file-encrypted")
        elif what in BIFF_CELLS and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
        at += 4 + size
    refuse_extent(rows, columns, cells, "")
