"""Who works at the provincial Party office of the demo, office by office, and who of them is proposed for what.

65 of 67 are LDTT, 13 of these CSTDCS, 12 of the 13 rated HTXSNV: the thirteenth rests on an initiative alone.
"""
from __future__ import annotations

from cbcc_xl.demo.people import Person, names, staff

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


def everyone() -> dict[str, list[Person]]:
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
