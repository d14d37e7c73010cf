"""One list of criteria for a whole cluster: the same maximum in each unit's file.

Takes the records of a form; compares a field of the same criterion over files. Those that differ from what most files
say are told, each at its cell; where two files say two things, the later one. A criterion that stands twice in a file
is passed over.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import decimal
from cbcc_xl.model import Finding, Record
from cbcc_xl.text.letters import plain

ACROSS_FILES = True
NEEDS = ("form", "field")
FIELDS = ("field",)
FACTS = ("text", "figure", "figure_most", "other")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    key = law.on["field"]
    about = batch.catalogue.forms[law.on["form"]].about[0]
    criteria: dict[str, dict[str, list[Record]]] = {}
    for record in batch.records(law.on["form"]):
        if about in record.values and decimal(record, key) is not None:
            criteria.setdefault(plain(record.values[about]), {}).setdefault(record.file, []).append(record)
    for files in criteria.values():
        alone = [rows[0] for rows in files.values() if len({row.row for row in rows}) == 1]
        counts = Counter(decimal(row, key) for row in alone)
        if len(counts) > 1:
            usual = counts.most_common(1)[0][0]
            first = next(row for row in alone if decimal(row, key) == usual)
            for row in alone:
                if decimal(row, key) != usual:
                    yield law.finding(row.origin(key), {
                        **batch.subject(row), "text": row.values[about], "figure": row.values[key],
                        "figure_most": first.values[key], "other": first.file})
