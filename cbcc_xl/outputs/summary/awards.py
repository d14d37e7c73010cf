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
from cbcc_xl.outputs.summary.staff import Headcounts, Ratings

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
        self.doubtful: Counter[tuple[str, str, str]] = Counter(                     # those that may be withdrawn
            (edition.unit(record.unit), subject, code) for subject, (_, form) in SUBJECTS.items()
            for record in edition.records.get(form, ()) if record.withdrawn for code in record.values.get("titles", ()))
        self.units = _units(edition)
        self._folded = Counter(unit.casefold() for unit in self.units)

    def total(self, subject: str, code: str) -> int:
        return sum(self.count[unit, subject, code] for unit in self.units)

    def left(self, subject: str, code: str, unit: str | None = None) -> int:
        """What a unit, or all, would have without the rows that may be withdrawn."""
        return sum(self.count[one, subject, code] - self.doubtful[one, subject, code]
                   for one in (self.units if unit is None else [unit]))

    def is_exact(self, unit: str) -> bool:
        """Whether SUMIFS would take other units' rows for this one's."""
        return bool(PATTERN.search(unit)) or len(unit) > LONGEST or self._folded[unit.casefold()] > 1


def _units(edition: Edition) -> list[str]:
    """The units due in the order of their list, then all others that sent something, in the order of files."""
    made = edition.consolidation
    sent = [edition.unit(part.unit) for part in made.files if part.status == READ]
    named = [edition.unit(record.unit) for _, form in SUBJECTS.values() for record in edition.records.get(form, ())]
    return list(dict.fromkeys([*(unit.unit for unit in made.units), *sent, *named]))


def awards(edition: Edition, counts: Counts) -> Table:
    """The sheet of awards: a row a unit, a column a title, persons and teams apart."""
    heads, ratings = Headcounts(edition), Ratings(edition)

    def rows(layout: Layout) -> Iterator[Row]:
        sources = {subject: _Source(layout, subject, len(codes)) for subject, codes in counts.titles.items()}
        for place, unit in enumerate(counts.units):
            exact = counts.is_exact(unit)
            row: list[Any] = [place + 1, unit, heads.of(unit), ratings.of(layout, place, unit, exact)]
            for subject, codes in counts.titles.items():
                found = [counts.count[unit, subject, code] for code in codes]
                row += [sources[subject].counts(place, exact, found), sources[subject].sum(place, found)]
            yield row

    named = {subject: tuple(map(edition.title, codes)) for subject, codes in counts.titles.items()}
    return Table("awards", ("no", "unit", "headcount", "rating", "person", "person_sum", "team", "team_sum"),
                 len(counts.units), rows, {"rating": ratings.words, **named}, empty=edition.word("summary", "none"),
                 absent=frozenset() if heads.known else frozenset({"headcount"}))


class _Source:
    """Formulas over one data sheet; plain figures where the template leaves it out."""

    def __init__(self, layout: Layout, subject: str, titles: int) -> None:
        table = SUBJECTS[subject][0]
        self.layout = layout
        self.unit, self.senders = layout.letter("awards", "unit"), layout.column(table, "sent_by")
        self.ones = [layout.column(table, "title", step) for step in range(titles)]
        self.ends = [layout.letter("awards", subject, step) for step in (0, titles - 1)]

    def counts(self, place: int, exact: bool, found: list[int]) -> Row:
        """The ones in each title's column, in the rows that the unit sent."""
        if self.unit is None or self.senders is None or None in self.ones:
            return tuple(found)
        unit = f"${self.unit}{self.layout.places['awards'].first + place}"
        form = f"SUMPRODUCT(EXACT({self.senders},{unit})*%s)" if exact else f"SUMIFS(%s,{self.senders},{unit})"
        return tuple(Formula(escaped(form % ones), count) for ones, count in zip(self.ones, found, strict=True))

    def sum(self, place: int, found: list[int]) -> Formula | int:
        if not found or None in self.ends:
            return sum(found)
        row = self.layout.places["awards"].first + place
        return Formula(f"SUM(${self.ends[0]}{row}:${self.ends[1]}{row})", sum(found))


def doubtful_ones(layout: Layout, subject: str, step: int, unit: str | None, exact: bool) -> str | None:
    """What counts the ones of a title's column in rows that may be withdrawn, of the unit in a cell or of all."""
    table = SUBJECTS[subject][0]
    ones, doubts, senders = (layout.column(table, key, spread) for key, spread in (
        ("title", step), ("withdrawn", 0), ("sent_by", 0)))
    if ones is None or doubts is None or senders is None:
        return None
    if unit is None:
        return f"SUMIFS({ones},{doubts},1)"
    if exact:
        return f"SUMPRODUCT(EXACT({senders},{unit})*{doubts}*{ones})"
    return f"SUMIFS({ones},{senders},{unit},{doubts},1)"


def by_title(edition: Edition, counts: Counts) -> Table:
    """The overview's table, and its chart's: each title with its total."""
    codes = [(subject, step, code) for subject, titles in counts.titles.items() for step, code in enumerate(titles)]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, (subject, step, code) in enumerate(codes, 1):
            total, cell = counts.total(subject, code), layout.total("awards", subject, step)
            name, of = edition.title(code), edition.word("subject", subject)
            if all(code in titles for titles in counts.titles.values()):      # told apart in the chart too
                name = f"{name} ({of.lower()})"
            yield [number, name, of,
                   Formula(escaped(cell), total) if cell else total]

    return Table("by_title", ("no", "title", "subject", "count"), len(codes), rows,
                 empty=edition.word("summary", "none"))
