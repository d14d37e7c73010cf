"""One cause, one finding: measured on clean files in which a clerk's mistakes are planted (`economy`).

The table by kind stands in `docs/economy.md`; `python -m tools.economy` writes it anew.
"""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from economy.clean import awards, conference
from economy.kinds import KINDS
from economy.measure import CASES, Outcome, findings_of, measure, page, totals

import cbcc_xl

PAGE = Path(__file__).parent.parent / "docs/economy.md"


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [measure(kind) for kind in KINDS]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_said_of_a_clean_file(seed: int) -> None:
    assert findings_of(conference(seed)) == []
    assert findings_of(awards(seed)) == []


def test_there_are_kinds_enough_each_with_its_cases(outcomes: list[Outcome]) -> None:
    assert len({one.kind.name for one in outcomes}) == len(outcomes) >= 25
    assert all(one.cases == CASES for one in outcomes)


def test_mistakes_are_found_at_their_cell_by_their_cause(outcomes: list[Outcome]) -> None:
    found, _ = totals(outcomes)
    assert found >= 0.95, {one.kind.name: one.missed for one in outcomes if one.missed}


def test_one_cause_is_one_finding(outcomes: list[Outcome]) -> None:
    _, said = totals(outcomes)
    assert said <= 1.2, {one.kind.name: one.findings / one.cases for one in outcomes if one.findings > one.cases}


def test_totals_that_count_both_marks_of_a_row_wait_for_that_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["SỞ TƯ PHÁP"], ["BẢNG XẾP LOẠI CÔNG CHỨC"],
                 ["STT", "Họ và tên", "Đơn vị", "HTXSNV", "HTTNV", "HTNV", "KHTNV"],
                 [1, "Nguyễn Văn An", "Phòng Một", "x"], [2, "Lê Thị Bình", "Phòng Một", "x", "x"],
                 [3, "Trần Văn Cường", "Phòng Một", None, "x"], ["Tổng cộng", None, None, 2, 2, 0, 0]):
        book.active.append(line)
    book.save(tmp_path / "Sở Tư pháp.xlsx")
    found = [one for one in cbcc_xl.consolidate(tmp_path, year=2024, jobs=1).findings if one.severity != "info"]
    assert [(one.code, one.origin.cell) for one in found] == [("rating-marked-twice", "D5")]
    assert found[0].facts["held"] == ["person-not-rated", "total-differs"]


def test_the_page_is_todays(outcomes: list[Outcome]) -> None:
    assert PAGE.read_text("utf-8") == page(outcomes), "run `python -m tools.economy`"
