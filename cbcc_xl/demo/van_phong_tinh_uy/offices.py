"""The lists of ten offices, no two alike.

Titles in words, as marks, in group rows, in a caption; the office's name in the letterhead, the file's name or the
folder's.
"""
from __future__ import annotations

from typing import Any

from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, Letterhead, Page, Total, percent
from cbcc_xl.demo.people import RATINGS, Person


def letter(office: str) -> Letterhead:
    """The letterhead of a Party office's department."""
    return {"left": ("VĂN PHÒNG TỈNH ỦY SƠN LAM", office.upper(), "*"),
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


def drivers(persons: list[Person]) -> list[list[Any]]:
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
