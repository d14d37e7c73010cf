"""The board of units due: where each stands, under whichever of its names it sent, and who is not on the list."""
from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from mails import mail

import cbcc_xl as cx
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.pipeline.consolidation import Consolidation, UnitDue
from cbcc_xl.pipeline.lists import ListError

LIST = ["STT", "Đơn vị", "Tên khác", "Đơn vị cấp trên", "Số người", "Biểu phải nộp", "Hạn nộp", "Người liên hệ", "Miễn"]
RIGHT, DOUBTFUL, WRONG = "HTTNV", None, "HTNV"         # a rating that is good enough, missing, too low


def save(path: Path, *rows: list[Any]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def sent(folder: Path, unit: str, rating: str | None) -> None:
    """A list of one person, rated so."""
    save(folder / "hop" / f"{unit}.xlsx", ["SỞ NỘI VỤ"], [unit.upper()], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"],
         ["STT", "Họ và tên", "Xếp loại", "Danh hiệu"], [1, "Trần Văn An", rating, "LĐTT"])


def board(folder: Path, *rows: list[Any]) -> Consolidation:
    numbered = ([number, *row] for number, row in enumerate(rows, 1))
    save(folder / "don-vi.xlsx", ["DANH SÁCH ĐƠN VỊ PHẢI NỘP"], LIST, *numbered)
    return cx.consolidate(folder / "hop", year=2023, units=folder / "don-vi.xlsx", jobs=1)


@pytest.mark.parametrize(("rating", "forms", "exempt", "status"), [
    (RIGHT, None, None, "clean"), (RIGHT, "Cá nhân", None, "clean"), (RIGHT, "award-person", None, "clean"),
    (RIGHT, "Cá nhân; Tập thể", None, "waiting"), (DOUBTFUL, "Cá nhân", None, "waiting"),
    (WRONG, "Cá nhân", None, "errors"), (RIGHT, "Tập thể", "x", "clean")])
def test_a_unit_that_sent(tmp_path: Path, rating: str | None, forms: str | None, exempt: str | None,
                          status: str) -> None:
    sent(tmp_path, "Phòng Một", rating)
    unit, = board(tmp_path, ["Phòng Một", None, None, None, forms, None, None, exempt]).units
    assert unit.status == status
    assert unit.forms_missing == (("award-team",) if status == "waiting" and rating else ())


def test_units_that_did_not_send_or_can_not_be_read(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", RIGHT)
    (tmp_path / "hop/Phòng Hai.xlsx").write_bytes(b"%PDF-1.4")
    save(tmp_path / "hop/Phòng Năm.xlsx", ["Kính gửi Văn phòng"])
    units = board(tmp_path, ["Phòng Một"], ["Phòng Hai"], ["Phòng Ba"], ["Phòng Bốn", *[None] * 6, "x"],
                  ["Phòng Năm"]).units
    assert [unit.status for unit in units] == ["clean", "unreadable", "missing", "exempt", "waiting"]


def test_a_unit_whose_mail_holds_what_can_not_be_read_is_known_by_its_sender(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", RIGHT)
    (tmp_path / "hop/thu.eml").write_bytes(mail(("ds.xlsx", b"%PDF-1.4"), sender="Phòng Hai <hai@vidu.vn>").as_bytes())
    units = board(tmp_path, ["Phòng Một"], ["Phòng Hai"]).units
    assert [(unit.status, unit.files) for unit in units] == [
        ("clean", ("Phòng Một.xlsx",)), ("unreadable", ("thu.eml/ds.xlsx",))]


def test_what_the_list_says_of_a_unit(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng TC-HC", RIGHT)
    result = board(tmp_path, ["Phòng Tổ chức - Hành chính", "P. Hành chính; Phòng TC-HC", "Sở Nội vụ", 12,
                              "Tập thể\nĐiểm danh", datetime.date(2023, 12, 20), "Chị Hoa"])
    assert result.units == (UnitDue("Phòng Tổ chức - Hành chính", "Sở Nội vụ", 12, "waiting", "2023-12-20",
                                    ("Phòng TC-HC.xlsx",), ("award-team", "attendance"), "Chị Hoa"),)
    assert {record.unit for record in result.records} == {"Phòng Tổ chức - Hành chính"}


def test_a_file_from_nobody_on_the_list(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Lạ", RIGHT)
    result = board(tmp_path, ["Phòng Một"])
    assert [(one.code, one.origin.file, one.facts) for one in result.findings] == [
        ("unit-not-due", "Phòng Lạ.xlsx", {"unit": "Phòng Lạ"})]


def test_the_list_s_headcount_is_the_base_of_a_share(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", RIGHT)
    save(tmp_path / "hop/tap the.xlsx", ["SỞ NỘI VỤ"], ["PHÒNG MỘT"], ["DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG"],
         ["STT", "Tên tập thể", "Xếp loại", "Danh hiệu"], [1, "Phòng Một", "HTTNV", "Tập thể LĐTT"])
    found = {one.code: one.facts for one in board(tmp_path, ["Phòng Một", None, None, 2]).findings}
    assert {key: found["ttldtt-too-few-ldtt"][key] for key in ("count", "of", "need")} == {
        "count": 1, "of": 2, "need": 2}


def test_a_list_that_is_none(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", RIGHT)
    save(tmp_path / "don-vi.xlsx", ["Không có gì"])
    with pytest.raises(ListError, match="không có cột “Đơn vị”"):
        cx.consolidate(tmp_path / "hop", year=2023, units=tmp_path / "don-vi.xlsx", jobs=1)


def test_mistakes_in_the_list_are_shown_at_their_cells(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", RIGHT)
    result = board(tmp_path, ["Phòng Một", "P1", None, "đủ cả", "Cá nhân; Cá nhen"],
                   [None, None, None, 4, None, None, "Anh Tú"],
                   ["Phòng Hai", "P. Hai; P1", None, None, None, "hôm nào"])
    where = (tmp_path / "don-vi.xlsx").as_posix()
    assert {(one.code, one.origin.cell) for one in result.findings if one.origin.file == where} == {
        ("count-not-understood", "E3"), ("form-due-unknown", "F3"), ("row-without-subject", "B4"),
        ("unit-due-twice", "C5"), ("date-not-understood", "G5")}
    assert result.units[0].status == "clean"                  # a mistake in the list is not the unit's
    assert result.has_errors


def test_the_list_is_never_written_over(tmp_path: Path) -> None:
    sent(tmp_path, "Phòng Một", WRONG)
    (tmp_path / "hop/Phòng Một.xlsx").rename(tmp_path / "hop/don-vi.xlsx")
    save(tmp_path / "don-vi.xlsx", LIST, [1, "Phòng Một"])
    result = cx.consolidate(tmp_path / "hop", year=2023, units=tmp_path / "don-vi.xlsx", jobs=1)
    with pytest.raises(OutputError):
        result.marked_copies(tmp_path)
