"""A tie at the last seat: the meeting's to break, never ours.

Takes the posts as another rule counts them (`result`, of kind `elected`). One finding a tie, at the first who ties: the
run-off that it takes, among exactly those who tie; or (`settled`) by which later round it was settled, and for whom.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, Round, contests
from cbcc_xl.model import Finding
from cbcc_xl.tally import ELECTED, TIED

ACROSS_FILES = True
NEEDS = ("form", "result")
FACTS = ("names", "count", "seats", "left", "number", "winners")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for contest in contests(batch, majority):
        found = _settled(contest) if law.on.get("settled") else _open(contest)
        for one, facts in found:
            first = one.having(TIED)[0]
            yield law.finding(first.origin("votes"), {"post": first.values.get("post"), **facts})


def _open(contest: Contest) -> Iterator[tuple[Round, dict[str, Any]]]:
    """The last round, where it ends in a tie; ties before it were followed by another round."""
    last = contest.rounds[-1]
    if last.having(TIED):
        yield last, {**_tie(last), "number": last.number + 1}


def _settled(contest: Contest) -> Iterator[tuple[Round, dict[str, Any]]]:
    for one, later in pairwise(contest.rounds):
        names = [record.values.get("name") for record in later.having(ELECTED)]
        if one.having(TIED) and later.follows and names and later.open is not None:
            yield one, {**_tie(one), "number": later.number, "winners": names}


def _tie(one: Round) -> dict[str, Any]:
    tied = one.having(TIED)
    return {"names": [record.values.get("name") for record in tied], "count": tied[0].values["votes"],
            "seats": one.seats, "left": one.open}
