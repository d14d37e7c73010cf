"""What holds for any sheet at all: no row without a fate, no record without its cells, no order that matters.

Sheets are drawn by hypothesis: a form's table with its columns in any order, anywhere, under any letterhead, with
gaps, totals, signatures and nonsense around and within it; or nonsense alone.
"""
from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.model import FATES, PROBLEM, Grid, Part, Workbook
from cbcc_xl.pipeline.one_file import read_file, read_workbook

CATALOGUE = load()
FORMS = [form for form in CATALOGUE.forms.values() if not form.internal]
NAMES = ["Nguyễn Thị Hòa", "Trần Văn Nam", "TRẦN VĂN NAM", "Lê Uỷ", "Phòng Tổng hợp", "Tổ 1", "x", "LĐTT", "CSTĐCS"]
NONSENSE = ["Cộng", "Tổng cộng: 3", "NGƯỜI LẬP BIỂU", "I", "A", "1", "(1)", "Ghi chú", "Họ và tên", "=SUM(A1:A3)",
            "Danh sách có 2 người", "Đơn vị", "Tán thành", "UBND TỈNH X", "Số: 12/BC-UBND", "Năm 2023", "...", "-",
            "\u200b"]
CELLS = st.one_of(st.none(), st.sampled_from(NAMES + NONSENSE), st.integers(-1, 70), st.floats(0, 2),
                  st.text(max_size=8), st.booleans(), st.dates())
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=4)
MARK = re.compile(r"([A-Z]+)(\d+)")


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    """A form's heading and rows, its columns in any order and any wording, at any place in a sheet."""
    form = draw(st.sampled_from(FORMS))
    columns = [(key, words) for key, words in form.headings.items() if words]
    chosen = draw(st.permutations(columns).map(lambda every: every[:draw(st.integers(1, 7))]))
    heading = [draw(st.sampled_from(words)) for _, words in chosen]
    body = draw(st.lists(st.lists(CELLS, min_size=len(chosen), max_size=len(chosen)), max_size=8))
    left = [None] * draw(st.integers(0, 3))
    return [*draw(ROWS), *([*left, *row] for row in [heading, *body]), *draw(ROWS)]


SHEETS = st.one_of(tables(), ROWS, st.tuples(tables(), tables()).map(lambda two: two[0] + two[1]))


def empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def read(*sheets: list[list[Any]]) -> Part:
    grids = [Grid(f"S{number}", rows) for number, rows in enumerate(sheets)]
    return read_workbook("Phòng A/bieu.xlsx", Workbook(grids, "xlsx"), CATALOGUE)


@settings(max_examples=80)
@given(st.lists(SHEETS, min_size=1, max_size=2))
def test_every_row_that_holds_something_has_one_fate(sheets: list[list[list[Any]]]) -> None:
    part = read(*sheets)
    for rows, ledger in zip(sheets, part.sheets, strict=True):
        filled = {number for number, row in enumerate(rows, 1) if not all(map(empty, row))}
        if ledger.form is None:
            told = any(finding.origin.sheet == ledger.sheet for finding in part.findings)
            assert told or not filled or part.status == "unrecognised"
            continue
        numbers = [number for number, _ in ledger.fates]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) == filled
        counted = {fate: sum(one == fate for _, one in ledger.fates) for fate in FATES}
        assert counted == {fate: ledger.rows.get(fate, 0) for fate in FATES}


@settings(max_examples=80)
@given(SHEETS)
def test_records_come_from_rows_that_are_records_and_from_cells_that_are_there(rows: list[list[Any]]) -> None:
    part = read(rows)
    fates = dict(part.sheets[0].fates)
    of_records = {row for row, fate in fates.items() if fate == "record"}
    assert {record.row for record in part.records} == of_records
    for record in part.records:
        assert record.values
        for key in record.values:
            assert MARK.fullmatch(record.cell(key))


@settings(max_examples=80)
@given(SHEETS)
def test_a_row_that_is_a_problem_is_told(rows: list[list[Any]]) -> None:
    part = read(rows)
    told = {int(row) for finding in part.findings if finding.origin.cell
            for low, high in [spans(finding.origin.cell)] for row in range(low, high + 1)}
    whole = any(finding.origin.sheet and not finding.origin.cell for finding in part.findings)
    problems = {row for row, fate in part.sheets[0].fates if fate == PROBLEM}
    assert whole or problems <= told


def spans(cell: str) -> tuple[int, int]:
    rows = [int(number) for _, number in MARK.findall(cell)]
    return min(rows), max(rows)


@settings(max_examples=80)
@given(SHEETS, st.integers(0, 5), st.integers(0, 3))
def test_where_a_sheet_begins_changes_nothing_but_the_places(rows: list[list[Any]], down: int, right: int) -> None:
    here = read(rows)
    moved = read([[]] * down + [[None] * right + row for row in rows])
    assert [record.values for record in here.records] == [record.values for record in moved.records]
    assert [(row + down, fate) for row, fate in here.sheets[0].fates] == list(moved.sheets[0].fates)
    assert sorted(finding.code for finding in here.findings) == sorted(finding.code for finding in moved.findings)


NOMINEES = ["Nguyễn Thị Hòa", "Trần Văn Nam", "Lê Văn Uy", "Phạm Thị Lan", "Đỗ Văn Sáu"]
PEOPLE = st.lists(st.tuples(st.sampled_from(NOMINEES), st.sampled_from(["LĐTT", "CSTĐCS", "LĐTT; GK", ""])),
                  min_size=1, max_size=5, unique_by=lambda one: one[0])


@pytest.fixture(scope="module")
def folder() -> Any:
    with TemporaryDirectory() as name:
        yield Path(name)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_changes_no_figure(folder: Path, people: list[tuple[str, str]],
                                                       random: Any) -> None:
    figures = []
    for shuffled in (people, random.sample(people, len(people))):
        file = folder / "Phòng A" / "khen.xlsx"
        file.parent.mkdir(exist_ok=True)
        workbook = openpyxl.Workbook()
        for row in [("TT", "Họ và tên", "Đơn vị", "Danh hiệu đề nghị"),
                    *((number, name, "Phòng A", titles) for number, (name, titles) in enumerate(shuffled, 1))]:
            workbook.active.append(row)
        workbook.save(file)
        result = cbcc_xl.consolidate(folder, year=2023, jobs=1)
        result.to_json(folder.parent / f"{folder.name}.json")
        report = json.loads((folder.parent / f"{folder.name}.json").read_text())
        figures.append([report["summary"], sorted(finding["code"] for finding in report["findings"])])
    assert figures[0] == figures[1]


@given(st.binary(max_size=200), st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a.html"]))
def test_any_bytes_give_a_part(data: bytes, name: str) -> None:
    part = read_file(name, data, CATALOGUE)
    assert part.status in ("read", "unrecognised", "unreadable")
    assert part.status == "read" or part.reason
