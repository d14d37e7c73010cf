"""At least a share of a base: LDTT among a team's staff, votes for among those present, the quorum.

Takes two counts and a limit as a rule writes it (">= 70%"), row by row, or summed over a table (`over = "table"`). A
roll of persons is counted: all of them, and those marked present. Gives count, of, share and need as facts. A figure
that is missing, or a base of 0, is too little data. Exactly half is no majority: "> 1/2" is a rule's to write.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import PERSONS, Batch, span
from cbcc_xl.model import NOT_MET, UNKNOWN, Finding, Origin
from cbcc_xl.tally import Limit, meets, need, parse_limit, share

ACROSS_FILES = False
NEEDS = ("form", "count", "of")
FIELDS = ("count", "of")
LIMIT = True
FACTS = ("count", "of", "share", "need")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    limit = parse_limit(law.limit)
    if law.on.get("over") == "table":
        yield from _tables(law, batch, limit)
        return
    count_key, of_key = law.on["count"], law.on["of"]
    for record in batch.once_each(law.on, (count_key, of_key)):
        if "status" in record.columns or "status" in record.values:
            continue               # one person's line of a roll: counted with its table
        count, of = batch.figure(record, count_key), batch.figure(record, of_key)
        if not count and count_key.startswith(PERSONS):
            count = None           # no list rather than a list of nobody
        if count is not None and of and meets(count, of, limit):
            continue
        if count is None and of is None and not {count_key, of_key} & record.columns.keys():
            continue               # a table of other things, such as a column of signatures
        facts = {**batch.subject(record, count_key, of_key), **_facts(count, of, limit)}
        if count is None or not of:
            missing = [key for key, figure in ((count_key, count), (of_key, of)) if not figure]
            yield law.finding(record.origin(*missing), facts, UNKNOWN)
        else:
            yield law.finding(record.origin(count_key, of_key, "titles"), facts)


def _tables(law: Law, batch: Batch, limit: Limit) -> Iterator[Finding]:
    count_key, of_key = law.on["count"], law.on["of"]
    for table in batch.tables(law.on["form"]):
        statuses = [record.values.get("status") for record in table]
        if any(statuses):
            key, count, of = "status", statuses.count(count_key), len(table)
        elif "status" in table[0].columns or not any(count_key in record.values for record in table):
            continue               # an empty column of signatures says nothing
        else:
            both = [record.values for record in table if count_key in record.values and of_key in record.values]
            key = count_key
            count, of = sum(values[count_key] for values in both), sum(values[of_key] for values in both)
        if not of or not meets(count, of, limit):
            unit = {"unit": table[0].unit} if table[0].unit else {}
            origin = Origin(table[0].file, table[0].sheet, span(table, *((key, of_key) if of else (of_key, key))))
            facts = {**unit, **_facts(count if of else None, of or None, limit)}
            yield law.finding(origin, facts, NOT_MET if of else UNKNOWN)


def _facts(count: int | None, of: int | None, limit: Limit) -> dict[str, int | str]:
    known: dict[str, int | str] = {key: figure for key, figure in (("count", count), ("of", of)) if figure is not None}
    if not of:
        return known
    return {**known, "need": need(of, limit), **({} if count is None else {"share": share(count, of)})}
