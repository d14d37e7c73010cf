"""Cơ quan Đảng ủy Khối thành phố Hải Lâm: five boards that nominate teams and persons, the union, the conference.

Published for the agency it is modelled on: 4 teams TTLDTT, 4 union groups TCDXS, 3 persons GKSK, 3 CSTDCS, a resolution
carried by 100 %, an elected people's inspectorate (no figures). No list of LDTT was published, so none is made: what
rests on one can't be judged. Everything else is invented.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.dang_uy_khoi import plan
from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, STATE, Head, Letterhead, Page, Total, percent, write
from cbcc_xl.demo.people import RATINGS, TITLES, Person, names, staff

NAME = "Cơ quan Đảng ủy Khối thành phố Hải Lâm"
SENT = datetime.date(2023, 12, 18)
HELD = datetime.date(2024, 1, 2)
AGENCY = "CƠ QUAN ĐẢNG ỦY KHỐI TP HẢI LÂM"
BOARDS = {"Văn phòng": 9, "Ban Tổ chức": 6, "Ban Tuyên giáo": 6, "Ban Dân vận": 5, "Cơ quan Ủy ban Kiểm tra": 5}
TEAM, PRAISE = "Tập thể Lao động tiên tiến", "Giấy khen về sáng kiến trong công tác chuyên môn"


def make(folder: Path) -> list[Path]:
    source = names(2)
    boards = {board: staff(source, ("Trưởng ban", "Phó Trưởng ban", *["Chuyên viên"] * (count - 2)))
              for board, count in BOARDS.items()}
    return [
        write(folder / "Văn phòng.xlsx", office(boards["Văn phòng"]), SENT),
        write(folder / "Ban Tổ chức/De nghi KT.xlsx", [organisation(boards["Ban Tổ chức"])], SENT),
        write(folder / "BTG - TDKT 2023.xlsx", [propaganda(boards["Ban Tuyên giáo"])], SENT),
        write(folder / "Ban Dan van.xlsx", [mobilisation(boards["Ban Dân vận"])], SENT),
        write(folder / "UBKT/Danh sach.xlsx", [inspection(boards["Cơ quan Ủy ban Kiểm tra"])], SENT),
        write(folder / "Công đoàn/To cong doan xuat sac 2023.xlsx", [union_groups(boards["Văn phòng"])], SENT),
        write(folder / "HN 02-01-2024/1. Diem danh.xlsx", [attendance(boards)], HELD),
        write(folder / "HN 02-01-2024/2. Bieu quyet.xlsx", [votes(boards)], HELD),
        write(folder / "HN 02-01-2024/3. Kiem phieu TTND.xlsx", [inspectorate(boards)], HELD),
        write(folder / "HN 02-01-2024/4. Chi tieu, phong trao, giao uoc.xlsx", plan.pages(conference(boards)), HELD),
    ]


def letter(board: str) -> Letterhead:
    return {"left": (AGENCY, board.upper(), "*"), "right": (*PARTY, "", "Hải Lâm, ngày 18 tháng 12 năm 2023")}


def office(persons: list[Person]) -> list[Page]:
    """Teams and persons on a sheet each."""
    signed = (("NGƯỜI LẬP", persons[3].name), ("CHÁNH VĂN PHÒNG", persons[0].name))
    return [Page("TAP THE", **letter("Văn phòng"), caption=("DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                 heading=[["STT", "Tên tập thể", "Tổng số CBCC, NLĐ", "Xếp loại tập thể", "Danh hiệu đề nghị",
                           "Ghi chú"]],
                 rows=[[1, "Văn phòng", len(persons), RATINGS["HTTNV"], TEAM, "Kèm Giấy khen"]], signed=signed),
            Page("CA NHAN", **letter("Văn phòng"), caption=("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",
                                                            "(Danh hiệu Lao động tiên tiến có danh sách riêng)"),
                 heading=[["STT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu, hình thức khen thưởng",
                           "Tên sáng kiến", "Số QĐ công nhận", "Ghi chú"]],
                 rows=[[1, persons[0].name, "Chánh Văn phòng", RATINGS["HTXSNV"], TITLES["CSTDCS"],
                        "Sổ theo dõi văn bản đến có nhắc hạn", "15-QĐ/ĐUK ngày 11/12/2023", None],
                       [2, persons[4].name, "Chuyên viên", RATINGS["HTTNV"], PRAISE,
                        "Mẫu thư mời họp điện tử", "15-QĐ/ĐUK ngày 11/12/2023", None]], signed=signed)]


def organisation(persons: list[Person]) -> Page:
    """Teams and persons in one table; two titles in one cell, each on its line."""
    return Page("Sheet1", **letter("Ban Tổ chức"),
                caption=("DANH SÁCH TẬP THỂ, CÁ NHÂN", "ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"),
                heading=[["TT", "Tập thể, cá nhân", "Chức vụ", "Xếp loại năm 2023", "Danh hiệu, hình thức đề nghị",
                          "Sáng kiến", "Ghi chú"]],
                rows=["I. TẬP THỂ", [1, "Ban Tổ chức", None, "HTTNV", "Tập thể LĐTT", None, "06 người"],
                      "II. CÁ NHÂN", [1, f"Đ/c {persons[1].name}", "Phó Trưởng ban", "HTXSNV",
                                      f"{TITLES['CSTDCS']}\n{PRAISE}",
                                      "Bảng tính tuổi nghỉ hưu và quy hoạch cán bộ (15-QĐ/ĐUK)", None]],
                signed=(("", ""), ("TRƯỞNG BAN", persons[0].name)), size=13)


def propaganda(persons: list[Person]) -> Page:
    """One column a title, marks; team and person told apart by group rows."""
    return Page("BTG", **letter("Ban Tuyên giáo"),
                caption=("BIỂU TỔNG HỢP KẾT QUẢ THI ĐUA VÀ ĐỀ NGHỊ KHEN THƯỞNG", "NĂM 2023"),
                heading=[["STT", "Tên tập thể/cá nhân", "Chức danh", "Mức độ hoàn thành nhiệm vụ", "Danh hiệu thi đua",
                          LEFT, "Hình thức khen", "Sáng kiến"],
                         [BESIDE, BESIDE, BESIDE, BESIDE, "Tập thể LĐTT", "CSTĐ cơ sở", "GK sáng kiến", BESIDE]],
                rows=["A. Tập thể", [1, "Ban Tuyên giáo", None, RATINGS["HTTNV"], "x", None, None, None],
                      "B. Cá nhân", [1, persons[0].name, "Trưởng ban", RATINGS["HTXSNV"], None, "x", None,
                                     "Bản tin nội bộ bằng hình ảnh"],
                      [2, persons[2].name, "Chuyên viên", RATINGS["HTTNV"], None, None, "x",
                       "Bộ ảnh tư liệu dùng chung của Khối"],
                      Total(["Cộng", LEFT, LEFT, LEFT, 1, 1, 1, None])],
                signed=(("NGƯỜI LẬP BIỂU", persons[3].name), ("TRƯỞNG BAN", persons[0].name)), size=11)


def mobilisation(persons: list[Person]) -> Page:
    """One team only, with the vote on it; no letterhead but a line that names the board."""
    return Page("Trang 1", left=("Đơn vị: Ban Dân vận",), caption=("Đề nghị danh hiệu thi đua tập thể năm 2023",),
                heading=[["TT", "Tập thể", "Số người", "Xếp loại", "Danh hiệu", "Số phiếu đồng ý/tổng số",
                          "Tỷ lệ (%)"]],
                rows=[[1, "Ban Dân vận", len(persons), "Hoàn thành tốt nhiệm vụ", "“Tập thể lao động tiên tiến”",
                       "5/5", 100]])


def inspection(persons: list[Person]) -> Page:
    """Proposes nobody this year: an empty list, said in words."""
    return Page("DS", **letter("Cơ quan Ủy ban Kiểm tra"), caption=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",),
                heading=[["STT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu thi đua", "Ghi chú"]],
                rows=[[None, "Không có đề nghị", None, None, None, None]],
                signed=(("", ""), ("CHỦ NHIỆM", persons[0].name)))


def union_groups(persons: list[Person]) -> Page:
    rows = [[number, f"Tổ Công đoàn {group}", members, "Giấy khen “Tổ Công đoàn xuất sắc”"]
            for number, (group, members) in enumerate((("Văn phòng", 9), ("Ban Tổ chức", 6), ("Ban Tuyên giáo", 6),
                                                       ("Ủy ban Kiểm tra", 5)), 1)]
    return Page("TCĐ", left=("CÔNG ĐOÀN VIÊN CHỨC TP HẢI LÂM", "CĐCS CƠ QUAN ĐẢNG ỦY KHỐI"), right=STATE,
                caption=("DANH SÁCH TỔ CÔNG ĐOÀN ĐƯỢC TẶNG GIẤY KHEN NĂM 2023",),
                heading=[["STT", "Tên tổ công đoàn", "Số đoàn viên", "Hình thức khen thưởng"]], rows=rows,
                below=("Danh sách có 04 tập thể.",),
                signed=(("", ""), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", persons[1].name)))


def conference(boards: dict[str, list[Person]]) -> Head:
    return {"left": ("ĐẢNG ỦY KHỐI TP HẢI LÂM", "CƠ QUAN ĐẢNG ỦY KHỐI"), "right": PARTY,
            "signed": (("THƯ KÝ", boards["Văn phòng"][4].name),
                       ("TM. ĐOÀN CHỦ TỊCH", boards["Ban Tuyên giáo"][0].name))}


def attendance(boards: dict[str, list[Person]]) -> Page:
    rows: list = [[f"{number:02}", board, count, count - (board == "Ban Dân vận"),
                   "01" if board == "Ban Dân vận" else None, None]
                  for number, (board, count) in enumerate(BOARDS.items(), 1)]
    everyone = sum(BOARDS.values())
    rows.append(Total(["Tổng số", LEFT, everyone, everyone - 1, 1, 0]))
    return Page("Diem danh", **conference(boards),
                caption=("ĐIỂM DANH HỘI NGHỊ CÁN BỘ, CÔNG CHỨC VÀ NGƯỜI LAO ĐỘNG NĂM 2024", "(Chiều ngày 02/01/2024)"),
                heading=[["STT", "Ban, đơn vị", "Số được triệu tập", "Số có mặt", "Vắng có phép", "Vắng không phép"]],
                rows=rows)


def votes(boards: dict[str, list[Person]]) -> Page:
    present = sum(BOARDS.values()) - 1
    return Page("BQ", **conference(boards), caption=("BIÊN BẢN TỔNG HỢP KẾT QUẢ BIỂU QUYẾT",),
                heading=[["TT", "Nội dung biểu quyết", "Tổng số người dự", "Kết quả", LEFT, LEFT, "Tỷ lệ tán thành"],
                         [BESIDE, BESIDE, BESIDE, "Tán thành", "Không tán thành", "Ý kiến khác", BESIDE]],
                rows=[[1, "Thông qua danh sách Ban Thanh tra nhân dân trúng cử", present, present, 0, 0, "100%"],
                      [2, "Dự thảo Nghị quyết Hội nghị với 08 chỉ tiêu chủ yếu năm 2024", present, present, 0, 0,
                       "100%"]])


def inspectorate(boards: dict[str, list[Person]]) -> Page:
    """Three seats, four candidates; ballots counted by hand above the table."""
    present = sum(BOARDS.values()) - 1
    candidates = [("Ban Tổ chức", 2, 28), ("Văn phòng", 5, 27), ("Ban Dân vận", 3, 22), ("Ban Tuyên giáo", 4, 8)]
    rows = [[number, boards[board][place].name, f"Chuyên viên, {board}", count,
             percent(count, present), "Trúng cử" if number < 4 else None]
            for number, (board, place, count) in enumerate(candidates, 1)]
    return Page("KP", **conference(boards),
                caption=("BIÊN BẢN KIỂM PHIẾU", "Bầu Ban Thanh tra nhân dân nhiệm kỳ 2024 - 2025"),
                facts=(("Số lượng cần bầu:", 3), ("Số người được triệu tập:", present + 1),
                       ("Số người có mặt:", present), ("Số phiếu phát ra:", present),
                       ("Số phiếu thu vào:", present), ("Số phiếu hợp lệ:", present - 1),
                       ("Số phiếu không hợp lệ:", 1)),
                heading=[["STT", "Họ và tên", "Chức vụ, đơn vị", "Số phiếu bầu", "Tỷ lệ", "Kết quả"]], rows=rows)
