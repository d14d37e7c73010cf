"""Who has not sent: the board that says where each unit due stands, and who sent without being due.

Takes the units of the list, the parts and their findings; gives one line a unit, and findings.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from cbcc_xl.model import ERROR, READ, SKIPPED, UNKNOWN, UNREADABLE, WARNING, Finding, Origin, Part
from cbcc_xl.pipeline.consolidation import UnitDue
from cbcc_xl.pipeline.roster import Due
from cbcc_xl.text.letters import bare
from cbcc_xl.text.units import unit_key


def headcounts(due: Sequence[Due]) -> dict[str, int]:
    """Headcounts by unit, under every name of it: the base of ratios where a sheet gives none."""
    return {unit_key(name): one.headcount for one in due if one.headcount for name in (one.unit, *one.aliases)}


def board(due: Sequence[Due], parts: Sequence[Part], findings: Sequence[Finding]) -> list[UnitDue]:
    """One line a unit due, in the list's order."""
    keys = {unit_key(name): one for one in due for name in (one.unit, *one.aliases)}
    files: dict[str, list[Part]] = {}
    for part in parts:
        one = keys.get(unit_key(part.unit)) if part.unit else _named_in(part, keys)
        if one and part.status != SKIPPED:
            files.setdefault(one.unit, []).append(part)
    severities = _severities(findings)
    return [_line(one, files.get(one.unit, []), severities) for one in due]


def strangers(due: Sequence[Due], parts: Sequence[Part]) -> list[Finding]:
    """Files from nobody on the list."""
    keys = {unit_key(name) for one in due for name in (one.unit, *one.aliases)}
    return [Finding("unit-not-due", WARNING, Origin(part.file), {"unit": part.unit}, UNKNOWN)
            for part in parts if part.status == READ and part.unit and unit_key(part.unit) not in keys]


def _named_in(part: Part, keys: Mapping[str, Due]) -> Due | None:
    """The unit whose name stands in the path of a file that could not be read, or in the sender of the mail that it
    came with; the longest name where several do."""
    path = f" {bare(part.file)} {bare(part.sent.sender) if part.sent else ''} "
    named = [(len(key), one) for key, one in keys.items() if f" {bare(key)} " in path]
    return max(named, key=lambda item: item[0])[1] if named else None


def _severities(findings: Sequence[Finding]) -> dict[str, set[str]]:
    """File → the severities of its findings."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.origin.file:
            found.setdefault(finding.origin.file, set()).add(finding.severity)
    return found


def _line(one: Due, parts: Sequence[Part], severities: Mapping[str, set[str]]) -> UnitDue:
    sent = {record.form for part in parts for record in part.records}
    missing = () if one.exempt else tuple(form for form in one.forms if form not in sent)
    return UnitDue(one.unit, one.parent, one.headcount, _status(one, parts, missing, severities), one.due,
                   tuple(part.file for part in parts), missing, one.contact)


def _status(one: Due, parts: Sequence[Part], missing: tuple[str, ...], severities: Mapping[str, set[str]]) -> str:
    """exempt, missing, unreadable, errors, waiting (a warning or a form is open) or clean, in this order."""
    found = set().union(*(severities.get(part.file, set()) for part in parts))
    read_parts = [part for part in parts if part.status == READ]
    if one.exempt and not parts:
        return "exempt"
    if not parts:
        return "missing"
    if not read_parts:
        return "unreadable" if any(part.status == UNREADABLE for part in parts) else "waiting"
    if ERROR in found:
        return "errors"
    return "waiting" if missing or WARNING in found or len(read_parts) < len(parts) else "clean"
