"""Ủy ban MTTQ Việt Nam tỉnh Bạch Sơn: five boards, and what others gave the agency.

Published for the committee it is modelled on: 19 LDTT, 3 of them CSTDCS; a commendation of the central committee of the
Front (BKTW) for the committee, the Party cell CBXSTB of the year and of five years running, the union "vững mạnh"
(CDCSXS), the agency kept the title CQVH; the resolution and its targets carried by 100 %. Everything else is invented.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.mat_tran import work
from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, STATE, Letterhead, Page, Total, write
from cbcc_xl.demo.people import RATINGS, Person, names, staff

NAME = "Ủy ban MTTQ Việt Nam tỉnh Bạch Sơn"
SENT = datetime.date(2023, 12, 14)
HELD = datetime.date(2024, 2, 22)
FRONT = ("ỦY BAN MTTQ VIỆT NAM TỈNH BẠCH SƠN",)
SPECIALIST = ("Trưởng ban", "Phó Trưởng ban", "Chuyên viên")
BOARDS = {"Ban Thường trực": ("Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch"),
          "Văn phòng": ("Chánh Văn phòng", "Phó Chánh Văn phòng", "Kế toán", "Văn thư", "Lái xe", "Phục vụ"),
          "Ban Tổ chức - Tuyên giáo": (*SPECIALIST, "Chuyên viên"), "Ban Phong trào": (*SPECIALIST, "Chuyên viên"),
          "Ban Dân chủ - Pháp luật": SPECIALIST}
INITIATIVES = {"Ban Thường trực": "Sổ tay tiếp thu ý kiến Nhân dân qua tổ tự quản",
               "Ban Phong trào": "Bản đồ khu dân cư kiểu mẫu",
               "Ban Dân chủ - Pháp luật": "Mẫu phiếu giám sát đầu tư của cộng đồng"}


def boards() -> dict[str, list[Person]]:
    """All staff; the first of three boards CSTDCS; one member of the office too new for a title."""
    source = names(5)
    lists = {board: staff(source, positions) for board, positions in BOARDS.items()}
    for number, (board, initiative) in enumerate(INITIATIVES.items(), 6):
        lists[board][0] = lists[board][0]._replace(rating="HTXSNV", titles=("LDTT", "CSTDCS"), initiative=initiative,
                                                   decision=f"{number:02}/QĐ-MTTQ-BTT ngày 05/12/2023")
    lists["Văn phòng"][5] = lists["Văn phòng"][5]._replace(rating="HTNV", titles=())
    return lists


def make(folder: Path) -> list[Path]:
    lists = boards()
    return [
        write(folder / "Ban Thuong truc.xlsx", [standing(lists["Ban Thường trực"])], SENT),
        write(folder / "VP/Danh sach LDTT (chinh thuc).xlsx", [office(lists["Văn phòng"])], SENT),
        write(folder / "TCTG_thi dua 2023.xlsx", [organisation(lists["Ban Tổ chức - Tuyên giáo"])], SENT),
        write(folder / "Ban Phong trào/Biểu đề nghị.xlsx", [movement(lists["Ban Phong trào"])], SENT),
        write(folder / "DCPL.xlsx", [democracy(lists["Ban Dân chủ - Pháp luật"])], SENT),
        write(folder / "Khen cap tren 2023.xlsx", [honours(lists)], datetime.date(2024, 1, 31)),
        write(folder / "HN CBCC 22-02/So lieu.xlsx", conference(lists), HELD),
        write(folder / "HN CBCC 22-02/Ket qua cong tac 2023.xlsx", work.pages(*presided(lists)), HELD),
    ]


def letter(board: str) -> Letterhead:
    return {"left": (*FRONT, board.upper()), "right": STATE}


def standing(persons: list[Person]) -> Page:
    """Grouped by title: who is CSTDCS stands twice, "trong đó" in the group row."""
    def line(number: int, one: Person) -> list[object]:
        return [number, f"Đồng chí {one.name}", one.position, RATINGS[one.rating], one.initiative or None,
                one.decision or None]

    return Page("Sheet1", **letter("Ban Thường trực"), caption=("DANH SÁCH ĐẠT DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["STT", "Họ và tên", "Chức vụ", "Xếp loại", "Sáng kiến", "Số QĐ công nhận"]],
                rows=["I. Lao động tiên tiến: 03 đồng chí",
                      *(line(number, one) for number, one in enumerate(persons, 1)),
                      "II. Trong đó, Chiến sĩ thi đua cơ sở: 01 đồng chí", line(1, persons[0])],
                signed=(("", ""), ("TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", persons[0].name)), size=13)


def office(persons: list[Person]) -> Page:
    """The last one without a title, with the reason in the note."""
    rows = [[number, one.name, one.position, RATINGS[one.rating], "; ".join(one.titles_in_words) or None,
             None if one.titles else "Công tác chưa đủ 6 tháng"] for number, one in enumerate(persons, 1)]
    return Page("LDTT", **letter("Văn phòng"), caption=("DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN DANH HIỆU THI ĐUA", "NĂM 2023"),
                heading=[["TT", "Họ và tên", "Chức vụ/Chức danh", "Mức xếp loại chất lượng", "Danh hiệu thi đua",
                          "Ghi chú"]],
                rows=rows, below=("Danh sách có 06 người, trong đó 05 người đạt Lao động tiên tiến.",),
                dated="Bạch Sơn, ngày 14 tháng 12 năm 2023",
                signed=(("NGƯỜI LẬP", persons[3].name), ("CHÁNH VĂN PHÒNG", persons[0].name)))


def organisation(persons: list[Person]) -> Page:
    """Post after the name in the same cell; shares as a number format."""
    rows = [[number, f"{one.name}, {one.position}", "HTTNV", "Lao động tiên tiến", 4, 1]
            for number, one in enumerate(persons, 1)]
    return Page("TCTG", left=("MTTQ TỈNH BẠCH SƠN", "BAN TỔ CHỨC - TUYÊN GIÁO"), right=STATE,
                caption=("BIÊN BẢN BÌNH XÉT THI ĐUA NĂM 2023",),
                heading=[["TT", "Họ tên, chức vụ", "Xếp loại", "Danh hiệu đề nghị", "Số phiếu tán thành", "Tỷ lệ (%)"]],
                rows=rows, formats={5: "0%"}, signed=(("THƯ KÝ", persons[3].name), ("TRƯỞNG BAN", persons[0].name)))


def movement(persons: list[Person]) -> Page:
    """Ticks under a joined heading, sums below, empty lines between."""
    empty = [None] * 7
    rows: list = [[f"{number:02}", one.name, one.position, one.rating, "✓", "✓" if one.fighter else None,
                   one.initiative or None]
                  for number, one in enumerate(persons, 1)]
    return Page("Biểu", **letter("Ban Phong trào"), caption=("BIỂU ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                heading=[["STT", "Họ và tên", "Chức vụ", "Đánh giá CBCC", "Danh hiệu thi đua", LEFT,
                          "Tên sáng kiến, giải pháp"],
                         [BESIDE, BESIDE, BESIDE, BESIDE, "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", BESIDE]],
                rows=[*rows, empty, Total(["Tổng số", LEFT, LEFT, LEFT, len(persons),
                                           sum(one.fighter for one in persons), None])],
                signed=(("", ""), ("TRƯỞNG BAN", persons[0].name)), size=11)


def democracy(persons: list[Person]) -> Page:
    """Old tone places and capitals; the union's way to write CSTĐ."""
    rows = [[number, one.name, one.position, RATINGS[one.rating].upper(),
             "LAO ĐỘNG TIÊN TIẾN" + (", CHIẾN SỸ THI ĐUA CẤP CƠ SỞ" if one.fighter else ""),
             f"{one.initiative} ({one.decision})" if one.fighter else None] for number, one in enumerate(persons, 1)]
    return Page("DANH SACH", left=("UỶ BAN MTTQ VIỆT NAM TỈNH BẠCH SƠN", "BAN DÂN CHỦ - PHÁP LUẬT"), right=STATE,
                caption=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                heading=[["STT", "HỌ TÊN", "CHỨC VỤ", "XẾP LOẠI", "DANH HIỆU", "SÁNG KIẾN"]], rows=rows,
                signed=(("NGƯỜI LẬP", persons[2].name), ("TRƯỞNG BAN", persons[0].name)))


def honours(lists: dict[str, list[Person]]) -> Page:
    """What the agency, its Party cell and its union were given from above."""
    committee, cell = "Ủy ban MTTQ Việt Nam tỉnh", "Chi bộ cơ quan Ủy ban MTTQ tỉnh"
    return Page("TẬP THỂ", left=FRONT, right=STATE, caption=("DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG, CÔNG NHẬN NĂM 2023",),
                heading=[["STT", "Tên tập thể", "Danh hiệu, hình thức khen thưởng", "Số, ngày quyết định", "Ghi chú"]],
                rows=[[1, committee, "Bằng khen của Ủy ban Trung ương MTTQ Việt Nam",
                       "812/QĐ-MTTW-BTT ngày 20/12/2023", None],
                      [2, cell, "Chi bộ xuất sắc tiêu biểu", "47-QĐ/ĐUK ngày 12/01/2024",
                       "Tiêu biểu xuất sắc 5 năm liền"],
                      [3, "Công đoàn cơ sở Ủy ban MTTQ tỉnh", "CĐCS vững mạnh", "05/QĐ-CĐVC ngày 08/01/2024", None],
                      [4, f"Cơ quan {committee}", "Cơ quan văn hóa", "31/QĐ-LĐLĐ ngày 26/12/2023",
                       "Giữ vững danh hiệu"]],
                signed=(("NGƯỜI LẬP", lists["Văn phòng"][1].name),
                        ("TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", lists["Ban Thường trực"][0].name)))


def presided(lists: dict[str, list[Person]]) -> tuple[Letterhead, tuple[tuple[str, str], tuple[str, str]]]:
    """The committee's letterhead, and who signs what its conference settled."""
    return {"left": FRONT, "right": STATE}, (("CHỦ TỊCH CÔNG ĐOÀN", lists["Văn phòng"][1].name),
                                             ("TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", lists["Ban Thường trực"][0].name))


def conference(lists: dict[str, list[Person]]) -> list[Page]:
    """One came not; the resolution and all its targets carried by all who did."""
    head: Letterhead = {"left": (*FRONT, "BAN TỔ CHỨC HỘI NGHỊ"), "right": PARTY}
    counts = {board: len(persons) for board, persons in lists.items()}
    everyone = sum(counts.values())
    present = everyone - 1
    rows: list = [[number, board, count, count, count - (board == "Văn phòng"),
                   "1 (ốm)" if board == "Văn phòng" else None]
                  for number, (board, count) in enumerate(counts.items(), 1)]
    return [Page("Điểm danh", **head, caption=("HỘI NGHỊ CÁN BỘ, CÔNG CHỨC VÀ NGƯỜI LAO ĐỘNG NĂM 2024",
                                               "Số liệu điểm danh sáng ngày 22/02"),
                 heading=[["TT", "Đơn vị", "Tổng số", "Triệu tập", "Có mặt", "Vắng"]],
                 rows=[*rows, Total(["Cộng", LEFT, everyone, everyone, present, 1])],
                 signed=(("", ""), ("THƯ KÝ", lists["Văn phòng"][3].name))),
            Page("Biểu quyết", **head, caption=("BIỂU QUYẾT THÔNG QUA NGHỊ QUYẾT",),
                 heading=[["TT", "Nội dung", "Có mặt", "Tán thành", LEFT, "Không tán thành", "Ý kiến khác"],
                          [BESIDE, BESIDE, BESIDE, "Số người", "Tỷ lệ (%)", BESIDE, BESIDE]],
                 rows=[[1, "Các chỉ tiêu thi đua năm 2024", present, present, "100,0", 0, 0],
                       [2, "Nghị quyết Hội nghị cán bộ, công chức và người lao động năm 2024", present, present,
                        "100,0", 0, 0]],
                 signed=(("THƯ KÝ", lists["Văn phòng"][3].name),
                         ("TM. ĐOÀN CHỦ TỊCH", lists["Ban Thường trực"][0].name)))]
