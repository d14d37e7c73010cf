"""What a list says of a person stands the same on another list: the rating, the decision on an initiative.

Takes the nominations of a form, one field of theirs and the list that has it too (`with`; `other` is what it is called
there); `alike` names two fields that must agree before two rows are about one thing. Texts that are worded `freely`
agree where most words of the shorter one stand in the longer. A subject without a row there, or a row without the
field, is another rule's matter; of several rows one that agrees is enough. Gives both values and where the other
stands.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home, place, spelled_alike, worded_alike
from cbcc_xl.model import Finding, Record

ACROSS_FILES = True
NEEDS = ("form", "field", "with")
FIELDS = ("field",)
FORMS = ("with",)
FACTS = ("field", "value", "other", "rating", "rating_other", "cells", "titles")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, alike = law.on["field"], worded_alike if law.on.get("freely") else spelled_alike
    theirs = law.on.get("other", field)
    for record in batch.titled(law.on):
        value = record.values.get(field)
        if value is None:
            continue
        rows = [row for row in rows_elsewhere(law, batch, record) if theirs in row.values]
        if rows and not any(alike(str(value), str(row.values[theirs])) for row in rows):
            other = rows[0].values[theirs]
            facts = {**batch.subject(record), "value": value, "other": other, "cells": place(rows, record, theirs)}
            if field == "rating":
                facts |= {"rating": value, "rating_other": other}
            yield law.finding(record.origin(field), facts)


def rows_elsewhere(law: Law, batch: Batch, record: Record) -> list[Record]:
    """The rows of the other list that are about the record's subject, and about the same thing.

    Where the two lists have units of their own kinds (`by = "name"`: a Party cell, an office), by a name that one has.
    """
    people, other = batch.people, law.on["with"]
    rows = people.anywhere(record, other) if law.on.get("by") == "name" else people.same(record, other)
    if len({(home(row), row.values.get("position")) for row in rows}) > 1 and law.on.get("by") == "name":
        return []
    own, theirs = law.on.get("alike", ("", ""))
    return [row for row in rows if _alike(record.values.get(own), row.values.get(theirs))]


def _alike(one: Any, other: Any) -> bool:
    return one is None or other is None or spelled_alike(one, other)
