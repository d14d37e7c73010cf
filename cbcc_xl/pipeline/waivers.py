"""Warnings that a person has set aside with a reason: kept, as information that says who, when and why.

Takes all findings of a run, its parts and the waivers; gives the findings. A waiver that names no file, unit or subject
holds for one season only: for more than that it says too little. An error is never set aside: that the waiver does not
hold for it is a finding of its own.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.decisions import Decisions, Waiver, id_of, season_of
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import ERROR, INFO, WARNING, Finding, Part
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key

SUBJECTS = ("name", "item", "post", "text", "team")    # facts that say whom or what a finding is about


def waived(findings: Iterable[Finding], decisions: Decisions, parts: Iterable[Part], year: int) -> list[Finding]:
    """The findings in their order."""
    rules: dict[str, list[Waiver]] = {}
    for entry in decisions.waiver:
        if year == season_of(entry) or _named(entry) and entry.year is None:
            rules.setdefault(entry.rule, []).append(entry)
    about = _About(parts, DecidedUnits(decisions)) if rules else None
    return [told for finding in findings
            for told in (_told(finding, rules[finding.code], about) if about and finding.code in rules else [finding])]


def waived_by(entry: Waiver, findings: Iterable[Finding], decisions: Decisions,
              parts: Iterable[Part]) -> list[Finding]:
    """The warnings and errors among a season's findings that a waiver is about."""
    about = _About(parts, DecidedUnits(decisions))
    return [finding for finding in findings
            if finding.code == entry.rule and finding.severity != INFO and about.fits(entry, finding)]


def _named(entry: Waiver) -> bool:
    return bool(entry.file or entry.unit or entry.subject)


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
        """Whether all that a waiver names is so; one that names nothing is about every finding of its code."""
        file, facts = finding.origin.file or "", finding.facts
        if entry.file and entry.file not in (file, file.rpartition("/")[2]):
            return False
        theirs = {unit_key(str(unit)) for unit in (facts.get("unit"), self._units.get(file)) if unit}
        if entry.unit and theirs.isdisjoint(self._keys(entry.unit)):
            return False
        return not entry.subject or plain(entry.subject) in {plain(str(facts[key])) for key in SUBJECTS if key in facts}

    def _keys(self, unit: str) -> set[str]:
        """A unit's key, under its own name and what was made of it."""
        return {unit_key(unit), unit_key(self._names.alias(unit).name), unit_key(self._names.on(None, unit).name)}
