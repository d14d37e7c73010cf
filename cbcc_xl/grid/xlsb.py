"""Binary workbooks of Excel (.xlsb): values only. Their merges, styles, notes and hidden rows are not looked at.

Sheets are walked record by record for their extent before calamine lays them out.
"""
from __future__ import annotations

from cbcc_xl.grid import aside, embedded, properties, values
from cbcc_xl.grid.guard import refuse_extent
from cbcc_xl.grid.package import Package
from cbcc_xl.model import Workbook

ROW, CELLS = 0, range(2, 12)   # records; 1 is a blank cell


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xlsb."""
    for part in package.entries:
        if part.startswith("xl/worksheets/") and part.endswith(".bin"):
            _check_extent(package.part(part), part)
    return Workbook(values.grids(package.data), kind, properties.of_package(package, properties.CORE),
                    aside.of_xlsx(package), embedded.of_package(package))


def _check_extent(part: bytes, sheet: str) -> None:
    at = row = rows = columns = cells = 0
    while at + 2 <= len(part):
        what, at = _number(part, at)
        size, at = _number(part, at)
        first = int.from_bytes(part[at:at + 4], "little")
        if what == ROW:
            row = first
        elif what in CELLS:
            rows, columns, cells = max(rows, row + 1), max(columns, first + 1), cells + 1
        at += size
    refuse_extent(rows, columns, cells, sheet)


def _number(part: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and where it ends."""
    number = shift = 0
    while at < len(part) and shift < 28:
        byte = part[at]
        number, at, shift = number | (byte & 0x7F) << shift, at + 1, shift + 7
        if byte < 0x80:
            break
    return number, at
