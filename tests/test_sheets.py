"""Drawn sheets: what each form's odd layouts read as, whole, in `tests/sheets/<form>/<what-is-odd>.md`.

How a sheet is drawn is said in `drawing.py`. Around the table stand

    file: Phòng CNTT/khen.xlsx                   its name in the inbox, "Phòng Tổng hợp/bieu.xlsx" where none is given
    sheet: Cá nhân                               begins a sheet, "Trang 1" where none is given
    nfd                                          letters and their marks are written apart
    unit Phòng CNTT from letterhead; year 2023   what the file says of its sender ("from folder", no year, if not given)
    form award-person; record 2, heading 1, other 2
    every row: seats=3, valid=40                 what all records of the sheet have, besides
    10: name=Nguyễn Thị Hòa, titles=LDTT GK      a record by its row; `10 award-team: …` where it is of another form
    D11: warning mark-unclear, text="có thể"     a finding: cell, severity, code, those facts that matter
    in the file: warning unit-unknown            a finding without a cell, or `in the sheet: …`
    totals differ: C7, D7                        typed totals and counts in words that the rows don't bear out

Each is written as .xlsx, .ods and .xls and read through `read_file`; what isn't expected is a failure too. Those in
`sheets/not_yet` are still misread: they fail, and a cure shows itself.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from drawing import Drawing, as_ods, as_xls, as_xlsx, drawn
from letters import as_docx
from linting import of_finding

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.checks import check_file
from cbcc_xl.model import FATES, Finding, Part
from cbcc_xl.pipeline.one_file import read_file

FOLDER = Path(__file__).parent / "sheets"
CATALOGUE = load()
RULES = in_force(CATALOGUE, datetime.date(2024, 12, 31))
OF_TOTALS = ("total-differs", "declared-count-differs")
WRITERS: dict[str, Callable[[list[Drawing]], bytes]] = {"xlsx": as_xlsx, "ods": as_ods, "xls": as_xls, "docx": as_docx}
FILE, SHEET, UNIT = "Phòng Tổng hợp/bieu.xlsx", "Trang 1", ("Phòng Tổng hợp", "folder")

RECORD = re.compile(r"(\d+)(?: ([a-z-]+))?:(.*)")
FINDING = re.compile(r"([A-Z]+\d+(?::[A-Z]+\d+)?|in the sheet|in the file): (error|warning|info) ([\w-]+)(?:, (.*))?")
SENDER = re.compile(r"unit (.+?) from (\w+)(?:; year (\d{4}))?|no unit|year (\d{4})")
FORM = re.compile(r"form ([\w-]+)(?:; (.*))?")
PAIR = re.compile(r'\s*([\w-]+)=("[^"]*"|[^,]*)(?:,|$)')


Where = tuple[str | None, str | None, str, str]        # of a finding: sheet, cell, severity, code


class Expected(NamedTuple):
    """The sheets that a drawing draws, and what it says that reading gives."""
    file: str
    drawings: list[Drawing]
    sender: tuple[str | None, str | None, int | None]
    forms: list[tuple[str | None, dict[str, int]]]
    records: list[tuple[str, str, int, dict[str, Any]]]
    findings: list[tuple[Where, dict[str, str]]]
    differing: list[str]


def read_drawing(text: str) -> Expected:
    """One drawing's page, its prose left out: what stands between the fences."""
    lines = [line for block in re.findall(r"```\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    file, sheet, sender, decomposed = FILE, SHEET, (*UNIT, None), "nfd" in lines
    tables: dict[str, list[str]] = {}
    forms: dict[str, tuple[str | None, dict[str, int]]] = {}
    records: list[tuple[str, str, int, dict[str, Any]]] = []
    findings: list[tuple[Where, dict[str, str]]] = []
    shared: dict[str, Any] = {}
    differing: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("|"):
            tables.setdefault(sheet, []).append(line)
        elif line.startswith("file: "):
            file = line.removeprefix("file: ")
        elif line.startswith("sheet: "):
            sheet, shared = line.removeprefix("sheet: "), {}
        elif found := FORM.fullmatch(line):
            form = None if found[1] == "none" else found[1]
            forms[sheet] = (form, {fate: int(count) for fate, count in re.findall(r"(\w+) (\d+)", found[2] or "")})
        elif line.startswith("every row: "):
            shared = values(forms[sheet][0] or "", line.removeprefix("every row: "))
        elif found := RECORD.fullmatch(line):
            own = found[2] or forms[sheet][0] or ""
            records.append((own, sheet, int(found[1]), {**shared, **values(own, found[3])}))
        elif found := FINDING.fullmatch(line):
            cell = None if found[1].startswith("in the") else found[1]
            where = None if found[1] == "in the file" else sheet
            findings.append(((where, cell, found[2], found[3]), dict(pairs(found[4] or ""))))
        elif found := SENDER.fullmatch(line):
            year = found[3] or found[4]
            named = (None, None) if line == "no unit" else (found[1], found[2]) if found[1] else UNIT
            sender = (*named, int(year) if year else None)
        elif line.startswith("totals differ: "):
            differing = line.removeprefix("totals differ: ").split(", ")
        elif line != "nfd":
            raise ValueError(f"what is this line of a drawing: {line}")
    drawings = [drawn(name, table, decomposed) for name, table in tables.items()]
    return Expected(file, drawings, sender, [forms[one.name] for one in drawings], records, findings,
                    differing)


def pairs(text: str) -> list[tuple[str, str]]:
    found = list(PAIR.finditer(text.strip()))
    assert "".join(match[0] for match in found) == text.strip(), f"not pairs of a key and a value: {text}"
    return [(match[1], match[2].strip().strip('"')) for match in found]


def values(form: str, text: str) -> dict[str, Any]:
    """`present=12, titles=LDTT GK` in the shapes that the form's fields have."""
    types = {"valid": "count", **{field.key: field.type for field in CATALOGUE.forms[form].fields}}
    shapes: dict[str, Callable[[str], Any]] = {"count": int, "titles": str.split, "list": lambda text: text.split("; ")}
    return {key: shapes.get(types[key], str)(value)
            for key, value in pairs(text)}


DRAWINGS = {path.relative_to(FOLDER).as_posix().removesuffix(".md"): path for path in sorted(FOLDER.rglob("*.md"))}


def cases() -> list[Any]:
    """Each drawing in each kind of file that can hold it."""
    made = []
    for name, path in DRAWINGS.items():
        formulas = re.search(r"\| *=", path.read_text("utf-8"))
        sheets = re.findall("^sheet: ", path.read_text("utf-8"), re.MULTILINE)
        for kind in ["xlsx"] if formulas else WRITERS:
            if kind == "docx" and (len(sheets) > 1 or "is-a-date" in path.read_text("utf-8")):
                continue                             # a letter is one sheet, and makes no date of 12/13
            marks = [pytest.mark.xfail(strict=True)] if name.startswith("not_yet/") else []
            made.append(pytest.param(path, kind, id=f"{name}.{kind}", marks=marks))
    return made


@pytest.mark.parametrize("path, kind", cases())
def test_a_drawn_sheet_reads_as_it_says(path: Path, kind: str) -> None:
    expected = read_drawing(path.read_text("utf-8"))
    folder, _, last = expected.file.rpartition("/")
    stem = expected.drawings[0].name if kind == "docx" and expected.sender[1] != "file" else last.rpartition(".")[0]
    name = f"{folder}/{stem}.{kind}".lstrip("/")
    part = read_file(name, WRITERS[kind](expected.drawings), CATALOGUE)
    assert told(as_drawing(part, expected)) == told(expected)
    assert sorted(differing(part)) == sorted(expected.differing)
    assert [fault for finding in part.findings for fault in of_finding(finding, CATALOGUE)] == []


def differing(part: Part) -> list[str | None]:
    """The cells of what a sheet states about its own rows and these don't bear out."""
    return [finding.origin.cell for finding in check_file(part, CATALOGUE, RULES) if finding.code in OF_TOTALS]


def as_drawing(part: Part, expected: Expected) -> Expected:
    """What reading gave, as a drawing would say it; of a finding's facts those that the drawing speaks of."""
    asked = {where: facts.keys() for where, facts in expected.findings}
    findings = [(where, {key: str(value) for key, value in finding.facts.items() if key in asked.get(where, ())})
                for finding in part.findings if (where := _where(finding))]
    return Expected(part.file, [], (part.unit, part.unit_from, part.year),
                    [(sheet.form, sheet.rows) for sheet in part.sheets],
                    [(record.form, record.sheet, record.row, record.values) for record in part.records], findings, [])


def _where(finding: Finding) -> Where:
    return finding.origin.sheet, finding.origin.cell, finding.severity, finding.code


def told(expected: Expected) -> list[str]:
    """One line a fact, in an order of its own, so that a difference can be read."""
    unit, source, year = expected.sender
    return [f"unit {unit} from {source}; year {year}",
            *(f"form {form}; {', '.join(f'{fate} {rows[fate]}' for fate in FATES if rows.get(fate))}"
              for form, rows in expected.forms),
            *sorted(f"{sheet} {row:3} {form}: {_pairs(content)}" for form, sheet, row, content in expected.records),
            *sorted(f"{sheet} {cell}: {severity} {code}, {_pairs(facts)}"
                    for (sheet, cell, severity, code), facts in expected.findings)]


def _pairs(content: dict[str, Any]) -> str:
    return ", ".join(f"{key}={content[key]!r}" for key in sorted(content))
