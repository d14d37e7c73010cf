"""Where everything stands on a blank form: rows, columns, widths. Cells are named as Excel shows them.

Takes a form and `data/templates.toml`. Column A holds the running number, the form's fields follow; from the top come
letterhead, title, unit and year, figures that stand once a sheet, then the table, its total and the signatures.
"""
from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from textwrap import wrap
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.model import letters

PARENT, UNIT_IN_CAPITALS, DATED, TITLE, UNIT, YEAR = range(1, 7)    # rows of the letterhead and under it
NUMBER_WIDTH = 6
LETTERHEAD = 0.42              # share of the width that the left half of the letterhead takes
VALUE_WIDTH = 30               # room for a unit's name
UNIT_CELL, YEAR_CELL = f"C{UNIT}", f"C{YEAR}"


class Layout(NamedTuple):
    form: Form
    fields: tuple[Field, ...]      # the table's columns, from B
    once: tuple[Field, ...]        # figures above the table, one a row
    widths: tuple[float, ...]      # of all columns, from A
    rows: int                      # to fill in
    split: int                     # last column of the left half, counted from 1
    value_end: int                 # last column of the cells above the table, which begin at C

    @property
    def last_column(self) -> int:
        return len(self.widths)

    @property
    def heading(self) -> int:
        return YEAR + len(self.once) + 2

    @property
    def heading_lines(self) -> int:
        """Lines that the heading takes once wrapped, at least two for the eye; bold letters are wider than the digits
        that widths count in."""
        return max(2, *(len(wrap(field.vi, int(width * 0.85)))
                        for field, width in zip(self.fields, self.widths[1:], strict=True)))

    def label_lines(self, label: str) -> int:
        """Lines that a label above the table takes in its cell, which is B."""
        return len(wrap(label, int(self.widths[1])))

    @property
    def first(self) -> int:
        return self.heading + 1

    @property
    def last(self) -> int:
        return self.heading + self.rows

    @property
    def total(self) -> int:
        return self.last + 1

    @property
    def signature(self) -> int:
        return self.total + 2

    def column(self, key: str) -> str:
        """The letter of a field's column, "" where it has none."""
        return next((letters(number) for number, field in enumerate(self.fields, 1) if field.key == key), "")

    def once_row(self, key: str) -> int:
        return YEAR + 1 + next(number for number, field in enumerate(self.once) if field.key == key)

    def reference(self, key: str, row: int) -> str:
        """How a formula in `row` names a field: its column's cell there, or its one cell above the table."""
        return f"{self.column(key)}{row}" if self.column(key) else f"$C${self.once_row(key)}"

    def entries(self, key: str) -> str:
        """The cells of a field that are to be filled in."""
        return f"{self.column(key)}{self.first}:{self.column(key)}{self.last}"


def laid_out(form: Form, look: Mapping[str, Any]) -> Layout:
    """A form's layout."""
    shown = tuple(field for field in form.fields if field.template)
    fields = tuple(field for field in shown if not field.once)
    widths = _widths(fields, look["page"])
    sums = tuple(accumulate(widths))
    split = next(number for number, end in enumerate(sums, 1) if end >= LETTERHEAD * sums[-1])
    value_end = next((number for number, end in enumerate(sums, 1) if number > 2 and end - sums[1] >= VALUE_WIDTH),
                     max(len(sums), 3))                  # a narrow form has no more room
    rows = look["rows_of"].get(form.name, look["rows"])
    return Layout(form, fields, tuple(field for field in shown if field.once), widths, rows, split, value_end)


def counted(form: Form, look: Mapping[str, Any]) -> str:
    """What the rows of a form are called in its total row."""
    nouns = look["counted"]
    first = next(field for field in form.fields if field.template and not field.once)
    return form.counted or nouns.get(form.subject or first.type, nouns["other"])


def _widths(fields: tuple[Field, ...], page: Mapping[str, Any]) -> tuple[float, ...]:
    """The columns' widths; where all together are too wide to be read in print, the wide ones give way."""
    fixed = NUMBER_WIDTH + sum(field.width for field in fields if field.width <= page["narrow"])
    wide = sum(field.width for field in fields if field.width > page["narrow"])
    shrink = min(1.0, (page["widest"] - fixed) / wide) if wide else 1.0
    return (NUMBER_WIDTH, *(field.width if field.width <= page["narrow"] else round(field.width * shrink, 1)
                            for field in fields))
