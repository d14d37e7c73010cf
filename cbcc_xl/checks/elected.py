"""Who is elected, by the count: a majority of the right base, and a place among the seats.

The base depends on what is elected: `posts` gives the words of each kind of election, `bases` for each kind whose
number the majority is taken of and by which source, a line without posts holding for the rest. A row marked elected
that the count does not bear out is a finding; a tie is not called wrong here. Without seats or the base there is too
little data, said once a table. `results` serves the summary and the kinds `tied` and `seats`.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import SEVERITIES, UNKNOWN, Finding, Record
from cbcc_xl.tally import ELECTED, NOT_ELECTED, elect, need, parse_limit, share
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "posts", "bases")
LIMIT = True
FACTS = ("count", "of", "share", "need", "seats", "fields")

Result = tuple[Record, str | None, int | None]


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for table in elections(batch.records(law.on["form"])):
        line = base(table[0], law)
        own = _by_post(law, line)
        missing = [key for key in ("seats", line["base"]) if key not in table[0].values]
        if missing:
            facts = {**batch.subject(table[0], "seats"), "fields": missing}
            yield own.finding(table[0].origin(*missing), facts, UNKNOWN)
            continue
        for record, result, of in judge(table, law):
            if result is None and "votes" not in record.values:
                facts = {**batch.subject(record), "fields": ["votes"]}
                yield own.finding(record.origin("votes"), facts, UNKNOWN)
            elif result == NOT_ELECTED and of and marked(record):
                count, limit = record.values["votes"], parse_limit(law.limit)
                facts = {**batch.subject(record), "count": count, "of": of, "share": share(count, of),
                         "need": need(of, limit), "seats": record.values["seats"]}
                yield own.finding(record.origin("result", "note", "votes"), facts)


def results(records: Iterable[Record], law: Law) -> list[Result]:
    """Each election record with its result and the number that its majority is taken of; None where unknown."""
    records = list(records)
    by_row = {id(record): (record, result, of) for table in elections(records)
              for record, result, of in judge(table, law)}
    return [by_row[id(record)] for record in records]


def elections(records: Iterable[Record]) -> Iterable[list[Record]]:
    """Records by election: one a sheet and post, and stacked tables apart (a second round)."""
    tables: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        key = (record.file, record.sheet, record.values.get("post"), *record.columns.items())
        tables.setdefault(key, []).append(record)
    return tables.values()


def judge(table: list[Record], law: Law) -> list[Result]:
    values = table[0].values
    of = values.get(base(table[0], law)["base"])
    found = elect([record.values.get("votes") for record in table], values.get("seats"), of, parse_limit(law.limit))
    return [(record, result, of) for record, result in zip(table, found, strict=True)]


def base(record: Record, law: Law) -> Mapping[str, Any]:
    """The line of `bases` for what this record's election is about."""
    post = f" {plain(record.values.get('post', ''))} "
    return next(line for line in law.on["bases"] if "posts" not in line
                or any(f" {plain(words)} " in post for words in law.on["posts"][line["posts"]]))


def marked(record: Record) -> bool:
    """Whether the row itself says that this candidate is elected, in a column of results or in its note."""
    if "result" in record.values:
        return bool(record.values["result"] == ELECTED)
    note = plain(record.values.get("note", ""))
    return ELECTED_WORDS in note and NEGATED not in note


ELECTED_WORDS, NEGATED = plain("trúng cử"), plain("không trúng cử")


def _by_post(law: Law, line: Mapping[str, Any]) -> Law:
    """The rule with the source of this kind of election, and no more severe than that source bears."""
    severity = max(law.severity, line.get("severity", law.severity), key=SEVERITIES.index)
    if "source" not in line:
        return law._replace(severity=severity)
    return law._replace(severity=severity, document=line["source"], article=line.get("article", ""))
