"""What the conference of the demo's Party body took on for the next year: eight targets, movements, the pledge.

Published: "08 chỉ tiêu chủ yếu" (one of them a study tour, once a year at least), two campaigns, the movement "lao động
giỏi, lao động sáng tạo", a pledge signed by the head and the union. The other seven targets are invented.
"""
from __future__ import annotations

from cbcc_xl.demo.paper import Head, Page

TARGETS = (("Hoàn thành chương trình công tác năm", "%", "100%"),
           ("Văn bản tham mưu xử lý đúng hạn", "%", "từ 98% trở lên"),
           ("Cán bộ, đảng viên học tập, quán triệt nghị quyết", "%", "100%"),
           ("Tham mưu kết nạp đảng viên trong toàn Khối", "Đảng viên", 120),
           ("Tiết kiệm chi thường xuyên", "%", "ít nhất 5%"),
           ("Sáng kiến được công nhận", "Sáng kiến", "từ 03 sáng kiến"),
           ("Danh hiệu cơ quan văn hóa", None, "Giữ vững"),
           ("Tham quan, học tập kinh nghiệm ngoài thành phố", "Lần", "ít nhất 01 lần/năm"))
MOVEMENTS = (("Phong trào “Lao động giỏi, lao động sáng tạo”", "Gắn với cải cách hành chính, tiết kiệm"),
             ("Cuộc vận động “Trung thành - Sáng tạo - Tận tụy - Gương mẫu”", "Phát động trong toàn cơ quan"),
             ("Cuộc vận động “Ngày làm việc hiệu quả”", "Phát động trong toàn cơ quan"),
             ("Hoạt động từ thiện, nhân đạo", "Vận động mỗi người một ngày lương"))
PLEDGE = (("Thủ trưởng cơ quan", "Bảo đảm điều kiện làm việc, thực hiện quy chế dân chủ"),
          ("Ban Chấp hành Công đoàn", "Vận động đoàn viên hoàn thành các chỉ tiêu của Nghị quyết"))


def pages(head: Head) -> list[Page]:
    return [
        Page("Chi tieu", **head, caption=("08 CHỈ TIÊU CHỦ YẾU NĂM 2024", "(Kèm theo Nghị quyết Hội nghị)"),
             heading=[["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024"]],
             rows=[[number, *target] for number, target in enumerate(TARGETS, 1)]),
        Page("Phong trao", **head, caption=("CÁC PHONG TRÀO, CUỘC VẬN ĐỘNG NĂM 2024",),
             heading=[["TT", "Tên phong trào, cuộc vận động", "Nội dung, kết quả"]],
             rows=[[number, *line] for number, line in enumerate(MOVEMENTS, 1)]),
        Page("Giao uoc", **head, caption=("BẢN GIAO ƯỚC THI ĐUA NĂM 2024",),
             heading=[["TT", "Bên giao ước", "Nội dung giao ước", "Ký tên"]],
             rows=[[number, *line, None] for number, line in enumerate(PLEDGE, 1)])]
