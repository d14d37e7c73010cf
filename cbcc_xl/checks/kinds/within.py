"""Scores between nought and their maximum; points taken away between the most that may be taken and nought.

Takes the decimals of each row (`fields`), each held to the row's `of`. A maximum may be written with or without a
minus for points taken away. Without a maximum nothing is said, nor where an agency's formula makes points of figures.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import decimal, keys_of
from cbcc_xl.checks.formula import applies
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "fields", "of")
FIELDS = ("fields", "of")
DOUBTS = ("fields", "of")
FACTS = ("field", "figure", "figure_most", "text")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    form = batch.catalogue.forms[law.on["form"]]
    about = form.about[0]
    for record in batch.titled(law.on):
        if applies(form.formula, record.values.get(about, "")):
            continue
        most = decimal(record, law.on["of"])
        for key in keys_of(law.on["fields"]):
            score = decimal(record, key)
            if most and score is not None and abs(score) > abs(most):
                facts = {**batch.subject(record), "field": key, "figure": record.values[key],
                         "figure_most": record.values[law.on["of"]], "text": record.values.get(about, "")}
                yield law.finding(record.origin(key), facts)
