"""Draws one page into a worksheet the way a clerk lays it out, for a printer with A4 paper.

Takes an openpyxl worksheet and a page. Imported only when a file is written, since it loads openpyxl.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.demo.paper import BESIDE, LEFT, Page, Total

MIDDLE, START = (Alignment(side, "center", wrap_text=True) for side in ("center", "left"))
CENTRE = Alignment("center", "center")
BOX = Border(*[Side("thin")] * 4)


class Pen:
    """Goes down a worksheet row by row."""

    def __init__(self, sheet: Worksheet, page: Page) -> None:
        self.sheet, self.page = sheet, page
        self.row, self.first = page.at
        self.width = len(page.heading[0]) if page.heading else 6
        self.plain, self.bold = (Font("Times New Roman", page.size, bold=bold) for bold in (False, True))
        self.italic = Font("Times New Roman", page.size, italic=True)

    def draw(self) -> None:
        page = self.page
        self.letterhead()
        for line in page.caption:
            self.across(line, self.bold)
        self.row += bool(page.caption)
        for label, value in page.facts:
            self.labelled(label, value)
        self.row += bool(page.facts)
        self.table = self.row
        for heads in page.heading:
            self.table_row(heads, self.bold, heading=True)
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
                    self.block(self.row, start, end, lines[offset], self.bold, CENTRE)
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

    def table_row(self, cells: Sequence[Any], font: Font, heading: bool) -> None:
        """One row of the table in its box; joins what is marked to be joined."""
        for place, value in enumerate(cells):
            column = self.first + place
            cell = self.sheet.cell(self.row, column)
            cell.border = BOX
            if value in (LEFT, BESIDE):
                continue
            cell.value, cell.font = value, font
            cell.alignment = MIDDLE if heading or not isinstance(value, str) or len(value) < 7 else START
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
        self.row += 1
        blocks = self.page.signed
        share = self.width // max(len(blocks), 1)
        if self.page.dated:
            self.block(self.row, self.width - max(share, 1), self.width - 1, self.page.dated, self.italic)
            self.row += 1
        for number, (office, name) in enumerate(blocks):
            if not office:
                continue
            start, end = number * share, number * share + share - 1
            lines = office.split("\n")
            for offset, line in enumerate(lines):
                self.block(self.row + offset, start, end, line, self.bold)
            self.block(self.row + len(lines), start, end, "(Ký, ghi rõ họ tên)", self.italic)
            self.block(self.row + len(lines) + 4, start, end, name, self.bold)

    def across(self, text: str, font: Font) -> None:
        self.block(self.row, 0, self.width - 1, text, font)
        self.row += 1

    def block(self, row: int, start: int, end: int, text: str, font: Font, alignment: Alignment = MIDDLE) -> None:
        self.put(row, self.first + start, text, font).alignment = alignment
        if end > start:
            self.sheet.merge_cells(None, row, self.first + start, row, self.first + end)

    def put(self, row: int, column: int, value: Any, font: Font) -> Cell:
        cell = self.sheet.cell(row, column, value)
        cell.font = font
        return cell

    def fit(self) -> None:
        """Widths after the longest words, heights after the text in them, and a page that prints on A4."""
        widths = self.widths()
        for place, width in enumerate(widths):
            self.sheet.column_dimensions[get_column_letter(self.first + place)].width = width
        for row, cells in enumerate((*self.page.heading, *self.page.rows), self.table):
            if isinstance(cells, list):
                self.sheet.row_dimensions[row].height = self.lines(cells, widths) * self.page.size * 1.35
        self.sheet.page_setup.orientation = "landscape" if self.width > 6 else "portrait"
        self.sheet.page_setup.paperSize = 9
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def widths(self) -> list[int]:
        """Of each column, after its values and its heading's words; the two halves wide enough for the letterhead."""
        widths = [self.column_width(place) for place in range(self.width)]
        half = max(self.width // 2, 1)
        for lines, start, end in ((self.page.left, 0, half), (self.page.right, half, self.width)):
            longest = max(map(len, lines), default=0) * 1.25
            widths[end - 1] += max(round(longest) - sum(widths[start:end]), 0)
        return widths

    def column_width(self, place: int) -> int:
        values = [str(cells[place]) for cells in self.page.rows
                  if isinstance(cells, list) and cells[place] not in (None, LEFT, BESIDE)]
        words = [word for cells in self.page.heading for word in cells[place].split()]
        return min(max(6, *(len(text) + 3 for text in (*values, *words))), 42)

    def lines(self, cells: Sequence[Any], widths: Sequence[int]) -> int:
        """How many lines the longest text of a row takes in its own column."""
        single = [(str(text), width) for text, width, beside in zip(cells, widths, [*cells[1:], None], strict=True)
                  if LEFT not in (text, beside) and text not in (None, BESIDE)]
        return max((len(text) // width + 1 + text.count("\n") for text, width in single), default=1)
