"""Ballots of a council: each nomination's votes against the share that its title takes, of a named base.

Takes rows of votes (`agree`) with the council's figures above the table, and `base`: `members` (all of them, not those
present), `present`, or `consulted` (present, and absent members who wrote, each once). `titles` names the titles that a
rule is for, or `other_than` those that it is not for. Where the law gives no share the rule has no limit until an
agency gives its own: until then there is too little data, said once a table. `quorum = true` holds those who took part
to the members instead. A row that doesn't say that it passed is no more than a warning.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import MET, NOT_MET, SEVERITIES, UNKNOWN, WARNING, Finding, Record
from cbcc_xl.tally import COUNCIL_BASES, electorate, meets, need, parse_limit, passes, share
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "base")
CHOICES = {"base": COUNCIL_BASES}
TITLES = ("other_than",)
LIMIT = True
ASKED_FOR = True                   # the limit may be left to the agency
FACTS = ("title", "titles", "count", "of", "share", "need", "short", "base", "lacking")

NO_LIMIT = "limit"
USED = {"members": ("members",), "present": ("present",), "consulted": ("present", "written")}


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    return (finding for finding in shares(law, batch) if finding.outcome != MET)


def shares(law: Law, batch: Batch) -> Iterator[Finding]:
    """Every ballot that the rule is about, the passed ones too."""
    for table in batch.tables(law.on["form"]):
        rows = [record for record in table if is_for(law, record)]
        if not rows:
            continue
        lacking = _lacking(rows[0], law)
        if lacking:
            yield _unknown(rows, lacking, law, batch)
        elif not all(base_of(rows[0], base) for base in _bases(law)):
            continue               # more took part than there are members: another rule's to tell
        elif law.on.get("quorum"):
            yield _quorum(rows[0], law, batch)
        else:
            yield from (_ballot(record, law, batch) for record in rows if "agree" in record.values)


def is_for(law: Law, record: Record) -> bool:
    """Whether a row's title is one that the rule is for; a quorum is for all of them."""
    title = record.values.get("title")
    if law.on.get("quorum"):
        return True
    return title in law.on["titles"] if "titles" in law.on else title is not None and title not in law.on["other_than"]


def base_of(record: Record, base: str) -> int | None:
    """The number that a share is taken of. Nothing about written opinions is none, where no more ballots were issued
    than there are members present."""
    members, present, written, issued = (record.values.get(key) for key in ("members", "present", "written", "issued"))
    if written is None and present is not None and issued is not None and issued <= present:
        written = 0
    return electorate(base, members, present, written)


def _lacking(record: Record, law: Law) -> list[str]:
    if not law.limit:
        return [NO_LIMIT]
    return [key for base in _bases(law) if not base_of(record, base) for key in USED[base] if key not in record.values]


def _bases(law: Law) -> list[str]:
    return list(dict.fromkeys(("members", law.on["base"]) if law.on.get("quorum") else (law.on["base"],)))


def _unknown(rows: list[Record], lacking: list[str], law: Law, batch: Batch) -> Finding:
    titles = list(dict.fromkeys(record.values["title"] for record in rows if "title" in record.values))
    facts = {**batch.subject(rows[0], "members"), **({"titles": titles} if titles else {}), "lacking": lacking}
    return law.finding(rows[0].origin("members", "present", "agree"), facts, UNKNOWN)


def _quorum(record: Record, law: Law, batch: Batch) -> Finding:
    count, of = base_of(record, law.on["base"]) or 0, base_of(record, "members") or 0
    limit = parse_limit(law.limit)
    facts = {**batch.subject(record, "members"), "count": count, "of": of, "share": share(count, of),
             "need": need(of, limit), "base": law.on["base"]}
    return law.finding(record.origin("present", "members"), facts, MET if meets(count, of, limit) else NOT_MET)


def _ballot(record: Record, law: Law, batch: Batch) -> Finding:
    count, of, limit = record.values["agree"], base_of(record, law.on["base"]) or 0, parse_limit(law.limit)
    passed, least = passes(count, of, limit), need(of, limit)
    facts: dict[str, Any] = {**batch.subject(record), "title": record.values.get("title"), "count": count, "of": of,
                             "share": share(count, of), "need": least, "base": law.on["base"]}
    if passed is None:             # more votes than the base has: another rule's to tell
        return law.finding(record.origin("agree"), facts, MET)
    claimed = law.severity if _said_to_pass(record, law) else WARNING
    return law.finding(record.origin("agree"), {**facts, **({} if passed else {"short": least - count})},
                       MET if passed else NOT_MET, max(law.severity, claimed, key=SEVERITIES.index))


def _said_to_pass(record: Record, law: Law) -> bool:
    note = f" {plain(record.values.get('note', ''))} "
    return any(f" {plain(word)} " in note for word in law.on.get("passed", ())) \
        and not any(f" {plain(word)} " in note for word in law.on.get("not_passed", ()))
