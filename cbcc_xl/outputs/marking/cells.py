"""The cells of one sheet's XML: found, or made in their right order, and given another format.

Takes a sheet's root; places are (row, column) counted from 0. A cell that isn't there yet starts from the format of its
row or column, as it shows in Excel.
"""
from __future__ import annotations

from bisect import bisect_left

from lxml import etree

from cbcc_xl.grid.reference import area, column, place
from cbcc_xl.model import a1, letters

Place = tuple[int, int]


class Cells:
    """One sheet under change."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.space = f"{{{etree.QName(root).namespace}}}"
        self.data = root.find(self.space + "sheetData")
        self.rows = self._numbered_rows()
        self.merges = tuple(filter(None, (area(one.get("ref", "")) for one in root.iter(self.space + "mergeCell"))))
        self.added = False

    @property
    def extent(self) -> tuple[int, int]:
        """How many rows and columns are in use."""
        width = 0
        for row in self.rows.values():
            cells = _cells(row)
            if cells:
                at = place(cells[-1].get("r", ""))
                width = max(width, at[1] + 1 if at else len(cells))
        return max(self.rows, default=-1) + 1, width

    def style(self, at: Place) -> int:
        """The number of the format that a cell shows."""
        row = self.rows.get(at[0])
        cell = self._find(row, at[1]) if row is not None else None
        if cell is not None:
            return int(cell.get("s", 0))
        if row is not None and row.get("customFormat") in ("1", "true"):
            return int(row.get("s", 0))
        return next((int(one.get("style", 0)) for one in self.root.iter(self.space + "col")
                     if int(one.get("min", 0)) - 1 <= at[1] < int(one.get("max", 0))), 0)

    def set_style(self, at: Place, style: int) -> None:
        """Give a cell a format; an empty cell is made where there is none."""
        row = self.rows.get(at[0])
        if row is None:
            row = self._new_row(at[0])
        cell = self._find(row, at[1])
        if cell is None:
            cell = self._new_cell(row, at)
        cell.set("s", str(style))

    def restyle(self, styles: dict[int, int]) -> None:
        """Give every cell of one format another."""
        for cell in self.root.iter(self.space + "c"):
            style = styles.get(int(cell.get("s", 0)))
            if style is not None:
                cell.set("s", str(style))

    def close(self) -> None:
        """Widen the range that the sheet says it uses, if cells were added."""
        dimension = self.root.find(self.space + "dimension")
        if self.added and dimension is not None:
            used = area(dimension.get("ref", "")) or (0, 0, 0, 0)
            rows, columns = self.extent
            dimension.set("ref", a1(0, 0, max(rows - 1, used[2]), max(columns - 1, used[3])))

    def _numbered_rows(self) -> dict[int, etree._Element]:
        rows, number = {}, -1
        for row in self.data.iterchildren(self.space + "row"):
            number = int(row.get("r", number + 2)) - 1
            row.set("r", str(number + 1))
            rows[number] = row
        return rows

    def _find(self, row: etree._Element, wanted: int) -> etree._Element | None:
        for number, cell in zip(_columns(row), _cells(row), strict=True):
            if number == wanted:
                return cell
        return None

    def _new_row(self, number: int) -> etree._Element:
        row = etree.Element(self.space + "row", r=str(number + 1))
        before = [other for other in self.rows if other < number]
        if before:
            self.rows[max(before)].addnext(row)
        else:
            self.data.insert(0, row)
        self.rows[number] = row
        return row

    def _new_cell(self, row: etree._Element, at: Place) -> etree._Element:
        columns, cells = _columns(row), _cells(row)
        for number, cell in zip(columns, cells, strict=True):
            cell.set("r", f"{letters(number)}{at[0] + 1}")       # places that were only implied would shift
        row.attrib.pop("spans", None)                            # a hint, and no longer right
        made = etree.Element(self.space + "c", r=a1(*at))
        row.insert(row.index(cells[index]) if (index := bisect_left(columns, at[1])) < len(cells)
                   else (row.index(cells[-1]) + 1 if cells else 0), made)
        self.added = True
        return made


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if isinstance(cell.tag, str) and cell.tag.endswith("}c")]


def _columns(row: etree._Element) -> list[int]:
    """The column of each cell; one that doesn't say stands right of the one before."""
    columns: list[int] = []
    for cell in _cells(row):
        reference = cell.get("r", "").rstrip("0123456789")
        columns.append(column(reference) if reference else (columns[-1] + 1 if columns else 0))
    return columns
