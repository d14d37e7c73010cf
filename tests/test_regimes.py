"""The same files judged on three days: what is found differs exactly where the law does.

Each page of `tests/regimes` draws an inbox that sits on limits that differ, and ends with the whole of what differs:

    ## Phòng Một.xlsx · Cá nhân                  a sheet of a file; the name of the file is the unit that sent it
    BẦU BÍ THƯ CHI BỘ                            a line of its own
    triệu tập: 20; có mặt: 15                    labels with their figures, each in a row of its own
    | STT | Họ và tên | Xếp loại |               a row of the table
    ## Khác nhau
    | tệp | dòng | quy tắc | A | B | C |         rule, then severity, source and article by the law of each day

A rule that the data files tell apart between the days, and that no page shows, is a failure: draw its case.
"""
from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cbcc_xl
from cbcc_xl.catalogue import changes, in_force, load
from cbcc_xl.model import UNKNOWN, Finding

DAYS = {"A": datetime.date(2023, 12, 20), "B": datetime.date(2024, 12, 31), "C": datetime.date(2026, 12, 1)}
PAGES = sorted((Path(__file__).parent / "regimes").glob("*.md"))
HEAD = ["tệp", "dòng", "quy tắc", *DAYS]
SECTION = re.compile(r"(?m)^## ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_found_differs_exactly_where_the_law_does(page: Path, tmp_path: Path) -> None:
    draw(page, tmp_path)
    views = [found(tmp_path, day) for day in DAYS.values()]
    told = [[*place, *(view.get(place, "") for view in views)] for place in sorted({*views[0], *views[1], *views[2]})]
    assert [line for line in told if len(set(line[3:])) > 1] == differences(page)


def test_each_rule_that_differs_is_drawn() -> None:
    catalogue = load()
    views = [in_force(catalogue, day) for day in DAYS.values()]
    differing = {change.code for earlier, later in pairwise(views) for change in changes(earlier, later)}
    drawn = {line[2] for page in PAGES for line in differences(page)}
    assert sorted(differing - drawn) == [], "draw a case of these in tests/regimes"
    held = {code for code in drawn - differing if not catalogue.rules[code].after}
    assert sorted(held) == [], "these neither differ between the days nor give way to a rule that does"


def draw(page: Path, folder: Path) -> None:
    """The page's files, written as .xlsx."""
    books: dict[str, openpyxl.Workbook] = {}
    for title, lines in sections(page):
        file, _, sheet = title.partition(" · ")
        if sheet:
            book = books.setdefault(file, openpyxl.Workbook())
            _fill(book.create_sheet(sheet), file.removesuffix(".xlsx"), lines)
    for file, book in books.items():
        book.remove(book.worksheets[0])
        book.save(folder / file)


def _fill(sheet: Any, unit: str, lines: list[str]) -> None:
    """The letterhead with the unit, then what is drawn."""
    for row in (["UBND TỈNH AN HÒA"], [unit.upper()], []):
        sheet.append(row)
    for line in lines:
        if line.startswith("|"):
            sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in cells(line)])
        elif "; " in line:
            for label, figure in (part.split(": ") for part in line.split("; ")):
                sheet.append([f"{label}:", int(figure)])
        else:
            sheet.append([line])


def sections(page: Path) -> list[tuple[str, list[str]]]:
    """Each section's title and lines, the fences left out."""
    _, *parts = SECTION.split(page.read_text("utf-8"))
    split = [[line.strip() for line in part.splitlines() if line.strip() not in ("", "```")] for part in parts]
    return [(title, lines) for title, *lines in split]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def differences(page: Path) -> list[list[str]]:
    """The page's own table of what differs."""
    (lines,) = [lines for title, lines in sections(page) if title == "Khác nhau"]
    head, _, *rows = map(cells, lines)
    assert head == HEAD
    return rows


@cache
def found(inbox: Path, day: datetime.date) -> dict[tuple[str, str, str], str]:
    """File, row and rule → severity, source and article; several findings of a rule at one row are one."""
    result = cbcc_xl.consolidate(inbox, decided=day, year=2023)
    return {_place(finding): _said(finding) for finding in result.findings if finding.document}


def _place(finding: Finding) -> tuple[str, str, str]:
    row = re.search(r"\d+", finding.origin.cell or "")
    return (finding.origin.file or "cả hộp thư").removesuffix(".xlsx"), row[0] if row else "", finding.code


def _said(finding: Finding) -> str:
    unknown = "chưa rõ " if finding.outcome == UNKNOWN else ""
    return f"{unknown}{finding.severity} {finding.document} {finding.article or ''}".strip()
