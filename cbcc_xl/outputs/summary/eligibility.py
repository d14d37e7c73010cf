"""Nominated persons against the conditions of their titles: met, not met, too little data, with the reason.

A row a nomination, a column a condition. What a rule says of a row is the rule's own.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks.review import Condition, Verdicts, conditions
from cbcc_xl.model import MET, Finding, Record
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.findings import cause
from cbcc_xl.outputs.summary.given import Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

KEYS = ("no", "name", "position", "unit", "titles", "condition", "verdict", "reason", "sent_by", "file", "sheet",
        "origin")
ORDER = ("not-met", "doubt", "unknown", MET)
NOT_ASKED = "–"


class _Judged(NamedTuple):
    record: Record
    answers: tuple[Marked | str, ...]   # one a condition
    verdict: Marked
    findings: list[Finding]


class Eligibility:
    """Every nomination that a condition is asked of."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.conditions = conditions(edition.batch, edition.consolidation.rulebook)
        self.marks = {outcome: edition.mark(outcome) for outcome in ORDER}
        verdicts = [Verdicts(one, edition.batch) for one in self.conditions]
        self.judged = [judged for record in edition.records.get("award-person", ())
                       if (judged := self._judged(record, verdicts))]

    def figures(self) -> dict[str, int]:
        """How many nominations are met, not met, in doubt, without data: for the legend."""
        counts = Counter(judged.verdict.legend for judged in self.judged)
        return {f"people_{outcome}": counts[f"verdict:{outcome}"] for outcome in ORDER}

    def table(self) -> Table:
        edition = self.edition

        def rows(layout: Layout) -> Iterator[Row]:
            for number, (record, answers, verdict, found) in enumerate(self.judged, 1):
                value = record.values.get
                titles = "; ".join(map(edition.title, value("titles", ())))
                yield [number, value("name"), value("position"), value("unit"), titles, answers, verdict,
                       _reason(edition, found), edition.unit(record.unit), record.file, record.sheet,
                       edition.link(record, "titles")]

        filled = {key for judged in self.judged for key in judged.record.values}
        heads = tuple(_name(edition, one) for one in self.conditions)
        return Table("eligibility", KEYS, len(self.judged), rows, {"condition": heads}, frozenset({"verdict"}),
                     empty=edition.word("summary", "none"), absent=frozenset({"position", "unit"} - filled))

    def _judged(self, record: Record, verdicts: list[Verdicts]) -> _Judged | None:
        outcomes, findings = [], []
        for one in verdicts:
            outcome, found = one.of(record)
            outcomes.append(min(map(self.edition.outcome, found), key=ORDER.index) if found else outcome)
            findings += found
        asked = [outcome for outcome in outcomes if outcome]
        if not asked:
            return None
        marks = tuple(self.marks[outcome] if outcome else NOT_ASKED for outcome in outcomes)
        return _Judged(record, marks, self.marks[min(asked, key=ORDER.index)], findings)


def _reason(edition: Edition, found: list[Finding]) -> str | None:
    said = dict.fromkeys(words(one, edition.catalogue, edition.lang).message for one in found)
    return "\n".join(said) or None


def _name(edition: Edition, condition: Condition) -> str:
    """What a condition asks, in a few words; for an agency's own its rule's cause."""
    known = edition.catalogue.words[edition.lang]["condition"].get(condition.name)
    return known or cause(edition, condition.laws[0].code)
