"""A column that was begun and not finished: a cross-score left out, a target without its result.

Takes the rows of a form that have one of `given`; the column of `field` is looked at where it has a figure in another
row of its table, or, for a unit that has columns of its own, in its column. A column that nobody has begun is no
oversight: it may be filled in later. Gives the cell to fill, the first of a row that lacks them all.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import keys_of
from cbcc_xl.model import UNKNOWN, Finding

ACROSS_FILES = False
NEEDS = ("form", "fields", "given")
FIELDS = ("fields",)
FACTS = ("field", "text", "count")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    about = batch.catalogue.forms[law.on["form"]].about[0]
    fields, given = keys_of(law.on["fields"]), keys_of(law.on["given"])
    for rows in batch.tables(law.on["form"]):
        begun = [key for key in fields if key in rows[0].columns and any(key in row.values for row in rows)]
        for row in rows:
            empty = [key for key in begun if key not in row.values]
            if not empty or not any(key in row.values for key in given):
                continue
            for key in empty if len(empty) < len(begun) else empty[:1]:
                facts = {**batch.subject(row), "field": key, "text": row.values.get(about, ""),
                         "count": sum(key not in other.values for other in rows)}
                yield law.finding(row.origin(key), facts, UNKNOWN)
