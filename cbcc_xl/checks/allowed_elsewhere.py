"""What another list says of a nominated subject allows the title: a good enough rating, no discipline, enough scope.

Takes the records with certain titles, and a field of the list that has it (`with`). Allowed are a rating and all better
ones (`limit`), the values listed (`values`), or any text without certain words (`never`). Where several rows are about
the subject, one that allows is enough: names may be shared. A subject found by name alone is told as a warning.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.agrees_elsewhere import rows_elsewhere
from cbcc_xl.checks.allowed import allowed_values
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home, place, titles_of
from cbcc_xl.model import ERROR, WARNING, Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = True
NEEDS = ("form", "titles", "field", "with")
FORMS = ("with",)
RATING_LIMIT = True
FACTS = ("titles", "field", "value", "rating", "ratings", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, allows = law.on["field"], allowing(law.on, law.limit, batch.catalogue)
    for record in batch.titled(law.on):
        rows = [row for row in rows_elsewhere(law, batch, record) if field in row.values]
        if not rows or any(allows(row.values[field]) for row in rows):
            continue
        value = rows[0].values[field]
        facts = {**batch.subject(record), "titles": [title for title in titles_of(record) if title in law.on["titles"]],
                 "field": field, "value": value, "cells": place(rows, field, record)}
        facts |= {"rating": value, "ratings": [law.limit]} if law.limit else {}
        certain = any(home(row) == home(record) for row in rows)
        yield law.finding(record.origin(law.on.get("at", field), "titles"), facts,
                          severity=WARNING if law.severity == ERROR and not certain else None)


def allowing(on: Mapping[str, Any], limit: str, catalogue: Catalogue) -> Callable[[Any], bool]:
    """Whether a value is allowed, as the rule has it."""
    if "never" in on:
        never = tuple(f" {plain(word)} " for word in on["never"])
        return lambda value: not any(word in f" {plain(str(value))} " for word in never)
    allowed = allowed_values(on, limit, catalogue)
    return lambda value: value in allowed
