"""Awards by unit and title: how many persons and teams each unit puts forward for each title, with totals.

Every figure is a live formula over the sheets of people and teams, stored with its result.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cbcc_xl.model import READ
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

SUBJECTS = {"person": ("people", "award-person"), "team": ("teams", "award-team")}
PATTERN = re.compile(r"[*?~]|^[=<>]")             # what SUMIFS would take for a pattern or a comparison
LONGEST = 255                                      # of what SUMIFS compares with


class Counts:
    """Nominations by unit (as shown), title and subject."""

    def __init__(self, edition: Edition) -> None:
        self.titles = {subject: edition.titles_of(form) for subject, (_, form) in SUBJECTS.items()}
        self.count: Counter[tuple[str, str, str]] = Counter(
            (edition.unit(record.unit), subject, code) for subject, (_, form) in SUBJECTS.items()
            for record in edition.records.get(form, ()) for code in record.values.get("titles", ()))
        self.units = _units(edition)

    def total(self, subject: str, code: str) -> int:
        return sum(self.count[unit, subject, code] for unit in self.units)


def _units(edition: Edition) -> list[str]:
    """The units due in the order of their list, then all others that sent something, in the order of files."""
    made = edition.consolidation
    sent = [edition.unit(part.unit) for part in made.files if part.status == READ]
    named = [edition.unit(record.unit) for _, form in SUBJECTS.values() for record in edition.records.get(form, ())]
    return list(dict.fromkeys([*(unit.unit for unit in made.units), *sent, *named]))


def awards(edition: Edition, counts: Counts) -> Table:
    """The sheet of awards: a row a unit, a column a title, persons and teams apart."""
    folded = Counter(unit.casefold() for unit in counts.units)

    def rows(layout: Layout) -> Iterator[Row]:
        for place, unit in enumerate(counts.units):
            exact = bool(PATTERN.search(unit)) or len(unit) > LONGEST or folded[unit.casefold()] > 1
            row: list[Any] = [place + 1, unit]
            for subject, codes in counts.titles.items():
                found = [counts.count[unit, subject, code] for code in codes]
                row += [tuple(_count(layout, subject, place, step, exact, count) for step, count in enumerate(found)),
                        _sum(layout, subject, place, found)]
            yield row

    heads = {subject: tuple(map(edition.title, codes)) for subject, codes in counts.titles.items()}
    return Table("awards", ("no", "unit", "person", "person_sum", "team", "team_sum"), len(counts.units), rows, heads,
                 empty=edition.word("summary", "none"))


def _count(layout: Layout, subject: str, place: int, step: int, exact: bool, count: int) -> Formula | int:
    """One figure: the ones in the title's column in the rows that the unit sent."""
    table = SUBJECTS[subject][0]
    ones, senders = layout.column(table, "title", step), layout.column(table, "sent_by")
    if ones is None or senders is None:
        return count
    unit = layout.cell("awards", "unit", place)
    formula = f"SUMPRODUCT(EXACT({senders},{unit})*{ones})" if exact else f"SUMIFS({ones},{senders},{unit})"
    return Formula(escaped(formula), count)


def _sum(layout: Layout, subject: str, place: int, found: list[int]) -> Formula | int:
    if not found or layout.column("awards", subject) is None:
        return sum(found)
    first, last = (layout.cell("awards", subject, place, step) for step in (0, len(found) - 1))
    return Formula(f"SUM({first}:{last})", sum(found))


def by_title(edition: Edition, counts: Counts) -> Table:
    """The overview's table, and its chart's: each title with its total."""
    codes = [(subject, step, code) for subject, titles in counts.titles.items() for step, code in enumerate(titles)]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, (subject, step, code) in enumerate(codes, 1):
            total, cell = counts.total(subject, code), layout.total("awards", subject, step)
            yield [number, edition.title(code), edition.word("subject", subject),
                   Formula(escaped(cell), total) if cell else total]

    return Table("by_title", ("no", "title", "subject", "count"), len(codes), rows,
                 empty=edition.word("summary", "none"))
