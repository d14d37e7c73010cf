"""What the demo's Front committee did and was told in a year: targets met, movements and funds, opinions, the pledge.

Published: all targets of the last resolution met, two movements, three funds (no sums), five drafts commented on, a
pledge signed. All figures are invented. Planted: a share that is none of its figures, a sum that is no sum.
"""
from __future__ import annotations

from cbcc_xl.demo.paper import Letterhead, Page

TARGETS = (("Khu dân cư tổ chức Ngày hội Đại đoàn kết toàn dân tộc", "%", 100, 100, 100, "Đạt"),
           ("Vận động quỹ “Vì người nghèo”", "Triệu đồng", 850, 912, "107,3", "Vượt"),
           ("Giám sát chuyên đề", "Cuộc", 4, 5, "125", "Vượt"),
           ("Hội nghị phản biện xã hội", "Cuộc", 2, 2, "110", "Đạt"),          # planted: 2/2 is 100 %
           ("Đoàn viên đăng ký học tập và làm theo Bác", "%", 100, 100, 100, "Đạt"))
WORK = ("I. Phong trào, cuộc vận động",
        [1, "Phong trào “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”", "12 xã đạt chuẩn", None],
        [2, "Phong trào “Xây dựng cơ quan văn hóa”", "Giữ vững danh hiệu", None],
        "II. Các quỹ",
        [1, "Quỹ “Vì người nghèo”", "Xây 15 nhà đại đoàn kết", "912"],
        [2, "Quỹ “Đền ơn đáp nghĩa, uống nước nhớ nguồn”", "Thăm 40 gia đình", "hơn 35,5"],
        [3, "Quỹ “Khuyến học”", "Trao 20 suất học bổng", "chưa quyết toán"])     # planted
DRAFTS = (("Bản giao kết trách nhiệm giữa người đứng đầu và Ban Chấp hành Công đoàn", "Tiếp thu, chỉnh sửa điều 3"),
          ("Kế hoạch thi đua năm 2024", "Tiếp thu"),
          ("Kế hoạch duy trì mô hình học tập và làm theo Bác", "Tiếp thu"),
          ("Quy chế chi tiêu nội bộ, quản lý tài chính", "Giải trình: mức công tác phí theo quy định chung"),
          ("Quy chế quản lý, sử dụng tài sản công", None))


def pages(head: Letterhead, chairs: tuple[tuple[str, str], tuple[str, str]]) -> list[Page]:
    return [
        Page("Chỉ tiêu 2023", **head, caption=("KẾT QUẢ THỰC HIỆN CHỈ TIÊU NGHỊ QUYẾT NĂM 2023",),
             heading=[["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)", "Đánh giá"]],
             rows=[[number, *line] for number, line in enumerate(TARGETS, 1)], signed=chairs),
        Page("Phong trào, quỹ", **head, caption=("KẾT QUẢ PHONG TRÀO THI ĐUA VÀ CÁC QUỸ NĂM 2023",),
             heading=[["TT", "Nội dung phong trào, tên quỹ", "Kết quả", "Số tiền (triệu đồng)"]], rows=WORK,
             signed=chairs),
        Page("Góp ý", **head, caption=("TỔNG HỢP Ý KIẾN GÓP Ý CÁC DỰ THẢO TẠI HỘI NGHỊ",),
             heading=[["TT", "Nội dung góp ý", "Tiếp thu, giải trình"]],
             rows=[[number, f"Góp ý dự thảo {name}", answer] for number, (name, answer) in enumerate(DRAFTS, 1)],
             signed=chairs),
        Page("Giao ước", **head, caption=("KÝ KẾT GIAO ƯỚC THI ĐUA NĂM 2024",),
             heading=[["TT", "Đơn vị ký kết", "Nội dung ký kết", "Người ký"]],
             rows=[[1, "Cơ quan Ủy ban MTTQ Việt Nam tỉnh", "Hoàn thành 100% chỉ tiêu thi đua năm 2024", chairs[1][1]],
                   [2, "Công đoàn cơ sở", "Vận động 100% đoàn viên tham gia phong trào", chairs[0][1]]],
             signed=chairs)]
