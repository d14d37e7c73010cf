"""Ranks that a cluster's table states, against the totals of its scores.

Takes the ranks typed for each unit and the totals recomputed from the scores; equal totals share the better rank
(1, 2, 3, 3, 5). Ranks that only say otherwise what equal totals mean, counting on without a gap (1, 2, 3, 3, 4) or
breaking the tie (1, 2, 3, 4, 5), are asked about; at fault is a unit that is ranked before another of more points, or
beside it. Where a unit lacks a score, ranks can't be told: the score is asked for.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.standings import Standing, ranks_of, standings
from cbcc_xl.model import NOT_MET, UNKNOWN, Finding

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
FACTS = ("stated", "count", "figure")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    form = batch.catalogue.forms[law.on["form"]]
    for table in standings(batch.records(form.name), batch.stated, form, law.on["field"]):
        ranks = ranks_of(table)
        if ranks and len(ranks) > 1:
            yield from _differing(law, table, ranks)


def _differing(law: Law, table: list[Standing], ranks: dict[str, int]) -> Iterator[Finding]:
    stated = [one for one in table if one.ranked is not None and one.unit in ranks]
    for one in stated:
        if one.ranked != ranks[one.unit] and one.origin:
            against = any(_contradict(one, other, ranks) for other in stated)
            facts = {"unit": one.unit, "stated": one.ranked, "count": ranks[one.unit], "figure": f"{one.score:f}"}
            yield law.finding(one.origin, facts, NOT_MET if against else UNKNOWN)


def _contradict(one: Standing, other: Standing, ranks: dict[str, int]) -> bool:
    """Whether two units stand in another order than by their points, or share a rank without equal points."""
    better, worse = sorted((one, other), key=lambda each: ranks[each.unit])
    return ranks[better.unit] < ranks[worse.unit] and (better.ranked or 0) >= (worse.ranked or 0)
