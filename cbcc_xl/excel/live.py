"""An open workbook checked: findings as colours and notes at its cells, and all of that taken away again.

Takes a `LiveWorkbook`, the catalogue and the day or year whose rules hold. Which colours to give back is kept in the
workbook before the first cell is touched, so that it outlives a restart, a new name and rows inserted meanwhile; what
people wrote in a note stands before our part of it. Values and formulas are never changed.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue, in_force
from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks import check_file, check_inbox, one_cause, verify
from cbcc_xl.excel.port import Coloured, LiveWorkbook
from cbcc_xl.forms.marked_sheet import COLOURS, without_marks
from cbcc_xl.model import ERROR, SEVERITIES, Finding, Grid, Part, Record, Workbook, a1
from cbcc_xl.outputs.marking.marks import Marks, Told, marks
from cbcc_xl.pipeline.one_file import read_workbook


class Checked(NamedTuple):
    """What was found in an open workbook."""
    catalogue: Catalogue
    files: tuple[Part, ...]
    findings: tuple[Finding, ...]      # errors first, then in the order of sheets and rows

    @property
    def records(self) -> list[Record]:
        return [record for part in self.files for record in part.records]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == ERROR for finding in self.findings)


def check(book: LiveWorkbook, catalogue: Catalogue, year: int | None = None, decided: datetime.date | None = None,
          lang: str = "vi") -> Checked:
    """Check the workbook as it stands, and mark it anew."""
    clear(book)
    grids = [book.read(sheet) for sheet in book.sheets()]
    part = read_workbook(book.name(), Workbook(grids, "xlsx"), catalogue)
    findings = sorted(_findings(part, catalogue, year, decided), key=lambda one: SEVERITIES.index(one.severity))
    _mark(book, grids, findings, catalogue, lang)
    return Checked(catalogue, (part,), tuple(findings))


def clear(book: LiveWorkbook) -> int:
    """Take all marks away; gives how many cells had one. A cell that was coloured anew by hand keeps that colour."""
    coloured = book.remembered()
    for sheet, cell, before, mark in coloured:
        if book.colour_of(sheet, cell) == mark:
            book.colour(sheet, cell, before)
        note = book.note_of(sheet, cell)
        if note is not None and without_marks(note) != note.rstrip():
            book.note(sheet, cell, without_marks(note) or None)
    book.remember(())
    return len(coloured)


def _findings(part: Part, catalogue: Catalogue, year: int | None, decided: datetime.date | None) -> list[Finding]:
    """Those of reading and those of the rules; one workbook alone is the whole inbox."""
    rulebook = in_force(catalogue, decided or _last_day(year or part.year))
    verify(rulebook, catalogue)
    findings = [*part.findings, *check_file(part, catalogue, rulebook),
                *check_inbox(part.records, part.stated, [part], catalogue, rulebook)]
    return one_cause(findings, part.records, part.stated, catalogue, rulebook)


def _last_day(year: int | None) -> datetime.date:
    return datetime.date(year, 12, 31) if year else datetime.date.today()


def _mark(book: LiveWorkbook, grids: Iterable[Grid], findings: list[Finding], catalogue: Catalogue, lang: str) -> None:
    found = {grid.sheet: _marks(grid, findings, catalogue, lang) for grid in grids}
    book.remember([Coloured(sheet, a1(*place), book.colour_of(sheet, a1(*place)), COLOURS[severity])
                   for sheet, one in found.items() for place, severity in one.severities.items()])
    for sheet, one in found.items():
        for place, severity in one.severities.items():
            book.colour(sheet, a1(*place), COLOURS[severity])
        for place, text in one.notes.items():
            there = without_marks(book.note_of(sheet, a1(*place)) or "")
            book.note(sheet, a1(*place), f"{there}\n{text}" if there else text)
    places = [finding.origin for finding in findings if finding.origin.sheet in found and finding.origin.cell]
    if places:
        worst = places[0]
        book.select(worst.sheet or "", (worst.cell or "").partition(":")[0])


def _marks(grid: Grid, findings: Iterable[Finding], catalogue: Catalogue, lang: str) -> Marks:
    extent = len(grid.rows), max(map(len, grid.rows), default=0)
    told = [Told(one, words(one, catalogue, lang)) for one in findings if one.origin.sheet == grid.sheet]
    return marks(told, grid.merges, extent, catalogue.words[lang]["severity"], lang)
