"""A team's stated figure against the rows of a list of all its persons: its headcount and its rating list.

Takes the records of a form with a count, and the form that lists the persons (`with`). Once a team. A list of an agency
that nominates several teams may be of some persons only, and a team without a list isn't judged.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, span
from cbcc_xl.checks.rows import unit_of_team
from cbcc_xl.model import Finding

ACROSS_FILES = True
NEEDS = ("form", "field", "with")
FIELDS = ("field",)
FORMS = ("with",)
FACTS = ("field", "value", "count", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, told = law.on["field"], set[str]()
    for record in batch.titled(law.on):
        team, value = unit_of_team(record), record.values.get(field)
        if value is None or team in told or batch.is_parent(record):
            continue
        rows = batch.people.members(law.on["with"], team)
        count = batch.people.count(law.on["with"], team)
        if rows and count != value:
            told.add(team)
            first = [row for row in rows if (row.file, row.sheet) == (rows[0].file, rows[0].sheet)]
            sheet = f"[{first[0].sheet}] " if first[0].file == record.file else f"{first[0].file} [{first[0].sheet}] "
            yield law.finding(record.origin(field), {**batch.subject(record), "field": field, "value": value,
                                                     "count": count, "cells": [sheet + span(first, "name")]})
