"""At least a number: one CSTDCS in a team nominated for TTLDXS.

Takes one count (of the row, or of the team's persons with a title) and a limit such as ">= 1". Where the count can't
be made there is too little data.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import UNKNOWN, Finding
from cbcc_xl.tally import meets, need, parse_limit

ACROSS_FILES = False
NEEDS = ("form", "count")
FIELDS = ("count",)
LIMIT = True
FACTS = ("count", "need")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    key, limit = law.on["count"], parse_limit(law.limit)
    for record in batch.once_each(law.on, (key,)):
        count = batch.figure(record, key)
        if count is None:
            yield law.finding(record.origin(key), {**batch.subject(record, key), "need": need(1, limit)}, UNKNOWN)
        elif not meets(count, 1, limit):
            facts = {**batch.subject(record, key), "count": count, "need": need(1, limit)}
            yield law.finding(record.origin(key, "titles"), facts)
