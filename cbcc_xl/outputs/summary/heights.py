"""How high a row must be for its wrapped texts, since not every program works that out when it opens a workbook.

Takes the template's looks and column widths; gives, for each cell of a row, a measure from a text to points. Widths of
letters are those of Times New Roman, near enough for any text face. A row that is one line high is left to the program.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree import ElementTree

from cbcc_xl.outputs.summary.cell_text import KEPT
from cbcc_xl.outputs.summary.stretch import Axis, index
from cbcc_xl.outputs.summary.template_sheet import MAIN, Cell, TemplateRow, TemplateSheet

LETTERS = {letter: width for width, letters in (
    (0.25, " .,"), (0.28, "ijlt:;/!'"), (0.34, "rfI-()"), (0.40, "sJ"), (0.45, "acez“”"), (0.58, "FPS"),
    (0.74, "ABCDEGHKLNOQRTUVXYZĐw"), (0.80, "m"), (0.95, "MW…")) for letter in letters}
OTHER = 0.50                       # em: digits and most small letters
UNIT, EM = 7.1, 4 / 3              # pixels: a unit of column width; an em of one point
LINE, PADDING, MARGIN = 1.2, 3.0, 5.0    # a line's height by its size; points above and below, pixels left and right
PLAIN = 9.14                       # the width of a column that says none


class Look(NamedTuple):
    """What of a cell's look decides how high its text stands."""
    wraps: bool
    size: float
    bold: bool


class Measure(dict[Any, float]):
    """Points that a value needs in one cell, each text measured once; 0 where a line is enough."""

    def __init__(self, width: float, look: Look) -> None:
        self.room = (width * UNIT - MARGIN) / (look.size * EM) / (1.06 if look.bold else 1.0)
        self.size = look.size

    def __missing__(self, value: Any) -> float:
        points = 0.0
        if isinstance(value, str) and (len(value) * 0.8 > self.room or "\n" in value):
            lines = sum(_lines(line, self.room) for line in value.split("\n"))
            points = round(lines * self.size * LINE + PADDING, 1) if lines > 1 else 0.0
        if len(self) < KEPT:
            self[value] = points
        return points


class _Widths(dict[str, float]):
    """The width of a word, in em; Vietnamese has few, so each is measured once."""

    def __missing__(self, word: str) -> float:
        width = sum(LETTERS.get(letter) or LETTERS.get(unicodedata.normalize("NFD", letter)[0], OTHER)
                    for letter in word)
        if len(self) < KEPT:
            self[word] = width
        return width


WORDS = _Widths()


def _lines(text: str, room: float) -> int:
    """Lines that a text takes when its words are set one after another; a word too long is broken."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = WORDS[word]
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines, width = lines + int(width // room), width % room
        used += width + LETTERS[" "]
    return lines


class Heights:
    """Measures for the cells of one sheet."""

    def __init__(self, sheet: TemplateSheet, looks: Sequence[Look], columns: Axis) -> None:
        self.looks, self.columns = looks, columns
        self.widths = _widths(sheet.head)
        self.merged = _merged(sheet.tail)

    def of(self, row: TemplateRow, cell: Cell) -> Measure | None:
        """The measure of a cell; None where its look says one line, or a person set the row's height."""
        look = self.looks[int(cell.style[5:] or 0)] if self.looks else Look(False, 11, False)
        span = self.merged.get((row.number, cell.column), 1)
        if not look.wraps or not span or "customHeight" in row.says:
            return None
        if span == 1:
            return Measure(self.widths.get(cell.column, PLAIN), look)
        return Measure(sum(self.widths.get(column, PLAIN) * self.columns.grown.get(column, 1)
                           for column in range(cell.column, cell.column + span)), look)


def said(points: float) -> str:
    """A row's height as its attribute; nothing where one line is enough."""
    return f' ht="{min(points, 409):g}"' if points else ""


def looks(styles: bytes) -> list[Look]:
    """The looks of a workbook's styles, by the number that a cell names."""
    root = ElementTree.fromstring(styles)
    fonts = [(float(_says(font, "sz") or 11), _says(font, "b") in ("", "1", "true"))
             for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    made = []
    for look in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        alignment = look.find(f"{MAIN}alignment")
        wraps = alignment is not None and alignment.get("wrapText") in ("1", "true")
        made.append(Look(wraps, *fonts[int(look.get("fontId", 0))]))
    return made


def _says(font: ElementTree.Element, tag: str) -> str | None:
    """What a font says under a tag; empty where the tag stands alone, None where it is missing."""
    found = font.find(f"{MAIN}{tag}")
    return None if found is None else found.get("val", "")


def _widths(head: str) -> dict[int, float]:
    widths = {}
    for column in re.findall(r"<col\b[^>]*/>", head):
        says = dict(re.findall(r'(\w+)="([^"]*)"', column))
        for place in range(int(says["min"]), min(int(says["max"]), 1000) + 1):
            widths[place] = float(says.get("width", PLAIN))
    return widths


def _merged(tail: str) -> dict[tuple[int, int], int]:
    """The first cell of each merge → the columns that it covers; 0 where it is higher than a row."""
    merged = {}
    for first, row, last, end in re.findall(r'<mergeCell\b[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', tail):
        merged[int(row), index(first)] = index(last) - index(first) + 1 if row == end else 0
    return merged
