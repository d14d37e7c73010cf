"""Seats and those elected: fewer than there are seats, or (`marked`) more marked elected than there are seats.

Takes the posts as another rule counts them (`result`, of kind `elected`): all rounds of a post together, or each by
itself for what is marked. A tie at the last seat leaves a seat open by itself and is told by its own rule.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, Round, contests
from cbcc_xl.checks.kinds.elected import marked
from cbcc_xl.model import Finding
from cbcc_xl.tally import TIED

ACROSS_FILES = True
NEEDS = ("form", "result")
FACTS = ("count", "seats", "left")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for contest in contests(batch, majority):
        found = _marked_too_many(contest, batch.catalogue) if law.on.get("marked") else _too_few_elected(contest)
        for one, facts in found:
            first = one.table[0]
            yield law.finding(first.origin("seats"), {"post": first.values.get("post"), **facts})


def _marked_too_many(contest: Contest, catalogue: Catalogue) -> Iterator[tuple[Round, dict[str, Any]]]:
    for one in contest.rounds:
        count = sum(marked(record, catalogue) for record in one.table)
        if one.seats is not None and count > one.seats:
            yield one, {"count": count, "seats": one.seats}


def _too_few_elected(contest: Contest) -> Iterator[tuple[Round, dict[str, Any]]]:
    last = contest.rounds[-1]
    if last.open and not last.having(TIED):
        yield last, {"count": len(contest.elected), "seats": contest.seats, "left": last.open}
