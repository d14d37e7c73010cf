"""What a finding rests on, and what it makes doubtful: cells, columns of a table, rules at a row.

Takes a batch and findings with their rules; gives roots, by which `one_cause` finds what follows from what. A kind of
rule says by `DOUBTS` which of its settings name figures that contradict each other; by `rests_on`, where its `FIELDS`
don't tell, which keys it looks at.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import ATTENDANCE, PERSON, PERSONS, Batch
from cbcc_xl.checks.places import CELL, cells_of, rows_of
from cbcc_xl.model import INFO, UNKNOWN, Finding, Origin, Record, Stated

DIGITS = tuple("0123456789")


class Root(NamedTuple):
    """Something that may be doubtful: a cell, a column or its sum (`what` its key), a sheet's rows, a rule at a row."""
    kind: str                      # cell, column, sum, rows, code, asked
    file: str | None
    sheet: str | None
    what: str
    more: str = ""


class Rests:
    """The ground under the findings of one batch."""

    def __init__(self, batch: Batch, kinds: Mapping[str, ModuleType], findings: Iterable[Finding]) -> None:
        self._kinds = kinds
        sheets = {finding.origin[:2] for finding in findings}
        self._rows: dict[tuple[str, str | None, str | None], dict[int, list[Record]]] = {}
        for form, records in batch.forms.items():
            for record in records:
                if (record.file, record.sheet) in sheets:
                    table = self._rows.setdefault((form, record.file, record.sheet), {})
                    table.setdefault(record.row, []).append(record)
        self._stated = {(stated.origin, stated.what): stated for stated in batch.stated}

    def size(self, law: Law, finding: Finding) -> int:
        """How many rows of the finding's sheet the rule may speak of."""
        form = law.on.get("form") or finding.facts.get("form", "")
        return len(self._rows.get((form, finding.origin.file, finding.origin.sheet), ()))

    def in_one_sheet(self, law: Law) -> bool:
        """Whether the rule looks at figures of one row or sheet only."""
        return not any("." in key for key in listed(law, getattr(self._kinds[law.kind], "FIELDS", ())))

    def stated(self, finding: Finding) -> Stated | None:
        return self._stated.get((finding.origin, finding.facts.get("what", "")))

    def at(self, form: str, origin: Origin, row: int) -> list[Record]:
        """The records of a row; of several (a column a unit) those that have the origin's column."""
        found = self._rows.get((form, origin.file, origin.sheet), {}).get(row, [])
        cell = CELL.fullmatch(origin.cell or "")
        return [one for one in found if cell and cell[1] in one.columns.values()] or found if len(found) > 1 else found

    def records(self, law: Law, finding: Finding) -> list[Record]:
        """The records that a finding is about: those of its rows, else the first of its sheet."""
        form, origin = law.on.get("form", ""), finding.origin
        rows = self._rows.get((form, origin.file, origin.sheet), {})
        return self._own_rows(law, finding) or next(iter(rows.values()), [])[:1]

    def _own_rows(self, law: Law, finding: Finding) -> list[Record]:
        form = law.on.get("form") or finding.facts.get("form", "")
        return [record for row in rows_of(finding) for record in self.at(form, finding.origin, row)]

    def roots(self, law: Law, finding: Finding) -> Iterator[Root]:
        """All that the finding rests on."""
        keys = self._keys(law, finding)
        whole = slice(1 if law.on.get("over") == "table" and finding.outcome != UNKNOWN else None)
        for record in self.records(law, finding):
            for key in _likeliest(record, keys):
                if finding.outcome == UNKNOWN or "." in key or key in record.columns:
                    yield from _cells(record, key, law.on["form"])[whole]
        file, sheet, _ = finding.origin
        of_table = not self._own_rows(law, finding)
        asks = finding.outcome == UNKNOWN
        for code in (*law.after, *(law.on.get("asked_after", ()) if asks else ())):
            for kind in ("code", "asked") if asks else ("code",):
                for row in rows_of(finding):
                    yield Root(kind, file, sheet, code, str(row))
                if of_table:
                    yield Root(kind, file, sheet, code)

    def doubts(self, law: Law, finding: Finding) -> Iterator[Root]:
        """What the finding makes doubtful: figures that contradict each other, or a cell or column that lacks."""
        yield from said_at(finding, "asked" if finding.outcome == UNKNOWN else "code")
        if finding.severity == INFO:                     # what is only noted casts no doubt
            return
        form, doubted = law.on.get("form", ""), getattr(self._kinds[law.kind], "DOUBTS", ())
        keys = self._keys(law, finding) if finding.outcome == UNKNOWN else listed(law, doubted)
        if doubted and finding.origin.cell and finding.outcome != UNKNOWN:     # what lacks is told below, by its keys
            yield Root("cell", finding.origin.file, finding.origin.sheet, finding.origin.cell)
        for record in self.records(law, finding):
            for key in _likeliest(record, keys):
                given = key in record.values or "." in key       # a figure that isn't there contradicts none
                if given if finding.outcome != UNKNOWN else key not in record.values:
                    yield from _own(record, key, form)
                    yield Root("sum", record.file, None, key, form)

    def columns(self, law: Law, finding: Finding, whole: bool = True) -> Iterator[Root]:
        """The sums of columns, and the columns as a whole, that many findings of one rule make doubtful."""
        if finding.severity == INFO:
            return
        file, sheet, _ = finding.origin
        kind, form = self._kinds[law.kind], law.on.get("form", "")
        for key in listed(law, getattr(kind, "DOUBTS", ()) or getattr(kind, "FIELDS", ())):
            yield Root("sum", file, sheet, key, form)
            yield Root("sum", file, None, key, form)
            if whole:
                yield Root("column", file, sheet, key, form)
                yield Root("column", file, None, key, form)

    def _keys(self, law: Law, finding: Finding) -> list[str]:
        kind = self._kinds[law.kind]
        if finding.outcome == UNKNOWN and finding.facts.get("fields"):
            return list(finding.facts["fields"])
        return list(kind.rests_on(law)) if hasattr(kind, "rests_on") else listed(law, getattr(kind, "FIELDS", ()))


def _likeliest(record: Record, keys: list[str]) -> list[str]:
    """Of figures that contradict each other the row's own, if it has any: they are likelier wrong than the sheet's."""
    return [key for key in keys if not record.columns.get(key, "").endswith(DIGITS)] or keys


def _cells(record: Record, key: str, form: str) -> list[Root]:
    """The column that a figure stands in and, behind it, its cell; figures counted elsewhere have a column only."""
    if key.startswith(PERSONS):
        return [Root("column", record.file, None, "titles", PERSON)]
    if key.startswith(ATTENDANCE):
        return [Root("sum", record.file, None, key.removeprefix(ATTENDANCE), "attendance")]
    return [Root("column", record.file, record.sheet, key, form), *_own(record, key, form)]


def _own(record: Record, key: str, form: str) -> list[Root]:
    place = record.columns.get(key)
    if place is None:
        return [] if "." in key else [Root("column", record.file, record.sheet, key, form)]
    return [Root("cell", record.file, record.sheet, place if place[-1].isdigit() else f"{place}{record.row}")]


def said_at(finding: Finding, kind: str = "code") -> Iterator[Root]:
    """The finding itself, as rules that stand behind it see it: its code at each of its rows, and in its sheet.

    `asked`: it lacks data, so that only what lacks data too follows from it.
    """
    for row in rows_of(finding):
        yield Root(kind, finding.origin.file, finding.origin.sheet, finding.code, str(row))
    yield Root(kind, finding.origin.file, finding.origin.sheet, finding.code)


def read_doubts(finding: Finding, doubts: str) -> Iterator[Root]:
    """What a finding of reading makes doubtful: its `cells`, a `column`, or how many `rows` there are."""
    yield from said_at(finding)
    file, sheet, cell = finding.origin
    if doubts == "cells":
        for place in cells_of(cell):
            yield Root("cell", file, sheet, place)
    elif doubts == "column":
        form = finding.facts.get("form", "")
        for key in finding.facts.get("fields") or [finding.facts.get("field", "")]:
            yield Root("column", file, sheet, key, form)
            yield Root("column", file, None, key, form)
    elif doubts == "rows":
        yield Root("rows", file, sheet, "")


def listed(law: Law, settings: Iterable[str]) -> list[str]:
    """The keys that some of a rule's settings name."""
    keys: list[str] = []
    for setting in settings:
        value: Any = law.on.get(setting, ())
        keys += [value] if isinstance(value, str) else value
    return keys
