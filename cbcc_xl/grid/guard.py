"""What makes a reader ask for more memory or time than any office has: far corners, false counts, lists without end.

calamine lays a sheet out as one block up to its last row and column, and makes room for as many strings as the file
says it has; where that fails it aborts the process, which nothing can catch. So both are checked beforehand, by a byte
search. Takes parts of a package; raises `Unreadable`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from cbcc_xl.grid.reference import column
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook

MOST_CELLS = 20_000_000
MOST_EMPTY_CELLS = 2_000_000   # where fewer than one in a hundred is filled
MOST_ROWS = 50_000             # with content, in one file: no unit has so many people
MOST_FILLED = 3_000_000        # cells with content in one sheet: more than so many rows have
MOST_SHEETS = 500
MOST_IN_A_ROW = 4_000          # cells with content: a form with a column a unit has a hundred
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
    filled = xml.count(b"</v>") + xml.count(b"</is>")
    if filled > MOST_FILLED:
        raise Unreadable("file-too-large", what=sheet, value=filled, most=MOST_FILLED)
    if not FAR.search(xml) and b"r =" not in xml:
        return
    rows = columns = cells = 0
    for cell in CELL.finditer(xml):
        reference = None if cell[1].endswith(b"/") else REFERENCE.search(cell[1])
        if reference:
            rows, cells = max(rows, int(reference[2])), cells + 1
            columns = max(columns, column(reference[1].decode()) + 1)
    refuse_extent(rows, columns, cells, sheet)


def check_sheets(parts: Sequence[str]) -> None:
    """Refuse a workbook of more sheets than anyone leafs through, or with sheets that are one and the same part."""
    own = [part.lower() for part in parts if part]
    if len(set(own)) < len(own):
        raise Unreadable("file-broken", reason="sheets that share a part")
    if len(parts) > MOST_SHEETS:
        raise Unreadable("file-too-large", what="sheets", value=len(parts), most=MOST_SHEETS)


def check_rows(workbook: Workbook) -> Workbook:
    """The workbook, unless it holds more rows than any list, or a row longer than any heading."""
    for grid in workbook.grids:
        widest = max((len(row) - row.count(None) for row in grid.rows if len(row) > MOST_IN_A_ROW), default=0)
        if widest > MOST_IN_A_ROW:
            raise Unreadable("file-too-wide", value=widest, most=MOST_IN_A_ROW)
    refuse_rows(sum(any(value is not None for value in row) for grid in workbook.grids for row in grid.rows if row))
    return workbook


def refuse_rows(rows: int) -> None:
    """Raise if so many rows with content are more than the limit."""
    if rows > MOST_ROWS:
        raise Unreadable("file-too-long", value=rows, most=MOST_ROWS)


def refuse_extent(rows: int, columns: int, cells: int, sheet: str) -> None:
    """Raise if rows × columns is more than the limit for so many filled cells."""
    block = rows * columns
    limit = MOST_EMPTY_CELLS if cells * 100 < block else MOST_CELLS
    if block > limit:
        raise Unreadable("file-too-large", what=f"{sheet} {rows} × {columns}".strip(), value=block, most=limit)
