"""A conference of delegates where all the staff might have been called: a small agency that called some only.

Takes the sums of a conference's attendance; gives headcount and how many were called where the headcount is within the
limit ("< 100") and not all were called. Where no more than a few are left out (`spared`: newcomers, people on leave)
nothing is said. Why (posts that can't be left, places far apart) the sheets don't say.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, span
from cbcc_xl.model import UNKNOWN, Finding
from cbcc_xl.tally import meets, parse_limit

ACROSS_FILES = False
NEEDS = ("form", "count", "of")
FIELDS = ("count", "of")
LIMIT = True
FACTS = ("count", "of")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for rows in batch.tables(law.on["form"]):
        sums = [sum(row.values[key] for row in rows) for key in (law.on["count"], law.on["of"])
                if all(key in row.values for row in rows)]
        if len(sums) == 2 and 0 < sums[0] < sums[1] - law.on.get("spared", 0) \
                and meets(sums[1], 1, parse_limit(law.limit)):
            facts = {"unit": rows[0].unit or "", "count": sums[0], "of": sums[1]}
            yield law.finding(rows[0].origin()._replace(cell=span(rows, law.on["count"])), facts, UNKNOWN)
