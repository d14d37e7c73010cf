"""What the cluster has done together and takes on for the next year: models, gifts, registrations, the pledge."""
from __future__ import annotations

from cbcc_xl.demo.khoi_thi_dua.members import COLLEGE, FRONT, MEMBERS, PAPER, PARTY_BODY, SCHOOL
from cbcc_xl.demo.paper import BESIDE, LEFT, Head, Page
from cbcc_xl.demo.people import Person

MODELS = {PARTY_BODY: ("Chi bộ bốn tốt ở doanh nghiệp", "Xây dựng Đảng"),
          SCHOOL: ("Giờ giảng gắn với thực tế cơ sở", "Đào tạo, bồi dưỡng"),
          FRONT: ("Khu dân cư tự quản về môi trường", "Vận động quần chúng"),
          COLLEGE: ("Xưởng thực hành mở cho người lao động", "Dạy nghề"),
          PAPER: ("Trang tin dành cho đồng bào vùng xa", "Báo chí")}
WORK = (("Phong trào “Mộc Giang chung sức xây dựng nông thôn mới”", "Mỗi đơn vị đỡ đầu 01 xã", None),
        ("Phong trào “Chung tay vì người nghèo - Không để ai bị bỏ lại phía sau”", "Cả 05 đơn vị tham gia", None),
        ("Hoạt động thể thao chào mừng Quốc khánh và 20 năm tái lập tỉnh", "05 đội tham gia", None),
        ("Hoạt động thăm, tặng quà Trung tâm Bảo trợ xã hội tỉnh", "Trao quà cho các cháu", "hơn 10 triệu đồng"))
AIMS = {PARTY_BODY: "Cờ thi đua của UBND tỉnh", SCHOOL: "Cờ thi đua của UBND tỉnh",
        FRONT: "Bằng khen của Chủ tịch UBND tỉnh", COLLEGE: "Bằng khen của Chủ tịch UBND tỉnh",
        PAPER: "Bằng khen của Chủ tịch UBND tỉnh"}
PLEDGE = ("Thực hiện đầy đủ quy chế, kế hoạch của Khối", "Xây dựng ít nhất 01 mô hình, điển hình mới",
          "100% cán bộ, công chức, viên chức đăng ký thi đua")


def models(head: Head) -> Page:
    return Page("Mô hình", **head, caption=("DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH TIÊN TIẾN NĂM 2023 CỦA KHỐI",),
                heading=[["STT", "Cơ quan, đơn vị", "Tên mô hình điển hình", "Lĩnh vực"]],
                rows=[[number, member, f"Mô hình “{name}”", field]
                      for number, (member, (name, field)) in enumerate(MODELS.items(), 1)],
                below=("Danh sách có 05 mô hình.",))


def work(head: Head) -> Page:
    return Page("Hoạt động chung", **head, caption=("KẾT QUẢ CÁC PHONG TRÀO, HOẠT ĐỘNG CHUNG CỦA KHỐI NĂM 2023",),
                heading=[["TT", "Phong trào, hoạt động", "Kết quả", "Kinh phí"]],
                rows=[[number, *line] for number, line in enumerate(WORK, 1)])


def registrations(head: Head) -> Page:
    """Titles in columns of their own kind; the agency's team title by a mark."""
    rows = [[f"{number:02}", member, "x", "x" if "Cờ" in aim else None, "x" if "Bằng" in aim else None]
            for number, (member, aim) in enumerate(AIMS.items(), 1)]
    return Page("Đăng ký 2024", **head, caption=("BẢNG ĐĂNG KÝ DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG NĂM 2024",),
                heading=[["STT", "Đơn vị đăng ký", "Danh hiệu thi đua", LEFT, "Hình thức khen thưởng"],
                         [BESIDE, BESIDE, "Tập thể lao động xuất sắc", "Cờ thi đua của UBND tỉnh",
                          "Bằng khen của Chủ tịch UBND tỉnh"]], rows=rows)


def pledge(head: Head, delegates: dict[str, list[Person]]) -> Page:
    rows: list = [[number, member, "; ".join(PLEDGE), delegates[member][0].name]
                  for number, member in enumerate(MEMBERS, 1)]
    return Page("Giao ước", **head, caption=("BẢN GIAO ƯỚC THI ĐUA NĂM 2024", "Khối thi đua số 2"),
                heading=[["TT", "Đơn vị ký giao ước", "Nội dung giao ước", "Đại diện ký"]], rows=rows)
