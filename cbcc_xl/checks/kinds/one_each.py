"""One of a kind for each unit of a cluster: one model each.

Takes a cluster's rows of a form with a certain value; a unit with several is told at its second row, and the members
that have none are told at once, below the list. Senders that are no cluster are passed over: an agency may have many.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, span
from cbcc_xl.checks.cluster_units import alike, by_sender, is_cluster, members
from cbcc_xl.model import UNKNOWN, Finding, Origin, Record
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "field", "value", "senders")
FIELDS = ("field",)
FACTS = ("text", "units", "count")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    rows = [row for row in batch.records(law.on["form"]) if row.values.get(law.on["field"]) == law.on["value"]]
    for sender, own in by_sender(rows).items():
        if is_cluster(sender, law.on["senders"]) and len(own) > 1:
            yield from _more_than_one(law, batch, own)
            yield from _none(law, members(batch, sender), own)


def _more_than_one(law: Law, batch: Batch, rows: list[Record]) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for row in rows:
        unit = row.values.get("unit")
        if unit and first.setdefault(unit_key(unit), row) is not row:
            yield law.finding(row.origin("unit"), {**batch.subject(row), "text": row.values.get("name", "")})


def _none(law: Law, units: list[str], rows: list[Record]) -> Iterator[Finding]:
    named = [row.values["unit"] for row in rows if "unit" in row.values]
    lacking = [unit for unit in units if not any(alike(unit, one) for one in named)]
    if lacking and len(named) == len(rows):
        origin = Origin(rows[0].file, rows[0].sheet, span([row for row in rows if row.sheet == rows[0].sheet], "unit"))
        yield law.finding(origin, {"units": lacking, "count": len(lacking)}, UNKNOWN)
