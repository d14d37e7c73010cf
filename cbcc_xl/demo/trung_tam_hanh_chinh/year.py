"""A year of the demo's administrative centre: everyone's rating, targets met, what the staff asked for, the pledge.

Published: the whole staff rated HTTNV; health checks or a tour asked for and noted by the head; the pledge signed by
head and union. Targets are invented. Planted: a self-rating that is none of the four, a share that is none of its
figures, a proposal without an answer.
"""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.demo.paper import LEFT, Head, Letterhead, Page, Total
from cbcc_xl.demo.people import RATINGS, Person

TARGETS = (("Số cuộc họp, hội nghị phục vụ an toàn", "Cuộc", 1150, 1232, "107,1%"),
           ("Tỷ lệ thiết bị hoạt động bình thường", "%", "98%", "99%", "101%"),
           ("Tiết kiệm điện so với năm trước", "%", "3%", "2,4%", "92%"),              # planted: 2,4/3 is 80 %
           ("Vụ việc mất an ninh trật tự", "Vụ", "0", "0", None))
ASKED = (("Tiếp tục khám sức khỏe định kỳ cho viên chức, người lao động", "Phòng Kỹ thuật - Vận hành", 4,
          "Ghi nhận, giao Phòng Hành chính - Tổng hợp tham mưu", "Phòng Hành chính - Tổng hợp", "Quý II/2024"),
         ("Hoặc tổ chức tham quan, học tập", "Phòng Dịch vụ - Lễ tân", 3,
          "Ghi nhận, xem xét theo nguồn kinh phí", "Phòng Hành chính - Tổng hợp", "trong năm 2024"),
         ("Trang bị áo phản quang cho ca đêm", "Đội Bảo vệ", 2, None, None, None))
PLEDGE = (("Ban Giám đốc", "Bảo đảm việc làm, thu nhập, điều kiện làm việc"),
          ("Công đoàn cơ sở", "Vận động 100% đoàn viên hoàn thành nhiệm vụ"))


def ratings(lists: Mapping[str, list[Person]], head: Letterhead) -> Page:
    """Own and superior's rating beside each other; the division in a column of its own."""
    rows: list = []
    for division, persons in lists.items():
        for one in persons:
            own = "Loại A" if one is lists["Đội Bảo vệ"][3] else "HTTNV"
            rows.append([len(rows) + 1, one.name, division, own, RATINGS[one.rating], None])
    rows.append(Total([f"Tổng số: {len(rows)} người", LEFT, LEFT, LEFT, LEFT, LEFT]))
    return Page("XL", **head, caption=("TỔNG HỢP KẾT QUẢ XẾP LOẠI VIÊN CHỨC, NGƯỜI LAO ĐỘNG NĂM 2023",),
                heading=[["STT", "Họ và tên", "Phòng, đội", "Tự xếp loại", "Kết quả xếp loại", "Kỷ luật"]], rows=rows,
                signed=(("NGƯỜI LẬP", lists["Phòng Hành chính - Tổng hợp"][3].name),
                        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", lists["Ban Giám đốc"][0].name)), size=11)


def of_conference(lists: Mapping[str, list[Person]], head: Head) -> list[Page]:
    asked = [[number, content, lists[division][place].name, division, answer, who, when]
             for number, (content, division, place, answer, who, when) in enumerate(ASKED, 1)]
    return [
        Page("Chỉ tiêu 2023", **head, caption=("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NGHỊ QUYẾT HỘI NGHỊ NĂM 2023",),
             heading=[["STT", "Tên chỉ tiêu", "ĐVT", "KH", "TH", "So với KH (%)"]],
             rows=[[number, *line] for number, line in enumerate(TARGETS, 1)]),
        Page("Kiến nghị", **head, caption=("TỔNG HỢP KIẾN NGHỊ CỦA VIÊN CHỨC, NGƯỜI LAO ĐỘNG",),
             heading=[["STT", "Nội dung kiến nghị", "Người kiến nghị", "Phòng, đơn vị", "Ý kiến trả lời",
                       "Bộ phận giải quyết", "Thời hạn"]], rows=asked),
        Page("Giao ước", **head, caption=("GIAO ƯỚC THI ĐUA NĂM 2024",),
             heading=[["STT", "Bên giao ước", "Nội dung giao ước"]],
             rows=[[number, *line] for number, line in enumerate(PLEDGE, 1)])]
