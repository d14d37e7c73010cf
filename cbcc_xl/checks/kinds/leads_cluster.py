"""A flag goes to the unit that leads its cluster, and to one unit of the cluster only.

Takes the rows of a form with the title, and where the units stand, each in its own cluster. A unit whose rank is known,
and isn't the first, is a finding: a question where the names don't agree wholly, a warning at most where the cluster
itself doesn't state that rank. A second unit with the flag in one cluster's list is told at its row. Units of which no
rank is known are passed over, and so are rows whose note names another ground (`other`), such as a themed movement.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.cluster_units import by_sender, found, is_cluster
from cbcc_xl.checks.clusters import clusters
from cbcc_xl.checks.rows import other_ground, titles_of
from cbcc_xl.checks.standings import ranks_of, standings
from cbcc_xl.model import NOT_MET, SEVERITIES, UNKNOWN, WARNING, Finding, Record
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "title", "ask", "senders")
CHOICES = {"ask": ("rank", "one")}
FACTS = ("titles", "count")


class Rank(NamedTuple):
    """A unit's rank by its points."""
    place: int
    stated: bool                   # whether the cluster's table says the same


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    rows = [row for row in batch.records(law.on["form"]) if law.on["title"] in titles_of(row) and "name" in row.values
            and not other_ground(law.on, row)]
    if law.on["ask"] == "one":
        for sender, own in by_sender(rows).items():
            others = [row for row in own[1:] if unit_key(row.values["name"]) != unit_key(own[0].values["name"])]
            for row in others if is_cluster(sender, law.on["senders"]) else ():
                yield law.finding(row.origin("title", "titles"), _facts(law, batch, row, len(others) + 1))
        return
    ranks = _ranks(batch)
    for row in rows:
        unit = found(row.values["name"], ranks)
        if unit is not None and (rank := ranks[unit]) is not None and rank.place > 1:
            alike = unit_key(unit) == unit_key(row.values["name"])
            yield law.finding(row.origin("title", "titles"), _facts(law, batch, row, rank.place),
                              NOT_MET if alike else UNKNOWN, law.severity if rank.stated else _at_most_warning(law))


def _facts(law: Law, batch: Batch, row: Record, count: int) -> dict[str, object]:
    return {**batch.subject(row), "titles": [law.on["title"]], "count": count}


def _at_most_warning(law: Law) -> str:
    return max(law.severity, WARNING, key=SEVERITIES.index)


def _ranks(batch: Batch) -> dict[str, Rank | None]:
    """Each unit's rank in its own cluster, where all of the cluster's are known."""
    known: dict[str, Rank | None] = {}
    for units in clusters(standings(batch.records("score"), batch.stated, batch.catalogue.forms["score"])):
        ranks = (ranks_of(units) or {}) if len(units) > 1 else {}
        for one in units if len(units) > 1 else ():
            place = ranks.get(one.unit)
            known[one.unit] = None if place is None else Rank(place, one.ranked == place)
    return known
