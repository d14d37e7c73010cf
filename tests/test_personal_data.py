"""Numbers of papers, telephones, accounts, mail and home addresses reach no output, wherever they stand in a file."""
from __future__ import annotations

import string
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import xlsx

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.pipeline.one_file import vocabulary_of

PERSONAL = vocabulary_of(load()).rows.personal


@pytest.mark.parametrize("text, left", [
    ("Nguyễn Văn A - 0912345678", "Nguyễn Văn A"),
    ("Nguyễn Văn A (0912.345.678)", "Nguyễn Văn A"),
    ("Lò Thị Kín, SĐT: 0912 345 678", "Lò Thị Kín"),
    ("Lò Thị Kín ĐT 02193866123", "Lò Thị Kín"),
    ("0912345678/0987654321 gọi giờ hành chính", "… gọi giờ hành chính"),
    ("gọi +84 912 345 678 nhé", "gọi … nhé"),
    ("Vàng A Sử-0912345678", "Vàng A Sử"),
    ("CCCD: 012345678901", "…"),
    ("Nguyễn Văn A, CCCD 001 099 000 001", "Nguyễn Văn A"),
    ("Nguyễn Văn A\n001099000001", "Nguyễn Văn A"),
    ("CMND số 201234567, cấp tại An Hòa", "…, cấp tại An Hòa"),
    ("STK 1903 4567 8901 2 Ngân hàng", "… Ngân hàng"),
    ("Số tài khoản: 19034567", "…"),
    ("hong.lo@anhoa.gov.vn", "…"),
    ("Lò Thị Kín; nơi ở: tổ 5, phường Mẫu", "Lò Thị Kín"),
    ("Địa chỉ: số 12 ngõ 5; đảng viên", "…; đảng viên"),
    ("MST: 0101234567", "…")])
def test_what_is_hidden(text: str, left: str) -> None:
    assert PERSONAL.hidden(text) == left


@pytest.mark.parametrize("text", [
    "12/QĐ-VPTU", "Số 1234/QĐ-UBND ngày 05/01/2023", "0123456789/QĐ-UBND", "Quyết định số 012/QĐ", "15.000.000 đồng",
    "150000000", "1500000000 đồng", "100.000.000.000", "84.912.345.678", "20/12/2023", "05.01.2023-31.12.2023",
    "01.01.2023 - 31.12.2023", "2023-12-20 08:30:00", "12/13 (92,3%)", "0.9230769230769231", "0,912345678", "95,5",
    "0912", "1.234.567.890", "Điều 28 Luật số 06/2022/QH15", "từ 2019 đến 2023: 10, 12, 15", "Biểu số 01", "Địa chỉ",
    "Số điện thoại", "CCCD", "Căn cước công dân", "Căn cước Luật Thi đua, khen thưởng 2022", "Tài khoản", "Email",
    "Tỷ lệ: 12/13", "Kiến nghị: nâng cấp phòng họp", "Nhiệm kỳ 2020-2025, 2025-2030", "(1) (2) (3) (4) (5) (6)",
    "I. LĐTT: 12; CSTĐCS: 03; BK: 02", "09:30 ngày 12/05/2024", "Nghị định 98/2023/NĐ-CP ngày 31/12/2023"])
def test_what_stays(text: str) -> None:
    assert PERSONAL.hidden(text) is text


@given(st.integers(0, 10**14), st.sampled_from(["{}", "{:,}", "{} đồng", "{}%", "{}/QĐ-UBND", "Số {}/BC", "{}.0"]))
def test_a_figure_stays(figure: int, shape: str) -> None:
    text = shape.format(figure)
    assert PERSONAL.hidden(text) == text
    assert PERSONAL.hidden(text.replace(",", ".")) == text.replace(",", ".")


@given(st.dates(), st.dates(), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]),
       st.sampled_from([" - ", "-", " đến ", ", ", "/"]))
def test_a_date_stays(one: Any, other: Any, shape: str, between: str) -> None:
    text = f"{one.strftime(shape)}{between}{other.strftime(shape)}"
    assert PERSONAL.hidden(text) == text


NAMES = st.sampled_from(["Lò Thị Kín", "VÀNG A SỬ", "Đ/c Nguyễn Văn Mẫu"])


@given(NAMES, st.sampled_from(["3", "5", "7", "8", "9"]), st.text("0123456789", min_size=8, max_size=8),
       st.sampled_from([" - {}", " ({})", ", ĐT: {}", "\n{}", "; {}", " {}", "-{}", ": {}", " SĐT {} (Zalo)"]),
       st.sampled_from(["", " ", ".", "-"]))
def test_any_telephone_behind_a_name(name: str, second: str, rest: str, shape: str, between: str) -> None:
    digits = f"0{second}{rest}"
    number = between.join((digits[:4], digits[4:7], digits[7:]))
    left = PERSONAL.hidden(name + shape.format(number))
    assert left.startswith(name) and sum(map(str.isdigit, left)) == 0


@given(st.text("0123456789", min_size=9, max_size=9), NAMES)
def test_any_citizen_s_number(rest: str, name: str) -> None:
    assert not set(PERSONAL.hidden(f"{name} 001{rest}")) & set(string.digits)


HEADING = ["STT", "Họ và tên", "Số CCCD", "SĐT", "Chức vụ", "Danh hiệu", "Ghi chú"]
ROWS = [[1, "Lò Thị Kín - 0912345001", "012345670001", "0912345002", "Chuyên viên", "LĐTT", "CMND 201234003"],
        [2, "Vàng A Sử", 12345670004, 912345005, "Trưởng phòng", "LĐTT", "nhà riêng: ngõ Bí Ẩn; khen tại 12/QĐ-VP"],
        [3, "Nguyễn Thị Mẫu (CCCD 012345670006)", None, "kin.lo@thu.vn", None, "danh hiệu lạ 0912345007", None],
        [None, "0912345008", None, None, None, None, None],
        ["Người lập biểu: Lò Thị Kín, 0912345009"]]
SECRET = ["0912345", "91234500", "01234567", "12345670004", "201234003", "Bí Ẩn", "kin.lo", "thu.vn"]


def test_none_of_it_reaches_an_output(tmp_path: Path) -> None:
    inbox = tmp_path / "hop-thu"
    inbox.mkdir()
    for name, rows in (("a.xlsx", ROWS), ("b.xlsx", ROWS[:1])):
        (inbox / name).write_bytes(xlsx(lambda sheet, rows=rows: [sheet.append(row) for row in (
            ["PHÒNG TỔNG HỢP"], ["Điện thoại: 0912345010"], [], HEADING, *rows)]))
    result = cx.consolidate(inbox, year=2025)
    assert len(result.records) >= 3
    assert {finding.origin.cell for finding in result.findings if finding.code == "personal-in-cells"} >= {"G5:G6"}
    assert {record.values["name"] for record in result.records} == {"Lò Thị Kín", "Vàng A Sử", "Nguyễn Thị Mẫu"}
    result.to_excel(tmp_path / "t.xlsx")
    result.to_json(tmp_path / "b.json")
    texts = [(tmp_path / "b.json").read_text("utf-8"), repr(result.records), repr(result.findings), repr(result.files)]
    with ZipFile(tmp_path / "t.xlsx") as package:
        texts += (package.read(name).decode("utf-8", "replace") for name in package.namelist())
    for copy in result.marked_copies(tmp_path / "tra-lai"):
        with ZipFile(copy) as package:
            ours = [name for name in package.namelist() if "cbcc" in name or "comment" in name or "sheet2" in name]
            texts += (package.read(name).decode("utf-8", "replace") for name in ours)
    assert not [(word, text[max(text.find(word) - 60, 0):][:120]) for text in texts for word in SECRET if word in text]
