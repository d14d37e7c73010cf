"""Shares written behind names in one cell: the parts of the authors of an initiative.

Takes the records of a form and a text field. Two shares or more are added up and held to the limit ("<= 100%"); what
rounding may have added to each (`rounded`, in points: "0.5") is let pass. A lone share, or a cell without any, says
nothing.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.tally import meets, parse_limit, share

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
LIMIT = True
FACTS = ("field", "text", "share", "count")
SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, limit = law.on["field"], parse_limit(law.limit)
    for record in batch.titled(law.on):
        shares = [Decimal(figure.replace(",", ".")) for figure in SHARE.findall(str(record.values.get(field, "")))]
        total = sum(shares, Decimal(0))
        least = total - len(shares) * Decimal(law.on.get("rounded", "0"))
        if len(shares) > 1 and not meets(*(least / 100).as_integer_ratio(), limit):
            facts = {"text": record.values[field], "share": share(*(total / 100).as_integer_ratio()),
                     "count": len(shares)}
            yield law.finding(record.origin(field), {**batch.subject(record), **facts})
