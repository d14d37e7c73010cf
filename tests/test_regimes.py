"""The same files judged on three days: what is found differs exactly where the law does.

`INBOX` draws an agency's files that sit on every limit that differs; `DIFFERENCES` is the whole of what differs. A rule
that the data files tell apart between the days, and that nothing here shows, is a failure: draw its case.
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

# File → sheet → its lines. Teams with 5, 6 and 7 of 10 persons at LĐTT; CSTĐCS by initiative, by rating, by neither.
PEOPLE = "STT | Họ và tên | Xếp loại | Danh hiệu | Sáng kiến"
TEAMS = "STT | Tên tập thể | Tổng số người | Xếp loại | Danh hiệu"
ELECTED = "STT | Họ và tên | Số phiếu | Kết quả"
INBOX = {
    "Phòng Một.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Trần Văn An   | HTXSNV | LĐTT, CSTĐCS |
        2 | Lê Thị Bình   | HTTNV  | LĐTT, CSTĐCS | Sổ tay hỏi đáp
        3 | Vũ Thị Chi    | HTTNV  | LĐTT, CSTĐCS |
        4 | Bùi Văn Dân   | HTXSNV | CSTĐCS       | Mẫu báo cáo chung
        5 | Hồ Thị Én     | HTNV   | LĐTT         |
        6 | Đỗ Văn Phúc   |        | LĐTT         |
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Một | 10 | HTTNV | TTLĐTT
        """},
    "Phòng Hai.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Ngô Văn Hải   | HTTNV  | LĐTT |
        2 | Lý Thị Hạnh   | HTTNV  | LĐTT |
        3 | Mai Văn Khoa  | HTTNV  | LĐTT |
        4 | Tô Thị Lan    | HTTNV  | LĐTT |
        5 | Hà Văn Minh   | HTTNV  | LĐTT |
        6 | Chu Thị Nga   | HTTNV  | LĐTT |
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Hai | 10 | HTTNV | TTLĐTT
        """},
    "Phòng Ba.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Đinh Văn Oai  | HTTNV  | LĐTT |
        2 | Cao Thị Phụng | HTTNV  | LĐTT |
        3 | La Văn Quý    | HTTNV  | LĐTT |
        4 | Kiều Thị Sen  | HTTNV  | LĐTT |
        5 | Tạ Văn Tài    | HTTNV  | LĐTT |
        6 | Từ Thị Uyên   | HTTNV  | LĐTT |
        7 | Âu Văn Việt   | HTTNV  | LĐTT |
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Ba  | 10 | HTTNV | TTLĐTT
        """},
    "Phòng Tư.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Bạch Văn Xuân | HTTNV  | LĐTT |
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Tư  |  2 | HTTNV | TTLĐXS
        """},
    "Phòng Năm.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Đào Thị Yến   | HTTNV  | LĐTT |
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Năm |  1 | HTNV  | TTLĐTT
        """},
    "Phòng Sáu.xlsx": {"Cá nhân": f"""
        {PEOPLE}
        1 | Giang Văn Ân  | HTXSNV | LĐTT, CSTĐCS | Bộ câu hỏi mẫu
        """, "Tập thể": f"""
        {TEAMS}
        1 | Phòng Sáu |  1 | HTNV  | TTLĐXS
        """},
    "Công đoàn.xlsx": {"Kiểm phiếu": f"""
        BẦU BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ
        Số lượng cần bầu: 1; triệu tập: 24; có mặt: 24; phát ra: 24; thu về: 20; hợp lệ: 20; không hợp lệ: 0
        {ELECTED}
        1 | Trần Văn An   | 10 | Trúng cử
        """},
    "Chi bộ.xlsx": {"Kiểm phiếu": f"""
        BẦU BÍ THƯ CHI BỘ
        Số lượng cần bầu: 1; triệu tập: 20; có mặt: 15; phát ra: 15; thu về: 15; hợp lệ: 15; không hợp lệ: 0
        {ELECTED}
        1 | Trần Văn An   | 10 | Trúng cử
        """},
    "Thanh tra nhân dân.xlsx": {"Kiểm phiếu": f"""
        BẦU BAN THANH TRA NHÂN DÂN
        Số lượng cần bầu: 3; triệu tập: 20; có mặt: 20; phát ra: 20; thu về: 20; hợp lệ: 20; không hợp lệ: 0
        {ELECTED}
        1 | Trần Văn An   | 10 | Trúng cử
        """},
}

# Tệp | dòng | quy tắc | theo luật ngày A | B | C; để trống: không có lỗi.
DIFFERENCES = """
Chi bộ     | 13 | election-result-doubtful      | error QD244 32        | error QD190 30          | error QD190 30
Công đoàn  | 13 | election-result-doubtful      | error DL-CDVN 10      | error DL-CDVN 10        | warning DL-CDVN-2026
Phòng Hai  | 5  | ttldtt-too-few-ldtt           |                       | error L06-2022 28.1.c   | warning L06-2026
Phòng Một  | 10 | ldtt-without-rating           | warning L15-2003 24   | warning L06-2022 24.1.a | warning L06-2026
Phòng Một  | 5  | cstdcs-without-achievement    | error L15-2003 23.2   |                         |
Phòng Một  | 5  | ttldtt-too-few-ldtt           | error L15-2003 28.1   | error L06-2022 28.1.c   | warning L06-2026
Phòng Một  | 7  | cstdcs-without-achievement    | error L15-2003 23.2   | error L06-2022 23.2     | warning L06-2026
Phòng Một  | 8  | cstdcs-without-ldtt           | error L15-2003 23.1   | error L06-2022 23.1     | warning L06-2026
Phòng Một  | 9  | ldtt-below-good-rating        | error L15-2003 24     | error L06-2022 24.1.a   | warning L06-2026
Phòng Năm  | 5  | ttldtt-below-good-rating      | error L15-2003 28.1   | error L06-2022 28.1.a   | warning L06-2026
Phòng Sáu  | 5  | ttldxs-below-excellent-rating | warning L15-2003 27.1 | error L06-2022 27.1.a   | warning L06-2026
Phòng Tư   | 5  | ttldxs-below-excellent-rating |                       | error L06-2022 27.1.a   | warning L06-2026
Phòng Tư   | 5  | ttldxs-too-few-ldtt           | error L15-2003 27.1   | error L06-2022 27.1     | warning L06-2026
Phòng Tư   | 5  | ttldxs-without-cstdcs         | error L15-2003 27.1   | error L06-2022 27.1     | warning L06-2026
cả hộp thư |    | cstdcs-over-cap               | error ND91-2017 9.3   | warning TY-LE-NOI-BO    | warning TY-LE-NOI-BO
"""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hop-thu")
    for file, sheets in INBOX.items():
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, text in sheets.items():
            _draw(book.create_sheet(name), file.removesuffix(".xlsx"), text)
        book.save(folder / file)
    return folder


def _draw(sheet: Any, unit: str, text: str) -> None:
    """The letterhead, the unit, then the lines of a drawing; of "label: figure; …" each stands in a row of its own."""
    for line in (["UBND TỈNH AN HÒA"], [unit.upper()], []):
        sheet.append(line)
    for line in filter(None, map(str.strip, text.splitlines())):
        if "; " in line:
            for label, figure in (part.split(": ") for part in line.split("; ")):
                sheet.append([f"{label}:", int(figure)])
        else:
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in map(str.strip, line.split("|"))])


@cache
def found(inbox: Path, regime: str) -> dict[tuple[str, str, str], str]:
    """Where and what: file and row, rule → severity, source and article."""
    result = cbcc_xl.consolidate(inbox, decided=DAYS[regime], year=2023)
    return {_place(finding): _said(finding) for finding in result.findings if finding.document}


def _place(finding: Finding) -> tuple[str, str, str]:
    row = re.search(r"\d+", finding.origin.cell or "")
    return (finding.origin.file or "cả hộp thư").removesuffix(".xlsx"), row[0] if row else "", finding.code


def _said(finding: Finding) -> str:
    unknown = "chưa rõ " if finding.outcome == UNKNOWN else ""
    return f"{unknown}{finding.severity} {finding.document} {finding.article or ''}".strip()


def test_what_is_found_differs_exactly_where_the_law_does(inbox: Path) -> None:
    views = [found(inbox, regime) for regime in DAYS]
    places = sorted({place for view in views for place in view})
    told = [[*place, *(view.get(place, "") for view in views)] for place in places]
    assert [line for line in told if len(set(line[3:])) > 1] == expected()


def expected() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in DIFFERENCES.strip().splitlines()]


def test_each_rule_that_differs_is_drawn() -> None:
    catalogue = load()
    views = [in_force(catalogue, day) for day in DAYS.values()]
    differing = {change.code for earlier, later in pairwise(views) for change in changes(earlier, later)}
    drawn = {code for _, _, code, *_ in expected()}
    assert differing == drawn, f"draw a case of {', '.join(sorted(differing - drawn))}" if differing - drawn else ""
