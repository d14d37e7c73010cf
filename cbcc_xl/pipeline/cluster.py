"""Scores of emulation clusters: each unit's total of its agreed scores, and its rank within its cluster.

Takes the records of form `score` and what their sheets state. A unit's agreed scores may stand in several tables; they
count once, from the table that has the most units. A unit that lacks an agreed score has neither total nor rank; one
that is left out has a total, no rank, and the reason.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cbcc_xl.catalogue import Form
from cbcc_xl.checks.clusters import clusters
from cbcc_xl.checks.standings import Standing, standings
from cbcc_xl.model import Record, Stated
from cbcc_xl.pipeline.consolidation import Scored
from cbcc_xl.tally import ranks


def cluster(records: Iterable[Record], stated: Iterable[Stated], form: Form) -> Iterator[Scored]:
    """One line a unit, cluster by cluster, in the order of the table."""
    found = counted(records, stated, form)
    for units in found:
        yield from _scored(units, alone=len(units) == 1 < len(found))


def counted(records: Iterable[Record], stated: Iterable[Stated], form: Form) -> list[list[Standing]]:
    """Each cluster's units, where they stand in the table that counts for them.

    Units that have a table each are one cluster, with the table of several units if there is one only: with more of
    them it can't be told whose they are, and each stands alone.
    """
    found = clusters(standings(records, stated, form))
    if sum(len(units) > 1 for units in found) > 1:
        return found
    return [[one for units in found for one in units]]


def _scored(units: Sequence[Standing], alone: bool) -> Iterator[Scored]:
    known = [one.score for one in units if one.score is not None and not one.left_out]
    rank = dict(zip(known, ranks(known), strict=True))
    for one in units:
        ranked = one.score is not None and not one.left_out and not alone
        yield Scored(one.unit, None if one.score is None else f"{one.score:f}",
                     rank[one.score] if ranked and one.score is not None else None, one.left_out or None)
