"""Figures that stand once a sheet, above its table: "Số phiếu phát ra: 32", in one cell or with the number beside it.

Takes the rows above a table; gives values with their cells, by the labels of the table's form.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import CLOSE_TO, Vocabulary
from cbcc_xl.model import Grid, a1
from cbcc_xl.records.trouble import Troubles, clipped
from cbcc_xl.text import numbers
from cbcc_xl.text.letters import clean

PAIRS = re.compile(r"\s*;\s*|\s*,\s*(?=[^,;:]{3,60}:)")
PAIR = re.compile(r"[-–—+•*\s\d.)]*([^:]+?)\s*:\s*(.*)", re.DOTALL)
BODY = re.compile(r"(?:^|\b)(?:về việc |v/v )?bầu(?: cử)?(?: bổ sung)?\s+(?!cử\b)(.+)", re.IGNORECASE)
REACH = 6                          # columns to the right of a label in which its figure may stand


def sheet_values(grid: Grid, table: Table, form: Form, vocabulary: Vocabulary,
                 troubles: Troubles) -> dict[str, tuple[Any, str]]:
    """Key → (value, cell) for the fields that stand once; the first label of each key counts."""
    found: dict[str, tuple[Any, str]] = {}
    labels = vocabulary.labels.get(form.name)
    if labels is None:
        return found
    for row in range(table.caption_start, table.top):
        for column, label, value, place in _pairs(grid, row):
            match = labels.match(label)
            if match and match.sure > CLOSE_TO and match.key and match.key not in found:
                read = _read(match.key, value, form, (row, place), troubles)
                if read is not None:
                    found[match.key] = (read, a1(row, column))
    if form.field("post") and "post" not in found:
        _add_post(table, found)
    return found


def _pairs(grid: Grid, row: int) -> Iterator[tuple[int, str, Any, int]]:
    """(column, label, value, the value's column) for each "label: value" of a row."""
    for column, cell in enumerate(grid.rows[row]):
        if not isinstance(cell, str) or ":" not in cell:
            continue
        for text in PAIRS.split(clean(cell)):
            parts = PAIR.fullmatch(text)
            if parts:
                beside = _beside(grid, row, column) if not parts[2] else (parts[2], column)
                yield column, parts[1], *beside


def _beside(grid: Grid, row: int, column: int) -> tuple[Any, int]:
    cells = grid.rows[row][column + 1:column + 1 + REACH]
    return next(((value, column + 1 + offset) for offset, value in enumerate(cells)
                 if value is not None and value != ""), (None, column))


def _read(key: str, value: Any, form: Form, place: tuple[int, int], troubles: Troubles) -> Any:
    field = form.field(key)
    if field is None or value is None:
        return None
    if field.type != "count":
        return clean(str(value)) or None
    number = numbers.count(value)
    if number is None and str(value).strip(" .…_-"):
        troubles.at("count-not-understood", *place, field=key, text=clipped(value))
    return number


def _add_post(table: Table, found: dict[str, tuple[Any, str]]) -> None:
    """The body or post that is elected, in the words of the heading: "Bầu Ban Thanh tra nhân dân"."""
    for row, text in table.captions:
        named = BODY.search(text)
        if named and ":" not in text:
            found["post"] = (named[1].strip(" .()\"“”"), a1(row, 0))
            return
