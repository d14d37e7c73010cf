"""Seats and those elected: fewer than there are seats, or (`marked`) more marked elected than there are seats.

Takes the results of another rule (`result`, of kind `elected`). A tie at the last seat leaves a seat open by itself
and is told by its own rule.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.elected import elections, judge, marked
from cbcc_xl.model import Finding, Record
from cbcc_xl.tally import ELECTED, TIED

ACROSS_FILES = False
NEEDS = ("form", "result")
FACTS = ("count", "seats")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for table in elections(batch.records(law.on["form"])):
        seats = table[0].values.get("seats")
        if seats is None:
            continue
        count = _marked_too_many(table, seats) if law.on.get("marked") else _too_few_elected(table, seats, majority)
        if count is not None:
            facts = {"post": table[0].values.get("post"), "count": count, "seats": seats}
            yield law.finding(table[0].origin("seats"), facts)


def _marked_too_many(table: list[Record], seats: int) -> int | None:
    count = sum(map(marked, table))
    return count if count > seats else None


def _too_few_elected(table: list[Record], seats: int, majority: Law) -> int | None:
    found = [result for _, result, _ in judge(table, majority)]
    count = found.count(ELECTED)
    return count if count < seats and None not in found and TIED not in found else None
