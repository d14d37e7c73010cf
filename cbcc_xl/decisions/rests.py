"""What rests on each decision in one inbox: the cells, rows, sheets and files that are otherwise than without it.

Takes a run's findings and files. Whoever applies a decision says so: by a finding whose fact `decision` is its id, at
the place that it changed; a mapped sheet by its ledger; a file that counts or not by its digest.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.decisions.entries import Decisions, id_of
from cbcc_xl.model import Finding, Origin, Part

FACT = "decision"


def rests_on(decisions: Decisions, findings: Iterable[Finding], files: Iterable[Part]) -> dict[str, list[Origin]]:
    """Each decision's id with the places that rest on it, in the order of the file; none: it touches nothing here."""
    rests: dict[str, list[Origin]] = {id_of(entry): [] for entry in decisions.every()}
    files = list(files) if rests else []
    by_digest = {entry.sha256: id_of(entry) for entry in decisions.version}
    told = [(by_digest.get(part.sha256, ""), Origin(part.file)) for part in files]
    told += [(one, Origin(part.file, sheet.sheet)) for part in files for sheet in part.sheets for one in sheet.decided]
    told += [(str(finding.facts.get(FACT)), finding.origin) for finding in findings]
    for decision, origin in told:
        if decision in rests:
            rests[decision].append(origin)
    return rests
