"""The list of those who owe files to the provincial Party office of the demo: one of them has sent nothing.

Gives `don-vi.xlsx`, to be handed to the consolidation as its list of units due.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.paper import Page, write
from cbcc_xl.demo.van_phong_tinh_uy import NAME
from cbcc_xl.demo.van_phong_tinh_uy.roll import OFFICES

PERSONS, TEAMS = "Đề nghị khen thưởng: cá nhân", "Đề nghị khen thưởng: tập thể"
OTHER_NAMES = {"Phòng Tổ chức - Hành chính": "TCHC; Phòng TC-HC", "Phòng Tài chính Đảng": "TCĐ; Phòng TCĐ",
               "Phòng Cơ yếu - Công nghệ thông tin": "CY-CNTT", "Phòng Theo dõi công tác Đảng": "TDCTĐ",
               "Lãnh đạo Văn phòng": "Lãnh đạo VP"}
DUE = datetime.date(2023, 12, 20)


def make(path: Path) -> Path:
    rows: list = [[number, office, OTHER_NAMES.get(office), NAME, len(positions), PERSONS, DUE, None, None]
                  for number, (office, positions) in enumerate(OFFICES.items(), 1)]
    rows += [[11, "Ban Quản lý Nhà công vụ", None, NAME, 3, PERSONS, DUE, "Văn thư, máy lẻ 105", None],
             [12, NAME, "Văn phòng Tỉnh ủy", None, None,
              f"Điểm danh; Biểu quyết; Xếp loại năm; Sáng kiến; {PERSONS}; {TEAMS}",
              datetime.date(2024, 1, 31), None, None],
             [13, "Đảng ủy Văn phòng Tỉnh ủy", "Đảng ủy VP", None, None, f"{PERSONS}; {TEAMS}",
              datetime.date(2024, 1, 31),
              None, None],
             [14, "CĐCS Văn phòng Tỉnh ủy", "Công đoàn cơ sở Văn phòng Tỉnh ủy", None, None, f"{PERSONS}; {TEAMS}",
              datetime.date(2024, 1, 31), None, None]]
    page = Page("Đơn vị", caption=("DANH SÁCH ĐƠN VỊ PHẢI NỘP BIỂU NĂM 2023",),
                heading=[["STT", "Đơn vị", "Tên khác", "Đơn vị cấp trên", "Số người", "Biểu phải nộp", "Hạn nộp",
                          "Người liên hệ", "Miễn"]], rows=rows, formats={6: "dd/mm/yyyy"})
    return write(path, [page], datetime.date(2023, 12, 1))
