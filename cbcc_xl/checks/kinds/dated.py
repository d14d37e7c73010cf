"""A day that must lie in the year whose awards these are, or in the months behind it.

Takes the records of a form, a date of theirs, or of their row on another list (`with`; `alike` as elsewhere); `months`
is how long after the year's end a decision may be late. Of several rows one in time is enough. Gives the date and the
year. A row without the date isn't judged.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.kinds.agrees_elsewhere import rows_elsewhere
from cbcc_xl.checks.rows import place
from cbcc_xl.model import Finding, Record

ACROSS_FILES = True
NEEDS = ("form", "field", "months")
FORMS = ("with",)
FACTS = ("titles", "date", "award_year", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field = law.on["field"]
    for record in batch.titled(law.on) if batch.year else ():
        rows = [row for row in _rows(law, batch, record) if field in row.values]
        if rows and not any(_in_time(row.values[field], batch.year, law.on["months"]) for row in rows):
            facts = {**batch.subject(record), "date": rows[0].values[field], "award_year": batch.year}
            facts |= {"cells": place(rows, record, field)} if "with" in law.on else {}
            yield law.finding(record.origin(*([] if "with" in law.on else [field]), "decision", "initiative"), facts)


def _rows(law: Law, batch: Batch, record: Record) -> list[Record]:
    if "with" not in law.on:
        return [record]
    return [] if law.on["field"] in record.values else rows_elsewhere(law, batch, record)


def _in_time(date: str, year: int, months: int) -> bool:
    """Whether an ISO date lies in the year or in so many months behind it."""
    day = datetime.date.fromisoformat(date)
    return 0 <= (day.year - year) * 12 + day.month - 1 < 12 + months
