"""A meeting held in time: at the latest on a day of the year after the one that it looks back on.

Takes the day that the sheets' letterhead or place-and-date line names, and `by`, month and day ("03-31") of the next
year. A file without a day is not judged; told once a file, at the first row of the form.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import UNKNOWN, Finding

ACROSS_FILES = True
NEEDS = ("form", "by")
FACTS = ("date", "date_due", "award_year")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    due, told = f"{batch.year + 1}-{law.on['by']}", set()
    for record in batch.records(law.on["form"]):
        held = batch.dates.get(record.file)
        if held and held > due and record.file not in told:
            told.add(record.file)
            facts = {**({"unit": record.unit} if record.unit else {}), "date": held, "date_due": due,
                     "award_year": batch.year}
            yield law.finding(record.origin(), facts, UNKNOWN)
