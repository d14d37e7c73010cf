"""At most a share of another count: the cap on CSTDCS among those with LDTT, over all units.

The base is a setting (`base`: "inclusive", LDTT as counted, or "exclusive", LDTT and CSTDCS together), and so is how
the allowed number is rounded; both readings stand in the facts. What is over the limit in one reading only, or only
before rounding up, is a question and no error. Persons are counted once. Without any LDTT there is too little data.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import ERROR, MET, NOT_MET, UNKNOWN, WARNING, Finding, Origin
from cbcc_xl.tally import ROUNDINGS, most, parse_limit, share

ACROSS_FILES = True
NEEDS = ("title", "of", "base", "rounding")
TITLES = ("of",)
CHOICES = {"base": ("inclusive", "exclusive"), "rounding": ROUNDINGS}
LIMIT = True
FACTS = ("count", "of", "share", "most", "rounded", "share_exclusive", "most_exclusive")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    return _judged(law, batch, met=False)


def shares(law: Law, batch: Batch) -> Iterator[Finding]:
    """The share as it is, met or not."""
    return _judged(law, batch, met=True)


def _judged(law: Law, batch: Batch, met: bool) -> Iterator[Finding]:
    count, of = batch.holders(law.on["title"])[None], batch.holders(law.on["of"])[None]
    if count and not of:
        yield law.finding(Origin(), {"count": count}, UNKNOWN)
    if not count or not of:
        return
    limit, rounding, both = parse_limit(law.limit), law.on["rounding"], of + count
    base = both if law.on["base"] == "exclusive" else of
    enough = count <= most(base, limit, rounding)
    if enough and not met:
        return
    certain = count > most(both, limit, rounding) and count > most(base, limit, "ceil")
    facts = {"count": count, "of": of, "share": share(count, of), "most": most(of, limit, rounding),
             "rounded": most(of, limit, "half_up"), "share_exclusive": share(count, both),
             "most_exclusive": most(both, limit, rounding)}
    doubtful = law.severity == ERROR and not certain
    yield law.finding(Origin(), facts, MET if enough else NOT_MET, severity=WARNING if doubtful else None)
