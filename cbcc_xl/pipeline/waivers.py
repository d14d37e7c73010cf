"""Warnings that a person has set aside with a reason: kept, as information that says who, when and why.

Takes all findings of a run, its parts and the waivers; gives the findings. An error is never set aside: that the waiver
does not hold for it is a finding of its own.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.decisions import Decisions, Waiver, id_of
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import ERROR, INFO, WARNING, Finding, Part
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key

SUBJECTS = ("name", "item", "post", "text", "team")    # facts that say whom or what a finding is about


def waived(findings: Iterable[Finding], decisions: Decisions, parts: Iterable[Part], year: int) -> list[Finding]:
    """The findings in their order."""
    rules: dict[str, list[Waiver]] = {}
    for entry in decisions.waiver:
        if entry.year in (None, year):
            rules.setdefault(entry.rule, []).append(entry)
    about = _About(parts, DecidedUnits(decisions)) if rules else None
    return [told for finding in findings
            for told in (_told(finding, rules[finding.code], about) if about and finding.code in rules else [finding])]


def _told(finding: Finding, waivers: Iterable[Waiver], about: _About) -> Iterator[Finding]:
    entry = next((one for one in waivers if finding.severity != INFO and about.fits(one, finding)), None)
    if entry is None:
        yield finding
    elif finding.severity == ERROR:
        yield finding
        yield Finding("waiver-of-error", WARNING, finding.origin, {"cause": entry.rule, "decision": id_of(entry)})
    else:
        said = {"by": entry.by, "date": entry.on.isoformat() if entry.on else "", "reason": entry.reason}
        yield finding._replace(severity=INFO, facts={**finding.facts, "decision": id_of(entry), "waived": said})


class _About:
    """Which findings a waiver is about."""

    def __init__(self, parts: Iterable[Part], names: DecidedUnits) -> None:
        self._units = {part.file: part.unit for part in parts}
        self._names = names

    def fits(self, entry: Waiver, finding: Finding) -> bool:
        """Whether all that a waiver names is so; one that names nothing is about what concerns no single file."""
        file, facts = finding.origin.file or "", finding.facts
        if not (entry.file or entry.unit or entry.subject):
            return not file
        if entry.file and entry.file not in (file, file.rpartition("/")[2]):
            return False
        theirs = {unit_key(str(unit)) for unit in (facts.get("unit"), self._units.get(file)) if unit}
        if entry.unit and theirs.isdisjoint(self._keys(entry.unit)):
            return False
        return not entry.subject or plain(entry.subject) in {plain(str(facts[key])) for key in SUBJECTS if key in facts}

    def _keys(self, unit: str) -> set[str]:
        """A unit's key, under its own name and what was made of it."""
        return {unit_key(unit), unit_key(self._names.alias(unit).name), unit_key(self._names.on(None, unit).name)}
