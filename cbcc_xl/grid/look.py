"""The second look at a sheet's own XML: what calamine leaves out, and what a withdrawn row looks like.

Takes a package and its sheets' XML in plain writing (`plain.py`); gives a `Look` for a sheet's values. All is found by
byte searches, each behind a cheaper one that tells whether there is anything to find. A cell that is empty says nothing
by its style.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from cbcc_xl.grid import notes, runs, styles
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.reference import column
from cbcc_xl.grid.runs import Rich
from cbcc_xl.grid.styles import Styles
from cbcc_xl.grid.values import Looker
from cbcc_xl.model import Look

Place = tuple[int, int]
NOTHING = Look()
REFERENCE = re.compile(rb'\sr="([A-Za-z]+)([0-9]+)"')
ROW = re.compile(rb'\sr="([0-9]+)"')
FORMAT = re.compile(rb'\ss="([0-9]+)"')
HIDDEN_ROW = re.compile(rb'<row(\s[^>]*hidden="(?:1|true)"[^>]*)>')
HIDDEN_COLUMN = re.compile(rb'<col(\s[^>]*hidden="(?:1|true)"[^>]*)>')
FIRST, LAST = re.compile(rb'\smin="([0-9]+)"'), re.compile(rb'\smax="([0-9]+)"')
ERROR = re.compile(rb'<c(\s[^>]*t="e"[^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?\s*<v>([^<]*)')
# A formula that no value with content follows directly may lack its result: then the whole cell is looked at.
UNFOLLOWED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?!<v>[^<])")
UNCACHED = re.compile(rb"<c(\s[^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v(?:\s[^>]*)?>\s*</v>)?\s*</c>")
INLINE = re.compile(rb"<c(\s[^>]*)>\s*<is>(.*?)</is>", re.DOTALL)
SHARED = re.compile(rb'<c(\s[^>]*t="s"[^>]*)>\s*<v>([0-9]+)</v>')


def looker(package: Package, sheets: Mapping[str, tuple[str, bytes]]) -> Looker:
    """The second look at the sheets of an xlsx, given by name with their part's name and plain XML."""
    try:
        telling, rich = styles.styles(package), runs.shared(package)
    except (ExpatError, ValueError, KeyError):               # a broken style is no reason to lose the values
        telling, rich = Styles(), {}

    def look(name: str, rows: list[list[Any]]) -> Look:
        part, xml = sheets.get(name, ("", b""))
        try:
            return _look(xml, rows, telling, rich, notes.comments(package, part))
        except (ExpatError, ValueError, KeyError):
            return NOTHING

    return look


def _look(xml: bytes, rows: list[list[Any]], telling: Styles, rich: dict[str, Rich],
          comments: dict[Place, str]) -> Look:
    formats = _formats(xml, rows, telling)
    texts = _texts(xml, rich)
    errors, uncached = _errors(xml), _uncached(xml)
    hidden_rows, hidden_columns = _hidden(xml, rows) if b'hidden="' in xml else (frozenset(), frozenset())
    if not (formats or texts or errors or uncached or hidden_rows or hidden_columns or comments):
        return NOTHING
    fonts = {place: telling.fonts[number] for place, number in formats.items() if number in telling.fonts}
    fonts |= {place: text.font for place, text in texts.items() if text.font}
    return Look(
        percent=frozenset(place for place, number in formats.items() if number in telling.percent),
        uncached=uncached,
        errors=errors,
        fonts={place: font for place, font in fonts.items() if isinstance(_value(rows, place), str)},
        struck=_those(formats, telling.struck) | {place for place, text in texts.items() if text.struck},
        red=_those(formats, telling.red) | {place for place, text in texts.items() if text.red},
        comments=comments,
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns)


def _formats(xml: bytes, rows: list[list[Any]], telling: Styles) -> dict[Place, int]:
    """Filled cells whose format says something: its number."""
    found: dict[Place, int] = {}
    if telling.search is None or not telling.search.search(xml):
        return found
    for cell in telling.cells.finditer(xml):
        place = _place(cell[0])
        if place and _value(rows, place) is not None:
            stated = FORMAT.search(cell[0])
            number = int(stated[1]) if stated else 0
            if number in telling.numbers:
                found[place] = number
    return found


def _texts(xml: bytes, rich: dict[str, Rich]) -> dict[Place, Rich]:
    """Cells whose text has runs that say something."""
    found: list[tuple[bytes, Rich | None]] = []
    if rich:
        found += ((cell[1], rich.get(cell[2].decode())) for cell in SHARED.finditer(xml))
    if b"inlineStr" in xml and b"<rPr" in xml:
        found += ((cell[1], runs.inline(cell[2])) for cell in INLINE.finditer(xml) if b"<rPr" in cell[2])
    return {place: text for attributes, text in found if text and (place := _place(attributes))}


def _errors(xml: bytes) -> dict[Place, str]:
    if b"#" not in xml or b't="e"' not in xml:
        return {}
    return {place: cell[2].decode() for cell in ERROR.finditer(xml) if (place := _place(cell[1]))}


def _uncached(xml: bytes) -> frozenset[Place]:
    """Formulas without a result. A formula may well give an empty text: then the cell says that it is one."""
    if not UNFOLLOWED.search(xml):
        return frozenset()
    cells = (cell[1] for cell in UNCACHED.finditer(xml) if b't="str"' not in cell[1])
    return frozenset(place for attributes in cells if (place := _place(attributes)))


def _hidden(xml: bytes, rows: list[list[Any]]) -> tuple[frozenset[int], frozenset[int]]:
    """Hidden rows and columns, as far as there are values."""
    numbers = (int(number[1]) - 1 for row in HIDDEN_ROW.finditer(xml) if (number := ROW.search(row[1])))
    width = max(map(len, rows), default=0)
    columns = {number for first, last in _columns(xml) for number in range(first, min(last, width))}
    return frozenset(number for number in numbers if number < len(rows)), frozenset(columns)


def _columns(xml: bytes) -> Iterator[tuple[int, int]]:
    for stated in HIDDEN_COLUMN.finditer(xml):
        first, last = FIRST.search(stated[1]), LAST.search(stated[1])
        if first and last:
            yield int(first[1]) - 1, int(last[1])


def _those(formats: dict[Place, int], numbers: frozenset[int]) -> frozenset[Place]:
    return frozenset(place for place, number in formats.items() if number in numbers)


def _place(attributes: bytes) -> Place | None:
    reference = REFERENCE.search(attributes)
    return (int(reference[2]) - 1, column(reference[1].decode())) if reference else None


def _value(rows: list[list[Any]], place: Place) -> Any:
    row, number = place
    return rows[row][number] if row < len(rows) and number < len(rows[row]) else None
