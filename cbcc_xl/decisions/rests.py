"""What rests on each decision in one inbox.

Whoever applies a decision says so by a finding whose fact `decision` is the decision's id: at the cell, row, sheet or
file that it changed, or as the warning that it set aside. Takes the findings of a run; gives them by decision.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.decisions.entries import Decisions, id_of
from cbcc_xl.model import Finding

FACT = "decision"


def rests_on(decisions: Decisions, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Each decision's id with the findings that rest on it, in the order of the file; none: it touches nothing here."""
    rests: dict[str, list[Finding]] = {id_of(entry): [] for entry in decisions.every()}
    for finding in findings:
        if finding.facts.get(FACT) in rests:
            rests[finding.facts[FACT]].append(finding)
    return rests
