"""At least a share of a base: LDTT among a team's staff, votes for among those present, the quorum.

Takes two counts and a limit as a rule writes it (">= 70%"), row by row, or summed over a table (`over = "table"`). A
roll of persons is counted: all of them, and those marked present. Gives count, of, share and need as facts. A figure
that is missing, or a base of 0, is too little data. Exactly half is no majority: "> 1/2" is a rule's to write.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import PERSONS, Batch, span
from cbcc_xl.model import MET, NOT_MET, UNKNOWN, Finding, Origin, Record
from cbcc_xl.tally import Limit, meets, need, parse_limit, share

ACROSS_FILES = False
NEEDS = ("form", "count", "of")
FIELDS = ("count", "of")
LIMIT = True
DOUBTS = ()                        # figures that miss a limit may be right; where most rows miss it they hardly are
FACTS = ("count", "of", "share", "need")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    return _judged(law, batch, met=False)


def shares(law: Law, batch: Batch) -> Iterator[Finding]:
    """Every share that is taken, the met ones too."""
    return _judged(law, batch, met=True)


def _judged(law: Law, batch: Batch, met: bool) -> Iterator[Finding]:
    limit = parse_limit(law.limit)
    if law.on.get("over") == "table":
        yield from _tables(law, batch, limit, met)
        return
    count_key, of_key = law.on["count"], law.on["of"]
    for record in batch.once_each(law.on, (count_key, of_key)):
        if "status" in record.columns or "status" in record.values:
            continue               # one person's line of a roll: counted with its table
        count, of = batch.figure(record, count_key), batch.figure(record, of_key)
        if not count and count_key.startswith(PERSONS):
            count = None           # no list rather than a list of nobody
        enough = count is not None and bool(of) and meets(count, of or 0, limit)
        if enough and not met:
            continue
        if count is None and of is None and not {count_key, of_key} & record.columns.keys():
            continue               # a table of other things, such as a column of signatures
        facts = {**batch.subject(record, count_key, of_key), **_facts(count, of, limit)}
        if count is None or not of:
            missing = [key for key, figure in ((count_key, count), (of_key, of)) if not figure]
            yield law.finding(record.origin(*missing), facts, UNKNOWN)
        else:
            yield law.finding(record.origin(count_key, of_key, "titles"), facts, MET if enough else NOT_MET)


def _tables(law: Law, batch: Batch, limit: Limit, met: bool) -> Iterator[Finding]:
    """Sums over a table. Where rows lack a figure, what they may hold decides whether anything can be said."""
    count_key, of_key = law.on["count"], law.on["of"]
    for table in batch.tables(law.on["form"]):
        statuses = [record.values.get("status") for record in table]
        if any(statuses):
            count, of = statuses.count(count_key), len(table)
            outcome = MET if meets(count, of, limit) else NOT_MET
            if met or outcome != MET:
                yield law.finding(_place(table, "status"), {**_sender(table), **_facts(count, of, limit)}, outcome)
        elif "status" not in table[0].columns and any(count_key in record.values for record in table):
            yield from _summed(law, table, (count_key, of_key), limit, met)     # else an empty column of signatures


def _summed(law: Law, table: list[Record], keys: tuple[str, str], limit: Limit, met: bool) -> Iterator[Finding]:
    count_key, of_key = keys
    baseless = [record for record in table if not record.values.get(of_key)]
    uncounted = [record for record in table if count_key not in record.values]
    count, of = (sum(record.values.get(key, 0) for record in table) for key in keys)
    at_most = count + sum(record.values.get(of_key, 0) for record in uncounted)
    enough = bool(of) and not baseless and meets(count, of, limit)
    if enough and not met:
        return
    if enough or of and not baseless and not meets(at_most, of, limit):
        facts = {**_sender(table), **_facts(count, of, limit)}
        yield law.finding(_place(table, *keys), facts, MET if enough else NOT_MET)
        return
    missing, key = (baseless, of_key) if baseless else (uncounted, count_key)
    known = {} if baseless else {"count": count, "of": of, "need": need(of, limit)}
    yield law.finding(_place(missing, key), {**_sender(table), **known}, UNKNOWN)


def _place(records: list[Record], *keys: str) -> Origin:
    return Origin(records[0].file, records[0].sheet, span(records, *keys))


def _sender(table: list[Record]) -> dict[str, str]:
    return {"unit": table[0].unit} if table[0].unit else {}


def _facts(count: int | None, of: int | None, limit: Limit) -> dict[str, int | str]:
    known: dict[str, int | str] = {key: figure for key, figure in (("count", count), ("of", of)) if figure is not None}
    if not of:
        return known
    return {**known, "need": need(of, limit), **({} if count is None else {"share": share(count, of)})}
