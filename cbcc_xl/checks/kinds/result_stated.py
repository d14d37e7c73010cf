"""A percentage of a target that a sheet states, against what was planned and achieved.

Takes the stated share and the two figures of each row. It is right within the limit ("<= 0.1%", in points) as result
over target, in whichever scale it was typed, as how much more than the target was reached, or, where less is better
(`less`), as target over result. Figures in words, and rows that lack one, are passed over.
"""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.results import HUNDRED, ONE, Result, result
from cbcc_xl.model import Finding
from cbcc_xl.tally import parse_limit

ACROSS_FILES = False
NEEDS = ("form", "share", "planned", "achieved", "less")
FIELDS = ("share", "planned", "achieved")
DOUBTS = ("share",)
LIMIT = True
FACTS = ("text", "share_stated", "share", "figure", "figure_planned")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    numerator, denominator = parse_limit(law.limit).value.as_integer_ratio()
    within = Decimal(numerator) / denominator
    for record in batch.titled(law.on):
        stated = record.values.get(law.on["share"])
        found = result(record, law.on["planned"], law.on["achieved"], law.on["less"])
        if stated is None or found is None or _agrees(Decimal(stated), found, within):
            continue
        facts = {**batch.subject(record), "text": record.values.get("target", ""), "share_stated": stated,
                 "share": f"{found.share:.4f}", "figure": found.shown[1], "figure_planned": found.shown[0]}
        yield law.finding(record.origin(law.on["share"]), facts)


def _agrees(stated: Decimal, found: Result, within: Decimal) -> bool:
    """Whether the share is right, as it was read or as a plain number: 1.25 under "Tỷ lệ (%)" may be 125 %."""
    return any(abs(one - share) <= within for one in (stated, stated * HUNDRED, stated / HUNDRED)
               for share in _right(found))


def _right(found: Result) -> Iterator[Decimal]:
    yield found.share
    yield found.share - ONE
    if found.less_is_better and found.achieved:
        yield found.planned / found.achieved
        yield 2 - found.share
