"""Prize money that a row states, against coefficient times base salary on the day of the decision.

Takes the sum of each row and its titles. It is right, within the tolerance of the rule (VND), as the sum of its titles,
with or without a lower title of the same year, rounded or not. Where a title has no known coefficient, or the day no
known base salary, nothing is said; a sum below the tolerance is a coefficient, or stands in thousands.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cbcc_xl.catalogue import Law, Prize, prize
from cbcc_xl.catalogue.prizes import paid_instead
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import decimal
from cbcc_xl.model import Finding, Record

ACROSS_FILES = False
NEEDS = ("form", "field", "tolerance")
FIELDS = ("field",)
DOUBTS = ("field",)
FACTS = ("titles", "money_stated", "money", "figure", "money_base")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    day, subject = batch.day, batch.catalogue.forms[law.on["form"]].subject
    if day is None:
        return
    instead = paid_instead(batch.catalogue.prizes, day)
    for record in batch.records(law.on["form"]):
        stated = decimal(record, law.on["field"])
        titles = list(record.values.get("titles", ()))
        prizes = [prize(batch.catalogue.prizes, title, subject, day) for title in titles] if stated is not None else []
        known = [one for one in prizes if one is not None]
        if stated is None or stated < law.on["tolerance"] or not known or len(known) < len(titles):
            continue
        lower = {under for title in titles for under in instead.get(title, ())}
        highest = [one for title, one in zip(titles, known, strict=True) if title not in lower]
        if not any(abs(stated - right) <= law.on["tolerance"] for right in _right(known, highest)):
            yield law.finding(record.origin(law.on["field"]), _facts(batch, record, titles, highest, stated))


def _right(known: Sequence[Prize], highest: Sequence[Prize]) -> Iterator[Decimal]:
    for some in (highest, known, *([one] for one in known)):
        yield Decimal(sum(one.amount for one in some))
        yield sum((Decimal(one.unrounded) for one in some), Decimal(0))


def _facts(batch: Batch, record: Record, titles: list[str], highest: list[Prize], stated: Decimal) -> dict[str, object]:
    return {**batch.subject(record), "titles": titles, "money_stated": f"{stated:f}",
            "money": str(sum(one.amount for one in highest)), "money_base": str(highest[0].base),
            "figure": f"{sum(Decimal(one.coefficient) for one in highest):f}"}
