"""A percentage that a sheet states, against its own counts.

Takes the stated share, the count and the bases it may be a share of, in order: it is right if it agrees with any of
them within the limit ("<= 0.1%", in points). Without a stated share, a count or any base nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.tally import agrees, parse_limit, share

ACROSS_FILES = False
NEEDS = ("form", "share", "count", "bases")
FIELDS = ("share", "count", "bases")
LIMIT = True
DOUBTS = ("share",)
TURN = 3                           # behind the rules that judge what it is counted from
FACTS = ("share_stated", "count", "of", "share")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    key, count_key, bases, limit = law.on["share"], law.on["count"], law.on["bases"], parse_limit(law.limit)
    right: dict[tuple[str, int, tuple[int, ...]], bool] = {}     # the same figures stand in many rows
    for record in batch.titled(law.on):
        values = record.values
        stated, count = values.get(key), values.get(count_key)
        if stated is None or count is None:
            continue
        known = tuple(values[base] for base in bases if values.get(base))
        figures = stated, count, known
        if figures not in right:
            right[figures] = not known or any(agrees(stated, count, of, limit) for of in known)
        if not right[figures]:
            facts = {**batch.subject(record), "share_stated": stated, "count": count, "of": known[0],
                     "share": share(count, known[0])}
            yield law.finding(record.origin(key), facts)
