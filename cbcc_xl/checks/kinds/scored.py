"""A cluster's table against its units' own files: who is scored, and whether agreed scores are those that were sent.

Takes the tables of scores of several units, and each unit's own file. `unit`: a unit that sent its scores and is in
no table. `score`: a criterion whose agreed score differs from the one in the unit's file (`against`, in
order: the first that the file has). Units whose name leads to none or to several are passed over.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.cluster_units import found
from cbcc_xl.checks.clusters import clusters
from cbcc_xl.checks.figures import decimal
from cbcc_xl.checks.standings import Standing, standings
from cbcc_xl.model import UNKNOWN, Finding, Record
from cbcc_xl.text.letters import plain

ACROSS_FILES = True
NEEDS = ("form", "ask")
CHOICES = {"ask": ("unit", "score")}
FACTS = ("text", "figure", "figure_other", "other", "count")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    form = batch.catalogue.forms[law.on["form"]]
    apart = clusters(standings(batch.records(form.name), batch.stated, form))
    listed = [one for units in apart if len(units) > 1 for one in units]
    own = _own_files(batch.records(form.name), listed) if listed else {}
    units = {one.unit: one for one in listed}
    for sender, rows in own.items():
        unit = found(sender, units)
        if law.on["ask"] == "score" and unit is not None:
            yield from _differing(law, units[unit], rows)
        elif law.on["ask"] == "unit" and unit is None and len(own) > 1:
            facts = {"unit": sender, "other": rows[0].file, "count": len(listed)}
            yield law.finding(listed[0].rows[0].origin("unit"), facts, UNKNOWN)


def _own_files(records: list[Record], listed: list[Standing]) -> dict[str, list[Record]]:
    """The rows of files with one unit's scores, by sender."""
    places = {one.rows[0].file for one in listed}
    senders: dict[str, list[Record]] = {}
    for record in records:
        if record.file not in places and record.unit and "unit" not in record.values and "criterion" in record.values:
            senders.setdefault(record.unit, []).append(record)
    return senders


def _differing(law: Law, unit: Standing, rows: list[Record]) -> Iterator[Finding]:
    """The first criterion that differs, with how many do."""
    sent = {plain(row.values["criterion"]): row for row in rows}
    differing = []
    for row in unit.rows:
        other = sent.get(plain(row.values.get("criterion", "")))
        key = next((key for key in law.on["against"] if other and key in other.values), None)
        if other and key and decimal(row, "final") is not None and decimal(row, "final") != decimal(other, key):
            differing.append((row, other.values[key], other.file))
    if differing:
        row, figure, file = differing[0]
        facts = {"unit": unit.unit, "text": row.values["criterion"], "figure": row.values["final"],
                 "figure_other": figure, "other": file, "count": len(differing)}
        yield law.finding(row.origin("final"), facts, UNKNOWN)
