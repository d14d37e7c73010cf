"""Tables saved as a web page, mostly under the name .xls: one sheet with every table of the page, all values text.

Lines of text above, between and below the tables are rows of one cell: a letterhead, a stamp; so is a caption.
"""
from __future__ import annotations

import re
from html.parser import HTMLParser

from cbcc_xl.grid.delimited import decoded, stem
from cbcc_xl.grid.guard import refuse_extent
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.values import trimmed
from cbcc_xl.model import Grid, Workbook

MOST_ROWS, MOST_COLUMNS = 65_534, 1_000      # that a cell may span, by the standard
MOST_ACROSS = 16_384           # columns of a sheet
BLOCKS = frozenset("br p div li tr h1 h2 h3 h4 h5 h6".split())      # begin a new line of a cell's text
UNSEEN = frozenset("style script title xml".split())
SPACES = re.compile("[ \t\r\n\f]+")


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """The one sheet, named as the file without its ending; merged cells as `rowspan` and `colspan` say."""
    page = _Page()
    page.feed(decoded(data))
    page.close()
    page.end_cell()
    page.end_line()
    rows = page.laid_out(stem(name))
    return Workbook([Grid(stem(name), trimmed(rows), tuple(page.merges))], kind)


class _Page(HTMLParser):
    """Collects cells row by row. A table inside a cell is part of that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.taken: dict[int, int] = {}        # column → first row that is free again under a rowspan
        self.row, self.column = -1, 0
        self.depth = 0                         # of tables
        self.unseen = 0                        # inside <style>, <script>, <title>
        self.text: list[str] | None = None
        self.line: list[str] = []              # outside of tables, or a caption
        self.in_caption = False
        self.below_table = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0 and (tag in BLOCKS or tag == "table"):
            self.end_line()
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.begin_table()
        elif tag == "caption" and self.depth == 1:
            self.in_caption = True
        elif tag == "tr" and self.depth == 1:
            self.end_caption()
            self.end_cell()
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th") and self.depth == 1:
            self.end_cell()
            self.begin_cell(dict(attrs))
        elif self.text is not None and (tag in BLOCKS or tag in ("td", "th")):
            self.text.append("\n" if tag in BLOCKS else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif self.depth == 1 and tag in ("td", "th", "tr", "table"):
            self.end_cell()
        if tag == "table":
            self.end_caption()
            self.depth = max(self.depth - 1, 0)
            self.below_table = self.below_table or self.depth == 0
        elif tag == "caption":
            self.end_caption()
        elif self.depth == 0 and tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.text is not None:
            self.text.append(SPACES.sub(" ", data))
        elif self.depth == 0 or self.in_caption:
            self.line.append(data)

    def begin_table(self) -> None:
        """Tables stand below each other, an empty row between them."""
        self.end_cell()
        self.taken = {}
        self.row += self.below_table
        self.below_table = False

    def end_line(self) -> None:
        """A line of text is a row of its own."""
        line, self.line = " ".join("".join(self.line).split()), []
        if line:
            self.row += 1 + self.below_table
            self.below_table = False
            self.cells[self.row, 0] = line

    def end_caption(self) -> None:
        if self.in_caption:
            self.in_caption = False
            self.end_line()

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        wide = _span(attributes.get("colspan"), MOST_COLUMNS)
        high = _span(attributes.get("rowspan"), MOST_ROWS)
        self.place = (self.row, self.column)
        if wide > 1 or high > 1:
            self.merges.append((self.row, self.column, self.row + high - 1, self.column + wide - 1))
        for column in range(self.column, self.column + wide):
            self.taken[column] = self.row + high
        self.column += wide
        if self.column > MOST_ACROSS:
            raise Unreadable("file-too-wide", value=self.column, most=MOST_ACROSS)
        self.text = []

    def end_cell(self) -> None:
        if self.text is not None:
            lines = "".join(self.text).split("\n")
            value = "\n".join(SPACES.sub(" ", line).strip(" ") for line in lines).strip()
            if value:
                self.cells[self.place] = value
        self.text = None

    def laid_out(self, sheet: str) -> list[list[str | None]]:
        rows = max((row for row, _ in self.cells), default=-1) + 1
        columns = max((column for _, column in self.cells), default=-1) + 1
        refuse_extent(rows, columns, len(self.cells), sheet)
        laid: list[list[str | None]] = [[None] * columns for _ in range(rows)]
        for (row, column), value in self.cells.items():
            laid[row][column] = value
        return laid


def _span(stated: str | None, most: int) -> int:
    return min(max(int(stated), 1), most) if stated and stated.strip().isdecimal() else 1
