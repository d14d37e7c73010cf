"""Texts of law that a sheet cites above or below its table were in force on the day of the decision.

Takes the numbers that sheets cite (`Stated`, `what = "cites"`) and the catalogue's sources, of which those that have
ended are known by the number in their names. A text that the catalogue doesn't have isn't judged. Once a sheet and
text.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.catalogue import Catalogue, Law, Source
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("what",)
FACTS = ("text", "date")
NUMBER = re.compile(r"\d{1,4}[-/][^\s,;()]+")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    cited = [stated for stated in batch.stated if stated.what == law.on["what"]]
    ended = _ended(batch.catalogue) if cited and batch.day else {}
    told: set[tuple[str | None, str | None, str]] = set()
    for stated in cited:
        source = ended.get(plain(str(stated.value)))
        if source is None or source.end is None or batch.day is None or batch.day <= source.end:
            continue
        key = (stated.origin.file, stated.origin.sheet, source.number)
        if key not in told:
            told.add(key)
            yield law.finding(stated.origin, {"text": stated.value, "date": f"{source.end}"})


def _ended(catalogue: Catalogue) -> dict[str, Source]:
    """Sources with a last day, by each number in their names before a bracket."""
    return {plain(number): source for source in catalogue.sources.values() if source.end
            for number in NUMBER.findall(source.vi.partition("(")[0] or source.vi)}
