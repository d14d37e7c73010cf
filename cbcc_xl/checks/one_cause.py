"""One cause, one finding: what only follows from another finding is held back, and counted at its cause.

Takes all findings of a run with what they were made from. A rule's finding rests on cells: those of the fields that the
rule names, in the rows that it is about. It follows from an earlier finding where
- one of its cells is doubtful: reading made nothing of it (`doubts` in the data), or its figures contradict others
  (the settings in a kind's `DOUBTS`);
- a column that it needs is missing or misread: all its cells are doubtful;
- its rule stands behind the other's (`after`) at the same row;
- it is about a total, and a doubtful row explains the difference (`totals`).
Many of one rule in one table have one cause (a block pasted a row off, a sheet copied): told once, as a range.
Reading's findings come first, then the rules in their order. A cause's facts say how many other rows wait for it
(`dependents`) and which rules (`held`); it is at least a warning where one of those was.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks.batch import PERSONS, Batch
from cbcc_xl.checks.rests import Rests, Root, listed, read_doubts, rows_of, spanning
from cbcc_xl.checks.run import KINDS, in_order
from cbcc_xl.checks.totals import explained
from cbcc_xl.model import INFO, UNKNOWN, WARNING, Finding, Record, Stated

FEWEST = 3                         # findings of one rule that may have one cause, if half of the table has them


def one_cause(findings: Iterable[Finding], records: Iterable[Record], stated: Iterable[Stated], catalogue: Catalogue,
              rulebook: Rulebook) -> list[Finding]:
    """The findings that have causes of their own, in the order in which they came."""
    found = list(findings)
    return _Causes(Batch(records, stated, catalogue, rulebook.laws), found).settled(in_order(rulebook))


class _Causes:
    """What has been said so far, found by what it makes doubtful."""

    def __init__(self, batch: Batch, findings: Sequence[Finding]) -> None:
        self._batch, self._findings, self._rests = batch, findings, Rests(batch, KINDS, findings)
        self._kept: dict[int, Finding] = {}              # by place among the findings given
        self._at: dict[Root, int] = {}
        self._waiting: dict[int, list[Finding]] = {}

    def settled(self, laws: Sequence[Law]) -> list[Finding]:
        by_code: dict[str, dict[int, Finding]] = {}
        for place, finding in enumerate(self._findings):
            if finding.code in self._batch.laws:
                by_code.setdefault(finding.code, {})[place] = finding
            else:
                message = self._batch.catalogue.messages.get(finding.code, {})
                self._keep(place, finding, read_doubts(finding, message.get("doubts", "")))
        for law in laws:
            for group in self._tables(law, by_code.get(law.code, {})):
                self._settle(law, group)
        return [self._counted(place) for place in sorted(self._kept)]

    def _settle(self, law: Law, group: dict[int, Finding]) -> None:
        """One rule's findings in one table: those that follow wait, many alike are one, the others stand."""
        free = {place: finding for place, finding in group.items() if not self._waits(law, finding)}
        if len(free) > 1 and self._is_one_slip(law, list(group.values())):
            first, *others = free
            self._keep(first, spanning(list(free.values())), self._rests.columns(law, free[first]))
            self._waiting.setdefault(first, []).extend(free[other] for other in others)
            return
        for place, finding in free.items():
            if not self._waits(law, finding):            # one that lacks what an earlier one lacked
                self._keep(place, finding, self._rests.doubts(law, finding))

    def _keep(self, place: int, finding: Finding, doubtful: Iterable[Root]) -> None:
        self._kept[place] = finding
        for root in doubtful:
            self._at.setdefault(root, place)

    def _waits(self, law: Law, finding: Finding) -> bool:
        """Whether the finding follows from one that stands; if so it is counted there."""
        place = next(self._causes(law, finding), None)
        if place is None:
            return False
        self._waiting.setdefault(place, []).append(finding)
        return True

    def _causes(self, law: Law, finding: Finding) -> Iterator[int]:
        for root in self._rests.roots(law, finding):
            if root in self._at:
                yield self._at[root]
        for root in explained(finding, self._rests, self._batch, KINDS, self._said):
            yield self._at[root]

    def _said(self, root: Root) -> Finding | None:
        place = self._at.get(root)
        return None if place is None else self._kept[place]

    def _tables(self, law: Law, findings: dict[int, Finding]) -> Iterable[dict[int, Finding]]:
        """A rule's findings by sheet, those about totals by row, and those that lack a figure by its column."""
        tables: dict[tuple[object, ...], dict[int, Finding]] = {}
        for place, finding in findings.items():
            row = rows_of(finding)[0] if "what" in finding.facts else None
            lacking = (finding.origin.cell or "").rstrip("0123456789") if finding.outcome == UNKNOWN else ""
            key = finding.origin.file, finding.origin.sheet, finding.outcome, row, lacking
            tables.setdefault(key, {})[place] = finding
        return tables.values()

    def _is_one_slip(self, law: Law, findings: list[Finding]) -> bool:
        """Whether so many of a table's rows are told the same that a person would look for one cause."""
        if len(findings) < FEWEST or not findings[0].origin.cell:
            return False
        kind = KINDS[law.kind]
        counted_elsewhere = any(key.startswith(PERSONS) for key in listed(law, getattr(kind, "FIELDS", ())))
        return (findings[0].outcome == UNKNOWN or hasattr(kind, "DOUBTS") and not counted_elsewhere) \
            and ("what" in findings[0].facts or 2 * len(findings) >= self._rests.size(law, findings[0]))

    def _counted(self, place: int) -> Finding:
        """A cause with the rows and rules that wait for it."""
        cause, waiting = self._kept[place], self._waiting.get(place)
        if not waiting:
            return cause
        own = {(cause.origin.file, cause.origin.sheet, rows_of(cause)[0])}
        rows = {(one.origin.file, one.origin.sheet, row) for one in waiting for row in rows_of(one)} - own
        facts = {**cause.facts, **({"dependents": len(rows)} if rows else {}),
                 "held": sorted({one.code for one in waiting})}
        grave = cause.severity == INFO and any(one.severity != INFO for one in waiting)
        return cause._replace(facts=facts, severity=WARNING if grave else cause.severity)
