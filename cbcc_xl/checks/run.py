"""All rules in force, run over one file or over a whole inbox.

Takes records and a rulebook; gives findings. What a kind of rule does stands in the module of its name. Which of the
findings only follow from others is settled last, by `one_cause`.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks import (
    allowed,
    at_least,
    at_least_share,
    at_most,
    at_most_share,
    elected,
    follows,
    parts,
    prerequisite,
    required,
    seats,
    share_stated,
    suited,
    tied,
    total_stated,
    unique,
    whole_number,
)
from cbcc_xl.checks.batch import PERSONS, Batch
from cbcc_xl.checks.verify import verify as verify_rules
from cbcc_xl.model import Finding, Part, Record, Stated

KINDS: Mapping[str, ModuleType] = {
    "allowed": allowed, "at-least": at_least, "at-least-share": at_least_share, "at-most": at_most,
    "at-most-share": at_most_share, "elected": elected, "follows": follows, "parts": parts,
    "prerequisite": prerequisite, "required": required, "seats": seats, "share-stated": share_stated, "suited": suited,
    "tied": tied, "total-stated": total_stated, "unique": unique, "whole-number": whole_number}


def check_file(part: Part, catalogue: Catalogue, rulebook: Rulebook) -> list[Finding]:
    """The findings of the rules that one file alone can be held to."""
    laws = [law for law in in_order(rulebook) if not across_files(law)]
    return list(_run(laws, Batch(part.records, part.stated, catalogue, rulebook.laws)))


def check_inbox(records: Sequence[Record], stated: Sequence[Stated], catalogue: Catalogue, rulebook: Rulebook,
                headcounts: Mapping[str, int] | None = None) -> list[Finding]:
    """The findings of the rules that hold several files together."""
    laws = [law for law in in_order(rulebook) if across_files(law)]
    return list(_run(laws, Batch(records, stated, catalogue, rulebook.laws, headcounts)))


def across_files(law: Law) -> bool:
    """Whether a rule needs all files: by its kind, or because it counts a team's persons."""
    return KINDS[law.kind].ACROSS_FILES or str(law.on.get("count", "")).startswith(PERSONS)


def in_order(rulebook: Rulebook) -> list[Law]:
    """The rules, each behind those that may hold it back: first those about figures that contradict each other or lack,
    then what is judged by them. A circle in an agency's file is cut where it is met."""
    ordered: dict[str, Law] = {}

    def add(law: Law, behind: frozenset[str]) -> None:
        for code in law.after:
            if code in rulebook.laws and code not in behind:
                add(rulebook.laws[code], behind | {law.code})
        ordered.setdefault(law.code, law)

    for law in sorted(rulebook.laws.values(), key=lambda law: not getattr(KINDS.get(law.kind), "DOUBTS", ())):
        add(law, frozenset({law.code}))
    return list(ordered.values())


def verify(rulebook: Rulebook, catalogue: Catalogue | None = None) -> None:
    """CatalogueError for a rule of an agency that can't be run; with the catalogue, for names that it doesn't have."""
    verify_rules(rulebook, KINDS, catalogue)


def _run(laws: Sequence[Law], batch: Batch) -> Iterator[Finding]:
    forms = {"", *batch.forms}
    for law in laws:
        if law.on.get("form", "") in forms:
            yield from KINDS[law.kind].check(law, batch)
