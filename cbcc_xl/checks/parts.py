"""Parts that must add up to a whole: votes for, against and other to those present; valid and invalid to returned.

Takes the parts and the whole of each row, or of each table where they stand above it. An empty part is 0 where the
sum then fits; where it might hold what is missing, there is too little data. Gives each part, their sum and the whole
as facts.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import NOT_MET, UNKNOWN, Finding, Record

ACROSS_FILES = False
NEEDS = ("form", "parts", "whole")
FIELDS = ("parts", "whole")
FACTS = ("sum", "of", "parts")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    parts, whole = law.on["parts"], law.on["whole"]
    for record in batch.once_each(law.on, (*parts, whole)):
        of = record.values.get(whole)
        known = {key: record.values[key] for key in parts if key in record.values}
        total = sum(known.values())
        if of is None or not known or total == of:
            continue
        empty = [key for key in parts if key not in known]
        outcome = UNKNOWN if empty and total < of else NOT_MET
        if outcome == NOT_MET or _asked_for(record, empty, batch):
            facts = {**batch.subject(record, whole), "sum": total, "of": of, **known}
            yield law.finding(record.origin(*empty, whole), facts, outcome)


def _asked_for(record: Record, empty: list[str], batch: Batch) -> bool:
    """Whether the sheet has a place for an empty part. A table without such columns makes no claim to add up."""
    return any(key in record.columns or batch.above_table(record.form, [key]) for key in empty)
