"""A later round against the one before it: its seats are those left open, its candidates those who may stand again.

Takes the posts as another rule counts them (`result`, of kind `elected`) and what is held (`held`): `seats`, or
`candidates`. After a tie those who tied may stand; else whoever stood and was not elected; in a by-election anyone. A
question each time, for the conference may have decided otherwise. One finding a round.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, contests
from cbcc_xl.model import Finding, Origin, Record
from cbcc_xl.tally import NOT_ELECTED, TIED
from cbcc_xl.text.names import person_key
from cbcc_xl.text.rounds import SUPPLEMENTARY

ACROSS_FILES = True
NEEDS = ("form", "result", "held")
SEATS, CANDIDATES = "seats", "candidates"
CHOICES = {"held": (SEATS, CANDIDATES)}
FACTS = ("number", "seats", "left", "names", "among")

Found = Iterator[tuple[Origin, dict[str, Any]]]


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    held = _other_seats if law.on["held"] == SEATS else _other_candidates
    for contest in contests(batch, majority):
        for origin, facts in held(contest):
            yield law.finding(origin, {"post": contest.rounds[0].table[0].values.get("post"), **facts})


def _other_seats(contest: Contest) -> Found:
    for one in contest.rounds[1:]:
        stated = one.table[0].values.get("seats")
        if stated is not None and one.left is not None and stated != one.left and (one.follows or not one.left):
            yield one.table[0].origin("seats"), {"number": one.number, "seats": stated, "left": one.left}


def _other_candidates(contest: Contest) -> Found:
    for before, one in pairwise(contest.rounds):
        if not one.left or one.table[0].values.get("round") == SUPPLEMENTARY:
            continue
        among = before.having(TIED) or before.having(NOT_ELECTED)
        known = {person_key(record.values.get("name", "")) for record in among}
        others = [record for record in one.table if person_key(record.values.get("name", "")) not in known]
        if others:
            yield others[0].origin("name"), {"number": one.number, "names": _named(others), "among": _named(among)}


def _named(records: list[Record]) -> list[Any]:
    return [record.values.get("name") for record in records]
