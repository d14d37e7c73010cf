"""The second look at a sheet's own XML: what calamine leaves out, and what a withdrawn row looks like.

Takes a package, its sheets and their values; gives a `Look` a sheet. First a byte search, which is all that most sheets
need; a real parser (prefixes, attribute order and quotes are then right) goes only through a sheet where that hits.
A cell that is empty says nothing by its style.
"""
from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from cbcc_xl.grid import notes, runs, styles
from cbcc_xl.grid.package import Package, Sheet
from cbcc_xl.grid.reference import column
from cbcc_xl.grid.runs import Rich, Runs
from cbcc_xl.grid.styles import Styles
from cbcc_xl.grid.values import Looker
from cbcc_xl.model import Look

Place = tuple[int, int]
NOTHING = Look()
# A formula that no value with content follows directly: it may lack a result.
UNFOLLOWED = re.compile(rb"<f(?:\s[^>]*)?(?:/>(?!<v>[^<])|>[^<]*(?:<!|</f>(?!<v>[^<])))")
OFF = ("0", "false")


def looker(package: Package, sheets: tuple[Sheet, ...]) -> Looker:
    """The second look at the sheets of an xlsx."""
    parts = {sheet.name: sheet.part for sheet in sheets}
    telling, rich = styles.styles(package), runs.shared(package)

    def look(name: str, rows: list[list[Any]]) -> Look:
        xml = package.part(parts.get(name, ""))
        comments = notes.comments(package, parts.get(name, ""))
        if not _hits(xml, telling, rich):
            return Look(comments=comments) if comments else NOTHING
        return _Sheet(telling, rich).read(xml, rows)._replace(comments=comments)

    return look


def _hits(xml: bytes, telling: Styles, rich: dict[str, Rich]) -> bool:
    if b"<sheetData" not in xml or b"='" in xml:
        return bool(xml)                                     # a prefix, or other quotes: nothing to search for by bytes
    if rich or b't="e"' in xml or b"<rPr" in xml or UNFOLLOWED.search(xml):
        return True
    if b'hidden="' in xml and (b'hidden="1"' in xml or b'hidden="true"' in xml):
        return True
    return telling.everywhere or any(mark in xml for mark in telling.marks)


class _Sheet:
    """One pass over a sheet. Starts of elements only: a cell is settled when the next begins."""

    def __init__(self, telling: Styles, rich: dict[str, Rich]) -> None:
        self.telling, self.rich = telling, rich
        self.row, self.column = -1, -1
        self.styled: dict[Place, int] = {}
        self.runs: dict[Place, Rich] = {}
        self.uncached: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.formats = telling.numbers
        self.kind: str | None = None                          # of the cell at hand
        self.formula = False
        self.text: list[str] = []
        self.inline: Runs | None = None

    def read(self, xml: bytes, rows: list[list[Any]]) -> Look:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.Parse(xml, True)
        self.settle()
        return self.look(rows)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if self.parser.CharacterDataHandler is not None:
            self.parser.CharacterDataHandler = None
        if tag == "c":
            self.settle()
            self.begin(attributes)
        elif tag == "v":
            if self.formula or self.kind == "e" or (self.rich and self.kind == "s"):
                self.parser.CharacterDataHandler = self.text.append
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self.begin_row(attributes)
        elif tag == "col":
            if attributes.get("hidden", "0") not in OFF:
                self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"])))
        elif tag == "is":
            self.inline = Runs()
        elif self.inline is not None:
            self.inline.take(tag, attributes)

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.column = -1
        if attributes.get("hidden", "0") not in OFF:
            self.hidden_rows.add(self.row)

    def begin(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            self.column = column(reference.rstrip("0123456789"))
        self.kind = attributes.get("t", "n")
        style = int(attributes.get("s", 0))
        if style in self.formats:
            self.styled[self.row, self.column] = style

    def settle(self) -> None:
        """Note what the cell at hand turned out to be."""
        if self.kind is None:
            return
        place, text = (self.row, self.column), "".join(self.text).strip()
        if self.kind == "e":
            self.errors[place] = text
        elif self.formula and not text and self.kind != "str":      # a formula may well give an empty text
            self.uncached.add(place)
        rich = self.rich.get(text) if self.kind == "s" else self.inline and self.inline.rich()
        if rich:
            self.runs[place] = rich
        self.kind, self.formula, self.inline = None, False, None
        self.text.clear()

    def look(self, rows: list[list[Any]]) -> Look:
        width = max(map(len, rows), default=0)
        filled = {place: style for place, style in self.styled.items() if _value(rows, place) is not None}
        fonts = {place: self.telling.fonts[style] for place, style in filled.items() if style in self.telling.fonts}
        fonts |= {place: rich.font for place, rich in self.runs.items() if rich.font}
        return Look(
            percent=frozenset(place for place, style in filled.items() if style in self.telling.percent),
            uncached=frozenset(self.uncached),
            errors=self.errors,
            fonts={place: font for place, font in fonts.items() if isinstance(_value(rows, place), str)},
            struck=self._with(filled, self.telling.struck, "struck"),
            red=self._with(filled, self.telling.red, "red"),
            hidden_rows=frozenset(row for row in self.hidden_rows if row < len(rows)),
            hidden_columns=frozenset(
                number for first, last in self.hidden_columns for number in range(first, min(last, width))))

    def _with(self, filled: dict[Place, int], formats: frozenset[int], what: str) -> frozenset[Place]:
        by_runs = (place for place, rich in self.runs.items() if getattr(rich, what))
        return frozenset(place for place, style in filled.items() if style in formats).union(by_runs)


def _value(rows: list[list[Any]], place: Place) -> Any:
    row, number = place
    return rows[row][number] if row < len(rows) and number < len(rows[row]) else None
