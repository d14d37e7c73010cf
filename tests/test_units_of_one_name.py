"""Units of one name under two parents are two; what may be one unit stays one."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import cbcc_xl as cx

HEAD = ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"]


def sent(folder: Path, parent: str | None, name: str, unit: str = "PHÒNG HÀNH CHÍNH") -> None:
    book = openpyxl.Workbook()
    for row in [[parent] if parent else [], [unit], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"], HEAD,
                [1, name, "Phòng Hành chính", "LĐTT"]]:
        book.active.append(row)
    folder.mkdir(parents=True)
    book.save(folder / "khen.xlsx")


def units(inbox: Path, decisions: Path | None = None) -> dict[str, int]:
    done = cx.consolidate(inbox, year=2023, decisions=decisions, jobs=1)
    assert {award.unit for award in done.summary.awards} == {part.unit for part in done.files}
    assert {one.values["unit"] for one in done.records} == {part.unit for part in done.files}
    return {award.unit: award.count for award in done.summary.awards}


def test_under_two_parents_of_one_rank(tmp_path: Path) -> None:
    sent(tmp_path / "hop" / "a", "CHI CỤC KIỂM LÂM", "Trần Văn An")
    sent(tmp_path / "hop" / "b", "CHI CỤC THỦY LỢI", "Trần Văn Bình")
    assert units(tmp_path / "hop") == {"Phòng Hành chính - Chi cục Kiểm lâm": 1,
                                       "Phòng Hành chính - Chi cục Thủy lợi": 1}
    page = tmp_path / "decisions.toml"
    page.write_text('[[unit]]\nname = "Phòng Hành chính"\nalso = ["Phòng HC"]\nby = "Nguyễn Thị Ba"\n'
                    'on = 2024-01-05\n', encoding="utf-8")
    assert units(tmp_path / "hop", page) == {"Phòng Hành chính": 2}


@pytest.mark.parametrize(("first", "second"), [
    ("CHI CỤC KIỂM LÂM", "CHI CỤC KIỂM LÂM"), ("CHI CỤC KIỂM LÂM", None),
    ("CHI CỤC KIỂM LÂM", "CHI CỤC KIỂM LÂM TỈNH HÒA AN"), ("VĂN PHÒNG TỈNH ỦY", "TỈNH ỦY HÒA AN")])
def test_what_may_be_one_unit_stays_one(tmp_path: Path, first: str, second: str | None) -> None:
    sent(tmp_path / "hop" / "a", first, "Trần Văn An")
    sent(tmp_path / "hop" / "b", second, "Trần Văn Bình")
    assert units(tmp_path / "hop") == {"Phòng Hành chính": 2}
