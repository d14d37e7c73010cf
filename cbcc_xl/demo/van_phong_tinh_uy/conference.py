"""The conference of the provincial Party office: who came, what was put to the vote, targets, what staff asked for."""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.demo.paper import BESIDE, LEFT, PARTY, Head, Page, Total
from cbcc_xl.demo.people import Person

AWAY = {"Phòng Quản trị": "Nghỉ ốm", "Đội xe": "Đi công tác"}
REVIEW = ("Báo cáo kiểm điểm việc thực hiện chủ trương của Đảng, pháp luật của Nhà nước và Nghị quyết Hội nghị CBCC "
          "năm 2022")
REPORTS = (REVIEW, "Báo cáo tổng kết phong trào thi đua năm 2023, phương hướng năm 2024",
           "Báo cáo hoạt động của Ban Thanh tra nhân dân năm 2023, chương trình công tác năm 2024",
           "Báo cáo thu, chi tài chính năm 2023")
TARGETS = ("Chỉ tiêu: hoàn thành 100% khối lượng công việc được giao",
           "Chỉ tiêu: 100% CBCC, NLĐ được học tập chỉ thị, nghị quyết của Đảng và của công đoàn",
           "Chỉ tiêu: 100% đoàn viên tham gia các phong trào thi đua",
           "Chỉ tiêu: 100% tổ công đoàn hoàn thành tốt nhiệm vụ trở lên",
           "Chỉ tiêu: CĐCS hoàn thành xuất sắc nhiệm vụ")
FIGURES = (("Hoàn thành khối lượng công việc được giao", "%", "100%"),
           ("CBCC, NLĐ được học tập chỉ thị, nghị quyết của Đảng và của công đoàn", "%", "100%"),
           ("Đoàn viên tham gia các phong trào thi đua", "%", "100%"),
           ("Tổ công đoàn hoàn thành tốt nhiệm vụ trở lên", "%", "100%"),
           ("Công đoàn cơ sở", "Xếp loại", "Hoàn thành xuất sắc nhiệm vụ"))
SAID = (("Phòng Tổng hợp", 4, "Tiếp tục các biện pháp nâng cao đời sống cho cán bộ, người lao động",
         "Tiếp thu, đưa vào Quy chế chi tiêu nội bộ năm 2024", "Quý I/2024"),
        ("Đội xe", 2, "Thay hai xe đã hết niên hạn", "Phòng Quản trị lập tờ trình", "30/6/2024"),
        ("Nhà khách", 2, "Sửa hệ thống nước nóng khu B", None, None))


def pages(lists: Mapping[str, list[Person]]) -> list[Page]:
    staff = {**{office: len(persons) for office, persons in lists.items()}, "Ban Quản lý Nhà công vụ": 3}
    head: Head = {"left": ("TỈNH ỦY SƠN LAM", "VĂN PHÒNG TỈNH ỦY"), "right": PARTY,
            "signed": (("THƯ KÝ HỘI NGHỊ", lists["Phòng Tổng hợp"][3].name),
                       ("TM. ĐOÀN CHỦ TỊCH", lists["Lãnh đạo Văn phòng"][0].name))}
    everyone = sum(staff.values())
    return [Page("Đại biểu", **head, caption=("TỔNG HỢP ĐIỂM DANH HỘI NGHỊ CÁN BỘ, CÔNG CHỨC NĂM 2023",
                                              "(Sáng ngày 26/01/2024, Hội trường Tỉnh ủy)"),
                 heading=[["STT", "Phòng, đơn vị", "Tổng số CBCC, NLĐ", "Được triệu tập", "Có mặt", "Vắng mặt", LEFT,
                           "Ghi chú"], [BESIDE] * 5 + ["Có lý do", "Không lý do", BESIDE]], rows=attendance(staff)),
            Page("Biểu quyết", **head, caption=("KẾT QUẢ BIỂU QUYẾT TẠI HỘI NGHỊ",),
                 heading=[["TT", "Nội dung", "Số đại biểu có mặt", "Đồng ý", "Không đồng ý", "Không biểu quyết",
                           "Tỷ lệ đồng ý", "Ghi chú"]], rows=votes(everyone - len(AWAY)), formats={6: "0.0%"}),
            Page("Chỉ tiêu 2024", **head, caption=("CÁC CHỈ TIÊU CHỦ YẾU NĂM 2024",),
                 heading=[["STT", "Nội dung chỉ tiêu", "ĐVT", "Chỉ tiêu đề ra", "Ghi chú"]],
                 rows=[[number, *target, None] for number, target in enumerate(FIGURES, 1)],
                 below=("Danh sách gồm 05 chỉ tiêu.",)),
            Page("Ý kiến", **head, caption=("TỔNG HỢP Ý KIẾN THẢO LUẬN TẠI HỘI NGHỊ VÀ TRẢ LỜI",),
                 heading=[["STT", "Người phát biểu", "Phòng, đơn vị", "Nội dung ý kiến", "Ý kiến trả lời",
                           "Thời gian giải quyết"]],
                 rows=[[number, lists[office][place].honoured, office, *said]
                       for number, (office, place, *said) in enumerate(SAID, 1)])]


def attendance(staff: Mapping[str, int]) -> list:
    rows: list = []
    for number, (office, count) in enumerate(staff.items(), 1):
        missing = office in AWAY
        rows.append([number, office, count, count, count - missing, 1 if missing else None, None, AWAY.get(office)])
    everyone = sum(staff.values())
    return [*rows, Total(["Tổng cộng", LEFT, everyone, everyone, everyone - len(AWAY), len(AWAY), 0, None])]


def votes(present: int) -> list:
    """All of one mind but on the spending rules, where two were against and one said nothing."""
    def carried(number: int, item: str) -> list:
        return [number, item, present, present, 0, 0, 1, None]

    return ["I. Báo cáo", *(carried(number, item) for number, item in enumerate(REPORTS, 1)), "II. Dự thảo",
            [5, "Quy chế chi tiêu nội bộ năm 2024", present, present - 3, 2, 1, (present - 3) / present, None],
            "III. Chỉ tiêu cơ bản năm 2024", *(carried(number, item) for number, item in enumerate(TARGETS, 6))]
