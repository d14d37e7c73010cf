"""What makes a reader ask for more memory than any office has: far corners and false counts.

calamine lays a sheet out as one block up to its last row and column, and makes room for as many strings as the file
says it has; where that fails it aborts the process, which nothing can catch. So both are checked beforehand, by a byte
search. Takes a package; raises `Unreadable`.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.package import Package, SheetPart
from cbcc_xl.grid.unreadable import Unreadable

MOST_CELLS = 20_000_000
MOST_EMPTY_CELLS = 2_000_000   # where fewer than one in a hundred is filled
SMALLEST_STRING = 5            # bytes: <si/>
# A reference that is far to the right (three letters) or far down (five digits); whatever is nearer can't hurt.
FAR = re.compile(rb'r="(?:[A-Za-z]{3,}[0-9]|[A-Za-z]*[0-9]{5})')
ODD = re.compile(rb"\sr\s*=\s*'|\sr\s+=|\sr=\s")               # references as no spreadsheet program writes them
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
UNIQUE = re.compile(rb"""<(?:\w+:)?sst\b[^>]*\suniqueCount\s*=\s*["']\s*([0-9]+)""")
COUNT = re.compile(rb"""<(?:\w+:)?sst\b[^>]*\scount\s*=\s*["']\s*([0-9]+)""")


def check(package: Package, sheets: list[SheetPart]) -> None:
    """Refuse an xlsx that would need too much memory."""
    _check_strings(package.part("xl/sharedStrings.xml"))
    for sheet in sheets:
        check_extent(package.part(sheet.part), sheet.name)


def _check_strings(xml: bytes) -> None:
    stated = UNIQUE.search(xml, 0, 4096)
    if stated and int(stated[1]) > len(xml) // SMALLEST_STRING:
        raise Unreadable("file-too-large", strings=int(stated[1]), size=len(xml))


def check_extent(xml: bytes, sheet: str) -> None:
    """Refuse a sheet whose used range is far larger than what it holds."""
    if not FAR.search(xml) and not ODD.search(xml):
        return
    rows = columns = cells = 0
    for match in REFERENCE.finditer(xml):
        row, column = int(match[2]), number(match[1])
        rows, columns, cells = max(rows, row), max(columns, column), cells + (column > 0)
    refuse_extent(rows, columns, cells, sheet)


def refuse_extent(rows: int, columns: int, cells: int, sheet: str) -> None:
    """Raise if rows × columns is more than the limit for so many filled cells."""
    block = rows * columns
    limit = MOST_EMPTY_CELLS if cells * 100 < block else MOST_CELLS
    if block > limit:
        raise Unreadable("file-too-large", sheet=sheet, rows=rows, columns=columns, limit=limit)


def number(letters: bytes) -> int:
    """The 1-based number of a column's letters, 0 for none."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + letter - 64
    return total
