"""A field that speaks of something by certain words, from a day on: a post of a union that may be no more.

Takes the records of a form, a field and the words. Told once a table, at the first row; it is a question, since what
the words stand for may still be there.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import UNKNOWN, Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "field", "words")
FIELDS = ("field",)
FACTS = ("text",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, words = law.on["field"], [f" {plain(one)} " for one in law.on["words"]]
    for table in batch.tables(law.on["form"]):
        for row in table:
            text = row.values.get(field, "")
            if any(word in f" {plain(text)} " for word in words):
                yield law.finding(row.origin(field), {**batch.subject(row, field), "text": text}, UNKNOWN)
                break
