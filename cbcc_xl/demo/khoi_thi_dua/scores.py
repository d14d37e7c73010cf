"""Points of the demo's cluster: what each member gave itself, each in its own words, and what all agreed on.

The agreed points make the college the leader and leave the school and the newspaper on a shared third place. One total
is typed wrong by its member (the Front): that slip is planted.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cbcc_xl.demo.khoi_thi_dua.members import COLLEGE, FRONT, MEMBERS, PAPER, PARTY_BODY, SCHOOL
from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, STATE, Letterhead, Page, Total
from cbcc_xl.demo.people import Person


class Criterion(NamedTuple):
    """What is scored: the most that it gives, and each member's own and agreed points, in the order of members."""
    name: str
    most: int | None
    own: tuple[float, ...]
    agreed: tuple[float, ...]


GROUPS = {
    "THỰC HIỆN NHIỆM VỤ CHÍNH TRỊ": (
        Criterion("Thực hiện chương trình, kế hoạch công tác năm", 300, (299, 298, 295, 300, 297),
                  (297, 295, 293, 298.5, 294)),
        Criterion("Cải cách hành chính, chuyển đổi số", 120, (119, 119, 117, 119, 120), (118, 118, 115, 119, 119)),
        Criterion("Sáng kiến, giải pháp mới được công nhận", 80, (79, 78, 76, 80, 77.5), (78, 76, 74, 79, 77))),
    "CHẤP HÀNH CHỦ TRƯƠNG CỦA ĐẢNG, PHÁP LUẬT CỦA NHÀ NƯỚC": (
        Criterion("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 150, (150, 149, 149, 150, 148),
                  (149, 148, 148, 149, 147)),
        Criterion("Thực hành tiết kiệm, phòng, chống tham nhũng, lãng phí", 100, (100, 100, 100, 100, 100),
                  (99, 100, 99, 100, 99))),
    "CÔNG TÁC THI ĐUA, KHEN THƯỞNG": (
        Criterion("Tổ chức phong trào thi đua", 100, (100, 99, 99, 100, 98), (99, 98, 98, 99, 97)),
        Criterion("Xây dựng mô hình, điển hình tiên tiến", 60, (60, 60, 60, 60, 59), (60, 60, 59, 60, 58)),
        Criterion("Tham gia hoạt động chung của Khối", 40, (40, 40, 40, 40, 40), (40, 40, 40, 40, 40))),
    "ĐIỂM THƯỞNG": (
        Criterion("Được khen thưởng cấp tỉnh, cấp trung ương trong năm", 50, (45, 30, 20, 45, 34),
                  (40, 30, 20, 40, 34)),),
    "ĐIỂM TRỪ": (
        Criterion("Gửi báo cáo chậm (mỗi lần trừ 2 điểm)", None, (0, 0, -2, 0, 0), (0, 0, -2, 0, 0)),),
}
CRITERIA = [one for group in GROUPS.values() for one in group]
MOST = sum(one.most or 0 for one in CRITERIA)
ROMAN = ("I", "II", "III", "IV", "V")


def own_total(member: str) -> float:
    return sum(one.own[MEMBERS.index(member)] for one in CRITERIA)


def party_body(head: Letterhead, persons: Sequence[Person]) -> Page:
    """Groups with sums of their own, and criteria numbered anew in each."""
    place = MEMBERS.index(PARTY_BODY)
    rows: list = []
    for number, (group, criteria) in enumerate(GROUPS.items()):
        most = sum(one.most or 0 for one in criteria)
        rows.append([ROMAN[number], group, most or None, sum(one.own[place] for one in criteria), None])
        rows += [[line, one.name, one.most, one.own[place], None] for line, one in enumerate(criteria, 1)]
    rows.append(Total(["", "Tổng cộng", MOST, own_total(PARTY_BODY), None]))
    return Page("Tu cham diem", **head, caption=("BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023", "(Khối thi đua số 2)"),
                heading=[["TT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Ghi chú"]], rows=rows,
                signed=(("NGƯỜI CHẤM", persons[2].name), ("BÍ THƯ", persons[0].name)))


def college(head: Letterhead, persons: Sequence[Person]) -> Page:
    """Groups over the whole width; the newspaper's points beside its own."""
    place, number = MEMBERS.index(COLLEGE), 0
    rows: list = []
    for order, (group, criteria) in enumerate(GROUPS.items()):
        rows.append(f"{ROMAN[order]}. {group}")
        for one in criteria:
            number += 1
            rows.append([number, one.name, one.most, one.own[place], one.agreed[place], None])
    agreed = sum(one.agreed[place] for one in CRITERIA)
    rows.append(Total(["Tổng điểm", LEFT, MOST, own_total(COLLEGE), agreed, None]))
    return Page("Chấm điểm", **head,
                caption=("BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2023", f"Đơn vị chấm chéo: {PAPER}"),
                heading=[["Số TT", "Tiêu chí thi đua", "Điểm chuẩn", "Đơn vị tự chấm", "Điểm chấm chéo",
                          "Minh chứng"]], rows=rows,
                signed=(("ĐẠI DIỆN BÁO MỘC GIANG", ""), ("HIỆU TRƯỞNG", persons[0].name)))


def school(persons: Sequence[Person]) -> Page:
    """Figures typed as text, with a decimal comma; no groups."""
    place = MEMBERS.index(SCHOOL)
    rows: list = [[f"{number:02}", one.name, None if one.most is None else str(one.most), _comma(one.own[place])]
                  for number, one in enumerate(CRITERIA, 1)]
    rows.append(Total(["Cộng", LEFT, str(MOST), _comma(own_total(SCHOOL))]))
    return Page("Diem 2023", left=("TỈNH ỦY MỘC GIANG", SCHOOL.upper()), right=PARTY,
                caption=("BẢNG ĐIỂM THI ĐUA NĂM 2023 CỦA TRƯỜNG CHÍNH TRỊ",),
                heading=[["STT", "Nội dung chấm điểm", "Thang điểm", "Trường tự chấm"]], rows=rows,
                signed=(("NGƯỜI LẬP", persons[2].name), ("HIỆU TRƯỞNG", persons[0].name)))


def front(persons: Sequence[Person]) -> Page:
    """Planted: the total is three points more than its rows."""
    place = MEMBERS.index(FRONT)
    rows: list = [[number, one.name, one.most, one.own[place], "Nộp báo cáo 6 tháng chậm" if one.most is None else None]
                  for number, one in enumerate(CRITERIA, 1)]
    rows.append(Total(["", "Tổng số điểm", MOST, own_total(FRONT) + 3, None]))
    return Page("Sheet2", left=("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH MỘC GIANG"), right=STATE,
                caption=("BIỂU ĐIỂM TỰ ĐÁNH GIÁ CỦA ĐƠN VỊ", "Năm 2023"),
                heading=[["TT", "Tiêu chí", "Mức điểm", "Điểm tự đánh giá", "Lý do trừ điểm"]], rows=rows,
                signed=(("", ""), ("PHÓ CHỦ TỊCH", persons[0].name)), size=11)


def newspaper() -> list[list[Any]]:
    place = MEMBERS.index(PAPER)
    return [["BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023", "", "", ""], ["STT", "Tiêu chí", "Điểm tối đa", "Tự chấm"],
            *([number, one.name, "" if one.most is None else one.most, _comma(one.own[place])]
              for number, one in enumerate(CRITERIA, 1)),
            ["", "Tổng cộng", MOST, _comma(own_total(PAPER))]]


def agreed(head: Letterhead, persons: Sequence[Person]) -> Page:
    """What the cluster agreed on: a column a member, then sums and ranks."""
    totals = [sum(one.agreed[place] for one in CRITERIA) for place in range(len(MEMBERS))]
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    rows: list = [[number, one.name, one.most, *one.agreed] for number, one in enumerate(CRITERIA, 1)]
    return Page("Tổng hợp điểm", **head, caption=("BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM 2023", "Khối thi đua số 02"),
                heading=[["STT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm thống nhất của các đơn vị", *[LEFT] * 4],
                         [BESIDE, BESIDE, BESIDE, *MEMBERS]],
                rows=[*rows, Total(["Tổng điểm", LEFT, MOST, *totals]), Total(["Xếp hạng", LEFT, None, *ranks])],
                signed=(("THƯ KÝ", persons[2].name), ("KHỐI TRƯỞNG", persons[0].name)))


def _comma(figure: float) -> str:
    return f"{figure:g}".replace(".", ",")
