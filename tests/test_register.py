"""Past awards handed in beside the inbox: a column a year or a row an award, and the chains that rest on them."""
from __future__ import annotations

from pathlib import Path

import pytest
from drawing import as_xlsx, drawn

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.cli import main
from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.pipeline.register import read_register

CATALOGUE = load()
THREE_YEARS = frozenset({2021, 2022, 2023})
A_COLUMN_A_YEAR = """
| hàng | A | B | C | D | E | F | G |
| 1 | THỐNG KÊ THÀNH TÍCH, KHEN THƯỞNG 3 NĂM | | | | | | |
| 3 | TT | Họ và tên | Đơn vị | 2021 | 2022 | 2023 | Ghi chú |
| 4 | 1 | Đ/c Lê Na | Phòng Một | CSTĐCS | CSTĐCS; HTXSNV | QĐ 12/QĐ-STP tặng CSTĐCS | |
| 5 | 2 | Phòng Hai | | TTLĐXS | | BK UBND tỉnh | |"""
YEARS_UNDER_ONE_HEADING = """
| hàng | A | B | C | D | E |
| 1 | TT | Họ và tên | Thành tích các năm | < | < |
| 2 | ^ | ^ | Năm 2021 | Năm 2022 | Năm 2023 |
| 3 | 1 | Lê Na | CSTĐCS | CSTĐCS | LĐTT, CSTĐCS |"""
A_ROW_AN_AWARD = """
| hàng | A | B | C | D | E |
| 1 | TT | Tên tập thể/cá nhân | Năm | Danh hiệu | Số QĐ |
| 2 | 1 | Lê Na | 2021 | CSTĐCS | 1/QĐ-STP |
| 3 | 2 | Lê Na | Năm 2022 | CSTĐCS | 2/QĐ-STP |
| 4 | 3 | Lê Na | 2023 | Chiến sĩ thi đua cơ sở | 3/QĐ-STP |"""
NOMINATED = """
| hàng | A | B | C | D |
| 1 | DANH SÁCH ĐỀ NGHỊ DANH HIỆU THI ĐUA NĂM 2024 | | | |
| 2 | TT | Họ và tên | Danh hiệu | Ghi chú |
| 3 | 1 | Lê Na | CSTĐ cấp tỉnh | |"""
INITIATIVES = """
| hàng | A | B | C | D |
| 1 | DANH MỤC SÁNG KIẾN NĂM 2024 | | | |
| 2 | TT | Tên sáng kiến | Tác giả | Phạm vi |
| 3 | 1 | Sổ tay điện tử | Lê Na | Cấp tỉnh |"""


def written(folder: Path, name: str, *drawings: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_xlsx([drawn(f"Trang {number}", drawing.strip().splitlines())
                              for number, drawing in enumerate(drawings, 1)]))
    return path


@pytest.mark.parametrize("drawing", [A_COLUMN_A_YEAR, YEARS_UNDER_ONE_HEADING, A_ROW_AN_AWARD])
def test_each_layout_tells_the_years_of_a_title(drawing: str, tmp_path: Path) -> None:
    history = read_register(written(tmp_path, "lich-su.xlsx", drawing), CATALOGUE).history
    years = history.years("Lê Na", "Phòng Một")
    assert years is not None
    assert years["CSTDCS"] == THREE_YEARS


def test_a_team_has_a_history_too(tmp_path: Path) -> None:
    history = read_register(written(tmp_path, "lich-su.xlsx", A_COLUMN_A_YEAR), CATALOGUE).history
    assert history.years("Phòng Hai", None) == {"TTLDXS": {2021}, "BKT": {2023}}


def test_namesakes_in_two_units_are_told_apart_by_their_unit_alone(tmp_path: Path) -> None:
    drawing = A_COLUMN_A_YEAR + "\n| 6 | 3 | Lê Na | Phòng Ba | | LĐTT | | |"
    history = read_register(written(tmp_path, "lich-su.xlsx", drawing), CATALOGUE).history
    assert history.years("Lê Na", "Phòng Ba") == {"LDTT": {2022}}
    assert history.years("Lê Na", "Phòng Bốn") is None


def test_a_workbook_without_names_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="không có cột “Họ và tên hoặc tên tập thể”"):
        read_register(written(tmp_path, "x.xlsx", "| hàng | A |\n| 1 | Lịch trực |"), CATALOGUE)


def test_a_chain_is_judged_by_the_register(tmp_path: Path) -> None:
    written(tmp_path, "hop/Phòng Một/bieu.xlsx", NOMINATED, INITIATIVES)
    register = written(tmp_path, "lich-su.xlsx", A_COLUMN_A_YEAR)
    short = written(tmp_path, "ngan.xlsx", A_ROW_AN_AWARD.rpartition("\n")[0])
    found = {name: [(one.severity, one.outcome) for one in cbcc_xl.consolidate(tmp_path / "hop", year=2024, **given)
                    .findings if one.code == "cstdt-without-three-years"]
             for name, given in (("none", {}), ("whole", {"register": register}), ("short", {"register": short}))}
    assert found == {"none": [("info", "unknown")], "whole": [], "short": [("error", "not-met")]}


def test_the_command_never_writes_over_the_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "hop/Phòng Một/bieu.xlsx", NOMINATED, INITIATIVES)
    register = written(tmp_path, "lich-su.xlsx", A_COLUMN_A_YEAR)
    before = register.read_bytes()
    asked = ["consolidate", str(tmp_path / "hop"), "--year", "2024", "--register", str(register), "-o"]
    assert main([*asked, str(tmp_path / "tong-hop.xlsx")]) == 0
    assert main([*asked, str(register)]) == 2
    assert "trùng với một tệp đang được đọc" in capsys.readouterr().err
    assert register.read_bytes() == before
