"""More candidates than seats, and by how many: a limit on the surplus as a share of the seats.

Takes the posts as another rule counts them (`result`, of kind `elected`), the kind of election (`posts`, a name in that
rule's `bases`) and, if given, words of which the post must have one (`words`). `few` overrides an upper limit for a
range of seats: `{ from = 3, to = 5, most = 1 }`; below `least` seats nothing is held. Only a first round has a list of
its own. Without seats nothing is said: the rule of the majority asks for them.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, contests, is_of
from cbcc_xl.model import Finding
from cbcc_xl.tally import most, need, parse_limit
from cbcc_xl.text.rounds import FIRST

ACROSS_FILES = True
NEEDS = ("form", "result", "posts")
LIMIT = True
FACTS = ("count", "seats", "surplus", "most", "need")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for contest in contests(batch, majority):
        first = contest.rounds[0]
        if first.seats is None or first.seats < law.on.get("least", 1) or not _meant(contest, law):
            continue
        surplus, bound = len(first.table) - first.seats, _bound(first.seats, law)
        upper = parse_limit(law.limit).op.startswith("<")
        if surplus > bound if upper else surplus < bound:
            facts = {"post": first.table[0].values.get("post"), "count": len(first.table), "seats": first.seats,
                     "surplus": surplus, **({"most": first.seats + bound} if upper else {"need": first.seats + bound})}
            yield law.finding(first.table[0].origin("name"), facts)


def _meant(contest: Contest, law: Law) -> bool:
    record = contest.rounds[0].table[0]
    return (contest.line.get("posts") == law.on["posts"] and record.values.get("round", FIRST) == FIRST
            and ("words" not in law.on or is_of(record, law.on["words"])))


def _bound(seats: int, law: Law) -> int:
    """The largest surplus that an upper limit allows, or the smallest that a lower one asks for."""
    limit = parse_limit(law.limit)
    few = next((line["most"] for line in law.on.get("few", ()) if line["from"] <= seats <= line["to"]), None)
    bound = (most if limit.op.startswith("<") else need)(seats, limit)
    return bound if few is None else few
