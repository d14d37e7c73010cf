"""Who is elected, by the count: a majority of the right base, and a place among the seats.

The base depends on what is elected: `posts` gives the words of each kind of election, `bases` for each kind whose
number the majority is taken of and by which source, a line without posts holding for the rest. A row marked elected
that the count does not bear out is a finding; a tie is not called wrong here. Where a line names figures that the base
may have to be reduced to (`reduced`: Party members excused are taken off those summoned, which no sheet shows), a row
that is elected by the first of them known is a warning. Without seats or the base there is too little data, said once
a table. `results` serves the summary and the kinds `tied` and `seats`.
"""
from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, Round, by_post, contests
from cbcc_xl.model import ERROR, MET, NOT_MET, SEVERITIES, UNKNOWN, WARNING, Finding, Record
from cbcc_xl.tally import ELECTED, NOT_ELECTED, TIED, elect, meets, need, parse_limit, share
from cbcc_xl.text.letters import plain
from cbcc_xl.text.rounds import RoundWords

ACROSS_FILES = True
NEEDS = ("form", "posts", "bases")
LIMIT = True
FACTS = ("count", "of", "share", "need", "seats", "short", "fields")


class Result(NamedTuple):
    """What became of one candidate in one round."""
    record: Record
    result: str | None
    of: int | None                 # the number that the majority is taken of
    margin: int | None             # votes above what it takes to be elected, or below
    round: int


def faults(law: Law) -> Iterator[str]:
    """Kinds of election and bases that `posts` and `bases` do not give, for `verify`."""
    for line in law.on["bases"]:
        if "base" not in line:
            yield "mỗi dòng của bases phải có base, ví dụ { base = \"present\" }"
        if line.get("posts") not in (None, *law.on["posts"]):
            yield f"bases có posts = “{line['posts']}” mà phần posts không có"
        if line.get("severity", law.severity) not in SEVERITIES:
            yield f"bases có severity = “{line['severity']}”; các mức: {', '.join(SEVERITIES)}"
    if all("posts" in line for line in law.on["bases"]):
        yield "dòng cuối của bases không được có posts: nó dành cho mọi cuộc bầu khác"


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for contest in contests(batch, law):
        own = _by_post(law, contest.line)
        for one in contest.rounds:
            yield from _of_round(one, own, batch, _by_reduced(one, contest.line, own))


def _by_reduced(one: Round, line: Mapping[str, Any], law: Law) -> set[int]:
    """The rows that may be elected once those excused are taken off the base."""
    values = one.table[0].values
    base = next((values[key] for key in line.get("reduced", ()) if key in values), None)
    votes = [record.values.get("votes") for record in one.table]
    results = elect(votes, one.seats, base, parse_limit(law.limit))
    return {id(record) for record, result in zip(one.table, results, strict=True) if result in (ELECTED, TIED)}


def _of_round(one: Round, law: Law, batch: Batch, doubtful: Container[int]) -> Iterator[Finding]:
    first = one.table[0]
    missing = [key for key, figure in (("seats", one.seats), (one.base, one.of)) if figure is None]
    if missing:
        facts = {**batch.subject(first, "seats"), "fields": missing}
        yield law.finding(first.origin(*missing), facts, UNKNOWN)
        return
    for record, result, margin in zip(one.table, one.results, one.margins, strict=True):
        if result is None and "votes" not in record.values:
            yield law.finding(record.origin("votes"), {**batch.subject(record), "fields": ["votes"]}, UNKNOWN)
        elif result == NOT_ELECTED and one.of and margin is not None and marked(record, batch.catalogue):
            count = record.values["votes"]
            facts = {**batch.subject(record), "count": count, "of": one.of, "share": share(count, one.of),
                     "need": need(one.of, parse_limit(law.limit)), "short": -margin, "seats": one.seats}
            yield law.finding(record.origin("result", "note", "votes"), facts,
                              severity=WARNING if law.severity == ERROR and id(record) in doubtful else None)


def shares(law: Law, batch: Batch) -> Iterator[Finding]:
    """Each candidate's votes against the majority, met or not; whether there was a seat is another question."""
    limit = parse_limit(law.limit)
    for contest in contests(batch, law):
        own = _by_post(law, contest.line)
        for one in contest.rounds:
            for record in one.table:
                facts, outcome = batch.subject(record), UNKNOWN
                count, of = record.values.get("votes"), one.of
                if of:
                    facts |= {"of": of, "need": need(of, limit)}
                if count is not None:
                    facts |= {"count": count}
                if of and count is not None:
                    facts |= {"share": share(count, of)}
                    outcome = MET if meets(count, of, limit) else NOT_MET
                yield own.finding(record.origin("votes"), facts, outcome)


def results(records: Iterable[Record], law: Law, words: RoundWords) -> tuple[list[Result], list[Contest]]:
    """Each election record with what became of it, and the posts; where nothing is known, None."""
    records = list(records)
    posts = by_post(records, law, words)
    by_row = {id(record): Result(record, result, one.of, margin, one.number)
              for contest in posts for one in contest.rounds
              for record, result, margin in zip(one.table, one.results, one.margins, strict=True)}
    return [by_row[id(record)] for record in records], posts


def marked(record: Record, catalogue: Catalogue) -> bool:
    """Whether the row itself says that this candidate is elected, in a column of results or in its note."""
    if "result" in record.values:
        return bool(record.values["result"] == ELECTED)
    note = f" {plain(record.values.get('note', ''))} "
    words = catalogue.forms[record.form].values["result"]
    elected = [word for word in map(plain, words[ELECTED]) if len(word) > 1]        # an "x" is a mark, not a word
    denied = [word for word in map(plain, words[NOT_ELECTED]) if any(said in word for said in elected)]
    return _says(note, elected) and not _says(note, denied)


def _says(note: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in note for word in words)


def _by_post(law: Law, line: Mapping[str, Any]) -> Law:
    """The rule with the source of this kind of election, and no more severe than that source bears."""
    severity = max(law.severity, line.get("severity", law.severity), key=SEVERITIES.index)
    if "source" not in line:
        return law._replace(severity=severity)
    return law._replace(severity=severity, document=line["source"], article=line.get("article", ""))
