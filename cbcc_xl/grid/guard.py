"""What makes a reader ask for more memory than any office has: far corners and false counts.

calamine lays a sheet out as one block up to its last row and column, and makes room for as many strings as the file
says it has; where that fails it aborts the process, which nothing can catch. So both are checked beforehand, by a byte
search. Takes a package; raises `Unreadable`.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.package import Package, Sheet
from cbcc_xl.grid.reference import column
from cbcc_xl.grid.unreadable import Unreadable

MOST_CELLS = 20_000_000
MOST_EMPTY_CELLS = 2_000_000   # where fewer than one in a hundred is filled
SMALLEST_STRING = 5            # bytes: <si/>
# A reference that is far to the right (three letters) or far down (five digits); whatever is nearer can't hurt.
FAR = re.compile(rb'r="(?:[A-Za-z]{3,}[0-9]|[A-Za-z]*[0-9]{5})')
ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*)?>")
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
UNIQUE = re.compile(rb"""uniqueCount\s*=\s*["']\s*([0-9]+)""")


def check(package: Package, sheets: tuple[Sheet, ...]) -> None:
    """Refuse an xlsx that would need too much memory."""
    _check_strings(package.part("xl/sharedStrings.xml"))
    for sheet in sheets:
        check_extent(package.part(sheet.part), sheet.name)


def _check_strings(xml: bytes) -> None:
    stated = max((int(match[1]) for match in UNIQUE.finditer(xml)), default=0)
    if stated > len(xml) // SMALLEST_STRING:
        raise Unreadable("file-too-large", strings=stated, size=len(xml))


def check_extent(xml: bytes, sheet: str) -> None:
    """Refuse a sheet whose used range is far larger than what it holds. Styled empty cells cost calamine nothing."""
    if not FAR.search(xml) and b"r='" not in xml and b"r =" not in xml:    # the latter two: as no program writes them
        return
    row = rows = right = columns = cells = 0
    for match in ROW_OR_CELL.finditer(xml):
        attributes = match[2] or b""
        reference = REFERENCE.search(attributes)
        if match[1] == b"row":
            row, right = int(reference[2]) if reference else row + 1, 0
            continue
        right = column(reference[1].decode()) + 1 if reference else right + 1
        if not attributes.endswith(b"/"):
            rows, columns = max(rows, int(reference[2]) if reference else row), max(columns, right)
            cells += 1
    refuse_extent(rows, columns, cells, sheet)


def refuse_extent(rows: int, columns: int, cells: int, sheet: str) -> None:
    """Raise if rows × columns is more than the limit for so many filled cells."""
    block = rows * columns
    limit = MOST_EMPTY_CELLS if cells * 100 < block else MOST_CELLS
    if block > limit:
        raise Unreadable("file-too-large", sheet=sheet, rows=rows, columns=columns, limit=limit)
