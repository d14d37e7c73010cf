"""A text that must have a certain shape: a decision's number with its symbol.

Takes the records of a form, a text field and the shape (`shape`, a regular expression). An empty field is another
rule's matter.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "field", "shape")
FIELDS = ("field",)
FACTS = ("field", "text")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, shape = law.on["field"], re.compile(law.on["shape"])
    for record in batch.titled(law.on):
        text = record.values.get(field)
        if text is not None and not shape.search(text):
            yield law.finding(record.origin(field), {**batch.subject(record), "field": field, "text": text})
