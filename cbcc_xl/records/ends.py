"""Where a table's rows end, as far as can be told: by its numbers, rows that read well, rows of several cells.

Takes a plan and the rows that may be the table's; gives row indexes, -1 where that mark is missing.
"""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from cbcc_xl.records.plan import Plan
from cbcc_xl.records.shapes import blank, filled

WIDE = 3                           # cells of a row that is surely no signature or note


class Ends:
    """The last rows of one table, each sought from below when first asked for."""

    def __init__(self, plan: Plan, rows: range) -> None:
        self._plan, self._rows = plan, rows

    @cached_property
    def ordered(self) -> int:
        """The last row that is surely a record: numbered and with a subject."""
        return self._last(lambda row: self._plan.is_ordered(row) and self._has_subject(row))

    @cached_property
    def wide(self) -> int:
        """The last row with several cells: where rows aren't numbered, the table's last row lies there or below."""
        return self._last(lambda row: len(filled(self._plan.grid.rows[row], self._plan.table.region)) >= WIDE)

    @cached_property
    def read(self) -> int:
        """The last row with a title, rating, count or mark that reads without doubt."""
        return self._last(lambda row: self._has_subject(row) and self._plan.reads(row))

    @cached_property
    def unnumbered(self) -> int:
        """Without numbers: the last row that reads well, and those with a subject right below it."""
        if self.ordered >= 0 or self.read < 0:
            return -1
        below = range(self.read + 1, self._rows.stop)
        return next((row for row in below if not self._has_subject(row)), self._rows.stop) - 1

    @property
    def body(self) -> int:
        """Below this row a lone text is no group."""
        return max(self.ordered, self.read) if self.ordered >= 0 else self.read if self.read >= 0 else self.wide

    def _has_subject(self, row: int) -> bool:
        return not blank(self._plan.value(row, self._plan.subject))

    def _last(self, fits: Callable[[int], bool]) -> int:
        return next((row for row in reversed(self._rows) if fits(row)), -1)
