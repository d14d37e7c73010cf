"""Ban Quản lý Trung tâm Hành chính - Chính trị tỉnh Lâm Thủy: a public service unit whose whole staff are LDTT.

Published for the unit it is modelled on: 100 % of the staff rated HTTNV and 100 % LDTT, its union HTXSNV, the emulation
flag proposed by its cluster, five reports adopted. How many they are, and all names, are invented.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.paper import BESIDE, LEFT, STATE, Head, Letterhead, Page, Total, percent, write, write_csv
from cbcc_xl.demo.people import RATINGS, TITLES, Person, names, staff
from cbcc_xl.demo.trung_tam_hanh_chinh import year

NAME = "Ban Quản lý Trung tâm Hành chính - Chính trị tỉnh Lâm Thủy"
SENT = datetime.date(2023, 12, 12)
HELD = datetime.date(2024, 1, 23)
DIVISIONS = {
    "Ban Giám đốc": ("Phó Giám đốc phụ trách", "Phó Giám đốc"),
    "Phòng Hành chính - Tổng hợp": ("Trưởng phòng", "Phó Trưởng phòng", "Kế toán", "Văn thư", "Viên chức", "Viên chức"),
    "Phòng Kỹ thuật - Vận hành": ("Trưởng phòng", "Phó Trưởng phòng", *["Kỹ sư"] * 2, *["Kỹ thuật viên"] * 5),
    "Phòng Dịch vụ - Lễ tân": ("Trưởng phòng", *["Viên chức"] * 2, *["Nhân viên lễ tân"] * 3, "Nhân viên phục vụ"),
    "Đội Bảo vệ": ("Đội trưởng", "Đội phó", *["Nhân viên bảo vệ"] * 6),
}
BOARD = "BQL TRUNG TÂM HÀNH CHÍNH - CHÍNH TRỊ"


def make(folder: Path) -> list[Path]:
    source = names(4)
    lists = {division: staff(source, positions) for division, positions in DIVISIONS.items()}
    return [
        write(folder / "Ban Giám đốc/LDTT 2023.xlsx", [directors(lists["Ban Giám đốc"])], SENT),
        write(folder / "P HCTH - binh xet 2023.xlsx", [administration(lists["Phòng Hành chính - Tổng hợp"])], SENT),
        write(folder / "Kỹ thuật - Vận hành/Bieu 2.xlsx", [technicians(lists["Phòng Kỹ thuật - Vận hành"])], SENT),
        write(folder / "phong dich vu le tan.xlsx", [reception(lists["Phòng Dịch vụ - Lễ tân"])], SENT),
        write_csv(folder / "Đội Bảo vệ.csv", guards(lists["Đội Bảo vệ"])),
        write(folder / "BQL - De nghi Co thi dua 2023.xlsx", [flag(lists)], datetime.date(2023, 12, 20)),
        write(folder / "CĐCS/Xep loai cong doan.xlsx", [union(lists)], datetime.date(2023, 12, 20)),
        write(folder / "P HCTH - tong hop xep loai.xlsx",
              [year.ratings(lists, {"left": ("UBND TỈNH LÂM THỦY", BOARD), "right": STATE})], SENT),
        write(folder / "HN VC-NLD 23-01-2024.xlsx", conference(lists), HELD),
    ]


def letter(division: str) -> Letterhead:
    return {"left": (BOARD, division.upper()), "right": STATE}


def directors(persons: list[Person]) -> Page:
    return Page("Sheet1", **letter("Ban Giám đốc"),
                caption=("DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN", "“LAO ĐỘNG TIÊN TIẾN” NĂM 2023"),
                heading=[["TT", "Họ và tên", "Chức vụ", "Xếp loại"]],
                rows=[[number, one.name, one.position, RATINGS[one.rating]] for number, one in enumerate(persons, 1)],
                below=("Cộng: 02 người",), size=13)


def administration(persons: list[Person]) -> Page:
    """Rating by marks in four columns, title in words, the vote as count and percentage."""
    levels = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
    votes = (6, 6, 6, 5, 6, 6)
    rows: list = [[number, one.name, one.position, *("x" if one.rating == level else None for level in levels),
                   "Lao động tiên tiến", agreed, percent(agreed, 6)]
                  for number, (one, agreed) in enumerate(zip(persons, votes, strict=True), 1)]
    rows.append(Total(["Cộng", LEFT, LEFT, 0, len(persons), 0, 0, None, None, None]))
    return Page("HCTH", **letter("Phòng Hành chính - Tổng hợp"),
                caption=("KẾT QUẢ BÌNH XÉT, XẾP LOẠI VIÊN CHỨC, NGƯỜI LAO ĐỘNG", "Năm 2023"),
                heading=[["STT", "Họ và tên", "Chức vụ, chức danh", "Mức độ hoàn thành nhiệm vụ", LEFT, LEFT, LEFT,
                          "Danh hiệu thi đua", "Biểu quyết", LEFT],
                         [BESIDE, BESIDE, BESIDE, "HTXSNV", "HTTNV", "HTNV", "Không HTNV", BESIDE, "Số phiếu",
                          "Tỷ lệ"]],
                rows=rows, dated="Lâm Thủy, ngày 12 tháng 12 năm 2023",
                signed=(("THƯ KÝ", persons[3].name), ("TRƯỞNG PHÒNG", persons[0].name)), size=11)


def technicians(persons: list[Person]) -> Page:
    """The division stands beside its people, joined over all rows."""
    rows: list = [[number, "Phòng Kỹ thuật - Vận hành" if number == 1 else BESIDE, one.name, one.position,
                   "Hoàn thành tốt", "X", None, None] for number, one in enumerate(persons, 1)]
    return Page("Bieu 2", left=(BOARD,), right=STATE, caption=("BIỂU ĐỀ NGHỊ DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["STT", "Phòng, đội", "Họ và tên", "Chức danh", "Kết quả xếp loại", "Danh hiệu", LEFT,
                          "Giấy khen"],
                         [BESIDE, BESIDE, BESIDE, BESIDE, BESIDE, "LĐTT", "CSTĐCS", BESIDE]],
                rows=rows, signed=(("NGƯỜI LẬP", persons[2].name), ("TRƯỞNG PHÒNG", persons[0].name)), at=(2, 2))


def reception(persons: list[Person]) -> Page:
    """Group rows by kind of contract, numbers begin anew."""
    def numbered(chosen: list[Person]) -> list[list[object]]:
        return [[number, one.honoured, one.position, "HTTNV", "LĐTT", None] for number, one in enumerate(chosen, 1)]

    return Page("DS", **letter("Phòng Dịch vụ - Lễ tân"), caption=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                heading=[["TT", "Họ tên", "Chức vụ", "Đánh giá, xếp loại", "Danh hiệu đề nghị", "GC"]],
                rows=["I. Viên chức", *numbered(persons[:3]), "II. Người lao động hợp đồng", *numbered(persons[3:]),
                      Total([f"Tổng cộng: {len(persons):02} người", LEFT, LEFT, LEFT, LEFT, LEFT])],
                signed=(("", ""), ("TRƯỞNG PHÒNG", persons[0].name)))


def guards(persons: list[Person]) -> list[list[object]]:
    return [["STT", "Họ và tên", "Chức vụ", "Xếp loại năm 2023", "Danh hiệu"],
            *([number, one.name, one.position, RATINGS[one.rating], TITLES["LDTT"]]
              for number, one in enumerate(persons, 1))]


def flag(lists: dict[str, list[Person]]) -> Page:
    everyone = sum(map(len, lists.values()))
    return Page("Co thi dua", left=("UBND TỈNH LÂM THỦY", BOARD), right=STATE,
                caption=("DANH SÁCH TẬP THỂ ĐƯỢC KHỐI THI ĐUA CÁC ĐƠN VỊ SỰ NGHIỆP CẤP TỈNH 1",
                         "ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"),
                heading=[["STT", "Tên tập thể", "Tổng số VC, NLĐ", "Mức độ hoàn thành nhiệm vụ",
                          "Danh hiệu thi đua đề nghị",
                          "Ghi chú"]],
                rows=[[1, NAME, everyone, RATINGS["HTXSNV"], "Cờ thi đua của UBND tỉnh", "Khối suy tôn"]],
                signed=(("NGƯỜI LẬP", lists["Phòng Hành chính - Tổng hợp"][0].name),
                        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", lists["Ban Giám đốc"][0].name)))


def union(lists: dict[str, list[Person]]) -> Page:
    return Page("CĐCS", left=("CÔNG ĐOÀN VIÊN CHỨC TỈNH LÂM THỦY", "CĐCS BQL TRUNG TÂM HC - CT"), right=STATE,
                caption=("KẾT QUẢ XẾP LOẠI, KHEN THƯỞNG CÔNG ĐOÀN NĂM 2023",),
                heading=[["TT", "Tên tập thể", "Số đoàn viên", "Danh hiệu", "Số quyết định"]],
                rows=[[1, "CĐCS Ban Quản lý Trung tâm", sum(map(len, lists.values())),
                       "Công đoàn cơ sở hoàn thành xuất sắc nhiệm vụ", "Số 96/QĐ-CĐVC ngày 18/12/2023"]],
                signed=(("", ""), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", lists["Phòng Hành chính - Tổng hợp"][1].name)))


def conference(lists: dict[str, list[Person]]) -> list[Page]:
    """Everyone came; five reports were adopted, one of them with a voice against."""
    head: Head = {"left": ("UBND TỈNH LÂM THỦY", BOARD), "right": STATE,
            "signed": (("THƯ KÝ", lists["Phòng Dịch vụ - Lễ tân"][1].name),
                       ("TM. ĐOÀN CHỦ TỊCH", lists["Ban Giám đốc"][0].name))}
    rows: list = [[number, division, len(persons), len(persons), len(persons), 0, 0]
                  for number, (division, persons) in enumerate(lists.items(), 1)]
    everyone = sum(map(len, lists.values()))
    rows.append(Total(["Tổng cộng", LEFT, everyone, everyone, everyone, 0, 0]))
    items = ("Báo cáo kiểm điểm việc thực hiện chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
             "Báo cáo kết quả thực hiện kế hoạch năm 2023 và trách nhiệm của người đứng đầu",
             "Báo cáo kết quả thực hiện Nghị quyết Hội nghị viên chức, người lao động năm 2023",
             "Báo cáo công khai tài chính",
             "Báo cáo hoạt động của Ban Thanh tra nhân dân năm 2023 và chương trình công tác năm 2024")
    agreed = (everyone, everyone - 1, everyone, everyone, everyone)
    return [Page("Thành phần dự", **head, caption=("HỘI NGHỊ VIÊN CHỨC, NGƯỜI LAO ĐỘNG NĂM 2023", "THÀNH PHẦN THAM DỰ"),
                 heading=[["STT", "Phòng, đội", "Tổng số VC, NLĐ", "Triệu tập", "Tham dự", "Vắng có lý do",
                           "Vắng không lý do"]],
                 rows=rows),
            Page("Thông qua báo cáo", **head, caption=("KẾT QUẢ THÔNG QUA CÁC BÁO CÁO TẠI HỘI NGHỊ",),
                 heading=[["STT", "Nội dung thông qua", "Số người dự", "Đồng ý", "Không đồng ý", "Không có ý kiến",
                           "Tỷ lệ (%)"]],
                 rows=[[number, item, everyone, count, everyone - count, 0, round(100 * count / everyone, 1)]
                       for number, (item, count) in enumerate(zip(items, agreed, strict=True), 1)]),
            *year.of_conference(lists, head)]
