"""What the provincial Party office's emulation council worked on: the year's ratings, initiatives, its own ballot.

Planted: a driver rated lower here than on his unit's own list, an initiative without a decision, a line of the ballot
with one vote more than there were ballots.
"""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, Letterhead, Page, Total, percent
from cbcc_xl.demo.people import Person

HEAD: Letterhead = {"left": ("TỈNH ỦY SƠN LAM", "VĂN PHÒNG TỈNH ỦY", "*"), "right": PARTY}
MEMBERS, ABSENT = 11, 2                       # of the council; the absent sent their opinions in writing
LEVELS = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
LOWER = ("Đội xe", 5)                         # rated HTNV by the council, HTTNV on the unit's list
UNRATED = ("Nhà khách", 3)                    # nor rated on the unit's own list
UNDECIDED = "Nhà khách"                       # whose initiative has no decision yet
Lists = Mapping[str, list[Person]]


def ratings(lists: Lists) -> Page:
    """Four columns of marks, a group row for each office, sums below."""
    rows: list = []
    counts = [0] * len(LEVELS)
    for office, persons in lists.items():
        rows.append(f"{office} ({len(persons):02} người)")
        for number, one in enumerate(persons, 1):
            level = {LOWER: "HTNV", UNRATED: ""}.get((office, number - 1), one.rating)
            marks = ["x" if level == other else None for other in LEVELS]
            counts = [count + bool(mark) for count, mark in zip(counts, marks, strict=True)]
            rows.append([number, one.name, one.position, *marks, None if level else "Chờ phiếu đánh giá"])
    rows.append(Total(["Tổng cộng", LEFT, LEFT, *counts, None]))
    return Page("Xếp loại 2023", **HEAD,
                caption=("TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CBCC, NGƯỜI LAO ĐỘNG", "Năm 2023"),
                heading=[["TT", "Họ và tên", "Chức vụ", "Mức xếp loại chất lượng", LEFT, LEFT, LEFT, "Ghi chú"],
                         [BESIDE, BESIDE, BESIDE, "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ",
                          "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ", BESIDE]], rows=rows,
                signed=(("NGƯỜI TỔNG HỢP", lists["Phòng Tổ chức - Hành chính"][2].name),
                        ("CHÁNH VĂN PHÒNG", lists["Lãnh đạo Văn phòng"][0].name)), size=11)


def fighters(lists: Lists) -> list[tuple[str, Person]]:
    return [(office, one) for office, persons in lists.items() for one in persons if one.fighter]


def initiatives(lists: Lists) -> Page:
    """Number and day of the decision in a cell; two authors of one work with their shares."""
    helper = lists["Phòng Cơ yếu - Công nghệ thông tin"][3]
    rows: list = []
    for number, (office, one) in enumerate(fighters(lists), 1):
        shared = office == "Phòng Cơ yếu - Công nghệ thông tin" and one.position == "Trưởng phòng"
        author = f"{one.name} (70%); {helper.name} (30%)" if shared else one.name
        rows.append([f"{number:02}", author, office, one.initiative, "Cấp cơ sở",
                     None if office == UNDECIDED else one.decision.removeprefix("Số ")])
    return Page("Sáng kiến", **HEAD, caption=("DANH MỤC SÁNG KIẾN ĐỀ NGHỊ CÔNG NHẬN NĂM 2023",),
                heading=[["TT", "Tác giả, đồng tác giả", "Đơn vị", "Tên sáng kiến, giải pháp", "Phạm vi ảnh hưởng",
                          "Quyết định công nhận (số, ngày)"]], rows=rows,
                below=(f"Danh mục có {len(rows)} sáng kiến.",),
                signed=(("THƯ KÝ HỘI ĐỒNG", lists["Phòng Tổ chức - Hành chính"][0].name),
                        ("CHỦ TỊCH HỘI ĐỒNG", lists["Lãnh đạo Văn phòng"][0].name)), size=11)


def ballot(lists: Lists) -> Page:
    """All members vote, the absent in writing; the share is of all members."""
    votes = (11, 11, 11, 10, 11, 11, 10, 11, 10, 11, 11, 11, 10)
    rows: list = []
    for number, ((office, one), agreed) in enumerate(zip(fighters(lists), votes, strict=True), 1):
        against = MEMBERS - agreed + (number == 7)
        rows.append([number, one.honoured, f"{one.position}, {office}", "CSTĐ cơ sở", agreed, against,
                     percent(agreed, MEMBERS)])
    return Page("Kiểm phiếu HĐ", **HEAD,
                caption=("BIÊN BẢN KIỂM PHIẾU", "Xét tặng danh hiệu Chiến sĩ thi đua cơ sở năm 2023"),
                facts=(("Hội đồng:", "Hội đồng Thi đua - Khen thưởng Văn phòng Tỉnh ủy"),
                       ("Tổng số thành viên Hội đồng:", MEMBERS), ("Số thành viên có mặt:", MEMBERS - ABSENT),
                       ("Số thành viên gửi ý kiến bằng văn bản:", ABSENT), ("Số phiếu phát ra:", MEMBERS),
                       ("Số phiếu thu về:", MEMBERS), ("Số phiếu hợp lệ:", MEMBERS), ("Số phiếu không hợp lệ:", 0)),
                heading=[["STT", "Họ và tên", "Chức vụ, đơn vị", "Danh hiệu đề nghị", "Số phiếu đồng ý",
                          "Số phiếu không đồng ý", "Tỷ lệ trên tổng số TV"]], rows=rows,
                signed=(("TỔ KIỂM PHIẾU", lists["Phòng Lưu trữ"][0].name),
                        ("CHỦ TỊCH HỘI ĐỒNG", lists["Lãnh đạo Văn phòng"][0].name)))
