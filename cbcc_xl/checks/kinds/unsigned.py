"""A pledge that some have signed and others not: where rows say "Đã ký", those that don't are asked about.

Takes the rows of a form and the words that say signed. A table in which no row says so keeps its signatures elsewhere.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import UNKNOWN, Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "field", "words")
FIELDS = ("field",)
FACTS = ("count", "of")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    words = [plain(word) for word in law.on["words"]]
    for rows in batch.tables(law.on["form"]):
        signed = [begins(plain(row.values.get(law.on["field"], "")), words) for row in rows]
        if any(signed):
            for row, done in zip(rows, signed, strict=True):
                if not done:
                    facts = {**batch.subject(row), "count": sum(signed), "of": len(rows)}
                    yield law.finding(row.origin(law.on["field"]), facts, UNKNOWN)
