"""Draws one sheet of a unit's file as a clerk lays it out: letterhead, caption, table, totals, signatures.

Takes pages as data and gives workbooks. In headings and rows "<" joins a cell to the one on its left and "^" to the one
above it; a row that is a text is a group row over the whole width. Knows nothing of forms or of agencies.
"""
from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
LEFT, BESIDE = "<", "^"


class Total(NamedTuple):
    """A row of sums under a table or a group."""
    cells: Sequence[Any]


class Page(NamedTuple):
    """One sheet. `facts` are labelled figures between caption and table; `formats` number formats by column, from 0."""
    sheet: str
    left: Sequence[str] = ()
    right: Sequence[str] = ()
    caption: Sequence[str] = ()
    facts: Sequence[tuple[str, Any]] = ()
    heading: Sequence[list[str]] = ()
    rows: Sequence[Sequence[Any] | str | Total] = ()
    below: Sequence[str] = ()
    dated: str = ""
    signed: Sequence[tuple[str, str]] = ()
    formats: Mapping[int, str] = {}
    at: tuple[int, int] = (1, 1)
    size: int = 12


def write(path: Path, pages: Sequence[Page], written: datetime.date) -> Path:
    """A workbook of these pages, last changed on the day it was written."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        Sheet(book.create_sheet(page.sheet), page).draw()
    book.properties.creator = "cbcc-xl demo"
    book.properties.created = book.properties.modified = datetime.datetime.combine(written, datetime.time(9, 30))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not book.save(): that would put today's date where a second version of a file is told from the first.
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return path


def write_csv(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A CSV as Excel in Vietnam saves it: UTF-8 with its mark, semicolons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def percent(count: int, of: int) -> str:
    """A share as clerks type it: 83,3%, 100%."""
    return f"{100 * count / of:.1f}".replace(".", ",").removesuffix(",0") + "%"


class Sheet:
    """A page on its way into a worksheet: a pen that goes down row by row."""

    def __init__(self, sheet: Worksheet, page: Page) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self.sheet, self.page = sheet, page
        self.row, self.first = page.at
        self.width = len(page.heading[0]) if page.heading else 6
        thin = Side("thin")
        self.box = Border(thin, thin, thin, thin)
        self.plain, self.bold = (Font("Times New Roman", page.size, bold=bold) for bold in (False, True))
        self.italic = Font("Times New Roman", page.size, italic=True)
        self.middle, self.centre = Alignment("center", "center", wrap_text=True), Alignment("center", "center")
        self.start = Alignment("left", "center", wrap_text=True)

    def draw(self) -> None:
        page = self.page
        self.letterhead()
        for line in page.caption:
            self.across(line, self.bold)
        self.row += bool(page.caption)
        for label, value in page.facts:
            self.labelled(label, value)
        self.row += bool(page.facts)
        self.heading_row = self.row
        for cells in page.heading:
            self.table_row(cells, self.bold, heading=True)
        for cells in page.rows:
            self.body_row(cells)
        for line in page.below:
            self.put(self.row, self.first, line, self.italic)
            self.row += 1
        self.signatures()
        self.fit()

    def letterhead(self) -> None:
        half = max(self.width // 2, 1)
        for offset in range(max(len(self.page.left), len(self.page.right))):
            for lines, start, end in ((self.page.left, 0, half - 1), (self.page.right, half, self.width - 1)):
                if offset < len(lines):
                    self.block(self.row, start, end, lines[offset], self.bold, self.centre)
            self.row += 1
        self.row += bool(self.page.left or self.page.right)

    def labelled(self, label: str, value: Any) -> None:
        self.put(self.row, self.first + 1, label, self.plain)
        if value is not None:
            self.put(self.row, self.first + 3, value, self.bold)
        self.row += 1

    def body_row(self, cells: Sequence[Any] | str | Total) -> None:
        if isinstance(cells, str):
            self.table_row([cells, *[LEFT] * (self.width - 1)], self.bold, heading=False)
        elif isinstance(cells, Total):
            self.table_row(cells.cells, self.bold, heading=False)
        else:
            self.table_row(cells, self.plain, heading=False)

    def table_row(self, cells: Sequence[Any], font: Any, heading: bool) -> None:
        """One row of the table in its box; joins what is marked to be joined."""
        for place, value in enumerate(cells):
            column = self.first + place
            cell = self.sheet.cell(self.row, column)
            cell.border = self.box
            if value in (LEFT, BESIDE):
                continue
            cell.value, cell.font = value, font
            cell.alignment = self.middle if heading or not isinstance(value, str) or len(value) < 7 else self.start
            if place in self.page.formats and not heading:
                cell.number_format = self.page.formats[place]
        self.join(cells)
        self.row += 1

    def join(self, cells: Sequence[Any]) -> None:
        """Merge each run of "<" with the cell it starts from, and each "^" with what stands above."""
        place = 0
        while place < len(cells):
            end = place
            while end + 1 < len(cells) and cells[end + 1] == LEFT:
                end += 1
            if cells[place] == BESIDE:
                self.stretch(self.first + place)
            elif end > place:
                self.sheet.merge_cells(None, self.row, self.first + place, self.row, self.first + end)
            place = end + 1

    def stretch(self, column: int) -> None:
        """Let the cell above reach down into this row."""
        for merged in self.sheet.merged_cells.ranges:
            if merged.max_row == self.row - 1 and merged.min_col == column:
                merged.expand(down=1)
                return
        self.sheet.merge_cells(None, self.row - 1, column, self.row, column)

    def signatures(self) -> None:
        blocks = self.page.signed
        share = self.width // max(len(blocks), 1)
        self.row += 1
        if self.page.dated:
            self.block(self.row, self.width - max(share, 1), self.width - 1, self.page.dated, self.italic)
            self.row += 1
        for number, (office, name) in enumerate(blocks):
            start, end = number * share, number * share + share - 1
            if not office:
                continue
            self.block(self.row, start, end, office, self.bold)
            self.block(self.row + 1, start, end, "(Ký, ghi rõ họ tên)", self.italic)
            self.block(self.row + 5, start, end, name, self.bold)

    def across(self, text: str, font: Any) -> None:
        self.block(self.row, 0, self.width - 1, text, font)
        self.row += 1

    def block(self, row: int, start: int, end: int, text: str, font: Any, alignment: Any = None) -> None:
        self.put(row, self.first + start, text, font).alignment = alignment or self.middle
        if end > start:
            self.sheet.merge_cells(None, row, self.first + start, row, self.first + end)

    def put(self, row: int, column: int, value: Any, font: Any) -> Any:
        cell = self.sheet.cell(row, column, value)
        cell.font = font
        return cell

    def fit(self) -> None:
        """Widths after the longest text of a column, heights after the heading's, and a page that prints on A4."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        widths = [self.column_width(place) for place in range(self.width)]
        for place, width in enumerate(widths):
            self.sheet.column_dimensions[get_column_letter(self.first + place)].width = width
        for offset, cells in enumerate(self.page.heading):
            single = [(text, width) for text, width, beside in zip(cells, widths, [*cells[1:], ""], strict=True)
                      if LEFT not in (text, beside) and text != BESIDE]
            lines = max((len(text) // width + 1 + text.count("\n") for text, width in single), default=1)
            self.sheet.row_dimensions[self.heading_row + offset].height = lines * self.page.size * 1.4
        self.sheet.page_setup.orientation = "landscape" if self.width > 6 else "portrait"
        self.sheet.page_setup.paperSize = 9
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def column_width(self, place: int) -> int:
        """Room for the longest value below the heading and for the longest word in it."""
        values = [str(cells[place]) for cells in self.page.rows
                  if isinstance(cells, list) and cells[place] not in (None, LEFT, BESIDE)]
        words = [word for cells in self.page.heading for word in cells[place].split()]
        return min(max(*(len(text) + 3 for text in (*values, *words)), 6), 42)
