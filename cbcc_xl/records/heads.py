"""Which rows of a table's body head a group: lone texts, "I | TẬP THỂ", a numbered unit above its persons, criteria.

Takes a plan, where its rows end, and its rows; answers for one row. What the heading says is `groups`' matter.
"""
from __future__ import annotations

from cbcc_xl.forms.row_words import begins
from cbcc_xl.records.cells import Values, written
from cbcc_xl.records.ends import Ends
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.shapes import Cells, blank, is_enumerator, only_figures, without_enumerator
from cbcc_xl.records.subtotals import level_of
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import looks_like_name
from cbcc_xl.text.units import looks_like_unit


class Heads:
    """The headings within one table."""

    def __init__(self, plan: Plan, ends: Ends, rows: range) -> None:
        self._plan, self._ends, self._rows = plan, ends, rows

    def is_lone(self, cells: Cells) -> bool:
        """One text alone, or "I | TẬP THỂ": an enumerator and one text, perhaps with figures of the group behind."""
        (column, first), *rest = cells
        enumerated = column == self._plan.order and is_enumerator(first) \
            and sum(not only_figures(value) for _, value in rest) == 1
        return enumerated or len({str(value) for _, value in cells}) == 1

    def can_head(self, row: int, column: int) -> bool:
        """Whether a lone text stands where a group's heading does: at the left, under the subjects, or merged."""
        plan = self._plan
        merged = any(top == row and left == column and right > left for top, left, _, right in plan.grid.merges)
        first = min(one.index for one in plan.table.columns)
        return merged or column <= first or column in (plan.order, plan.subject) or is_enumerator(plan.ordered(row))

    def is_bare_record(self, value: str) -> bool:
        """Whether a lone text in a list without numbers is a subject: a person's name, or a team's among teams."""
        plan = self._plan
        if plan.about_items or plain(value) in plan.vocabulary.rows.groups or without_enumerator(value) != value \
                or plan.vocabulary.titles.match(value):
            return False
        return looks_like_name(value) or plan.default.subject == "team" and looks_like_unit(value)

    def stands_alone(self, row: int) -> bool:
        """Whether "III | Điểm thưởng" with its scores is a criterion itself: nothing stands below it before the next
        heading of its level, the total or the end."""
        plan = self._plan
        number = written(plan.ordered(row))
        if not plan.default.across or not is_enumerator(number) or not plan.scores(row):
            return False
        below = next((other for other in self._rows[row + 1 - self._rows.start:] if any(plan.grid.rows[other])), None)
        words, following = plan.vocabulary.rows, "" if below is None else written(plan.ordered(below))
        if is_enumerator(following):
            return level_of(following) <= level_of(number)
        said = "" if below is None else plain(written(plan.value(below, plan.subject)))
        return below is None or begins(said, (*words.totals, *words.rankings)) \
            or not following and not plan.scores(below)

    def is_numbered(self, row: int, values: Values) -> bool:
        """Whether a numbered row heads those below: "1" above "1.1", "1.2", with subtotals where criteria are scored;
        without any figure "2 | Phòng Quản trị" above its persons, or a title."""
        plan = self._plan
        order = written(plan.ordered(row)).rstrip(".")
        if not order or len(values) > 1 and not plan.default.across:
            return False
        below = next((plan.ordered(other) for other in self._rows[row + 1 - self._rows.start:]
                      if any(plan.grid.rows[other])), None)
        if written(below).startswith(f"{order}."):
            return True
        text = values[plan.subject_key]
        return len(values) == 1 and (plan.about_persons and looks_like_unit(text)
                                     or plan.vocabulary.titles.match(text) is not None)

    def heads_criteria(self, row: int) -> bool:
        """A group of criteria, "II" or without a number and with its maximum alone, where the criteria are numbered."""
        plan = self._plan
        return bool(plan.default.across) and plan.order is not None and row < self._ends.ordered \
            and (is_enumerator(plan.ordered(row)) or blank(plan.value(row, plan.order)) and not plan.scores(row))
