"""Khối thi đua số 2 tỉnh Mộc Giang: five agencies that compete with each other, and their meeting at the year's end.

Published for the cluster it is modelled on: five member agencies; the emulation flag proposed for the college, the
chairman's commendation for the Party body; by consensus the political school elected head and the newspaper deputy for
the next year; movements launched and the pledge adopted; five models, one a member; gifts of more than ten millions.
Who came is invented, person by person, and so are all points, with the college before the others.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.khoi_thi_dua import next_year, scores
from cbcc_xl.demo.khoi_thi_dua.meeting import STANDING, meeting
from cbcc_xl.demo.khoi_thi_dua.members import COLLEGE, FRONT, PAPER, PARTY_BODY, SCHOOL, delegates
from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, STATE, Head, Letterhead, Page, write, write_csv
from cbcc_xl.demo.people import Person

NAME = "Khối thi đua số 2 tỉnh Mộc Giang"
SENT = datetime.date(2023, 12, 28)
HELD = datetime.date(2024, 1, 8)
def make(folder: Path) -> list[Path]:
    people = delegates()
    return [
        write(folder / "ĐUK/De nghi tang Bang khen 2023.xlsx", party_body(people[PARTY_BODY]), SENT),
        write(folder / "Truong CD Cong dong/HO SO THI DUA 2023.xlsx", college(people[COLLEGE]), SENT),
        write(folder / "Trường Chính trị tỉnh - đại biểu.xlsx", [school(people[SCHOOL])], SENT),
        write(folder / "Trường Chính trị tỉnh - tự chấm.xlsx", [scores.school(people[SCHOOL])], SENT),
        write(folder / "MTTQ tinh/Dai bieu du hop.xlsx", [front(people[FRONT])], SENT),
        write(folder / "MTTQ tinh/Diem thi dua.xlsx", [scores.front(people[FRONT])], SENT),
        write_csv(folder / "Báo Mộc Giang.csv", newspaper(people[PAPER])),
        write_csv(folder / "Báo Mộc Giang - chấm điểm.csv", scores.newspaper()),
        write(folder / "Thuong truc Khoi/Hop tong ket 08-01-2024.xlsx", meeting(people), HELD),
        write(folder / "Thuong truc Khoi/Cham diem, phong trao, dang ky.xlsx", of_cluster(people), HELD),
    ]


def party_body(delegates: list[Person]) -> list[Page]:
    head: Head = {"left": ("TỈNH ỦY MỘC GIANG", PARTY_BODY.upper(), "*"),
            "right": (*PARTY, "", "Mộc Giang, ngày 28 tháng 12 năm 2023"),
            "signed": (("", ""), ("T/M BAN THƯỜNG VỤ\nBÍ THƯ", delegates[0].name))}
    return [Page("De nghi", **head, caption=("DANH SÁCH TẬP THỂ ĐỀ NGHỊ CHỦ TỊCH UBND TỈNH TẶNG BẰNG KHEN", "Năm 2023"),
                 heading=[["TT", "Tên đơn vị", "Tổng số CBCC, NLĐ", "Mức độ hoàn thành nhiệm vụ",
                           "Hình thức khen thưởng", "Tóm tắt thành tích"]],
                 rows=[[1, PARTY_BODY, 27, "Hoàn thành xuất sắc nhiệm vụ", "Bằng khen của Chủ tịch UBND tỉnh",
                        "Hoàn thành toàn diện nhiệm vụ năm 2023"]]),
            Page("Dai bieu", **head, caption=("DANH SÁCH ĐẠI BIỂU DỰ HỌP TỔNG KẾT KHỐI THI ĐUA SỐ 2",),
                 heading=[["TT", "Họ và tên", "Chức vụ", "Có mặt", "Vắng có lý do", "Vắng không lý do"]],
                 rows=[[number, f"Đ/c {one.name}", one.position, "x", None, None]
                       for number, one in enumerate(delegates, 1)]),
            scores.party_body({"left": head["left"], "right": head["right"]}, delegates)]


def college(delegates: list[Person]) -> list[Page]:
    head: Letterhead = {"left": ("UBND TỈNH MỘC GIANG", COLLEGE.upper()), "right": STATE}
    signed = (("TRƯỞNG PHÒNG TỔ CHỨC", delegates[2].name), ("HIỆU TRƯỞNG", delegates[0].name))
    return [Page("Tập thể", **head, caption=("DANH SÁCH TẬP THỂ ĐỀ NGHỊ TẶNG CỜ THI ĐUA CỦA UBND TỈNH NĂM 2023",
                                             "(Kèm theo Tờ trình số 214/TTr-TCĐ ngày 28/12/2023)"),
                 heading=[["Số TT", "Tên tập thể", "Số VC, NLĐ", "Kết quả đánh giá", "Danh hiệu thi đua đề nghị",
                           "Số phiếu đồng ý", "Tỷ lệ phiếu (%)"]],
                 rows=[["1", COLLEGE, 96, "Hoàn thành xuất sắc nhiệm vụ", "Cờ thi đua của UBND tỉnh", 11, "100%"]],
                 dated="Mộc Giang, ngày 28 tháng 12 năm 2023", signed=signed),
            Page("Điểm danh", **head, caption=("DANH SÁCH ĐẠI BIỂU DỰ HỌP KHỐI THI ĐUA SỐ 02", "Ngày 08/01/2024"),
                 heading=[["Số TT", "Họ và tên", "Chức vụ", "Tình hình tham dự"]],
                 rows=[[number, one.honoured, one.position, "Vắng có lý do" if number == 3 else "Có mặt"]
                       for number, one in enumerate(delegates, 1)], signed=signed),
            scores.college(head, delegates)]


def school(delegates: list[Person]) -> Page:
    """A signature column would say nothing; here the clerk wrote who came."""
    return Page("DS", left=("TỈNH ỦY MỘC GIANG", SCHOOL.upper()), right=PARTY,
                caption=("DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ TỔNG KẾT KHỐI THI ĐUA SỐ 2 NĂM 2023",),
                heading=[["STT", "Họ tên", "Chức danh", "Đơn vị", "Có mặt/vắng"]],
                rows=[[number, one.name, one.position, SCHOOL, "có mặt"] for number, one in enumerate(delegates, 1)],
                signed=(("NGƯỜI LẬP", delegates[2].name), ("HIỆU TRƯỞNG", delegates[0].name)))


def front(delegates: list[Person]) -> Page:
    """The agency's name over two lines of the letterhead."""
    return Page("Sheet1", left=("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH MỘC GIANG"), right=STATE,
                caption=("ĐIỂM DANH ĐẠI BIỂU", "Họp tổng kết Khối thi đua số 2, ngày 08/1/2024"),
                heading=[["TT", "Đại biểu", "Chức vụ", "Tham dự", LEFT, "Ghi chú"],
                         [BESIDE, BESIDE, BESIDE, "Có mặt", "Vắng", BESIDE]],
                rows=[[number, one.name, one.position, "X", None, None] for number, one in enumerate(delegates, 1)])


def newspaper(delegates: list[Person]) -> list[list[object]]:
    return [["DANH SÁCH ĐẠI BIỂU DỰ HỌP KHỐI THI ĐUA SỐ 2", "", "", ""], ["STT", "Họ và tên", "Chức vụ", "Có mặt"],
            *([number, one.name, one.position, "x"] for number, one in enumerate(delegates, 1))]


def of_cluster(delegates: dict[str, list[Person]]) -> list[Page]:
    """What the cluster's standing agency keeps: points, models, work done together, registrations, the pledge."""
    persons = delegates[PARTY_BODY]
    head: Head = {**STANDING, "signed": (("THƯ KÝ", persons[2].name), ("KHỐI TRƯỞNG", persons[0].name))}
    return [scores.agreed(STANDING, persons), next_year.models(head), next_year.work(head),
            next_year.registrations(head), next_year.pledge(head, delegates)]
