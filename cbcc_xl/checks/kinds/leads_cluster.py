"""A flag goes to the unit that leads its cluster, and to one unit of the cluster only.

Takes the rows of a form with the title, and where the units of clusters stand. A unit whose rank is known, and isn't
the first, is a finding: told for certain where the names agree wholly, else as a question. A second unit with the flag
in one cluster's list is told at its row. Units of which no rank is known are passed over.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.cluster_units import by_sender, found, is_cluster
from cbcc_xl.checks.standings import ranks_of, standings
from cbcc_xl.model import UNKNOWN, Finding, Record
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "title", "ask", "senders")
CHOICES = {"ask": ("rank", "one")}
FACTS = ("titles", "count")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    rows = [row for row in batch.records(law.on["form"]) if law.on["title"] in _titles(row) and "name" in row.values]
    if law.on["ask"] == "one":
        for sender, own in by_sender(rows).items():
            others = [row for row in own[1:] if unit_key(row.values["name"]) != unit_key(own[0].values["name"])]
            for row in others if is_cluster(sender, law.on["senders"]) else ():
                yield law.finding(row.origin("title", "titles"), _facts(law, batch, row, len(others) + 1))
        return
    ranks = _ranks(batch)
    for row in rows:
        unit = found(row.values["name"], ranks)
        if unit is not None and ranks[unit] > 1:
            certain = unit_key(unit) == unit_key(row.values["name"])
            yield law.finding(row.origin("title", "titles"), _facts(law, batch, row, ranks[unit]),
                              *([] if certain else [UNKNOWN]))


def _facts(law: Law, batch: Batch, row: Record, count: int) -> dict[str, object]:
    return {**batch.subject(row), "titles": [law.on["title"]], "count": count}


def _titles(row: Record) -> list[str]:
    return list(row.values.get("titles", ())) or [row.values.get("title", "")]


def _ranks(batch: Batch) -> dict[str, int]:
    """The ranks of the table that has the most units, where all are known."""
    tables = standings(batch.records("score"), batch.stated, batch.catalogue.forms["score"])
    table = max(tables, key=len, default=[])
    return (ranks_of(table) or {}) if len(table) > 1 else {}
