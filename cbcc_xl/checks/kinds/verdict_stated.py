"""A verdict on a target ("Đạt", "Không đạt", "Vượt") against its figures.

Takes the words of the verdict, those that say reached and those that say not reached as the rule lists them, and what
was planned and achieved. Where less may be better (`less`: words of the target or of its note), or a figure stands in
words, nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.results import result
from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "verdict", "planned", "achieved", "reached", "missed", "less")
FIELDS = ("verdict", "planned", "achieved")
FACTS = ("text", "verdict", "figure", "figure_planned")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    key = law.on["verdict"]
    for record in batch.titled(law.on):
        said = _reached(record.values.get(key, ""), law.on)
        found = result(record, law.on["planned"], law.on["achieved"], law.on["less"])
        if said is None or found is None or found.less_is_better or said == (found.achieved >= found.planned):
            continue
        facts = {**batch.subject(record), "text": record.values.get("target", ""), "verdict": record.values[key],
                 "figure": found.shown[1], "figure_planned": found.shown[0]}
        yield law.finding(record.origin(key), facts)


def _reached(text: str, words: Mapping[str, list[str]]) -> bool | None:
    """What the words of a verdict say; None for any others."""
    key = plain(text)
    for said, known in ((False, words["missed"]), (True, words["reached"])):
        if begins(key, map(plain, known)):
            return said
    return None
