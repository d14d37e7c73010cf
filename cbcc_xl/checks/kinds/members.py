"""What must hold for every member of a nominated team: tasks completed, nobody disciplined.

Takes the teams with certain titles, and a field of the list that has their persons (`with`), held to a lowest rating
(`limit`) or to words that may not stand there (`never`). One finding a team, with the names of those who fall short.
A member without the field, or a team without a list, isn't judged. What is said of other years than the awards' is a
warning at most.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.kinds.allowed import allowing, asked, of_another_year
from cbcc_xl.checks.rows import place, titles_of, unit_of_team
from cbcc_xl.model import ERROR, WARNING, Finding

ACROSS_FILES = True
NEEDS = ("form", "titles", "field", "with")
FORMS = ("with",)
RATING_LIMIT = True
FACTS = ("titles", "field", "value", "rating", "ratings", "names", "count", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, allows = law.on["field"], allowing(law.on, law.limit, batch.catalogue)
    for record in batch.titled(law.on):
        rows = [row for row in batch.people.members(law.on["with"], unit_of_team(record))
                if field in row.values and not allows(row.values[field])]
        if not rows:
            continue
        value, names = rows[0].values[field], list(dict.fromkeys(row.values.get("name") for row in rows))
        facts = {**batch.subject(record), "titles": [title for title in titles_of(record) if title in law.on["titles"]],
                 "field": field, "value": value, "names": names, "count": len(names),
                 "cells": place(rows, record, field), **asked(law, value)}
        year = batch.years.of(record) or batch.year
        past = all(of_another_year(row.values[field], year) for row in rows)
        yield law.finding(record.origin("titles"), facts, severity=WARNING if past and law.severity == ERROR else None)
