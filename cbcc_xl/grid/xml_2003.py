"""Workbooks as one XML file, which Excel 2003 and many offices' programs write, mostly under the name .xls.

Takes the file's bytes; gives its sheets with values, merged cells, percent formats, telling fonts, notes, hidden rows,
columns and sheets. Cells and rows stand where they say, else after the one before.
"""
from __future__ import annotations

import datetime
import re
from typing import Any

from cbcc_xl.grid import ods_styles, properties
from cbcc_xl.grid.guard import refuse_extent
from cbcc_xl.grid.ods_styles import Style
from cbcc_xl.grid.styles import is_percent, is_red, legacy
from cbcc_xl.grid.xml import local, parser
from cbcc_xl.model import Grid, Look, Workbook

# Control signs, which Excel writes and XML does not allow: no text needs them.
CONTROL = re.compile(rb"&#(?:0{0,9}(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0{0,9}(?:[0-8bcef]|1[0-9a-f]));", re.IGNORECASE)
MOST_SPANNED = 100_000         # rows or columns that one element may speak of
Place = tuple[int, int]


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of the file."""
    content = _Content()
    content.parser.Parse(CONTROL.sub(b"", data), True)
    return Workbook([sheet.grid(content, look) for sheet in content.sheets], kind, content.modified)


class _Sheet:
    """One sheet, as far as it is read."""

    def __init__(self, name: str) -> None:
        self.name, self.visible = name, True
        self.cells: dict[Place, Any] = {}
        self.styled: dict[Place, str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.errors: dict[Place, str] = {}
        self.comments: dict[Place, str] = {}
        self.uncached: set[Place] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def grid(self, content: _Content, look: bool) -> Grid:
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        refuse_extent(height, width, len(self.cells), self.name)
        rows: list[list[Any]] = [[None] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        return Grid(self.name, rows, tuple(self.merges), self.visible, self.look(content) if look else Look())

    def look(self, content: _Content) -> Look:
        styles = {name: ods_styles.resolved(name, content.styles) for name in content.styles}
        used = {place: styles[name] for place, name in self.styled.items() if place in self.cells and name in styles}
        return Look(
            percent=frozenset(place for place, name in self.styled.items() if name in content.percent),
            uncached=frozenset(self.uncached), errors=self.errors, comments=self.comments,
            fonts={place: font for place, style in used.items() if (font := legacy(style.font or ""))},
            struck=frozenset(place for place, style in used.items() if style.struck),
            red=frozenset(place for place, style in used.items() if style.red),
            hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns))


class _Content:
    """One pass over the file."""

    def __init__(self) -> None:
        self.parser = parser(self.start, self.end)
        self.sheets: list[_Sheet] = []
        self.styles: dict[str, Style] = {}
        self.percent: set[str] = set()
        self.modified: str | None = None
        self.style = ""
        self.row = self.column = 0
        self.next_row = self.next_column = 0
        self.kind: str | None = None                         # of the value at hand
        self.in_note = self.formula = False
        self.text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        said = {local(key): value for key, value in attributes.items()}
        act = getattr(self, f"start_{local(tag).lower()}", None)
        if act:
            act(said)

    def end(self, tag: str) -> None:
        act = getattr(self, f"end_{local(tag).lower()}", None)
        if act:
            act()

    def listen(self) -> None:
        self.text = []
        self.parser.CharacterDataHandler = self.text.append

    def heard(self) -> str:
        self.parser.CharacterDataHandler = None
        return "".join(self.text)

    # --- what the workbook says of itself -----------------------------------------------------------------------------

    def start_lastsaved(self, said: dict[str, str]) -> None:
        self.listen()

    def end_lastsaved(self) -> None:
        self.modified = properties.iso(self.heard().strip())

    def start_style(self, said: dict[str, str]) -> None:
        self.style = said.get("ID", "")
        self.styles[self.style] = Style(parent=said.get("Parent"))

    def start_font(self, said: dict[str, str]) -> None:
        if self.style in self.styles and not self.sheets:    # within a cell's text it is a run of that text
            struck, colour = said.get("StrikeThrough"), said.get("Color")
            self.styles[self.style] = self.styles[self.style]._replace(
                font=said.get("FontName"), struck=None if struck is None else struck == "1",
                red=None if colour is None else is_red(colour))

    def start_numberformat(self, said: dict[str, str]) -> None:
        shown = said.get("Format", "")
        if shown == "Percent" or is_percent(shown):
            self.percent.add(self.style)

    # --- sheets, rows, cells ------------------------------------------------------------------------------------------

    def start_worksheet(self, said: dict[str, str]) -> None:
        self.sheets.append(_Sheet(said.get("Name", "")))
        self.next_row = self.next_column = 0

    def start_visible(self, said: dict[str, str]) -> None:
        self.listen()

    def end_visible(self) -> None:
        self.sheets[-1].visible = self.heard().strip() not in ("SheetHidden", "SheetVeryHidden")

    def start_column(self, said: dict[str, str]) -> None:
        first = _number(said, "Index", self.next_column + 1) - 1
        self.next_column = first + 1 + _number(said, "Span", 0)
        if said.get("Hidden") == "1":
            self.sheets[-1].hidden_columns.update(range(first, min(self.next_column, first + MOST_SPANNED)))

    def start_row(self, said: dict[str, str]) -> None:
        self.row = _number(said, "Index", self.next_row + 1) - 1
        self.next_row, self.next_column = self.row + 1 + _number(said, "Span", 0), 0
        if said.get("Hidden") == "1":
            self.sheets[-1].hidden_rows.update(range(self.row, min(self.next_row, self.row + MOST_SPANNED)))

    def start_cell(self, said: dict[str, str]) -> None:
        self.column = _number(said, "Index", self.next_column + 1) - 1
        across, down = _number(said, "MergeAcross", 0), _number(said, "MergeDown", 0)
        self.next_column = self.column + 1 + across
        sheet, place = self.sheets[-1], (self.row, self.column)
        if across or down:
            sheet.merges.append((*place, self.row + down, self.column + across))
        if "StyleID" in said:
            sheet.styled[place] = said["StyleID"]
        self.formula = "Formula" in said
        if self.formula:
            sheet.uncached.add(place)

    def start_comment(self, said: dict[str, str]) -> None:
        self.in_note = True

    def end_comment(self) -> None:
        self.in_note = False

    def start_data(self, said: dict[str, str]) -> None:
        self.kind = said.get("Type", "String")
        self.listen()

    def end_data(self) -> None:
        text, sheet, place = self.heard(), self.sheets[-1], (self.row, self.column)
        if self.in_note:
            sheet.comments[place] = text.strip()
            return
        sheet.uncached.discard(place)
        if self.kind == "Error":
            sheet.errors[place] = text
        elif (value := _value(text, self.kind)) is not None:
            sheet.cells[place] = value


def _value(text: str, kind: str | None) -> Any:
    """A cell's value; what doesn't read as its own kind stays text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.datetime.fromisoformat(text)
            return moment if moment.time() != datetime.time() else moment.date()
    except ValueError:
        pass
    return text == "1" if kind == "Boolean" else text or None


def _number(said: dict[str, str], key: str, otherwise: int) -> int:
    stated = said.get(key, "")
    return max(int(stated), 0) if stated.isdecimal() else otherwise
