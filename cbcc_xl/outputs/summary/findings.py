"""Findings as a clerk reads them: errors first, those of one cause together under a heading with their number."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cbcc_xl.catalogue.in_force import RANK
from cbcc_xl.catalogue.wording import words
from cbcc_xl.model import Finding, Origin
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Group, Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

KEYS = ("no", "severity", "file", "sheet", "origin", "message", "fix", "basis", "cause", "code")
GROUP = ("severity", "cause", "count", "code")


def findings(edition: Edition) -> Table:
    found = edition.consolidation.findings
    groups = Counter((one.severity, one.code) for one in found)
    order = sorted(groups, key=lambda group: (RANK[group[0]], -groups[group], group[1]))
    place = {group: at for at, group in enumerate(order)}
    ordered = sorted(found, key=lambda one: place[one.severity, one.code])      # stable: by file, sheet and cell within

    def rows(layout: Layout) -> Iterator[Row | Group]:
        last = None
        for number, one in enumerate(ordered, 1):
            group = (one.severity, one.code)
            severity = Marked(edition.word("severity", one.severity), f"severity:{one.severity}")
            if group != last:
                last, why = group, cause(edition, one.code)
                yield Group((severity, why, groups[group], one.code))
            said = words(one, edition.catalogue, edition.lang, edition.consolidation.folder)
            fix = " ".join(filter(None, (said.fix, said.decide)))
            yield [number, severity, *_origin(edition, one), said.message, fix, said.basis, why, one.code]

    return Table("findings", KEYS, len(ordered) + len(order), rows, marked=frozenset({"severity"}), group_keys=GROUP,
                 empty=edition.word("summary", "no_findings"))


def _origin(edition: Edition, one: Finding) -> Row:
    file, sheet, cell = one.origin
    if file is None:
        return (edition.word("summary", "whole_inbox"), sheet, cell)
    place = edition.letters.place(one.origin, edition.catalogue, edition.lang)
    return (file, sheet, edition.links.to(file, sheet, cell, place or cell or edition.word("summary", "open")))


def cause(edition: Edition, code: str) -> str:
    """What a finding is about in a few words; for an agency's own rule its sentence, without figures."""
    known = edition.catalogue.words[edition.lang]["cause"].get(code)
    return known or words(Finding(code, "info", Origin(), {}), edition.catalogue, edition.lang).message
