"""Văn phòng Tỉnh ủy Sơn Lam: ten offices each with a list of its own making, the Party committee, the union, the conference.

Published for the office it is modelled on: 65 LDTT, 13 CSTDCS, 12 persons and 2 teams HTXSNV, 12 DVXS and 1 CBXS, 2 teams
and 1 person BKT, 1 team and 3 persons CDGKT, 3 teams and 13 persons CDGKCS, and what was put to the vote. Everything else
is invented. Two slips are planted: a typed total one too high (Quản trị), a person without a rating (Nhà khách).
"""
from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, STATE, Page, Total, percent, write, write_csv
from cbcc_xl.demo.people import RATINGS, Person, names, staff

NAME = "Văn phòng Tỉnh ủy Sơn Lam"
SENT = datetime.date(2023, 12, 15)
HELD = datetime.date(2024, 1, 26)
BOTH = ("LDTT", "CSTDCS")
OFFICES = {
    "Lãnh đạo Văn phòng": ("Chánh Văn phòng", *["Phó Chánh Văn phòng"] * 3),
    "Phòng Tổng hợp": ("Trưởng phòng", *["Phó Trưởng phòng"] * 2, *["Chuyên viên"] * 6),
    "Phòng Tổ chức - Hành chính": ("Trưởng phòng", "Phó Trưởng phòng", *["Chuyên viên"] * 4, "Văn thư", "Văn thư"),
    "Phòng Quản trị": ("Trưởng phòng", "Phó Trưởng phòng", *["Chuyên viên"] * 4, *["Nhân viên kỹ thuật"] * 3),
    "Phòng Tài chính Đảng": ("Trưởng phòng", "Phó Trưởng phòng", "Kế toán trưởng", *["Chuyên viên"] * 3, "Thủ quỹ"),
    "Phòng Cơ yếu - Công nghệ thông tin": ("Trưởng phòng", *["Phó Trưởng phòng"] * 2, *["Chuyên viên"] * 5),
    "Phòng Lưu trữ": ("Trưởng phòng", "Phó Trưởng phòng", *["Lưu trữ viên"] * 4),
    "Phòng Theo dõi công tác Đảng": ("Trưởng phòng", "Phó Trưởng phòng", *["Chuyên viên"] * 3),
    "Đội xe": ("Đội trưởng", *["Lái xe"] * 6),
    "Nhà khách": ("Giám đốc", "Phó Giám đốc", "Lễ tân", "Nhân viên phục vụ"),
}
# Who is proposed for CSTDCS, by office and place on its list, with what they thought of. The last is rated HTTNV.
INITIATIVES = {
    ("Lãnh đạo Văn phòng", 0): "Quy trình đôn đốc việc thực hiện kết luận của Thường trực",
    ("Lãnh đạo Văn phòng", 1): "Lịch công tác dùng chung trên máy tính bảng",
    ("Phòng Tổng hợp", 0): "Bộ câu hỏi thẩm định văn bản trước khi trình",
    ("Phòng Tổng hợp", 3): "Mẫu báo cáo tuần rút gọn một trang",
    ("Phòng Tổ chức - Hành chính", 0): "Sổ theo dõi nâng lương, nâng ngạch tự nhắc hạn",
    ("Phòng Quản trị", 0): "Tiết kiệm điện bằng công tắc theo ca trực",
    ("Phòng Tài chính Đảng", 0): "Bảng đối chiếu quyết toán kinh phí giữa các đảng bộ",
    ("Phòng Tài chính Đảng", 2): "Theo dõi tạm ứng theo tuần",
    ("Phòng Cơ yếu - Công nghệ thông tin", 0): "Phòng họp không giấy từ thiết bị sẵn có",
    ("Phòng Cơ yếu - Công nghệ thông tin", 1): "Sao lưu dữ liệu ba lớp",
    ("Phòng Lưu trữ", 0): "Chỉnh lý hồ sơ theo nhiệm kỳ đại hội",
    ("Phòng Theo dõi công tác Đảng", 0): "Biểu tổng hợp sinh hoạt chi bộ liên thông",
    ("Nhà khách", 1): "Định mức thực đơn tiếp khách theo mùa",
}
WITHOUT = {("Phòng Quản trị", 8): "HTNV", ("Đội xe", 6): "HTNV"}
PARTY_OFFICE = ("VĂN PHÒNG TỈNH ỦY SƠN LAM",)


def offices() -> dict[str, list[Person]]:
    """All staff by office, with ratings, titles and initiatives."""
    source = names(1)
    lists = {office: staff(source, positions) for office, positions in OFFICES.items()}
    for number, ((office, place), initiative) in enumerate(INITIATIVES.items(), 31):
        last = office == "Nhà khách"
        lists[office][place] = lists[office][place]._replace(
            rating="HTTNV" if last else "HTXSNV", titles=BOTH, initiative=initiative,
            decision=f"Số {number}/QĐ-VPTU ngày 08/12/2023")
    for (office, place), rating in WITHOUT.items():
        lists[office][place] = lists[office][place]._replace(rating=rating, titles=())
    return lists


def make(folder: Path) -> list[Path]:
    lists = offices()
    return [
        write(folder / "01. Lanh dao VP.xlsx", [leaders(lists["Lãnh đạo Văn phòng"])], SENT),
        write(folder / "P. Tổng hợp/Bieu de nghi TDKT 2023.xlsx", [general(lists["Phòng Tổng hợp"])], SENT),
        write(folder / "TCHC - binh xet thi dua.xlsx", [personnel(lists["Phòng Tổ chức - Hành chính"])], SENT),
        write(folder / "phong quan tri.xlsx", [premises(lists["Phòng Quản trị"])], SENT),
        write(folder / "TCĐ_ket qua bo phieu.xlsx", [finance(lists["Phòng Tài chính Đảng"])], SENT),
        write(folder / "CY-CNTT/DS de nghi khen thuong.xlsx",
              [cipher(lists["Phòng Cơ yếu - Công nghệ thông tin"])], SENT),
        write(folder / "Lưu trữ - TĐKT.xlsx", [archive(lists["Phòng Lưu trữ"])], SENT),
        write(folder / "TDCTĐ/Danh sach.xlsx", party_work(lists["Phòng Theo dõi công tác Đảng"]), SENT),
        write_csv(folder / "Đội xe.csv", drivers(lists["Đội xe"])),
        write(folder / "Nhà khách/DS.xlsx", [guest_house(lists["Nhà khách"])], SENT),
        write(folder / "VPTU - HTXSNV, bang khen 2023.xlsx", office_awards(lists), datetime.date(2023, 12, 29)),
        write(folder / "Đảng ủy VP/Khen chi bo, dang vien.xlsx", party_awards(lists), datetime.date(2024, 1, 5)),
        write(folder / "Cong doan/Khen thuong cong doan 2023.xlsx", union_awards(lists), datetime.date(2024, 1, 8)),
        write(folder / "HN CBCC 26-01-2024/So lieu hoi nghi.xlsx", conference(lists), HELD),
    ]


def letter(office: str) -> dict[str, tuple[str, ...]]:
    """The letterhead of a Party office's department."""
    return {"left": (*PARTY_OFFICE, office.upper(), "*"),
            "right": (*PARTY, "", "Sơn Lam, ngày 15 tháng 12 năm 2023")}


def leaders(persons: list[Person]) -> Page:
    rows = [[number, one.name, one.position, RATINGS[one.rating], "; ".join(one.titles_in_words),
             one.initiative, one.decision, None] for number, one in enumerate(persons, 1)]
    return Page("DS", **letter("Lãnh đạo Văn phòng"),
                caption=("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["STT", "Họ và tên", "Chức vụ", "Xếp loại năm 2023", "Danh hiệu thi đua", "Tên sáng kiến",
                          "Quyết định công nhận (số, ngày)", "Ghi chú"]],
                rows=rows, signed=(("NGƯỜI LẬP", persons[2].name), ("CHÁNH VĂN PHÒNG", persons[0].name)))


def general(persons: list[Person]) -> Page:
    """Marks under a heading of two rows, group rows, sums."""
    rows: list = ["I. Lãnh đạo phòng"]
    for number, one in enumerate(persons, 1):
        if number == 4:
            rows.append("II. Chuyên viên")
        rows.append([number, one.name, one.position, one.rating, "x", "x" if one.fighter else None,
                     f"{one.initiative} ({one.decision})" if one.fighter else None, None])
    rows.append(Total(["Cộng", LEFT, LEFT, LEFT, len(persons), sum(one.fighter for one in persons), None, None]))
    return Page("Biểu 01", **letter("Phòng Tổng hợp"),
                caption=("BIỂU TỔNG HỢP ĐỀ NGHỊ DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["TT", "Họ và tên", "Chức vụ", "Mức độ\nhoàn thành\nnhiệm vụ", "Danh hiệu đề nghị", LEFT,
                          "Sáng kiến", "Ghi chú"],
                         [BESIDE, BESIDE, BESIDE, BESIDE, "LĐTT", "CSTĐ\ncơ sở", BESIDE, BESIDE],
                         ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]],
                rows=rows, signed=(("NGƯỜI LẬP BIỂU", persons[5].name), ("TRƯỞNG PHÒNG", persons[0].name)))


def personnel(persons: list[Person]) -> Page:
    """Grouped by title, so that who has two titles stands twice; names with Đ/c."""
    fighters = [one for one in persons if one.fighter]
    rows: list = []
    for caption, chosen in ((f"I. DANH HIỆU “LAO ĐỘNG TIÊN TIẾN”: {len(persons):02} đồng chí", persons),
                            (f"II. DANH HIỆU “CHIẾN SĨ THI ĐUA CƠ SỞ”: {len(fighters):02} đồng chí", fighters)):
        rows.append(caption)
        rows += [[f"{number:02}", f"Đ/c {one.name}", one.position, RATINGS[one.rating].lower(),
                  one.initiative if chosen is fighters else None] for number, one in enumerate(chosen, 1)]
    return Page("Sheet1", **letter("Phòng Tổ chức - Hành chính"),
                caption=("KẾT QUẢ BÌNH XÉT DANH HIỆU THI ĐUA", "Năm 2023"),
                heading=[["Số TT", "Họ và tên", "Chức danh", "Xếp loại", "Sáng kiến"]],
                rows=rows, signed=(("THƯ KÝ", persons[7].name), ("TRƯỞNG PHÒNG", persons[0].name)), size=13)


def premises(persons: list[Person]) -> Page:
    """The name in two columns. Planted: the typed total says 09 LĐTT, the rows give 08."""
    rows = [[number, *one.name.rsplit(" ", 1), one.position, one.rating,
             "LĐTT + CSTĐCS" if one.fighter else "LĐTT" if one.titles else None, one.initiative or None,
             None if one.titles else "Nghỉ ốm dài ngày"] for number, one in enumerate(persons, 1)]
    return Page("DE NGHI", **letter("Phòng Quản trị"),
                caption=("DANH SÁCH ĐỀ NGHỊ XÉT DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["STT", "Họ và chữ đệm", "Tên", "Chức vụ", "KQ xếp loại", "Danh hiệu thi đua",
                          "Sáng kiến, giải pháp", "Ghi chú"]],
                rows=rows, below=("Tổng số: 09 người, trong đó LĐTT: 09; CSTĐCS: 01.",),
                signed=(("NGƯỜI LẬP", persons[3].name), ("TRƯỞNG PHÒNG", persons[0].name)), size=11)


def finance(persons: list[Person]) -> Page:
    """The ballot in one cell: votes, ballots and share."""
    votes = (7, 7, 6, 7, 7, 5, 7)
    rows = [[number, one.name, one.position, RATINGS[one.rating],
             " và ".join(f"“{title}”" for title in one.titles_in_words),
             f"{agreed}/7 ({percent(agreed, 7)})", one.initiative or None]
            for number, (one, agreed) in enumerate(zip(persons, votes, strict=True), 1)]
    return Page("Kết quả", **letter("Phòng Tài chính Đảng"),
                caption=("KẾT QUẢ BỎ PHIẾU BÌNH XÉT THI ĐUA, KHEN THƯỞNG NĂM 2023",),
                heading=[["TT", "Họ tên", "Chức vụ", "Xếp loại CBCC", "Danh hiệu", "Số phiếu đồng ý/tổng số (tỷ lệ)",
                          "Tên sáng kiến"]],
                rows=rows, signed=(("THƯ KÝ", persons[4].name), ("TRƯỞNG PHÒNG", persons[0].name)))


def cipher(persons: list[Person]) -> Page:
    """Four rating columns with marks under a heading of three rows; the table begins in column B, row 3."""
    levels = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
    rows: list = [[number, one.name, one.position, *("X" if one.rating == level else None for level in levels),
                   "; ".join("CSTĐ cấp cơ sở" if title == "CSTDCS" else "LĐTT" for title in one.titles),
                   one.initiative or None] for number, one in enumerate(persons, 1)]
    rows.append(Total(["Tổng cộng", LEFT, LEFT, *(sum(one.rating == level for one in persons) for level in levels),
                       None, None]))
    return Page("CY-CNTT", **letter("Phòng Cơ yếu - Công nghệ thông tin"),
                caption=("TỔNG HỢP XẾP LOẠI VÀ ĐỀ NGHỊ DANH HIỆU THI ĐUA NĂM 2023",),
                heading=[["STT", "Họ và tên", "Chức vụ", "Đánh giá, xếp loại năm 2023", LEFT, LEFT, LEFT,
                          "Danh hiệu đề nghị", "Sáng kiến được công nhận"],
                         [BESIDE, BESIDE, BESIDE, "Mức độ hoàn thành nhiệm vụ", LEFT, LEFT, LEFT, BESIDE, BESIDE],
                         [BESIDE, BESIDE, BESIDE, "Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành",
                          "Không hoàn thành", BESIDE, BESIDE]],
                rows=rows, at=(3, 2), signed=(("NGƯỜI LẬP", persons[6].name), ("TRƯỞNG PHÒNG", persons[0].name)))


def archive(persons: list[Person]) -> Page:
    """Tone marks in the old place (uỷ, hoá), the post and the office in one cell, votes with a share column."""
    votes = (6, 6, 5, 6, 6, 6)
    rows = [[f"{number}.", one.name.replace("Hòa", "Hoà").replace("Thúy", "Thuý"), f"{one.position}, Phòng Lưu trữ",
             RATINGS[one.rating], ", ".join(one.titles_in_words), agreed, agreed / 6,
             one.initiative or None] for number, (one, agreed) in enumerate(zip(persons, votes, strict=True), 1)]
    return Page("Trang tính1", left=("VĂN PHÒNG TỈNH UỶ SƠN LAM", "PHÒNG LƯU TRỮ", "*"), right=PARTY,
                caption=("BẢNG ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",
                         "(Kèm theo Tờ trình số 09-TTr/PLT ngày 14/12/2023 của Phòng Lưu trữ)"),
                heading=[["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Mức độ hoàn thành nhiệm vụ",
                          "Đề nghị khen thưởng", "Số phiếu đồng ý", "Tỷ lệ", "Tên sáng kiến"]],
                rows=rows, formats={6: "0.0%"}, signed=(("", ""), ("TRƯỞNG PHÒNG", persons[0].name)))


def party_work(persons: list[Person]) -> list[Page]:
    """A sheet for each title, named only in its caption."""
    def page(sheet: str, caption: str, chosen: list[Person]) -> Page:
        rows = [[number, one.honoured.upper(), one.position.upper(), RATINGS[one.rating], one.initiative or None]
                for number, one in enumerate(chosen, 1)]
        return Page(sheet, **letter("Phòng Theo dõi công tác Đảng"),
                    caption=("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CÔNG NHẬN", f"DANH HIỆU “{caption}” NĂM 2023"),
                    heading=[["STT", "HỌ VÀ TÊN", "CHỨC VỤ", "MỨC ĐỘ HOÀN THÀNH NHIỆM VỤ", "TÊN SÁNG KIẾN"]],
                    rows=rows, below=(f"Danh sách này có {len(chosen):02} người./.",),
                    signed=(("NGƯỜI LẬP", persons[4].name), ("TRƯỞNG PHÒNG", persons[0].name)))

    return [page("LĐTT", "LAO ĐỘNG TIÊN TIẾN", persons),
            page("CSTĐCS", "CHIẾN SĨ THI ĐUA CƠ SỞ", [one for one in persons if one.fighter])]


def drivers(persons: list[Person]) -> list[list[object]]:
    """No letterhead, small letters, a CSV: the unit stands only in the file's name."""
    return [["stt", "họ tên", "chức vụ", "xếp loại", "danh hiệu", "ghi chú"],
            *([number, one.name, one.position.lower(), RATINGS[one.rating].lower(),
               "lao động tiên tiến" if one.titles else "", "" if one.titles else "mới tuyển dụng tháng 8/2023"]
              for number, one in enumerate(persons, 1))]


def guest_house(persons: list[Person]) -> Page:
    """No letterhead: the unit stands only in the folder's name. Planted: the last person has no rating."""
    rows = [[number, f"{one.name} - {one.position}", RATINGS[one.rating] if number < len(persons) else None,
             " + ".join(one.titles_in_words), one.initiative or None]
            for number, one in enumerate(persons, 1)]
    return Page("Sheet1", caption=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                heading=[["TT", "Họ và tên", "Xếp loại", "Danh hiệu thi đua", "SK"]], rows=rows, size=11)


def office_awards(lists: Mapping[str, list[Person]]) -> list[Page]:
    """What the head of the office gives, and what the provincial chairman gave."""
    excellent = [(office, one) for office, persons in lists.items() for one in persons if one.rating == "HTXSNV"]
    head = {"left": ("TỈNH ỦY SƠN LAM", "VĂN PHÒNG TỈNH ỦY", "*"), "right": PARTY}
    signed = (("NGƯỜI LẬP", lists["Phòng Tổ chức - Hành chính"][2].name),
              ("CHÁNH VĂN PHÒNG", lists["Lãnh đạo Văn phòng"][0].name))
    rows: list = ["A. TẬP THỂ"]
    rows += [[number, office, None, RATINGS["HTXSNV"], None]
             for number, office in enumerate(("Phòng Tổng hợp", "Phòng Tài chính Đảng"), 1)]
    rows.append("B. CÁ NHÂN")
    rows += [[number, one.name, f"{one.position}, {office.replace('Lãnh đạo Văn phòng', 'Văn phòng Tỉnh ủy')}",
              RATINGS["HTXSNV"], None] for number, (office, one) in enumerate(excellent, 1)]
    rows.append(Total(["Cộng: 02 tập thể, 12 cá nhân", LEFT, LEFT, LEFT, LEFT]))
    decision, form = "Số 2817/QĐ-UBND ngày 29/12/2023", "Bằng khen của Chủ tịch UBND tỉnh"
    praised = [["1", "Phòng Tổng hợp", None, form, "Năm 2023", decision],
               ["2", "Phòng Cơ yếu - Công nghệ thông tin", None, form, "Giai đoạn 2022 - 2023", decision]]
    chief = lists["Lãnh đạo Văn phòng"][1]
    return [Page("HTXSNV", **head, caption=("DANH SÁCH KHEN THƯỞNG “HOÀN THÀNH XUẤT SẮC NHIỆM VỤ” NĂM 2023",),
                 heading=[["TT", "Tập thể, cá nhân", "Chức vụ, đơn vị", "Danh hiệu", "Ghi chú"]], rows=rows, signed=signed),
            Page("BK tỉnh", **head,
                 caption=("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",),
                 heading=[["STT", "Tên tập thể/cá nhân", "Chức vụ, đơn vị", "Hình thức khen thưởng", "Thành tích",
                           "Số, ngày quyết định"]],
                 rows=["I. TẬP THỂ (02)", *praised, "II. CÁ NHÂN (01)",
                       ["1", chief.name, f"{chief.position}, Văn phòng Tỉnh ủy", form, "Năm 2023", decision]],
                 signed=signed)]


def party_awards(lists: Mapping[str, list[Person]]) -> list[Page]:
    """The Party committee of the office: one cell, twelve members; the title of the members only in the caption."""
    head = {"left": ("ĐẢNG BỘ CÁC CƠ QUAN TỈNH SƠN LAM", "ĐẢNG ỦY VĂN PHÒNG TỈNH ỦY", "*"), "right": PARTY}
    excellent = [(office, one) for office, persons in lists.items() for one in persons if one.rating == "HTXSNV"]
    secretary = (("", ""), ("T/M ĐẢNG ỦY\nBÍ THƯ", lists["Lãnh đạo Văn phòng"][0].name))
    return [Page("Chi bộ", **head, caption=("CHI BỘ HOÀN THÀNH XUẤT SẮC NHIỆM VỤ NĂM 2023",),
                 heading=[["TT", "Tên chi bộ", "Số đảng viên", "Danh hiệu", "Số QĐ"]],
                 rows=[["1", "Chi bộ Phòng Tổng hợp", 9, "Chi bộ hoàn thành xuất sắc nhiệm vụ", "41-QĐ/ĐUVP"]],
                 signed=secretary),
            Page("Đảng viên", **head, caption=("DANH SÁCH ĐẢNG VIÊN HOÀN THÀNH XUẤT SẮC NHIỆM VỤ", "Năm 2023"),
                 heading=[["TT", "Họ và tên đảng viên", "Chức vụ", "Chi bộ"]],
                 rows=[[number, one.name, one.position, f"Chi bộ {office}"]
                       for number, (office, one) in enumerate(excellent, 1)],
                 below=("Danh sách có 12 đảng viên.",), signed=secretary)]


def union_awards(lists: Mapping[str, list[Person]]) -> list[Page]:
    """The union: what its own committee gives, by theme, and what the province's union of civil servants gave."""
    head = {"left": ("CÔNG ĐOÀN VIÊN CHỨC TỈNH SƠN LAM", "CĐCS VĂN PHÒNG TỈNH ỦY"), "right": STATE}
    signed = (("", ""), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", lists["Lãnh đạo Văn phòng"][2].name))
    members = [*lists["Phòng Tổng hợp"][4:8], *lists["Phòng Tổ chức - Hành chính"][2:5], *lists["Phòng Quản trị"][1:4],
               *lists["Phòng Lưu trữ"][2:4], lists["Đội xe"][1]]
    themes = ("Hoạt động công đoàn", "Văn hoá - Thể thao", "Giỏi việc nước - Đảm việc nhà")
    rows: list = ["I. Tập thể: 03"]
    rows += [[number, group, None, "Giấy khen của CĐCS", themes[0]]
             for number, group in enumerate(("Tổ Công đoàn số 1", "Tổ Công đoàn số 3", "Tổ Công đoàn số 5"), 1)]
    rows.append("II. Cá nhân: 13")
    rows += [[number, one.name, "Đoàn viên", "Giấy khen của CĐCS", themes[2 if one.woman and number % 2 else number % 2]]
             for number, one in enumerate(members, 1)]
    province = "Giấy khen của Công đoàn Viên chức tỉnh"
    officers = [lists["Lãnh đạo Văn phòng"][2], lists["Phòng Tài chính Đảng"][3], lists["Nhà khách"][2]]
    return [Page("GK CĐCS", **head, caption=("DANH SÁCH TẶNG GIẤY KHEN CỦA CÔNG ĐOÀN CƠ SỞ NĂM 2023",),
                 heading=[["STT", "Tổ công đoàn/đoàn viên", "Chức vụ", "Hình thức", "Nội dung khen"]],
                 rows=rows, signed=signed),
            Page("GK CĐVC tỉnh", **head, caption=("DANH SÁCH ĐƯỢC CÔNG ĐOÀN VIÊN CHỨC TỈNH KHEN THƯỞNG NĂM 2023",),
                 heading=[["STT", "Tập thể, cá nhân", "Chức vụ công đoàn", "Hình thức khen"]],
                 rows=["I. TẬP THỂ", [1, "CĐCS Văn phòng Tỉnh ủy", None, province], "II. CÁ NHÂN",
                       *([number, one.name, "Ủy viên Ban Chấp hành", province] for number, one in enumerate(officers, 1))],
                 signed=signed)]


def conference(lists: Mapping[str, list[Person]]) -> list[Page]:
    """Who came, and what was put to the vote: four reports, a regulation, five basic targets."""
    head = {"left": ("TỈNH ỦY SƠN LAM", "VĂN PHÒNG TỈNH ỦY"), "right": PARTY}
    signed = (("THƯ KÝ HỘI NGHỊ", lists["Phòng Tổng hợp"][3].name),
              ("TM. ĐOÀN CHỦ TỊCH", lists["Lãnh đạo Văn phòng"][0].name))
    away = {"Phòng Quản trị": 1, "Đội xe": 1}
    counts = [(office, len(persons), away.get(office, 0)) for office, persons in lists.items()]
    counts.append(("Ban Quản lý Nhà công vụ", 3, 0))
    rows: list = [[number, office, staff_count, staff_count, staff_count - missing, missing or None, None,
                   "Nghỉ ốm" if office == "Phòng Quản trị" else "Đi công tác" if missing else None]
                  for number, (office, staff_count, missing) in enumerate(counts, 1)]
    everyone, missing = sum(count for _, count, _ in counts), sum(away.values())
    present = everyone - missing
    rows.append(Total(["Tổng cộng", LEFT, everyone, everyone, present, missing, 0, None]))
    reports = ("Báo cáo kiểm điểm việc thực hiện chủ trương của Đảng, pháp luật của Nhà nước và Nghị quyết Hội nghị CBCC "
               "năm 2022", "Báo cáo tổng kết phong trào thi đua năm 2023, phương hướng năm 2024",
               "Báo cáo hoạt động của Ban Thanh tra nhân dân năm 2023, chương trình công tác năm 2024",
               "Báo cáo thu, chi tài chính năm 2023")
    targets = ("Chỉ tiêu: hoàn thành 100% khối lượng công việc được giao",
               "Chỉ tiêu: 100% CBCC, NLĐ được học tập chỉ thị, nghị quyết của Đảng và của công đoàn",
               "Chỉ tiêu: 100% đoàn viên tham gia các phong trào thi đua",
               "Chỉ tiêu: 100% tổ công đoàn hoàn thành tốt nhiệm vụ trở lên",
               "Chỉ tiêu: CĐCS hoàn thành xuất sắc nhiệm vụ")
    items: list = ["I. Báo cáo", *([number, item, present, present, 0, 0, 1, None]
                                   for number, item in enumerate(reports, 1)), "II. Dự thảo",
                   [5, "Quy chế chi tiêu nội bộ năm 2024", present, present - 3, 2, 1, (present - 3) / present, None],
                   "III. Chỉ tiêu cơ bản năm 2024",
                   *([number, item, present, present, 0, 0, 1, None] for number, item in enumerate(targets, 6))]
    return [Page("Đại biểu", **head, caption=("TỔNG HỢP ĐIỂM DANH HỘI NGHỊ CÁN BỘ, CÔNG CHỨC NĂM 2023",
                                              "(Sáng ngày 26/01/2024, Hội trường Tỉnh ủy)"),
                 heading=[["STT", "Phòng, đơn vị", "Tổng số CBCC, NLĐ", "Được triệu tập", "Có mặt", "Vắng mặt", LEFT,
                           "Ghi chú"], [BESIDE] * 5 + ["Có lý do", "Không lý do", BESIDE]], rows=rows, signed=signed),
            Page("Biểu quyết", **head, caption=("KẾT QUẢ BIỂU QUYẾT TẠI HỘI NGHỊ",),
                 heading=[["TT", "Nội dung", "Số đại biểu có mặt", "Đồng ý", "Không đồng ý", "Không biểu quyết",
                           "Tỷ lệ đồng ý", "Ghi chú"]], rows=items, formats={6: "0.0%"}, signed=signed)]
