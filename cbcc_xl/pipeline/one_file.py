"""One file: its bytes to records, ledger and what was found on the way. The unit of parallel work.

Takes a name, the bytes and the catalogue; gives a `Part`. Never raises for a file's content: it says why.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.forms.classified import mark_beside, mark_of_sheet
from cbcc_xl.forms.letterhead import Letterhead, from_mail, from_path, read_letterhead, year_of_path
from cbcc_xl.forms.marked_sheet import is_marked, is_marked_sheet
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.inbox.found import digest
from cbcc_xl.inbox.our_outputs import SUMMARY
from cbcc_xl.inbox.summary_sources import from_names
from cbcc_xl.model import READ, SKIPPED, UNREADABLE, UNRECOGNISED, Finding, Grid, Origin, Part, Sent, Sheet, Workbook
from cbcc_xl.pipeline.decode import decoded
from cbcc_xl.pipeline.discreet import discreet
from cbcc_xl.records.shapes import blank
from cbcc_xl.records.sheet import Reading, read_sheet
from cbcc_xl.text.letters import bare
from cbcc_xl.text.names import is_full, numbers_a_person, person

LETTERS = ("docx", "docm", "doc", "odt", "rtf", "pdf")
SHOWN = 6                          # names of embedded files in a finding
_vocabularies: dict[int, tuple[Catalogue, Vocabulary]] = {}


def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """The catalogue's wordings compiled, once a process."""
    known = _vocabularies.get(id(catalogue))
    if known is None:
        _vocabularies.clear()
        known = _vocabularies[id(catalogue)] = (catalogue, Vocabulary(catalogue))
    return known[1]


def read_file(name: str, data: bytes, catalogue: Catalogue, decisions: Decisions = NOTHING_DECIDED,
              passwords: Iterable[str] = (), sent: Sent | None = None, folder: str = "") -> Part:
    """A file's part: read, unrecognised or unreadable. `passwords` are tried on a file that is locked; `sent` is the
    mail that it came with; `folder` the one that it lies in, where its name doesn't tell."""
    sha = digest(data)
    try:
        workbook = read(data, name, passwords=passwords)
    except Unreadable as error:
        return Part(name, sha, UNREADABLE, error.code, error.facts, sent=sent)
    return read_workbook(name, workbook, catalogue, sha, decisions, sent, folder)


def read_workbook(name: str, workbook: Workbook, catalogue: Catalogue, sha256: str = "",
                  decisions: Decisions = NOTHING_DECIDED, sent: Sent | None = None, folder: str = "") -> Part:
    """The part of a workbook already in memory (an open one in Excel, say)."""
    ours = next((sheet.names for sheet in workbook.grids if SUMMARY in sheet.names), None)
    if ours is not None:
        return Part(name, sha256, SKIPPED, "own-summary", sources=from_names(ours))
    vocabulary = vocabulary_of(catalogue).mapping(decisions.mapping)
    secret = mark_beside(workbook.aside, vocabulary.rows)
    if secret:
        return _refused(name, sha256, secret)
    findings: list[Finding] = []
    readings: list[Reading] = []
    heads: list[Letterhead] = []
    for original in workbook.grids:
        grid, found = decoded(original, name)
        grid = discreet(grid, vocabulary.rows.personal)
        findings += found
        reading, head = _sheet(grid, name, vocabulary)
        secret = None if _skipped(grid, vocabulary) else mark_of_sheet(grid, reading.sheet.header_row, vocabulary.rows)
        if secret:
            return _refused(name, sha256, secret)
        readings.append(reading)
        heads.append(head)
    part = _assembled(name, workbook, readings, heads, vocabulary, sent, folder)
    return part._replace(sha256=sha256, sent=sent, findings=(*findings, *part.findings))


def _refused(name: str, sha256: str, mark: str) -> Part:
    """A file marked as a secret: nothing of it goes on but the mark itself."""
    return Part(name, sha256, UNREADABLE, "marked-secret", {"text": mark})


def _sheet(grid: Grid, name: str, vocabulary: Vocabulary) -> tuple[Reading, Letterhead]:
    """One sheet, unless its name or state says that it is no data; a hidden sheet is reported, never counted."""
    if not grid.rows or _skipped(grid, vocabulary):
        return _unread(grid), Letterhead()
    reading = read_sheet(grid, name, None, vocabulary)
    if not grid.visible:
        return _hidden(grid, name, reading), Letterhead()
    top = (reading.sheet.header_row or len(grid.rows)) - 1
    return reading, read_letterhead(grid, min(top, len(grid.rows)), vocabulary)


def _skipped(grid: Grid, vocabulary: Vocabulary) -> bool:
    return is_marked_sheet(grid) or bare(grid.sheet) in vocabulary.rows.skipped_sheets


def _unread(grid: Grid) -> Reading:
    return Reading(Sheet(grid.sheet, None, None, {}), [], [], [])


def _hidden(grid: Grid, name: str, reading: Reading) -> Reading:
    origin = Origin(name, grid.sheet)
    count = len(reading.records)
    said = [Finding("sheet-hidden", "warning", origin, {"count": count}, "unknown")] if count else []
    return Reading(Sheet(grid.sheet, None, None, {}), [], [], said)


def _assembled(name: str, workbook: Workbook, readings: list[Reading], heads: list[Letterhead],
               vocabulary: Vocabulary, sent: Sent | None, folder: str) -> Part:
    unit, unit_from = _unit(name, readings, heads, vocabulary, sent)
    if unit is None and folder:
        unit, unit_from = from_path(f"{folder}/-", vocabulary)
    own = [_sheet_unit(head, unit) for head in heads]
    records = tuple(record._replace(unit=sender) for reading, sender in zip(readings, own, strict=True)
                    for record in reading.records)
    status, reason = _outcome(workbook, readings, vocabulary)
    recognised = status == READ
    findings = [finding for reading in readings for finding in reading.findings]
    if recognised and unit is None:
        findings.append(Finding("unit-unknown", "warning", Origin(name), {}, "unknown"))
    if recognised and sent and unit_from == "mail":
        findings.append(Finding("unit-of-mail", "info", Origin(name), {"unit": unit}))
    if workbook.kind not in LETTERS and (count := sum(map(numbers_a_person, workbook.aside))) > 1:
        findings.append(Finding("names-in-text-box", "warning", Origin(name), {"count": count}, "unknown"))
    if workbook.embedded:
        facts = {"count": len(workbook.embedded), "names": list(workbook.embedded[:SHOWN])}
        findings.append(Finding("embedded-files", "warning", Origin(name), facts, "unknown"))
    if recognised:
        findings += _unread_sheets(name, workbook, readings, vocabulary)
    year = next((head.year for head, reading in zip(heads, readings, strict=True) if head.year and reading.sheet.form),
                None) or year_of_path(name)
    date = next((head.date for head in heads if head.date), None)
    sheets = tuple(reading.sheet._replace(year=head.year, year_cell=head.year_cell)
                   for reading, head in zip(readings, heads, strict=True))
    return Part(name, "", status, reason, {}, unit, unit_from, year,
                workbook.modified, sheets, records,
                tuple(stated for reading in readings for stated in reading.stated), tuple(findings), date,
                any(is_marked(grid) for grid in workbook.grids),
                parent=next((head.parent for head in heads if unit and head.unit == unit), None))


def _outcome(workbook: Workbook, readings: list[Reading], vocabulary: Vocabulary) -> tuple[str, str | None]:
    """What became of a file, and why it wasn't read."""
    if any(reading.sheet.form for reading in readings):
        return READ, None
    filled = [reading for grid, reading in zip(workbook.grids, readings, strict=True)
              if _has_cells(grid) and grid.visible and not _skipped(grid, vocabulary)]
    if filled and all(reading.set_aside for reading in filled):
        return SKIPPED, "decided-no-form"
    return UNRECOGNISED, _why_unrecognised(workbook)


def _sheet_unit(head: Letterhead, unit: str | None) -> str | None:
    """Records belong to whoever sent the file; a letterhead of its own on one sheet doesn't split a file."""
    return unit or head.unit


def _unit(name: str, readings: list[Reading], heads: list[Letterhead],
          vocabulary: Vocabulary, sent: Sent | None) -> tuple[str | None, str | None]:
    """From the first recognised sheet with a letterhead, else the folder or the file's name, else the mail that it came
    with, else the rows' unit."""
    for reading, head in zip(readings, heads, strict=True):
        if reading.sheet.form and head.unit:
            return head.unit, head.unit_from
    for head in heads:
        if head.unit:
            return head.unit, head.unit_from
    unit, where = from_path(name, vocabulary)
    if unit:
        return unit, where
    unit = from_mail(sent, vocabulary) if sent else None
    if unit:
        return unit, "mail"
    units = {record.values.get("unit") for reading in readings for record in reading.records
             if record.form != "attendance"}
    return (units.pop(), "rows") if len(units) == 1 and None not in units else (None, None)


def _why_unrecognised(workbook: Workbook) -> str:
    if not any(_has_cells(grid) for grid in workbook.grids):
        return "no-cells"
    is_letter = workbook.kind in LETTERS and not any(grid.tables for grid in workbook.grids)
    return "letter-without-list" if is_letter else "no-form-found"


def _has_cells(grid: Grid) -> bool:
    return any(not blank(value) for row in grid.rows for value in row)


def _unread_sheets(name: str, workbook: Workbook, readings: list[Reading], vocabulary: Vocabulary) -> list[Finding]:
    """Visible sheets of a recognised file that hold rows and no form."""
    said = []
    for grid, reading in zip(workbook.grids, readings, strict=True):
        asked = bool(reading.findings) or reading.set_aside
        if reading.sheet.form is None and grid.visible and not _skipped(grid, vocabulary) and not asked:
            count = sum(any(not blank(value) for value in row) for row in grid.rows)
            severity, outcome = ("warning", "unknown") if _names_persons(grid) else ("info", "not-met")
            if count:
                said.append(Finding("sheet-not-read", severity, Origin(name, grid.sheet), {"count": count}, outcome))
    return said


def _names_persons(grid: Grid) -> bool:
    """Whether several rows name a person, so that a list may have been missed."""
    return sum(any(isinstance(value, str) and is_full(person(value)) for value in row) for row in grid.rows) > 1
