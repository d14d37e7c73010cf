"""Scores of an emulation cluster: each unit's total of its agreed scores, and its rank.

Takes the records of form `score` and what their sheets state. A unit's agreed scores may stand in several tables; they
count once, from the table that has the most units. A unit that lacks an agreed score has neither total nor rank; one
that is left out has a total, no rank, and the reason.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.catalogue import Form
from cbcc_xl.checks.standings import Standing, standings
from cbcc_xl.model import Record, Stated
from cbcc_xl.pipeline.consolidation import Scored
from cbcc_xl.tally import ranks
from cbcc_xl.text.units import unit_key


def cluster(records: Iterable[Record], stated: Iterable[Stated], form: Form) -> Iterator[Scored]:
    """One line a unit, in the order of the table."""
    units = counted(records, stated, form)
    known = [one.score for one in units.values() if one.score is not None and not one.left_out]
    rank = dict(zip(known, ranks(known), strict=True))
    for one in units.values():
        ranked = one.score is not None and not one.left_out
        yield Scored(one.unit, None if one.score is None else f"{one.score:f}",
                     rank[one.score] if ranked and one.score is not None else None, one.left_out or None)


def counted(records: Iterable[Record], stated: Iterable[Stated], form: Form) -> dict[str, Standing]:
    """Where each unit (by the key of its name) stands in the table that counts for it."""
    units: dict[str, Standing] = {}
    for table in sorted(standings(records, stated, form), key=len, reverse=True):
        for one in table:
            units.setdefault(unit_key(one.unit), one)
    return units
