"""Nothing is read wrong in silence, however a sheet is laid out.

Of each value that a made sheet holds either its record has it, to the letter, or a finding stands at its cell, at its
heading, at its row, or says that the table isn't read. Of a list without slips of the pen everything is read right.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from hypothesis import given, settings
from layouts import Layout, Place, Truth, layouts
from openpyxl.utils import column_index_from_string
from truths import CATALOGUE, FORMS

from cbcc_xl.model import READ, Finding, Part, Record
from cbcc_xl.pipeline.one_file import read_workbook

FILE = "Sở Xây dựng/bieu.xlsx"
CELL = re.compile(r"([A-Z]+)(\d+)")
INFERRED = {field.key for form in FORMS for field in form.fields if field.kinds}     # told by words of the row


class Miss(NamedTuple):
    """A value that was not read as it is meant, and whether anything is said of it."""
    form: str
    key: str                       # "": the record as a whole
    row: int
    what: str
    asked: bool


def misses(layout: Layout, records: Iterable[Record], told: Told) -> list[Miss]:
    """All that differs between what a sheet means and what was read of it."""
    left = list(records)
    found = []
    for truth in layout.truths:
        record = next((one for one in left if _stands_for(one, truth)), None)
        if record:
            left.remove(record)
        places = [place for cells in truth.cells.values() for place in cells]
        if record is None or record.form != truth.form:
            found.append(Miss(truth.form, "", truth.row, "lost" if record is None else f"as {record.form}",
                              told.of(places) or told.of(_columns(truth.heads))))
            continue
        for key in sorted({*truth.values, *record.values} - INFERRED):
            if str(truth.values.get(key)) != str(record.values.get(key)):
                said = told.of(_where(truth, record, key)) or told.of_row(truth.row)
                found.append(Miss(truth.form, key, truth.row, _what(truth, record, key), said))
    return [*found, *(Miss(one.form, "", one.row - 1, "made up",
                           told.of(_place(one.cell(key)) for key in one.values) or told.of_row(one.row - 1))
                      for one in left)]


def _what(truth: Truth, record: Record, key: str) -> str:
    return "made up" if key not in truth.values else "missing" if key not in record.values else "wrong"


def _where(truth: Truth, record: Record, key: str) -> list[Place]:
    """The cells and headings that a key should have come from, and those it did come from."""
    meant = [*truth.cells.get(key, []), *truth.heads.get(key, [])]
    if key not in record.values:
        return meant
    row, column = _place(record.cell(key))
    return [*meant, (row, column), *((top, column) for top, _ in _columns(truth.heads))]


class Told:
    """Where findings stand."""

    def __init__(self, findings: Iterable[Finding], recognised: bool) -> None:
        self._whole = not recognised or any(one.origin.sheet and not one.origin.cell for one in findings)
        self._ranges = [(one.code, *_range(one.origin.cell)) for one in findings if one.origin.cell]

    def of(self, places: Any) -> bool:
        """Whether anything is said of one of these cells, or of the whole sheet."""
        return self._whole or any(top <= row <= bottom and left <= column <= right
                                  for row, column in places for _, (top, left), (bottom, right) in self._ranges)

    def of_row(self, row: int) -> bool:
        return any(code.startswith("row-") and top[0] <= row <= bottom[0] for code, top, bottom in self._ranges)


def _stands_for(record: Record, truth: Truth) -> bool:
    """Whether a record comes from the row and the columns of a truth."""
    columns = {column for cells in truth.cells.values() for _, column in cells}
    return record.row - 1 == truth.row and any(_place(record.cell(key))[1] in columns for key in record.values)


def _columns(heads: dict[str, list[Place]]) -> Iterator[Place]:
    return (place for places in heads.values() for place in places)


def _place(cell: str) -> Place:
    letters, row = CELL.fullmatch(cell).groups()
    return int(row) - 1, column_index_from_string(letters) - 1


def _range(cell: str) -> tuple[Place, Place]:
    first, _, last = cell.partition(":")
    return _place(first), _place(last or first)


def read(layout: Layout) -> Part:
    return read_workbook(FILE, layout.workbook(), CATALOGUE)


def missed(layout: Layout) -> list[Miss]:
    part = read(layout)
    return misses(layout, part.records, Told(part.findings, part.status == READ))


@given(layouts())
@settings(max_examples=200, derandomize=True)          # benchmarks/made_layouts.py draws thousands
def test_what_is_not_read_right_is_asked_about(layout: Layout) -> None:
    assert [one for one in missed(layout) if not one.asked] == []
