"""Ranks that a cluster's table states, against the totals of its scores.

Takes the ranks typed for each unit and the totals recomputed from the scores; equal totals share the better rank
(1, 2, 3, 3, 5). A table that counts on without a gap (1, 2, 3, 3, 4) is asked about, and is no fault. Where a unit
lacks a score, ranks can't be told: the score is asked for.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.standings import Standing, ranks_of, standings
from cbcc_xl.model import UNKNOWN, Finding

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
    without_gaps = {rank: place for place, rank in enumerate(sorted(set(ranks.values())), 1)}
    stated = [one for one in table if one.ranked is not None and one.unit in ranks]
    counts_on = all(one.ranked == without_gaps[ranks[one.unit]] for one in stated)
    for one in stated:
        if one.ranked != ranks[one.unit] and one.origin:
            facts = {"unit": one.unit, "stated": one.ranked, "count": ranks[one.unit], "figure": f"{one.score:f}"}
            yield law.finding(one.origin, facts, *([UNKNOWN] if counts_on else []))
