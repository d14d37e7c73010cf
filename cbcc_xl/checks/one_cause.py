"""One cause, one finding: what only follows from another finding is held back, and counted at its cause.

Takes all findings of a run with what they were made from. A rule's finding rests on cells: those of the fields that the
rule names, in the rows that it is about. It follows from an earlier finding where
- one of its cells is doubtful: reading made nothing of it (`doubts` in the data), or its figures contradict others
  (the settings in a kind's `DOUBTS`);
- a column that it needs is missing or misread: all its cells are doubtful;
- its rule stands behind the other's (`after`) at the same row;
- it is about a total, and a doubtful row explains the difference (`totals`).
Many alike in one table have one cause (a block pasted a row off, a sheet copied, one wording in many cells): they are
told once, as a range. Reading's findings come first, then the rules in their order. A cause's facts say how many more
rows are like it (`alike`), how many others wait for it (`dependents`) and which rules (`held`); it is at least a
warning where one of those was.
"""
from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks.batch import PERSONS, Batch
from cbcc_xl.checks.kinds import KINDS
from cbcc_xl.checks.places import Group, blocks, by_sheet, rows_of, same_text, spanning
from cbcc_xl.checks.rests import Rests, Root, listed, read_doubts
from cbcc_xl.checks.run import in_order, turn
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
        self._kept: Group = {}              # by place among the findings given
        self._alike: dict[int, int] = {}                 # how many more are told with it
        self._at: dict[Root, int] = {}
        self._waiting: dict[int, list[Finding]] = {}

    def settled(self, laws: Sequence[Law]) -> list[Finding]:
        by_code: dict[str, Group] = {}
        read: dict[Hashable, Group] = {}
        for place, finding in enumerate(self._findings):
            if finding.code in self._batch.laws:
                by_code.setdefault(finding.code, {})[place] = finding
            else:
                read.setdefault(same_text(finding) if self._doubts(finding) == "cells" else place, {})[place] = finding
        for same in read.values():
            self._keep(same, (root for one in same.values() for root in read_doubts(one, self._doubts(one))))
        figures = [law for law in laws if turn(law) == 1 and self._rests.in_one_sheet(law)]
        for some in (figures, *([law] for law in laws)):     # a block of rows is told before single rows of it are
            for law, slip in self._slips(some, by_code):
                self._settle_slip(law, slip, by_code[law.code])
            for law in some if some is not figures else ():
                for group in self._tables(law, by_code.get(law.code, {})):
                    self._settle(law, group)
        return [self._counted(place) for place in sorted(self._kept)]

    def _doubts(self, finding: Finding) -> str:
        return self._batch.catalogue.messages.get(finding.code, {}).get("doubts", "")

    def _settle_slip(self, law: Law, slip: Group, left: Group) -> None:
        """A slip that runs over several rows is told once, unless it follows from something itself."""
        free = {place: finding for place, finding in slip.items() if not self._waits(law, finding)}
        for place in slip:
            del left[place]
        if free:
            self._keep(free, [root for one in free.values() for root in self._rests.doubts(law, one)]
                       + list(self._rests.columns(law, free[min(free)], self._is_most(law, slip))))

    def _settle(self, law: Law, group: Group) -> None:
        """One rule's findings in one table: those that follow wait, what most rows lack or miss is told once."""
        free = {place: finding for place, finding in group.items() if not self._waits(law, finding)}
        if len(free) > 1 and self._has_one_cause(law, group):
            self._keep(free, self._rests.columns(law, free[min(free)]))
            return
        for place, finding in free.items():
            if not self._waits(law, finding):            # one that lacks what an earlier one lacked
                self._keep({place: finding}, self._rests.doubts(law, finding))

    def _keep(self, same: Group, doubtful: Iterable[Root]) -> None:
        """Findings that are told as one, at the first of them, and what they make doubtful."""
        first = min(same)
        self._kept[first] = spanning(list(same.values()))
        self._alike[first] = len(same) - 1
        for root in doubtful:
            self._at.setdefault(root, first)

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

    def _tables(self, law: Law, findings: Group) -> Iterable[Group]:
        """A rule's findings by sheet, those about totals by row, and those that lack a figure by its column."""
        tables: dict[tuple[object, ...], Group] = {}
        for place, finding in findings.items():
            row = rows_of(finding)[0] if "what" in finding.facts else None
            lacking = (finding.origin.cell or "").rstrip("0123456789") if finding.outcome == UNKNOWN else ""
            key = finding.origin.file, finding.origin.sheet, finding.outcome, row, lacking
            tables.setdefault(key, {})[place] = finding
        return tables.values()

    def _slips(self, laws: Sequence[Law], by_code: Mapping[str, Group]) -> list[tuple[Law, Group]]:
        """Figures that contradict each other in most rows of a table, or in rows that follow one another: the longest
        runs first."""
        found = []
        for law in laws:
            if getattr(KINDS[law.kind], "DOUBTS", ()) and law.code in by_code:
                for table in by_sheet(by_code[law.code]):
                    runs = [table] if self._is_most(law, table) else blocks(table)
                    found += [(law, run) for run in runs if len(run) >= FEWEST]
        return sorted(found, key=lambda one: -len(one[1]))

    def _is_most(self, law: Law, group: Group) -> bool:
        return 2 * len(group) >= self._rests.size(law, next(iter(group.values())))

    def _has_one_cause(self, law: Law, group: Group) -> bool:
        """Whether so much of a table lacks the same, or misses the same limit by its own figures, that a person would
        look for one cause."""
        kind, first = KINDS[law.kind], next(iter(group.values()))
        if len(group) < FEWEST or not first.origin.cell:
            return False
        counted_elsewhere = any(key.startswith(PERSONS) for key in listed(law, getattr(kind, "FIELDS", ())))
        return (first.outcome == UNKNOWN or hasattr(kind, "DOUBTS") and not counted_elsewhere) \
            and ("what" in first.facts or self._is_most(law, group))

    def _counted(self, place: int) -> Finding:
        """A cause with the rows that are like it, and the rows and rules that wait for it."""
        cause, waiting, alike = self._kept[place], self._waiting.get(place, []), self._alike[place]
        told = rows_of(cause) if alike else rows_of(cause)[:1]
        own = {(cause.origin.file, cause.origin.sheet, row) for row in told}
        rows = {(one.origin.file, one.origin.sheet, row) for one in waiting for row in rows_of(one)} - own
        more = {"alike": alike, "dependents": len(rows), "held": sorted({one.code for one in waiting})}
        read = cause.code not in self._batch.laws        # a rule that an agency has softened stays so
        grave = read and cause.severity == INFO and any(one.severity != INFO for one in waiting)
        return cause._replace(facts={**cause.facts, **{key: value for key, value in more.items() if value}},
                              severity=WARNING if grave else cause.severity)
