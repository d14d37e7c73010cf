"""What a table states about its own rows: typed totals, and counts declared in words.

Takes records as they come, group rows, total rows and ranks; gives `Stated`. A total may be about the rows since the
last total or about all so far; a total above the rows is about all of them.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cbcc_xl.model import Origin, Record, Stated, a1
from cbcc_xl.records.cells import written
from cbcc_xl.records.declared import counts_in
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.shapes import Cells, blank, without_enumerator
from cbcc_xl.records.standing import left_out_in, standing_in
from cbcc_xl.records.subtotals import Figure, Subtotal, Subtotals
from cbcc_xl.text import numbers
from cbcc_xl.text.letters import clean
from cbcc_xl.text.units import looks_like_unit

ADDED = ("count", "decimal", "money")           # types of field whose column a total adds up


class Claims:
    """The statements of one table, collected in the order of its rows."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._stated: list[Stated] = []
        self._rows: list[int] = []
        self._last_total = 0               # how many rows stood above the last total, the last group's heading
        self._last_group = 0
        self._again: set[int] = set()      # rows about a subject that an earlier row is about, merged downward
        self._group: tuple[int, int, list[tuple[str, int]]] = (0, 0, [])
        self._subtotals = Subtotals(self._rows) if plan.default.across else None
        self._ranks = next((column for column, key in plan.keys.items() if key == "_rank"), None)

    def record(self, record: Record, again: bool = False) -> None:
        if self._subtotals:
            self._add_up(self._subtotals.row(written(self._plan.ordered(record.row - 1))))
        self._rows.append(record.row)
        if again:
            self._again.add(record.row)
        if self._ranks is not None:
            row, said = record.row - 1, self._plan.value(record.row - 1, self._ranks)
            if blank(said):                # why there is no rank may stand beside it
                said = left_out_in(record.values.get("note", ""), self._plan.vocabulary.rows)
            self._rank(row, self._ranks, said, [record.row])

    def group(self, row: int, column: int, text: str) -> None:
        """A group begins; what its heading declares ("Tập thể: 03") is about the rows up to the next.

        Behind a unit's name a number may as well be that of its staff, and below an item it is the item's own.
        """
        self._end_group()
        if self._subtotals:
            self._add_up(self._subtotals.begin(written(self._plan.ordered(row)), list(self._figures(row)),
                                               self._most(row)))
        claimed = not self._plan.about_items and not looks_like_unit(without_enumerator(text))
        self._group = (row, column, list(counts_in(text, self._plan.vocabulary, lone=True)) if claimed else [])
        self._last_group = len(self._rows)

    def total(self, row: int, cells: Cells) -> None:
        """A total row: a figure under each column that it adds up, and counts in words."""
        plan = self._plan
        for column, value in cells:
            added = self._added_up(column)
            number = numbers.count(value) if added is None or not added.startswith("sum:") else plan.figure(row, column)
            in_words = column in (plan.order, plan.subject) or column not in plan.keys or number is None
            if isinstance(value, str) and in_words:
                for what, declared in counts_in(clean(value), plan.vocabulary):
                    self._add(what, declared, row, column, self._rows[self._last_total:], self._rows)
            elif number is not None and added:
                self._add(added, number, row, column, self._rows[self._last_total:], self._rows)
        self._last_total = len(self._rows)

    def ranking(self, row: int, cells: Cells) -> None:
        """A row of ranks, each under the scores that it ranks."""
        for column, value in cells:
            self._rank(row, column, value, self._rows)

    def _rank(self, row: int, column: int, value: Any, rows: list[int]) -> None:
        """A rank, or words that say why there is none."""
        key = "final" if column == self._ranks else (self._added_up(column) or "").removeprefix("sum:")
        found = standing_in(value, self._plan.vocabulary.rows) if key else None
        if found is not None:
            self._add(f"{'rank' if isinstance(found, int) else 'unranked'}:{key}", found, row, column, rows, rows)

    def stated(self) -> list[Stated]:
        self._end_group()
        if self._subtotals:
            self._add_up(self._subtotals.end())
        every = tuple(self._rows)
        return [one if one.whole else one._replace(rows=every, whole=every) for one in self._stated]

    def _end_group(self) -> None:
        row, column, claims = self._group
        for what, value in claims:
            self._add(what, value, row, column, self._rows[self._last_group:], self._rows[self._last_group:])
        self._group = (0, 0, [])

    def _figures(self, row: int) -> Iterator[Figure]:
        """The subtotals that a group's heading has, by column; its maximum is none."""
        for column in self._plan.keys:
            what = self._added_up(column)
            if what and what.startswith("sum:") and what != "sum:max":
                figure = self._plan.figure(row, column)
                if figure is not None:
                    yield Figure(f"part:{what.partition(':')[2]}", str(figure), row, column)

    def _most(self, row: int) -> str | None:
        column = next((column for column, key in self._plan.keys.items() if key == "max"), None)
        return None if column is None else self._plan.figure(row, column)

    def _add_up(self, subtotals: Iterable[Subtotal]) -> None:
        for one in subtotals:
            if one.whole:
                self._add(one.figure.what, one.figure.value, one.figure.row, one.figure.column, one.rows, one.whole,
                          one.most)

    def _added_up(self, column: int) -> str | None:
        """What a figure in a total row counts, by its column."""
        plan = self._plan
        base, _, part = plan.keys.get(column, "").partition(":")
        if part and base in ("titles", "rating"):
            return f"marks:{part}"
        if part and base in plan.elsewhere.marked:       # marks of what is no result: a person's own rating
            return None
        if base == plan.subject_key:
            return "rows"
        if plan.by_person and base in plan.default.marks:
            return f"marks:{plan.default.marks[base]}"
        field = plan.default.field(base)
        if field is None:
            return None
        return f"sum:{base}" if field.type in ADDED else \
            f"filled:{base}" if field.type in ("titles", "rating") else None

    def _add(self, what: str, value: int | str, row: int, column: int, rows: Iterable[int], whole: Iterable[int],
             most: str | None = None) -> None:
        kind, _, subject = what.partition(":")
        if kind == "rows":
            if subject and subject not in self._plan.subjects:
                return
            rows, whole = ([one for one in some if one not in self._again] for some in (rows, whole))
        troubles = self._plan.troubles
        origin = Origin(troubles.file, troubles.sheet, a1(row, column))
        self._stated.append(Stated(self._plan.table.form, what, value, origin, tuple(rows), tuple(whole), most))
