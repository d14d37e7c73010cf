"""Clean workbooks in several layouts: a conference's figures, and a unit's nominations. Nothing in them is wrong.

Takes a seed; gives a `Book`. Figures agree within a sheet and between the sheets of a file.
"""
from __future__ import annotations

import random

from economy.paper import Book, Page, begin, head, share, sign

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Lương Tạ Cao Phan".split()
MIDDLE = "Thị Văn Thanh Minh Ngọc Quốc Thu Đức Hồng Kim Xuân Hữu".split()
GIVEN = ("An Bình Chi Dũng Giang Hà Hải Hạnh Hiền Hùng Hương Khánh Lan Linh Loan Long Mai Nam Nga Nhung Phúc Phương "
         "Quân Quỳnh Sơn Tâm Thảo Thắng Thủy Trang Trung Tuấn Tùng Vân Việt Yến").split()
UNITS = ("Phòng Tổng hợp", "Phòng Quản trị", "Phòng Tài chính", "Phòng Hành chính", "Phòng Cơ yếu", "Ban Tuyên truyền",
         "Trung tâm Lưu trữ", "Đội xe")
SENDERS = ("Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Sở Nội vụ", "Trường Chính trị tỉnh")
POSITIONS = ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Văn thư", "Kế toán", "Cán sự")
STYLES = ("format", "text", "number")
RATINGS = {"words": {"HTXSNV": "Hoàn thành xuất sắc nhiệm vụ", "HTTNV": "Hoàn thành tốt nhiệm vụ"},
           "short": {"HTXSNV": "HTXSNV", "HTTNV": "HTTNV"}}
TITLES = {"words": {"LDTT": "Lao động tiên tiến", "CSTDCS": "Chiến sĩ thi đua cơ sở",
                    "TTLDTT": "Tập thể lao động tiên tiến", "TTLDXS": "Tập thể lao động xuất sắc"},
          "short": {"LDTT": "LĐTT", "CSTDCS": "CSTĐCS", "TTLDTT": "TTLĐTT", "TTLDXS": "TTLĐXS"}}


def names(count: int, chance: random.Random) -> list[str]:
    """Names of different persons."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"] = None
    return list(found)


def conference(seed: int) -> Book:
    """Attendance, votes and an election of one conference."""
    chance = random.Random(seed)
    unit = chance.choice(SENDERS)
    page, present, summoned = attendance(unit, chance)
    return Book("hoi-nghi.xlsx", unit, [page, votes(unit, present, chance), election(unit, summoned, present, chance)])


def attendance(unit: str, chance: random.Random) -> tuple[Page, int, int]:
    page = begin("Điểm danh", "attendance", unit, "TỔNG HỢP ĐIỂM DANH HỘI NGHỊ CÁN BỘ, CÔNG CHỨC NĂM 2024", chance)
    headings = {"_stt": "STT", "unit": chance.choice(("Đơn vị", "Phòng, đơn vị")),
                "headcount": "Tổng số CBCC, NLĐ", "summoned": chance.choice(("Số được triệu tập", "Triệu tập")),
                "present": "Có mặt", "absent_excused": "Vắng có lý do", "absent_unexcused": "Vắng không lý do",
                "note": "Ghi chú"}
    first = head(page, headings, chance)
    units = chance.sample(UNITS, chance.randint(5, 8))
    sums = dict.fromkeys(("headcount", "summoned", "present", "absent_excused", "absent_unexcused"), 0)
    for index, name in enumerate(units):
        row = first + index
        excused, unexcused = chance.choice((0, 1, 2)), chance.choice((0, 0, 1))
        summoned = chance.randint(12, 39)
        figures = {"headcount": summoned + chance.choice((0, 0, 1, 3)), "summoned": summoned,
                   "present": summoned - excused - unexcused, "absent_excused": excused, "absent_unexcused": unexcused}
        page.rows.append(row)
        page.put("_stt", row, index + 1)
        page.put("unit", row, name)
        for key, figure in figures.items():
            page.put(key, row, figure)
            sums[key] += figure
    page.total = first + len(units)
    page.put("unit", page.total, "Tổng cộng")
    for key, figure in sums.items():
        page.put(key, page.total, figure)
    sign(page, page.total)
    return page, sums["present"], sums["summoned"]


def votes(unit: str, present: int, chance: random.Random) -> Page:
    page = begin("Biểu quyết", "vote", unit, "KẾT QUẢ BIỂU QUYẾT TẠI HỘI NGHỊ CÁN BỘ, CÔNG CHỨC NĂM 2024", chance)
    headings = {"_stt": "TT", "item": chance.choice(("Nội dung biểu quyết", "Nội dung")), "eligible": "Số người có mặt",
                "agree": "Tán thành", "disagree": "Không tán thành", "abstain": "Ý kiến khác",
                "share": "Tỷ lệ tán thành (%)"}
    first = head(page, headings, chance)
    style = chance.choice(STYLES)
    items = ("Báo cáo kết quả thực hiện nghị quyết hội nghị", "Chỉ tiêu thi đua năm 2025", "Quy chế chi tiêu nội bộ",
             "Báo cáo hoạt động của Ban Thanh tra nhân dân", "Nội dung giao ước thi đua", "Nghị quyết hội nghị")
    for index, item in enumerate(items[:chance.randint(4, 6)]):
        row = first + index
        disagree, abstain = chance.choice((0, 1, 2)), chance.choice((0, 0, 3))
        agree = present - disagree - abstain
        page.rows.append(row)
        for key, value in (("_stt", index + 1), ("item", item), ("eligible", present), ("agree", agree),
                           ("disagree", disagree), ("abstain", abstain)):
            page.put(key, row, value)
        share(page, "share", row, agree, present, style)
    sign(page, page.rows[-1] + 1)
    return page


def election(unit: str, summoned: int, present: int, chance: random.Random) -> Page:
    page = begin("Bầu cử", "election", unit, "BIÊN BẢN KIỂM PHIẾU BẦU BAN THANH TRA NHÂN DÂN NĂM 2024", chance)
    returned = present - chance.choice((0, 1))
    invalid = chance.choice((0, 1, 2))
    valid, seats = returned - invalid, 3
    figures = {"seats": ("Số lượng cần bầu", seats), "summoned": ("Số người được triệu tập", summoned),
               "present": ("Số người có mặt", present), "issued": ("Số phiếu phát ra", present),
               "returned": ("Số phiếu thu về", returned), "valid": ("Số phiếu hợp lệ", valid),
               "invalid": ("Số phiếu không hợp lệ", invalid)}
    row, left = page.caption[0] + 2, page.columns["_stt"]
    for offset, (key, (label, figure)) in enumerate(figures.items()):
        page.cells[row + offset, left + 1] = f"{label}:"
        page.labels[key] = row + offset, left + 2
        page.cells[page.labels[key]] = figure
    page.heading = row + len(figures) + 1
    headings = {"_stt": "STT", "name": chance.choice(("Họ và tên", "Người ứng cử")), "position": "Chức vụ",
                "votes": chance.choice(("Số phiếu đồng ý", "Số phiếu")), "share": "Tỷ lệ (%)", "result": "Kết quả"}
    first = head(page, headings, chance)
    counts = sorted(chance.sample(range(present // 2 + 2, valid - 1), seats), reverse=True)
    left = valid * seats - sum(counts)                   # nobody votes for more than there are seats
    counts += sorted(chance.sample(range(1, min(valid // 4, left // 2)), 2), reverse=True)
    style = chance.choice(STYLES)
    for index, (name, count) in enumerate(zip(names(len(counts), chance), counts, strict=True)):
        row = first + index
        page.rows.append(row)
        for key, value in (("_stt", index + 1), ("name", name), ("position", chance.choice(POSITIONS)),
                           ("votes", count), ("result", "Trúng cử" if index < seats else "Không trúng cử")):
            page.put(key, row, value)
        share(page, "share", row, count, valid, style)
    sign(page, page.rows[-1] + 1)
    return page


def awards(seed: int) -> Book:
    """A unit's nominations: persons of three rooms, and the rooms themselves."""
    chance = random.Random(seed)
    unit = chance.choice(SENDERS)
    rooms = chance.sample(UNITS, 3)
    staff = {room: chance.randint(8, 11) for room in rooms}
    return Book("khen-thuong.xlsx", unit, [persons(unit, staff, chance), teams(unit, staff, chance)])


def persons(unit: str, staff: dict[str, int], chance: random.Random) -> Page:
    page = begin("Cá nhân", "award-person", unit, "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024", chance)
    marks = chance.random() < 0.3
    rated = {"rating:HTXSNV": "HTXSNV", "rating:HTTNV": "HTTNV", "rating:HTNV": "HTNV", "rating:KHTNV": "KHTNV"} \
        if marks else {"rating": chance.choice(("Xếp loại", "Mức độ hoàn thành nhiệm vụ"))}
    headings = {"_stt": "STT", "name": "Họ và tên", "position": "Chức vụ", "unit": "Đơn vị công tác", **rated,
                "titles": chance.choice(("Danh hiệu", "Danh hiệu, hình thức khen thưởng")),
                "initiative": "Tên sáng kiến", "decision": "Số, ngày quyết định công nhận",
                "agree": "Số phiếu đồng ý", "valid": "Tổng số phiếu", "share": "Tỷ lệ (%)"}
    row = head(page, headings, chance)
    wording = chance.choice(("words", "short"))
    style, ballots = chance.choice(STYLES), chance.randint(11, 15)
    people = iter(names(sum(staff.values()), chance))
    for room, count in staff.items():
        for index in range(count - chance.choice((0, 1))):
            _person(page, row, next(people), room, index == 0, marks, wording, chance)
            agree = ballots - chance.choice((0, 0, 1))
            page.put("agree", row, agree)
            page.put("valid", row, ballots)
            share(page, "share", row, agree, ballots, style)
            row += 1
    page.declared = row, page.columns["_stt"]
    page.cells[page.declared] = f"Danh sách có {len(page.rows)} người."
    sign(page, row + 1)
    return page


def _person(page: Page, row: int, name: str, room: str, best: bool, marks: bool, wording: str,
            chance: random.Random) -> None:
    page.rows.append(row)
    page.put("_stt", row, len(page.rows))
    page.put("name", row, name)
    page.put("position", row, POSITIONS[0] if best else chance.choice(POSITIONS[1:]))
    page.put("unit", row, room)
    rating = "HTXSNV" if best else chance.choice(("HTXSNV", "HTTNV", "HTTNV"))
    if marks:
        page.put(f"rating:{rating}", row, "x")
    else:
        page.put("rating", row, RATINGS[wording][rating])
    named = TITLES[wording]
    page.put("titles", row, f"{named['LDTT']}; {named['CSTDCS']}" if best else named["LDTT"])
    if best:
        page.put("initiative", row, f"Cải tiến quy trình số {row} của {room}")
        page.put("decision", row, f"{100 + row}/QĐ-VPTU ngày 20/11/2024")


def teams(unit: str, staff: dict[str, int], chance: random.Random) -> Page:
    page = begin("Tập thể", "award-team", unit, "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024", chance)
    headings = {"_stt": "STT", "name": "Tên tập thể", "headcount": "Số người", "rating": "Xếp loại",
                "titles": "Danh hiệu", "agree": "Số phiếu đồng ý", "valid": "Tổng số phiếu", "share": "Tỷ lệ (%)"}
    row = head(page, headings, chance)
    wording = chance.choice(("words", "short"))
    style, ballots = chance.choice(STYLES), chance.randint(11, 15)
    for index, (room, count) in enumerate(staff.items()):
        title, rating = ("TTLDXS", "HTXSNV") if index == 0 else ("TTLDTT", "HTTNV")
        for key, value in (("_stt", index + 1), ("name", room), ("headcount", count),
                           ("rating", RATINGS[wording][rating]), ("titles", TITLES[wording][title]),
                           ("agree", ballots - index % 2), ("valid", ballots)):
            page.put(key, row + index, value)
        share(page, "share", row + index, ballots - index % 2, ballots, style)
        page.rows.append(row + index)
    page.declared = row + len(staff), page.columns["_stt"]
    page.cells[page.declared] = f"Danh sách có {len(staff):02d} tập thể."
    sign(page, page.declared[0] + 1)
    return page
