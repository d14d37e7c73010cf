"""A table's body, row by row: each non-empty row becomes a record, group, total, note or signature, or a question.

The walk knows a row by its shape before its words: a number in the order column and a subject make a record; a lone
text is a group above the last record and a note below it; words of totals and signatures settle the rest.
"""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import HEADING, OTHER, PROBLEM, RECORD, TOTAL, Record, Stated
from cbcc_xl.records.cells import BLANK, written
from cbcc_xl.records.claims import Claims
from cbcc_xl.records.declared import counts_in
from cbcc_xl.records.ends import Ends
from cbcc_xl.records.groups import Group, group_of, is_penalty, penalised
from cbcc_xl.records.heads import Heads
from cbcc_xl.records.people import SEVERAL
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.shapes import (
    Cells,
    blank,
    filled,
    is_column_numbers,
    is_order,
    only_figures,
)
from cbcc_xl.records.signatures import Signatures
from cbcc_xl.records.trouble import clipped
from cbcc_xl.text.letters import clean, plain

BULLET = re.compile(r"\s*[-–+*•]")  # begins a line that belongs to the item above


class Body(NamedTuple):
    """What a table gave: records, stated figures, and each of its non-empty rows' fate (rows counted from 0)."""
    records: list[Record]
    stated: list[Stated]
    fates: dict[int, str]


def read_body(plan: Plan, unit: str | None) -> Body:
    """All rows of a table; `unit` is who sent the file."""
    return _Walk(plan, unit).run()


class _Walk:
    def __init__(self, plan: Plan, unit: str | None) -> None:
        self.plan, self.unit = plan, unit
        self.table, self.grid, self.troubles = plan.table, plan.grid, plan.troubles
        self.words = plan.vocabulary.rows
        self.rows = range(self.table.bottom + 1, min(self.table.end, len(self.grid.rows)))
        self.claims = Claims(plan)
        self.records: list[Record] = []
        self.group = Group()
        self.headed = True                   # no record yet below the heading
        self.ends = Ends(plan, self.rows)
        self.signatures = Signatures(plan, self.ends)
        self.heads = Heads(plan, self.ends, self.rows)

    def run(self) -> Body:
        fates = {}
        for row in self.rows:
            if row in self.table.repeats:
                self.headed, fates[row] = True, OTHER
            elif self._is_numbered(row):
                fates[row] = self._record(row, [])
            elif cells := filled(self.grid.rows[row], self.table.region):
                fates[row] = self._fate(row, cells)
        return Body(self.records, self.claims.stated(), fates)

    def _is_numbered(self, row: int) -> bool:
        """The plain case: a number, and words that the row is about."""
        cells, order, subject = self.grid.rows[row], self.plan.order, self.plan.subject
        return order is not None and max(order, subject) < len(cells) and cells[subject].__class__ is str \
            and is_order(cells[order]) and not blank(cells[subject]) and not self.signatures.begun and not self.headed \
            and plain(cells[subject]) not in self.words.totals

    def _fate(self, row: int, cells: Cells) -> str:
        subject = self.plan.value(row, self.plan.subject)
        ordered = self.plan.is_ordered(row)
        if self.headed and is_column_numbers(cells):
            return OTHER
        if not ordered and self._is_ranking(cells):
            self.claims.ranking(row, cells)
            return TOTAL
        if self._is_total(cells, ordered):
            self.claims.total(row, cells)
            return TOTAL
        if ordered and not blank(subject) and not self.signatures.begun:
            return self._record(row, cells)
        if self._repeats_heading(cells):
            self.headed = True
            return OTHER
        if self.signatures.begun or self.signatures.begin(row, cells):
            return self._below_signature(row, cells)
        if self.plan.continues(row, cells):
            return self._record(row, cells, again=True)
        if self.heads.stands_alone(row):
            self.group = group_of(written(subject), self.plan.default, self.plan.vocabulary)
            return self._record(row, cells)
        if self.heads.is_lone(cells):
            return self._lone(row, cells)
        if not only_figures(subject):
            return self._unnumbered(row, cells)
        return self._without_subject(row, cells)

    # --- rows that are no records ----------------------------------------------------------------------------------

    def _is_total(self, cells: Cells, ordered: bool) -> bool:
        """A row that begins with a total's words; numbered, or where rows are about items, with nothing else."""
        column, first = next(((column, value) for column, value in cells if isinstance(value, str)
                              and not (ordered and column == self.plan.order)), (0, ""))
        key = plain(first)
        if ordered or not self.words.is_total(key):
            return ordered and key in self.words.totals
        about_items = column == self.plan.subject and self.plan.about_items
        return not about_items or self.ends.ordered >= 0 or key in self.words.totals \
            or any(counts_in(clean(first), self.plan.vocabulary))

    def _is_ranking(self, cells: Cells) -> bool:
        first = plain(next((value for _, value in cells if isinstance(value, str)), ""))
        return begins(first, self.words.rankings) or bool(self.plan.across) and first in self.words.reasons

    def _repeats_heading(self, cells: Cells) -> bool:
        """The heading again, beside a list that runs on."""
        return len(cells) > 1 and all(isinstance(value, str) and plain(value) in self.plan.labels.get(column, ())
                                      for column, value in cells)

    def _below_signature(self, row: int, cells: Cells) -> str:
        if self.signatures.asks(row, cells):
            self.troubles.at("row-after-signature", row, self.plan.subject, text=clipped(cells[1][1]))
            return PROBLEM
        return OTHER

    def _lone(self, row: int, cells: Cells) -> str:
        """One text alone: a group above the last record, a note below it; without numbered rows, perhaps a name."""
        column, value = next(cell for cell in reversed(cells) if not only_figures(cell[1]) or cell is cells[0])
        if self.plan.is_ordered(row) or not isinstance(value, str):
            return OTHER
        if self.ends.ordered < 0 and column == self.plan.subject and self.heads.is_bare_record(value):
            return self._record(row, cells)
        if row > self.ends.unnumbered >= 0 or self.plan.about_items and BULLET.match(value):
            return OTHER
        if not self.heads.can_head(row, column):
            return self._stray(row, column, value)
        if row > self.ends.body >= 0:
            return OTHER
        self._open_group(row, column, clean(value))
        return HEADING

    def _stray(self, row: int, column: int, value: str) -> str:
        if row > self.ends.ordered or column not in self.plan.keys:
            return OTHER
        self.troubles.at("row-not-understood", row, column, text=clipped(value))
        return PROBLEM

    def _open_group(self, row: int, column: int, text: str) -> None:
        self.group = group_of(text, self.plan.default, self.plan.vocabulary)
        self.claims.group(row, column, text)

    # --- records and rows that should be ---------------------------------------------------------------------------

    def _record(self, row: int, cells: Cells, again: bool = False) -> str:
        plan = self.plan
        reader, values = plan.read(row, self.group.subject)
        if plan.subject_key not in values and self.troubles.said(SEVERAL, row):
            return PROBLEM
        if plan.subject_key not in values:
            return self._without_subject(row, cells or filled(self.grid.rows[row], self.table.region))
        if self.heads.is_numbered(row, values):
            self._open_group(row, plan.subject, values[plan.subject_key])
            return HEADING
        plan.elsewhere.finish(row, reader, values, self.group)
        record = Record(reader.form.name, self.unit, self.troubles.file, self.troubles.sheet, row + 1, values,
                        reader.columns)
        made = plan.spread(record)
        taken = self.group.penalty or reader.form.across and is_penalty(values[plan.subject_key], reader.form)
        self.records += [penalised(one, reader.form) for one in made] if taken else made
        self.claims.record(record, again)
        self.headed = False
        return RECORD

    def _unnumbered(self, row: int, cells: Cells) -> str:
        """A subject without a number: a record if its cells read as such; below the table a note."""
        gap = bool(self.records) and not any(self.grid.rows[row - 1])
        if self.signatures.close(row, cells, gap):
            return OTHER
        if self.heads.heads_criteria(row):
            self._open_group(row, self.plan.subject, written(self.plan.value(row, self.plan.subject)))
            return HEADING
        if self.ends.ordered < 0 or row < self.ends.ordered or self.plan.reads(row):
            return self._record(row, cells)
        if row > self.ends.ordered + 1 and all(column != self.plan.order for column, _ in cells) \
                or begins(plain(written(cells[0][1])), self.words.notes):
            return OTHER
        self.troubles.at("row-not-understood", row, self.plan.subject, text=clipped(cells[0][1]))
        return PROBLEM

    def _without_subject(self, row: int, cells: Cells) -> str:
        """Figures without a subject are a question; an order number alone, dashes, notes below the table are none."""
        known = [value for column, value in cells if column in self.plan.keys and column != self.plan.order]
        if all(isinstance(value, str) and BLANK.fullmatch(value) for value in known):
            return OTHER
        if row > self.ends.ordered >= 0 and not self.plan.is_ordered(row) \
                and all(isinstance(value, str) for value in _values(cells)):
            return OTHER
        self.troubles.at("row-without-subject", row, self.plan.subject, field=self.plan.subject_key)
        return PROBLEM


def _values(cells: Cells) -> list[Any]:
    return [value for _, value in cells]
