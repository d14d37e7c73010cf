"""The counts that are read out: awards, attendance, votes, elections, ranks of a cluster, prize money.

Takes records and the rules in force (for quorum, majority and base); gives the summary. Awards count under the unit
that sent the file; what lacks a figure is None, never a pass.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks.contests import Contest
from cbcc_xl.checks.kinds.elected import Result, results
from cbcc_xl.model import Record, Stated, by_form
from cbcc_xl.pipeline.ballots import ballots
from cbcc_xl.pipeline.cluster import cluster
from cbcc_xl.pipeline.consolidation import Attendance, Award, Elected, Post, Summary, Vote
from cbcc_xl.pipeline.prizes import prizes
from cbcc_xl.tally import TIED, meets, parse_limit, share
from cbcc_xl.text.rounds import RoundWords, round_words

QUORUM, MAJORITY, ELECTED = "quorum-not-reached", "vote-without-majority", "election-result-doubtful"


def summarise(records: Sequence[Record], catalogue: Catalogue, rulebook: Rulebook,
              stated: Sequence[Stated] = ()) -> Summary:
    """`stated`: what the sheets say of their own rows; ranks and what stands in their place are taken from it."""
    forms = by_form(records)
    laws = rulebook.laws
    words = round_words(catalogue.forms["election"].values.get("round", {}))
    candidates, posts = _elections(forms.get("election", []), laws.get(ELECTED), words)
    awards = tuple(_awards(records, catalogue))
    return Summary(awards,
                   tuple(_attendance(forms.get("attendance", []), laws.get(QUORUM))),
                   tuple(_votes(forms.get("vote", []), laws.get(MAJORITY))),
                   tuple(candidates),
                   tuple(cluster(forms.get("score", []), stated, catalogue.forms["score"])), tuple(posts),
                   tuple(prizes(awards, records, catalogue, rulebook.day)),
                   tuple(ballots(forms.get("ballot", []), laws.values())))


def _awards(records: Sequence[Record], catalogue: Catalogue) -> Iterator[Award]:
    """In the order of units, then of titles in the catalogue."""
    counts: Counter[tuple[str, str, str]] = Counter()
    doubtful: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        form = catalogue.forms[record.form]
        if form.family == "award":
            for title in record.values.get("titles", ()):
                counts[record.unit or "", title, form.subject] += 1
                doubtful[record.unit or "", title, form.subject] += bool(record.withdrawn)
    units = list(dict.fromkeys(unit for unit, _, _ in counts))
    order = {code: title.order for code, title in catalogue.titles.items()}
    for (unit, title, subject), count in sorted(counts.items(), key=lambda item: (
            units.index(item[0][0]), order.get(item[0][1], 999), item[0][2])):
        yield Award(unit, title, subject, count, doubtful[unit, title, subject])


def _attendance(records: list[Record], law: Law | None) -> Iterator[Attendance]:
    """A line for each row of counts, and one a unit for lists of persons."""
    persons: dict[str, list[Record]] = {}
    for record in records:
        values = record.values
        if "name" in values:
            persons.setdefault(values.get("unit") or record.unit or "", []).append(record)
        else:
            yield _line(values.get("unit", record.unit or ""), values.get("headcount"), values.get("summoned"),
                        values.get("present"), law)
    for unit, rows in persons.items():
        statuses = [record.values.get("status") for record in rows]
        present = statuses.count("present") if any(statuses) else None
        yield _line(unit, None, len(rows), present, law)


def _line(unit: str, headcount: int | None, summoned: int | None, present: int | None, law: Law | None) -> Attendance:
    return Attendance(unit, headcount, summoned, present, _met(present, summoned, law))


def _met(count: int | None, of: int | None, law: Law | None) -> bool | None:
    return meets(count, of, parse_limit(law.limit)) if law and count is not None and of else None


def _votes(records: list[Record], law: Law | None) -> Iterator[Vote]:
    for record in records:
        values = record.values
        agree, eligible = values.get("agree"), values.get("eligible")
        yield Vote(record.unit or "", values.get("item", ""), values.get("kind", "other"), agree,
                   values.get("disagree"), values.get("abstain"),
                   share(agree, eligible) if agree is not None and eligible else None, _met(agree, eligible, law))


def _elections(records: list[Record], law: Law | None, words: RoundWords) -> tuple[list[Elected], list[Post]]:
    """A line a candidate and round, and one a post over its rounds."""
    if law is None:
        return [_candidate(Result(record, None, None, None, 1)) for record in records], []
    judged, contests = results(records, law, words)
    return [_candidate(one) for one in judged], [_post(one) for one in contests]


def _candidate(one: Result) -> Elected:
    values = one.record.values
    votes = values.get("votes")
    return Elected(one.record.unit or "", values.get("post", ""), values.get("name", ""), votes,
                   share(votes, one.of) if votes is not None and one.of else None, one.result, one.margin, one.round)


def _post(contest: Contest) -> Post:
    first = contest.rounds[0].table[0]
    return Post(first.unit or "", first.values.get("post", ""), contest.seats, len(contest.rounds),
                _names(contest.elected), _names(contest.rounds[-1].having(TIED)), contest.open)


def _names(records: list[Record]) -> tuple[str, ...]:
    return tuple(record.values.get("name", "") for record in records)
