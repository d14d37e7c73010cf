"""A number about certain posts within a fixed limit: 3 to 9 members of a body, staff of an agency that elects it.

Takes the words that name the posts (`words`, and `never` for those that only sound like them: the head of a body) and
what is counted (`counts`: the first of these figures that is known). A by-election or a later round fills only some of
the seats and is left out. Without any figure nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import elections, is_of
from cbcc_xl.model import Finding
from cbcc_xl.tally import meets, parse_limit
from cbcc_xl.text.rounds import FIRST

ACROSS_FILES = False
NEEDS = ("form", "words", "counts")
FIELDS = ("counts",)
LIMIT = True
FACTS = ("count",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    limit, keys = parse_limit(law.limit), law.on["counts"]
    for table in elections(batch.records(law.on["form"])):
        first = table[0]
        if first.values.get("round", FIRST) != FIRST or not is_of(first, law.on["words"]) \
                or is_of(first, law.on.get("never", ())):
            continue
        key = next((key for key in keys if batch.figure(first, key) is not None), None)
        count = batch.figure(first, key) if key else None
        if key and count is not None and not meets(count, 1, limit):
            yield law.finding(first.origin(key, "post"), {**batch.subject(first, "seats"), "count": count})
