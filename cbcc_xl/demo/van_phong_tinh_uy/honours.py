"""What the head of the office, the provincial chairman, the Party committee and the unions gave."""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.demo.paper import LEFT, PARTY, STATE, Letterhead, Page, Total
from cbcc_xl.demo.people import RATINGS, Person


def of_office(lists: Mapping[str, list[Person]]) -> list[Page]:
    """What the head of the office gives, and what the provincial chairman gave."""
    excellent = [(office, one) for office, persons in lists.items() for one in persons if one.rating == "HTXSNV"]
    head: Letterhead = {"left": ("TỈNH ỦY SƠN LAM", "VĂN PHÒNG TỈNH ỦY", "*"), "right": PARTY}
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
                 heading=[["TT", "Tập thể, cá nhân", "Chức vụ, đơn vị", "Danh hiệu", "Ghi chú"]], rows=rows,
                 signed=signed),
            Page("BK tỉnh", **head,
                 caption=("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",),
                 heading=[["STT", "Tên tập thể/cá nhân", "Chức vụ, đơn vị", "Hình thức khen thưởng", "Thành tích",
                           "Số, ngày quyết định"]],
                 rows=["I. TẬP THỂ (02)", *praised, "II. CÁ NHÂN (01)",
                       ["1", chief.name, f"{chief.position}, Văn phòng Tỉnh ủy", form, "Năm 2023", decision]],
                 signed=signed)]


def of_party(lists: Mapping[str, list[Person]]) -> list[Page]:
    """The Party committee of the office: one cell, twelve members; the title of the members only in the caption."""
    head: Letterhead = {"left": ("ĐẢNG BỘ CÁC CƠ QUAN TỈNH SƠN LAM", "ĐẢNG ỦY VĂN PHÒNG TỈNH ỦY", "*"), "right": PARTY}
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


def of_union(lists: Mapping[str, list[Person]]) -> list[Page]:
    """The union: what its own committee gives, by theme, and what the province's union of civil servants gave."""
    head: Letterhead = {"left": ("CÔNG ĐOÀN VIÊN CHỨC TỈNH SƠN LAM", "CĐCS VĂN PHÒNG TỈNH ỦY"), "right": STATE}
    signed = (("", ""), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", lists["Lãnh đạo Văn phòng"][2].name))
    members = [*lists["Phòng Tổng hợp"][4:8], *lists["Phòng Tổ chức - Hành chính"][2:5], *lists["Phòng Quản trị"][1:4],
               *lists["Phòng Lưu trữ"][2:4], lists["Đội xe"][1]]
    themes = ("Hoạt động công đoàn", "Văn hoá - Thể thao", "Giỏi việc nước - Đảm việc nhà")
    rows: list = ["I. Tập thể: 03"]
    rows += [[number, group, None, "Giấy khen của CĐCS", themes[0]]
             for number, group in enumerate(("Tổ Công đoàn số 1", "Tổ Công đoàn số 3", "Tổ Công đoàn số 5"), 1)]
    rows.append("II. Cá nhân: 13")
    rows += [[number, one.name, "Đoàn viên", "Giấy khen của CĐCS",
              themes[2 if one.woman and number % 2 else number % 2]]
             for number, one in enumerate(members, 1)]
    province = "Giấy khen của Công đoàn Viên chức tỉnh"
    officers = [lists["Lãnh đạo Văn phòng"][2], lists["Phòng Tài chính Đảng"][3], lists["Nhà khách"][2]]
    return [Page("GK CĐCS", **head, caption=("DANH SÁCH TẶNG GIẤY KHEN CỦA CÔNG ĐOÀN CƠ SỞ NĂM 2023",),
                 heading=[["STT", "Tổ công đoàn/đoàn viên", "Chức vụ", "Hình thức", "Nội dung khen"]],
                 rows=rows, signed=signed),
            Page("GK CĐVC tỉnh", **head, caption=("DANH SÁCH ĐƯỢC CÔNG ĐOÀN VIÊN CHỨC TỈNH KHEN THƯỞNG NĂM 2023",),
                 heading=[["STT", "Tập thể, cá nhân", "Chức vụ công đoàn", "Hình thức khen"]],
                 rows=["I. TẬP THỂ", [1, "CĐCS Văn phòng Tỉnh ủy", None, province], "II. CÁ NHÂN",
                       *([number, one.name, "Ủy viên Ban Chấp hành", province]
                         for number, one in enumerate(officers, 1))],
                 signed=signed)]
