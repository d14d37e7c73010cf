"""What another list says of a nominated subject allows the title: a good enough rating, no discipline, enough scope.

Takes the records with certain titles or values (`where`), and a field of the list that has it (`with`). Allowed are a
rating and all better ones (`limit`), the values listed (`values`), or any text without certain words (`never`). Where
several rows are about the subject, one that allows is enough: names may be shared. A subject found by name alone is
told as a warning.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.kinds.agrees_elsewhere import rows_elsewhere
from cbcc_xl.checks.kinds.allowed import allowing, asked
from cbcc_xl.checks.rows import home, place, titles_of
from cbcc_xl.model import ERROR, WARNING, Finding

ACROSS_FILES = True
NEEDS = ("form", "field", "with")
FORMS = ("with",)
RATING_LIMIT = True
FACTS = ("titles", "field", "value", "values", "scope", "rating", "ratings", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, allows = law.on["field"], allowing(law.on, law.limit, batch.catalogue)
    for record in batch.titled(law.on):
        rows = [row for row in rows_elsewhere(law, batch, record) if field in row.values]
        if not rows or any(allows(row.values[field]) for row in rows):
            continue
        value = rows[0].values[field]
        titles = [title for title in titles_of(record) if title in law.on.get("titles", ())]
        facts = {**batch.subject(record), **({"titles": titles} if titles else {}), "field": field, "value": value,
                 "cells": place(rows, record, field), **asked(law, value)}
        facts |= {"scope": value} if field == "scope" else {}
        certain = any(home(row) == home(record) for row in rows)
        yield law.finding(record.origin(law.on.get("at", field), "titles"), facts,
                          severity=WARNING if law.severity == ERROR and not certain else None)
