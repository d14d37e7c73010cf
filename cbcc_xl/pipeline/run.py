"""The one pipeline: an inbox, the catalogue and a day to one consolidation.

Takes folders, zips or files; gives a `Consolidation`. Raises `InboxError`, `ListError` or `CatalogueError` where the
job can't be done at all; whatever is wrong with a single file is a finding or a reason.
"""
from __future__ import annotations

import datetime
import gc
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TypeVar

from cbcc_xl.catalogue import Catalogue, Rulebook, in_force, load
from cbcc_xl.checks import check_file, check_whole, one_cause, verify, whole
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions, beside
from cbcc_xl.decisions import load as load_decisions
from cbcc_xl.decisions.titles import with_titles
from cbcc_xl.inbox.found import Found, InboxError
from cbcc_xl.inbox.search import find
from cbcc_xl.model import SEVERITIES, SKIPPED, UNREADABLE, WARNING, Finding, Origin, Part
from cbcc_xl.pipeline import units_due
from cbcc_xl.pipeline.consolidation import Consolidation, Records
from cbcc_xl.pipeline.one_file import vocabulary_of
from cbcc_xl.pipeline.passwords import read_passwords
from cbcc_xl.pipeline.reading import Progress, Terms, read_all
from cbcc_xl.pipeline.register import Register, read_register
from cbcc_xl.pipeline.roster import Roster, read_roster
from cbcc_xl.pipeline.summary import summarise
from cbcc_xl.pipeline.unit_names import UnitNames
from cbcc_xl.pipeline.unit_parents import told_apart
from cbcc_xl.pipeline.versions import settled
from cbcc_xl.pipeline.waivers import waived
from cbcc_xl.pipeline.withdrawals import set_aside, with_what_to_decide, without_withdrawn
from cbcc_xl.text.dates import season

Paths = str | os.PathLike[str]
Kind = TypeVar("Kind", bound=Consolidation)


def consolidate(inboxes: Paths | Sequence[Paths], year: int | None = None, decided: datetime.date | None = None,
                units: Paths | None = None, register: Paths | None = None, rules: Iterable[Paths] = (),
                decisions: Paths | Decisions | None = None, jobs: int | None = None, executor: Executor | None = None,
                progress: Progress | None = None, leave_out: Iterable[Paths] = (), passwords: Paths | None = None,
                kind: type[Kind] = Consolidation) -> Kind:                # type: ignore[assignment]
    """All files of one or several inboxes as one picture.

    `units`, `register`: workbooks of units due and of past awards. `decisions`: what a person decided, or the file that
    holds it; where none is given, the `decisions.toml` beside the first inbox if there is one. `decided`: the day whose
    rules hold, else the year's last day; the year is the files' own where none is given.
    `leave_out`: files within the inbox that are none of it (the summary being written). `passwords`: a text file with
    the passwords of locked files, a line each (`pipeline.passwords`).
    """
    with _uncollected():
        return _run(inboxes, year, decided, units, register, rules, decisions, jobs, executor, progress, leave_out,
                    passwords, kind)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A run makes millions of small objects and no cycles: the collector would walk them over and over for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _run(inboxes: Paths | Sequence[Paths], year: int | None, decided: datetime.date | None, units: Paths | None,
         register: Paths | None, rules: Iterable[Paths], decisions: Paths | Decisions | None, jobs: int | None,
         executor: Executor | None, progress: Progress | None, leave_out: Iterable[Paths], passwords: Paths | None,
         kind: type[Kind]) -> Kind:
    catalogue = load(rules)                                               # type: ignore[arg-type]
    folders = [inboxes] if isinstance(inboxes, (str, os.PathLike)) else inboxes
    decided_in = None if isinstance(decisions, Decisions) else decisions or beside(folders[0])
    taken = decisions if isinstance(decisions, Decisions) else \
        load_decisions(decided_in, catalogue) if decided_in else NOTHING_DECIDED
    found = find(*folders, leave_out=[*leave_out, *([decided_in] if decided_in else [])])
    if passwords:
        found = _with_passwords(found, passwords)
    if all(file.skip and not file.lost for file in found):
        raise InboxError("inbox-without-workbooks", inbox=", ".join(map(str, folders)))
    catalogue = with_titles(catalogue, taken)
    roster = read_roster(units, catalogue, taken) if units else Roster()
    past = read_register(register, catalogue, taken) if register else Register()
    vocabulary_of(catalogue)                                              # before workers are forked
    known = decided or (datetime.date(year, 12, 31) if year else None)
    rulebook = _rulebook(catalogue, known) if known else None
    parts = set_aside(_read(found, Terms(catalogue, rulebook, taken), jobs, executor, progress), taken)
    year = year or _year(parts, known)
    if rulebook is None:
        rulebook = _rulebook(catalogue, datetime.date(year, 12, 31))
        parts = [part._replace(findings=(*part.findings, *check_file(part, catalogue, rulebook))) for part in parts]
    return _together(parts, found, catalogue, rulebook, taken, year, roster, past, kind, str(folders[0]))


def _with_passwords(found: list[Found], passwords: Paths) -> list[Found]:
    """The files with the passwords to try on each; the list of passwords itself is none of them."""
    known, own = read_passwords(passwords), os.path.realpath(passwords)
    return [file._replace(passwords=known.of(file.name)) for file in found
            if file.path is None or os.path.realpath(file.path) != own]


def _rulebook(catalogue: Catalogue, day: datetime.date) -> Rulebook:
    rulebook = in_force(catalogue, day)
    verify(rulebook, catalogue)
    return rulebook


def _read(found: list[Found], terms: Terms, jobs: int | None, executor: Executor | None,
          progress: Progress | None) -> list[Part]:
    read = iter(read_all([file for file in found if not file.skip], terms, jobs, executor, progress))
    return [_unread(file) if file.skip else next(read) for file in found]


def _unread(file: Found) -> Part:
    return Part(file.name, "", UNREADABLE if file.lost else SKIPPED, file.skip, file.facts, sent=file.sent)


def _together(parts: list[Part], found: list[Found], catalogue: Catalogue, rulebook: Rulebook, decisions: Decisions,
              year: int, roster: Roster, past: Register, kind: type[Kind],
              folder: str) -> Kind:
    due = roster.due
    parts = told_apart(parts, [name for one in due for name in (one.unit, *one.aliases)], decisions)
    names = UnitNames(parts, [(one.unit, one.aliases) for one in due])
    parts = settled((names.renamed(part) for part in parts), catalogue, decisions)
    parts = without_withdrawn(parts, decisions, year, catalogue, rulebook)
    parts = with_what_to_decide(parts, year)
    records = Records(record for part in parts for record in part.records)
    stated = [one for part in parts for one in part.stated]
    findings = [finding for part in parts for finding in part.findings]
    batch = whole(records, stated, parts, catalogue, rulebook, units_due.headcounts(due), past.history, year,
                  decisions)
    findings += check_whole(batch, rulebook)
    findings += _other_years(parts, year, catalogue)
    findings += units_due.strangers(due, parts) if due else []
    findings = one_cause(findings, records, stated, catalogue, rulebook)
    findings = waived(findings, decisions, parts, year)
    units = tuple(units_due.board(due, parts, findings)) if due else ()
    inbox = {file.name: file for file in found}
    for listed in (roster, past):                # no units' files, but findings lead to them; nothing is written over
        if listed.path:
            inbox.setdefault(listed.file, Found(listed.file, listed.path))
    return kind(year=year, day=rulebook.day, catalogue=catalogue, rulebook=rulebook,
                files=tuple(part._replace(records=(), findings=(), stated=(), withdrawn=()) for part in parts),
                records=records, withdrawn=Records(record for part in parts for record in part.withdrawn),
                findings=tuple(_in_order([*roster.findings, *past.findings, *findings], parts)),
                summary=summarise(records, catalogue, rulebook, stated), units=units, inbox=inbox, batch=batch,
                decisions=decisions, folder=folder)


def _year(parts: list[Part], known: datetime.date | None) -> int:
    """The day's year, else the year that most files speak of, else last year until March and this year after."""
    years = Counter(part.year for part in parts if part.year)
    return known.year if known else years.most_common(1)[0][0] if years else season(datetime.date.today())


def _other_years(parts: list[Part], year: int, catalogue: Catalogue) -> list[Finding]:
    """Files that speak of another year: a wrong file, perhaps."""
    beside = {form.name for form in catalogue.forms.values() if form.beside}
    said = []
    for part in parts:
        forms = {record.form for record in part.records}
        allowed = {year, year + 1, year - 1} if forms <= beside else {year}
        if forms and part.year and part.year not in allowed:
            said.append(Finding("year-differs", WARNING, _where_year(part), {"value": part.year, "year": year},
                                "unknown"))
    return said


def _where_year(part: Part) -> Origin:
    """The cell that says a file's year; the file where its name does."""
    sheet = next((sheet for sheet in part.sheets if sheet.year == part.year and sheet.form and sheet.year_cell), None)
    return Origin(part.file, sheet.sheet, sheet.year_cell) if sheet else Origin(part.file)


def _in_order(findings: list[Finding], parts: list[Part]) -> list[Finding]:
    """Errors first, then in the order of files, sheets and rows as they were met."""
    place = {part.file: index for index, part in enumerate(parts)}
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity),
                                                 place.get(finding.origin.file or "", -1)))
