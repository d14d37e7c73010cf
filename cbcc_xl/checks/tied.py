"""A tie at the last seat: the meeting's to break, never ours.

Takes the results of another rule (`result`, of kind `elected`). One finding a table, at the first who ties.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.elected import elections, judge
from cbcc_xl.model import Finding
from cbcc_xl.tally import TIED

ACROSS_FILES = False
NEEDS = ("form", "result")
FACTS = ("names", "count", "seats")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for table in elections(batch.records(law.on["form"])):
        tied = [record for record, result, _ in judge(table, majority) if result == TIED]
        if tied:
            first = tied[0]
            facts = {"post": first.values.get("post"), "names": [record.values.get("name") for record in tied],
                     "count": first.values["votes"], "seats": first.values["seats"]}
            yield law.finding(first.origin("votes"), facts)
