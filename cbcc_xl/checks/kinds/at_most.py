"""A count that can't be more than another: those present of those summoned, votes of valid ballots.

Takes two counts of each row, or of each table where both stand above it; several keys are added up (ballots issued of
those present and those who wrote). Where one is missing nothing is said: the rules that need the figure ask for it.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import added, keys_of
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "count", "of")
FIELDS = ("count", "of")
DOUBTS = ("count", "of")
FACTS = ("count", "of")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    counted, whole = keys_of(law.on["count"]), keys_of(law.on["of"])
    keys = (*counted, *whole)
    for record in batch.once_each(law.on, keys):
        count = added(batch, record, counted)
        if count is None:
            continue
        of = added(batch, record, whole)
        if of is not None and count > of:
            yield law.finding(record.origin(*keys), {**batch.subject(record, *keys), "count": count, "of": of})
