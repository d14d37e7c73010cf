"""A title suits whom it is put forward for: a person's title for a person, a team's for a team.

Takes the nominations of a form, and the subject that the catalogue gives each title (`any`: both). One finding a row.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form",)
FACTS = ("titles",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    suited = (batch.catalogue.forms[law.on["form"]].subject, "any")
    others = {code for code, title in batch.catalogue.titles.items() if title.subject not in suited}
    for record in batch.records(law.on["form"]):
        titles = [title for title in record.values.get("titles", ()) if title in others]
        if titles:
            yield law.finding(record.origin("titles"), {**batch.subject(record), "titles": titles})
