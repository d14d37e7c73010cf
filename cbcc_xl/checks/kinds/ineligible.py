"""Candidates whose position bars them: the head, a deputy, the chief accountant of the agency that elects a body.

Takes the posts (`words`) and the barred positions (`positions`): a line has words and, where they bar only in some
agencies, how those agencies' names begin. Only a position at the electing agency itself counts: the row's own unit is
empty, the sender's, or its leaders' (`leaders`). Who is elected gives the rule's severity (or the line's), who only
stood a warning; so does a row without a unit whose position doesn't name the agency ("Phó Giám đốc"), which may be a
subordinate unit's. A position that is not plain is passed over.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.contests import Contest, contests, is_of
from cbcc_xl.checks.kinds.elected import marked
from cbcc_xl.model import SEVERITIES, WARNING, Finding, Record
from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "result", "words", "positions")
FACTS = ("position",)

PARTS = re.compile(r"\s*[,;/()+]\s*|\s+[-–—]\s+|\s+kiêm\s+|\s+và\s+")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    majority = batch.laws.get(law.on["result"])
    if majority is None:
        return
    for contest in contests(batch, majority):
        if not is_of(contest.rounds[0].table[0], law.on["words"]):
            continue
        elected = {id(record) for record in contest.elected}
        for record in _once_each(contest):
            barring = _barring(record, law.on)
            if barring is not None:
                line, certain = barring
                facts = {**batch.subject(record), "position": record.values["position"]}
                chosen = id(record) in elected or marked(record, batch.catalogue)
                severity = max(law.severity, line.get("severity", law.severity),
                               law.severity if chosen and certain else WARNING, key=SEVERITIES.index)
                yield law.finding(record.origin("position"), facts, severity=severity)


def _once_each(contest: Contest) -> Iterable[Record]:
    """Each candidate's row in the last round in which he stood."""
    rows = {person_key(record.values.get("name", "")): record for one in contest.rounds for record in one.table}
    return rows.values()


def _barring(record: Record, on: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool] | None:
    """The line of `positions` that this record's position falls under, and whether it is at the agency for certain."""
    position, sender = record.values.get("position"), plain(record.unit or "")
    if position is None or not _at_the_agency(record, on.get("leaders", ())):
        return None
    agency = next((sender.removeprefix(f"{plain(word)} ") for word in on.get("unions", ())
                   if sender.startswith(f"{plain(word)} ")), sender)
    parts = [plain(part) for part in PARTS.split(clean(position))]
    for line in on["positions"]:
        kind = next((plain(one) for one in line.get("agencies", ()) if f"{agency} ".startswith(f"{plain(one)} ")), "")
        if kind or "agencies" not in line:
            held = [part for part in parts for word in line["words"] if _is(part, plain(word), kind)]
            if held:
                return line, "unit" in record.values or any(kind and f" {kind} " in f" {part} " for part in held)
    return None


def _is(part: str, word: str, kind: str) -> bool:
    """"Phó Giám đốc", "Phó Giám đốc Sở", "Phó Giám đốc Sở Nông nghiệp" where the agency is a Sở."""
    return part == word or bool(kind) and f"{part} ".startswith(f"{word} {kind} ")


def _at_the_agency(record: Record, leaders: Iterable[str]) -> bool:
    unit = record.values.get("unit")
    return unit is None or unit_key(unit) == unit_key(record.unit or "") \
        or any(f"{plain(unit)} ".startswith(f"{plain(word)} ") for word in leaders)
