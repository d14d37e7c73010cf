"""Workbooks in the making: sheets of cells with known places for each field, written as .xlsx when done.

A `Page` knows where its letterhead, caption, heading, rows, total and labels stand, so that a mistake can be planted
at a cell that is known. A `Book` is one unit's file. Rows and columns count from 0.
"""
from __future__ import annotations

import copy
import datetime
import random
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.styles import Font
from workbooks import saved

from cbcc_xl.model import a1

Place = tuple[int, int]


@dataclass
class Page:
    """One sheet under construction."""
    name: str
    form: str
    cells: dict[Place, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)      # field → column
    labels: dict[str, Place] = field(default_factory=dict)     # figures above the table → where the figure stands
    heading: int = 0                                           # the heading's last row
    rows: list[int] = field(default_factory=list)              # the rows that are records
    total: int | None = None
    declared: Place | None = None                              # "Danh sách có 13 người"
    caption: Place = (0, 0)                                    # the text that names the form and the year
    percent: set[Place] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)

    def place(self, key: str, row: int) -> Place:
        return row, self.columns[key]

    def get(self, key: str, row: int) -> Any:
        return self.cells.get(self.place(key, row))

    def put(self, key: str, row: int, value: Any) -> None:
        """A value under a field's heading; None empties the cell."""
        self.set(self.place(key, row), value)

    def set(self, place: Place, value: Any) -> None:
        if value is None:
            self.cells.pop(place, None)
        else:
            self.cells[place] = value

    def cell(self, key: str, row: int) -> str:
        """The cell of a field in a row, as Excel shows it."""
        return a1(*self.place(key, row))

    def head(self, key: str) -> str:
        """The cell of a field's heading."""
        return a1(self.heading, self.columns[key])

    def has(self, *keys: str) -> bool:
        return all(key in self.columns for key in keys)


@dataclass
class Book:
    """One file of one unit."""
    file: str
    unit: str
    pages: list[Page]

    def page(self, form: str) -> Page | None:
        return next((page for page in self.pages if page.form == form), None)

    def twin(self) -> Book:
        """An independent copy, to plant a mistake in."""
        return copy.deepcopy(self)

    def bytes(self) -> bytes:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        workbook.properties.modified = datetime.datetime(2024, 12, 20)
        for page in self.pages:
            _write(page, workbook.create_sheet(page.name))
        return saved(workbook)


def _write(page: Page, sheet: Any) -> None:
    for (row, column), value in page.cells.items():
        cell = sheet.cell(row + 1, column + 1, value)
        if (row, column) in page.percent:
            cell.number_format = "0.00%"
        if row in page.struck:
            cell.font = Font(strike=True)
    for top, left, bottom, right in page.merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    for row in page.hidden:
        sheet.row_dimensions[row + 1].hidden = True


def begin(name: str, form: str, unit: str, caption: str, chance: random.Random) -> Page:
    """A sheet with its letterhead and caption; `heading` is where the heading may begin."""
    page = Page(name, form)
    left = chance.choice((0, 0, 1))
    page.cells[0, left] = "TỈNH ỦY BẮC SƠN"
    page.cells[1, left] = unit.upper()
    page.cells[0, left + 4] = "ĐẢNG CỘNG SẢN VIỆT NAM"
    top = chance.choice((3, 4))
    page.caption = top, left
    page.cells[page.caption] = caption
    page.heading = top + 2
    page.columns["_stt"] = left
    return page


def head(page: Page, headings: dict[str, str], chance: random.Random) -> int:
    """The heading in one row, sometimes with its columns numbered below; gives the first row of the body."""
    left = page.columns["_stt"]
    for offset, (key, text) in enumerate(headings.items()):
        page.columns[key] = left + offset
        page.cells[page.heading, left + offset] = text
    if chance.random() < 0.3:
        for offset in range(len(headings)):
            page.cells[page.heading + 1, left + offset] = f"({offset + 1})"
        return page.heading + 2
    return page.heading + 1


def sign(page: Page, row: int) -> None:
    """The signatures, a row below the table."""
    left = page.columns["_stt"]
    page.cells[row + 1, left + 1] = "NGƯỜI LẬP BIỂU"
    page.cells[row + 1, left + 4] = "THỦ TRƯỞNG ĐƠN VỊ"
    page.cells[row + 2, left + 4] = "(ký, ghi rõ họ tên)"


def share(page: Page, key: str, row: int, count: int, of: int, style: str) -> None:
    """A share in one of the ways in which clerks state it: a percentage by its format, or typed under "%"."""
    place = page.place(key, row)
    if style == "format":
        page.cells[place] = round(count / of, 4)
        page.percent.add(place)
    elif style == "text":
        page.cells[place] = f"{100 * count / of:.2f}%".replace(".", ",")
    else:
        page.cells[place] = round(100 * count / of, 2)
