"""What the summary shows of rows that may be withdrawn and of files sent again: both counts, live; what changed."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from test_resubmissions import PEOPLE, TEAMS, book, people, saved_on
from test_withdrawn_rows import BINH, STRUCK, consolidated, listed, styled
from uno_office import office  # noqa: F401

from cbcc_xl.decisions import Decisions
from cbcc_xl.pipeline.consolidation import Consolidation

OTHERS = ["Đinh Oanh", "Kiều Phúc", "Mai Quý"]


def written(result: Consolidation, path: Path) -> Path:
    result.to_excel(path)
    return path


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def two_units(folder: Path, decisions: Decisions | None = None) -> Consolidation:
    return consolidated(folder, decisions, mot=listed(styled("A6:E6", STRUCK)),
                        hai=book({PEOPLE: people(*OTHERS), TEAMS: [[1, "Phòng Hai", 9, "TTLĐTT"]]}, "PHÒNG HAI"))


def test_both_counts_stand_on_the_sheet_of_awards_and_on_the_overview_and_are_live(
        office: Any, tmp_path: Path) -> None:  # noqa: F811
    path = written(two_units(tmp_path), tmp_path / "th.xlsx")
    with office.open(path) as shown:
        def found(sheet: str, word: str, columns: str) -> list[str]:
            row = next(row for row in range(1, 90) if shown.shown(sheet, f"B{row}") == word
                       and (sheet != "Tổng quan" or shown.shown(sheet, f"F{row}") not in ("", "Cá nhân")))
            return [shown.shown(sheet, f"{column}{row}") for column in columns]

        stored = [found("Khen thưởng", "Toàn bộ các đơn vị", "DEFG"), found("Tổng quan", "Lao động tiên tiến", "FG")]
        assert stored == [["6", "6", "1", "1"], ["7", "6"]]
        shown.document.calculateAll()
        assert [found("Khen thưởng", "Toàn bộ các đơn vị", "DEFG"),
                found("Tổng quan", "Lao động tiên tiến", "FG")] == stored
    lines = [row[1] for row in rows(path, "Khen thưởng")]
    assert lines.count("Phòng Một") == 2 and lines.count("Phòng Hai") == 1


def test_the_list_of_rows_that_may_be_withdrawn_says_what_was_decided(tmp_path: Path) -> None:
    asked = rows(written(two_units(tmp_path), tmp_path / "1.xlsx"), "Rút tên")
    assert asked[3][1:7] == ("Lê Thị Bình", "Phòng Một", "Đề nghị khen thưởng: cá nhân", "Lao động tiên tiến",
                             "dòng bị gạch ngang", "Đang tính, chờ quyết định")
    (tmp_path / "1.xlsx").unlink()
    path = written(two_units(tmp_path, Decisions(row=(BINH,))), tmp_path / "2.xlsx")
    assert rows(path, "Rút tên")[3][5:7] == ("dòng bị gạch ngang", "Đã rút, không tính")
    assert "Toàn bộ các đơn vị" not in [row[1] for row in rows(path, "Khen thưởng")]


def test_what_changed_between_two_sendings_stands_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    old, new = people(*OTHERS), people(OTHERS[0], OTHERS[2], "Lưu Rạng")
    new[0] = [1, OTHERS[0], "Phó phòng", "LĐTT, CSTĐCS"]
    result = consolidated(tmp_path, **{"ds": book({PEOPLE: old}, saved_at=saved_on(1)),
                                       "ds sua": book({PEOPLE: new}, saved_at=saved_on(2))})
    lines = rows(written(result, tmp_path / "th.xlsx"), "Thay đổi")
    assert [line[2:8] for line in lines[3:]] == [
        ("Sửa", "Đinh Oanh", "Chức vụ", "Chuyên viên", "Phó phòng", "ds sua.xlsx"),
        ("Sửa", "Đinh Oanh", "Danh hiệu, hình thức khen thưởng đề nghị", "Lao động tiên tiến",
         "Lao động tiên tiến; Chiến sĩ thi đua cơ sở", "ds sua.xlsx"),
        ("Thêm", "Lưu Rạng", "Đề nghị khen thưởng: cá nhân", None, None, "ds sua.xlsx"),
        ("Bớt", "Kiều Phúc", "Đề nghị khen thưởng: cá nhân", None, None, "ds sua.xlsx")]


def test_where_nothing_is_withdrawn_or_sent_again_there_is_no_such_sheet(tmp_path: Path) -> None:
    path = written(consolidated(tmp_path, ds=listed()), tmp_path / "th.xlsx")
    made = openpyxl.load_workbook(path)
    assert not {"Rút tên", "Thay đổi"} & set(made.sheetnames)
    assert made["Khen thưởng"].max_row == 8
