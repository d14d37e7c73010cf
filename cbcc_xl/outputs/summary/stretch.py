"""Where things of the template stand once its model rows and columns have grown.

A model row becomes as many rows as there are records, so all below moves down, and ranges that include it grow. The
same holds for a model column. References in formulas, names, charts, merges, filters and print areas follow.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cbcc_xl.model import letters

AREA = re.compile(r"(\$?)([A-Z]{1,3})?(\$?)([0-9]+)?(?::(\$?)([A-Z]{1,3})?(\$?)([0-9]+)?)?")
REFERENCE = re.compile(
    r"""("[^"]*")|(?<![\w.$:!'])(?:('(?:[^']|'')+'|[^\W\d][\w.]*)!)?"""
    r"""(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]+:\$?[0-9]+)(?![\w(.!])""")


class Axis:
    """Rows, or columns, counted from 1: `grown` leads a model position to the number that it becomes (0: it goes)."""

    def __init__(self, grown: Mapping[int, int] | None = None) -> None:
        self.grown = dict(grown or {})

    def first(self, position: int) -> int:
        return position + sum(count - 1 for model, count in self.grown.items() if model < position)

    def last(self, position: int) -> int:
        return self.first(position) + self.grown.get(position, 1) - 1


class Stretch(NamedTuple):
    """How one sheet grows."""
    rows: Axis = Axis()
    columns: Axis = Axis()

    def area(self, text: str) -> str | None:
        """`A1`, `$A$1:$M$9`, `$7:$9` or `$A:$C` where it stands now; None where nothing is left of it."""
        parts = AREA.fullmatch(text)
        if parts is None:
            return text
        lock_a, column_a, lock_1, row_1, lock_b, column_b, lock_2, row_2 = parts.groups(default="")
        if ":" not in text:
            lock_b, column_b, lock_2, row_2 = lock_a, column_a, lock_1, row_1
        if not column_a:                              # whole rows: the sign stands before the number
            lock_1, lock_2, lock_a, lock_b = lock_a or lock_1, lock_b or lock_2, "", ""
        columns = self._span(self.columns, index(column_a), index(column_b)) if column_a else (0, 0)
        rows = self._span(self.rows, int(row_1), int(row_2)) if row_1 else (0, 0)
        if columns is None or rows is None:
            return None
        first = f"{lock_a}{name(columns[0])}{lock_1}{rows[0] or ''}"
        last = f"{lock_b}{name(columns[1])}{lock_2}{rows[1] or ''}"
        return first if first == last and ":" not in text else f"{first}:{last}"

    @staticmethod
    def _span(axis: Axis, first: int, last: int) -> tuple[int, int] | None:
        start, end = axis.first(first), axis.last(last)
        return (start, end) if start <= end else None

    def areas(self, text: str) -> str:
        """A list of ranges as `sqref` has it."""
        return " ".join(filter(None, map(self.area, text.split())))


def moved(formula: str, sheet: str, stretches: Mapping[str, Stretch], renamed: Mapping[str, str],
          first: bool = False) -> str:
    """A formula of `sheet` with every reference where it now stands; text in quotation marks is left alone.

    `first`: a single cell of a model row stays one, as a rule has it that is written for the first of many rows.
    """

    def follow(found: re.Match[str]) -> str:
        quoted, other, area = found.groups()
        if quoted:
            return quoted
        home = other[1:-1].replace("''", "'") if other and other[0] == "'" else other or sheet
        to = stretches.get(home, Stretch()).area(area) or "#REF!"
        to = to.partition(":")[0] if first and ":" not in area else to
        return f"{quoted_name(renamed.get(home, home))}!{to}" if other else to

    return REFERENCE.sub(follow, formula)


def quoted_name(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def index(column: str) -> int:
    """The number of a column's letters, from 1."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number


def name(column: int) -> str:
    return letters(column - 1) if column else ""
