"""The head and the deputy of a cluster: two units, both of them its members.

Takes elections for the posts that the rule names and what became of each candidate; gives the unit that is elected to
both (`same`), or one that no list of the cluster has (`member`). Without a list of members nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.cluster_units import by_sender, found, members
from cbcc_xl.checks.kinds.elected import marked
from cbcc_xl.model import UNKNOWN, Finding, Record
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "head", "deputy", "ask")
CHOICES = {"ask": ("same", "member")}
FACTS = ("count",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for sender, rows in by_sender(batch.records(law.on["form"])).items():
        heads, deputies = (_elected(rows, law.on[post], batch) for post in ("head", "deputy"))
        if law.on["ask"] == "same":
            first = {unit_key(one.values["name"]) for one in heads}
            for one in deputies:
                if unit_key(one.values["name"]) in first:
                    yield law.finding(one.origin("name"), batch.subject(one))
            continue
        known = members(batch, sender)
        for one in (*heads, *deputies):
            if known and found(one.values["name"], known) is None:
                yield law.finding(one.origin("name"), {**batch.subject(one), "count": len(known)}, UNKNOWN)


def _elected(rows: list[Record], posts: list[str], batch: Batch) -> list[Record]:
    """The rows marked as elected to one of these posts."""
    wanted = [f" {plain(post)} " for post in posts]
    return [row for row in rows if "name" in row.values and marked(row, batch.catalogue)
            and any(post in f" {plain(row.values.get('post', ''))} " for post in wanted)]
