"""At most a share of another count: the cap on CSTDCS among those with LDTT, over all units.

The base is a setting (`base`: "inclusive", LDTT as counted, or "exclusive", LDTT and CSTDCS together), and so is how
the allowed number is rounded; both readings stand in the facts. What is over the limit in one reading only, or only
before rounding up, is a question and no error. Persons are counted once. Without any LDTT there is too little data.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, distinct
from cbcc_xl.model import UNKNOWN, WARNING, Finding, Origin
from cbcc_xl.tally import most, parse_limit, share

ACROSS_FILES = True
NEEDS = ("form", "title", "of", "base", "rounding")
FACTS = ("count", "of", "share", "most", "rounded", "share_exclusive", "most_exclusive")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    count, of = _persons(law.on["title"], law, batch), _persons(law.on["of"], law, batch)
    if not count:
        return
    if not of:
        yield law.finding(Origin(), {"count": count}, UNKNOWN)
        return
    limit, both = parse_limit(law.limit), of + count
    base = both if law.on["base"] == "exclusive" else of
    if count <= most(base, limit, law.on["rounding"]):
        return
    certain = count > most(both, limit) and count > most(base, limit, "ceil")
    facts = {"count": count, "of": of, "share": share(count, of), "most": most(of, limit, law.on["rounding"]),
             "rounded": most(of, limit, "half_up"), "share_exclusive": share(count, both),
             "most_exclusive": most(both, limit, law.on["rounding"])}
    yield law.finding(Origin(), facts, severity=None if certain or law.severity != "error" else WARNING)


def _persons(title: str, law: Law, batch: Batch) -> int:
    return distinct(batch.holder(record) for record in batch.records(law.on["form"])
                    if title in record.values.get("titles", ()))
