"""Counts are whole numbers of at least 0, in every form.

Takes all fields of the type that the rule names. Reading has already refused what is no whole number, so what is left
to find here is a negative one.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("type",)
DOUBTS = ("type",)
TURN = 0                           # one cell is wrong by itself: before what doesn't add up with it
FACTS = ("field", "value")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for form in batch.forms:
        fields = batch.catalogue.forms[form].fields
        keys = [field.key for field in fields if field.type == law.on["type"]]
        told = set()
        for record in batch.records(form):
            values = record.values
            for key in keys:
                value = values.get(key)
                if value is not None and value < 0:
                    origin = record.origin(key)
                    if origin not in told:
                        told.add(origin)
                        yield law.finding(origin, {**batch.subject(record, key), "field": key, "value": value})
