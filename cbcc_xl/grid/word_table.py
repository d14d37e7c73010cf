"""A table of a Word file: its rows and cells as one sees them, whatever XML they are made of.

Takes a table's element; gives cells with the rows and columns that they span. Rows that tracked changes deleted are
left out, what only wraps rows and cells is opened.
"""
from __future__ import annotations

from typing import Any, NamedTuple

from cbcc_xl.grid.placing import Columns
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.word_xml import attribute, child, local, unwrapped, value

NEAR = 120                         # twentieths of a point (2 mm): edges drawn a hair beside one another
MOST_COLUMNS = 1_000


class Cell(NamedTuple):
    """One cell as seen: its first and last row and column in the table, and the element that holds its text."""
    top: int
    left: int
    bottom: int
    right: int
    element: Any


class Table(NamedTuple):
    element: Any
    height: int
    width: int
    cells: list[Cell]              # by row, then by column
    gone: tuple[int, ...] = ()     # rows above or at which rows stood that tracked changes deleted

    @property
    def rows(self) -> list[list[Cell]]:
        """The cells that begin in each row."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.top].append(cell)
        return rows

    @property
    def nested(self) -> bool:
        """Whether a cell of it holds a table."""
        return any(local(one) == "tbl" for cell in self.cells for one in unwrapped(cell.element))


class _Drawn(NamedTuple):
    row: int
    start: int                     # in columns of the table's own grid
    end: int
    merged: str                    # restart, continue, or empty
    element: Any


def table_of(element: Any) -> Table:
    """The table that an element is."""
    rows: list[Any] = []
    gone: list[int] = []
    for one in (one for one in unwrapped(element) if local(one) == "tr"):
        if child(one, "trPr", "del") is None:
            rows.append(one)
        else:
            gone.append(max(len(rows) - 1, 0))
    drawn = [cell for row, one in enumerate(rows) for cell in _drawn(row, one)]
    if not drawn:
        return Table(element, 0, 0, [])
    edges = _edges(element, max(cell.end for cell in drawn))
    columns = Columns([(edges[cell.start], edges[cell.end]) for cell in drawn], NEAR)
    cells: list[Cell] = []
    above: dict[tuple[int, int], int] = {}           # first and last column → the cell that may go on below
    for one in drawn:
        left, right = columns.of(edges[one.start], edges[one.end])
        at = above.get((left, right))
        if one.merged == "continue" and at is not None and cells[at].bottom == one.row - 1:
            cells[at] = cells[at]._replace(bottom=one.row)
            continue
        above[left, right] = len(cells)
        cells.append(Cell(one.row, left, one.row, right, one.element))
    return Table(element, len(rows), len(columns), cells, tuple(gone))


def _drawn(row: int, element: Any) -> list[_Drawn]:
    """The cells of one row; one that is merged with that on its left is part of it."""
    found: list[_Drawn] = []
    start = _count(value(element, "trPr", "gridBefore"), 0)
    for one in unwrapped(element):
        if local(one) != "tc":
            continue
        end = start + _count(value(one, "tcPr", "gridSpan"), 1)
        if end > MOST_COLUMNS:
            raise Unreadable("file-too-large", what="columns", value=end, most=MOST_COLUMNS)
        if found and value(one, "tcPr", "hMerge") == "continue":
            found[-1] = found[-1]._replace(end=end)
        else:
            down = child(one, "tcPr", "vMerge")
            merged = "" if down is None else attribute(down, "val") or "continue"
            found.append(_Drawn(row, start, end, merged, one))
        start = end
    return found


def _edges(element: Any, columns: int) -> list[float]:
    """Where the columns of the table's own grid begin, and the last one's end; all alike where that isn't stated."""
    grid = child(element, "tblGrid")
    stated = [attribute(one, "w") for one in grid if local(one) == "gridCol"] if grid is not None else []
    widths = [int(width) for width in stated if width.isdecimal()]
    if len(widths) < columns or not all(widths[:columns]):
        widths = [NEAR * 10] * columns
    edges = [0.0]
    for width in widths[:columns]:
        edges.append(edges[-1] + width)
    return edges


def _count(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default
