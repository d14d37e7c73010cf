"""The sheets of an .ods as its content states them: merged and hidden cells, errors, notes, telling styles.

Takes the content and the telling styles; gives what was seen, by sheet. Raises `Unreadable` for a far corner.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cbcc_xl.grid.guard import MOST_CELLS, refuse_extent, refuse_rows
from cbcc_xl.grid.ods_styles import Style
from cbcc_xl.grid.styles import legacy
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.xml import parser
from cbcc_xl.model import Look

Place = tuple[int, int]
HIDDEN = ("collapse", "filter")
CELLS = ("table:table-cell", "table:covered-table-cell")
MOST_ALIKE = 10_000            # cells that are one repeated: beyond it their style is of no interest


class Seen:
    """What one sheet's content adds to its values."""

    def __init__(self) -> None:
        self.merges: list[tuple[int, int, int, int]] = []
        self.styled: dict[Place, Style] = {}
        self.percent: set[Place] = set()
        self.uncached: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.comments: dict[Place, str] = {}
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self.rows = self.columns = self.cells = 0

    def look(self, rows: list[list[Any]]) -> Look:
        """The look at this sheet, given its values."""
        width = max(map(len, rows), default=0)
        fonts = {place: font for place, style in self.styled.items() if (font := legacy(style.font or ""))}
        return Look(
            percent=frozenset(self.percent), uncached=frozenset(self.uncached), errors=self.errors, fonts=fonts,
            struck=frozenset(place for place, style in self.styled.items() if style.struck),
            red=frozenset(place for place, style in self.styled.items() if style.red),
            comments=self.comments,
            hidden_rows=frozenset(_within(self.hidden_rows, len(rows))),
            hidden_columns=frozenset(_within(self.hidden_columns, width)))


def sheets(xml: bytes, styles: Mapping[str, Style]) -> dict[str, Seen]:
    """What was seen, by the sheet's name."""
    content = _Content(styles)
    content.parser.Parse(xml, True)
    return content.sheets


class _Content:
    """One pass over the content."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self.parser = parser(self.start, self.end)
        self.styles = styles
        self.sheets: dict[str, Seen] = {}
        self.seen = Seen()
        self.row = self.column = self.high = self.wide = 0
        self.filled = 0                                      # rows with content, of all sheets
        self.last_filled = -1
        self.row_style = ""
        self.column_styles: list[tuple[range, str]] = []
        self.cell: dict[str, str] | None = None              # attributes of the cell at hand
        self.text: list[str] = []
        self.struck = False                                  # a part of the text at hand is struck out
        self.note: list[str] | None = None
        self.depth = 0                                       # of tables: one inside a cell is text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.begin_sheet(attributes)
        elif self.depth != 1:
            return
        elif tag in CELLS:
            self.cell, self.text, self.struck = attributes, [], False
            self.wide = _repeated(attributes, "table:number-columns-repeated")
        elif tag == "table:table-row":
            self.begin_row(attributes)
        elif tag == "table:table-column":
            self.take_column(attributes)
        elif tag == "office:annotation":
            self.note = []
        elif tag == "text:span" and self.note is None:
            style = self.styles.get(attributes.get("text:style-name", ""))
            self.struck = self.struck or bool(style and style.struck)
        elif tag == "text:p" and self.cell is not None:
            texts = self.text if self.note is None else self.note
            texts.append("\n" if texts else "")
            self.parser.CharacterDataHandler = texts.append

    def end(self, tag: str) -> None:
        if tag == "table:table":
            self.depth -= 1
            if not self.depth:
                refuse_extent(self.seen.rows, self.seen.columns, self.seen.cells, self.name)
        elif self.depth != 1:
            return
        elif tag in CELLS and self.cell is not None:
            self.settle(self.cell, "".join(self.text), bool(self.text))
            self.cell, self.column = None, self.column + self.wide
        elif tag == "table:table-row":
            self.row += self.high
        elif tag == "text:p":
            self.parser.CharacterDataHandler = None
        elif tag == "office:annotation" and self.note is not None:
            self.seen.comments[self.row, self.column] = "".join(self.note).strip()
            self.note = None

    def begin_sheet(self, attributes: dict[str, str]) -> None:
        self.name = attributes.get("table:name", "")
        self.seen = self.sheets[self.name] = Seen()
        self.row = self.column = 0
        self.last_filled = -1
        self.column_styles = []

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.high, self.column = _repeated(attributes, "table:number-rows-repeated"), 0
        self.row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in HIDDEN:
            self.seen.hidden_rows.append(range(self.row, self.row + self.high))

    def take_column(self, attributes: dict[str, str]) -> None:
        columns = range(self.column, self.column + _repeated(attributes, "table:number-columns-repeated"))
        self.column = columns.stop
        self.column_styles.append((columns, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in HIDDEN:
            self.seen.hidden_columns.append(columns)

    def settle(self, cell: dict[str, str], text: str, shown: bool) -> None:
        """Note what the cell at hand turned out to be. `shown`: it holds a paragraph, if an empty one (the text "")."""
        wide, high = (_repeated(cell, f"table:number-{what}-spanned") for what in ("columns", "rows"))
        if wide > 1 or high > 1:
            self.seen.merges.append((self.row, self.column, self.row + high - 1, self.column + wide - 1))
        kind, formula = cell.get("office:value-type"), "table:formula" in cell
        if kind is None and not text:
            if formula and not shown:
                self.seen.uncached.update(self.places())
            return
        self.count()
        if cell.get("calcext:value-type") == "error" or (formula and text.startswith("#")):
            self.seen.errors.update(dict.fromkeys(self.places(), text))
        if kind == "percentage":
            self.seen.percent.update(self.places())
        style = self.styles.get(cell.get("table:style-name") or self.row_style or self.column_style())
        if self.struck:
            style = (style or Style())._replace(struck=True)
        if style:
            self.seen.styled.update(dict.fromkeys(self.places(), style))

    def count(self) -> None:
        seen = self.seen
        if self.row > self.last_filled:
            self.filled, self.last_filled = self.filled + self.high, self.row
        seen.rows, seen.columns = max(seen.rows, self.row + self.high), max(seen.columns, self.column + self.wide)
        seen.cells += self.high * self.wide
        if seen.cells > MOST_CELLS:
            raise Unreadable("file-too-large", what=self.name, value=seen.cells, most=MOST_CELLS)
        refuse_rows(self.filled)

    def places(self) -> Iterator[Place]:
        """The cell at hand and those that repeat it."""
        if self.high * self.wide <= MOST_ALIKE:
            for row in range(self.row, self.row + self.high):
                for column in range(self.column, self.column + self.wide):
                    yield row, column

    def column_style(self) -> str:
        return next((style for columns, style in self.column_styles if self.column in columns), "")


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    return max(int(stated), 1) if stated.isdecimal() else 1


def _within(ranges: list[range], end: int) -> Iterator[int]:
    for numbers in ranges:
        yield from range(numbers.start, min(numbers.stop, end))
