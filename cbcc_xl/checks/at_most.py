"""A count that can't be more than another: those present of those summoned, votes of valid ballots.

Takes two counts of each row, or of each table where both stand above it. Where one is missing nothing is said: the
rules that need the figure ask for it.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "count", "of")
FIELDS = ("count", "of")
DOUBTS = ("count", "of")
FACTS = ("count", "of")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    count_key, of_key = law.on["count"], law.on["of"]
    for record in batch.once_each(law.on, (count_key, of_key)):
        count = batch.figure(record, count_key)
        if count is None:
            continue
        of = batch.figure(record, of_key)
        if of is not None and count > of:
            facts = {**batch.subject(record, count_key, of_key), "count": count, "of": of}
            yield law.finding(record.origin(count_key, of_key), facts)
