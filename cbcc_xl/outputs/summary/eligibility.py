"""Nominated persons against the conditions of their titles: met, not met, too little data, with the reason.

A row a nomination, a column a condition. What a rule says of a row is the rule's own. Of very many nominations only
those are listed that are not plainly met, and the sheet says so.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks.review import Condition, Outcomes, Verdicts, conditions
from cbcc_xl.model import MET, Finding, Record
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.findings import cause
from cbcc_xl.outputs.summary.given import Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

KEYS = ("no", "name", "position", "unit", "titles", "condition", "verdict", "reason", "sent_by", "file", "sheet",
        "origin")
ORDER = ("not-met", "doubt", "unknown", MET)
NOT_ASKED = "–"
WHOLE = 3_000                  # nominations that are all listed; of more, those that aren't plainly met


class _Judged(NamedTuple):
    record: Record
    answers: tuple[Marked | str, ...]   # one a condition
    verdict: Marked
    findings: tuple[Finding, ...] = ()


class Eligibility:
    """Every nomination that a condition is asked of."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.conditions = conditions(edition.batch, edition.consolidation.rulebook)
        self.marks = {outcome: edition.mark(outcome) for outcome in ORDER}
        self._shown: dict[Outcomes, tuple[tuple[Marked | str, ...], str]] = {}
        verdicts = Verdicts(self.conditions, edition.batch)
        judged = [found for record in edition.records.get("award-person", ())
                  if (found := self._judged(record, verdicts))]
        self.used = [index for index in range(len(self.conditions)) if any(one.answers[index] != NOT_ASKED
                                                                          for one in judged)]
        self.counts = Counter(one.verdict.legend for one in judged)
        self.whole = len(judged) <= WHOLE
        self.listed = judged if self.whole else [one for one in judged if one.verdict is not self.marks[MET]]

    def figures(self) -> dict[str, Any]:
        """How many nominations are met, not met, in doubt, without data: for the legend; what of them is listed."""
        listed = "" if self.whole else self.edition.word("summary", "met_not_listed")
        return {"people_listed": listed,
                **{f"people_{outcome}": self.counts[f"verdict:{outcome}"] for outcome in ORDER}}

    def table(self) -> Table:
        edition = self.edition

        def rows(layout: Layout) -> Iterator[Row]:
            for number, (record, answers, verdict, found) in enumerate(self.listed, 1):
                value = record.values.get
                titles = "; ".join(map(edition.title, value("titles", ())))
                used = tuple([answers[index] for index in self.used])
                yield [number, value("name"), value("position"), value("unit"), titles, used, verdict,
                       _reason(edition, found), edition.unit(record.unit), record.file, record.sheet,
                       edition.link(record, "titles")]

        heads = tuple(_name(edition, self.conditions[index]) for index in self.used)
        return Table("eligibility", KEYS, len(self.listed), rows, {"condition": heads}, frozenset({"verdict"}),
                     empty=edition.word("summary", "none"))

    def _judged(self, record: Record, verdicts: Verdicts) -> _Judged | None:
        outcomes, found = verdicts.of(record)
        if found:
            worst = {index: min((self.edition.outcome(one) for at, one in found if at == index), key=ORDER.index)
                     for index, _ in found}
            outcomes = tuple(worst.get(index, outcome) for index, outcome in enumerate(outcomes))
        shown = self._shown.get(outcomes)
        if shown is None:
            asked = [outcome for outcome in outcomes if outcome]
            marks = tuple(self.marks[outcome] if outcome else NOT_ASKED for outcome in outcomes)
            shown = self._shown[outcomes] = (marks, min(asked, key=ORDER.index) if asked else "")
        answers, verdict = shown
        return _Judged(record, answers, self.marks[verdict], tuple(one for _, one in found)) if verdict else None


def _reason(edition: Edition, found: tuple[Finding, ...]) -> str | None:
    said = dict.fromkeys(words(one, edition.catalogue, edition.lang).message for one in found)
    return "\n".join(said) or None


def _name(edition: Edition, condition: Condition) -> str:
    """What a condition asks, in a few words; for an agency's own its rule's cause."""
    known = edition.catalogue.words[edition.lang]["condition"].get(condition.name)
    return known or cause(edition, condition.laws[0].code)
