"""What makes a reader ask for more memory than any office has: far corners and false counts.

calamine lays a sheet out as one block up to its last row and column, and makes room for as many strings as the file
says it has; where that fails it aborts the process, which nothing can catch. So both are checked beforehand, by a byte
search. Takes parts of a package; raises `Unreadable`.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.reference import column
from cbcc_xl.grid.unreadable import Unreadable

MOST_CELLS = 20_000_000
MOST_EMPTY_CELLS = 2_000_000   # where fewer than one in a hundred is filled
SMALLEST_STRING = 5            # bytes: <si/>
# A reference that is far to the right (three letters) or far down (five digits), or oddly written; no other can hurt.
FAR = re.compile(rb'r=(?:"[A-Za-z]{0,2}+(?:[0-9]{5}|[A-Za-z]++[0-9])|[^"])')
CELL = re.compile(rb"<c\s([^>]*)>")
REFERENCE = re.compile(rb"""r\s*=\s*["']([A-Za-z]+)([0-9]+)""")
UNIQUE = re.compile(rb"""uniqueCount\s*=\s*["']\s*([0-9]+)""")


def check_strings(xml: bytes) -> None:
    """Refuse shared strings that are fewer than stated."""
    stated = max((int(match[1]) for match in UNIQUE.finditer(xml)), default=0)
    most = len(xml) // SMALLEST_STRING
    if stated > most:
        raise Unreadable("file-too-large", what="uniqueCount", value=stated, most=most)


def check_extent(xml: bytes, sheet: str) -> None:
    """Refuse a sheet in plain writing whose used range is far larger than what it holds.

    Cells without content don't count: a million styled empty rows cost calamine nothing.
    """
    if not FAR.search(xml) and b"r =" not in xml:
        return
    rows = columns = cells = 0
    for cell in CELL.finditer(xml):
        reference = None if cell[1].endswith(b"/") else REFERENCE.search(cell[1])
        if reference:
            rows, cells = max(rows, int(reference[2])), cells + 1
            columns = max(columns, column(reference[1].decode()) + 1)
    refuse_extent(rows, columns, cells, sheet)


def refuse_extent(rows: int, columns: int, cells: int, sheet: str) -> None:
    """Raise if rows × columns is more than the limit for so many filled cells."""
    block = rows * columns
    limit = MOST_EMPTY_CELLS if cells * 100 < block else MOST_CELLS
    if block > limit:
        raise Unreadable("file-too-large", what=f"{sheet} {rows} × {columns}".strip(), value=block, most=limit)
