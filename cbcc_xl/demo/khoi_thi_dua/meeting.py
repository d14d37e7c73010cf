"""The meeting of the demo's cluster: what was decided, who was put forward, who leads it next year."""
from __future__ import annotations

from cbcc_xl.demo.khoi_thi_dua.members import COLLEGE, FRONT, PAPER, PARTY_BODY, SCHOOL
from cbcc_xl.demo.paper import STATE, Letterhead, Page
from cbcc_xl.demo.people import Person

STANDING: Letterhead = {"left": ("UBND TỈNH MỘC GIANG", "KHỐI THI ĐUA SỐ 2"), "right": STATE}


def meeting(delegates: dict[str, list[Person]]) -> list[Page]:
    """What the cluster decided: five votes, one for each member, all of one mind."""
    head = STANDING
    signed = (("THƯ KÝ", delegates[PARTY_BODY][2].name), ("KHỐI TRƯỞNG", delegates[PARTY_BODY][0].name))
    items = (f"Suy tôn {COLLEGE} là đơn vị dẫn đầu Khối, đề nghị UBND tỉnh tặng Cờ thi đua",
             f"Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho {PARTY_BODY}",
             "Phát động các phong trào thi đua năm 2024", "Ký kết giao ước thi đua năm 2024")

    def ballot(sheet: str, post: str, member: str) -> Page:
        chosen = delegates[member][0]
        return Page(sheet, **head, caption=("BIÊN BẢN KIỂM PHIẾU", f"Bầu {post} năm 2024"),
                    facts=(("Số lượng bầu:", 1), ("Số đơn vị có mặt:", 5), ("Số phiếu phát ra:", 5),
                           ("Số phiếu thu về:", 5), ("Số phiếu hợp lệ:", 5), ("Số phiếu không hợp lệ:", 0)),
                    heading=[["STT", "Họ và tên người đại diện", "Chức vụ", "Đơn vị được giới thiệu", "Số phiếu đồng ý",
                              "Tỷ lệ"]],
                    rows=[[1, chosen.name, chosen.position, member, 5, 1]], formats={5: "0%"},
                    signed=(("TỔ KIỂM PHIẾU", delegates[FRONT][1].name),
                            ("KHỐI TRƯỞNG", delegates[PARTY_BODY][0].name)))

    return [Page("Biểu quyết", **head, caption=("KẾT QUẢ BIỂU QUYẾT", "Họp tổng kết công tác thi đua năm 2023"),
                 heading=[["STT", "Nội dung biểu quyết", "Số đơn vị dự họp", "Nhất trí", "Không nhất trí",
                           "Ý kiến khác", "Tỷ lệ nhất trí (%)"]],
                 rows=[[number, item, 5, 5, 0, 0, 100] for number, item in enumerate(items, 1)], signed=signed),
            put_forward(delegates),
            ballot("Khối trưởng", "Khối trưởng", SCHOOL), ballot("Khối phó", "Khối phó", PAPER)]


def put_forward(delegates: dict[str, list[Person]]) -> Page:
    """The members' ballot on whom to put forward for the flag and for the commendation."""
    return Page("Suy tôn", **STANDING, caption=("BIÊN BẢN KIỂM PHIẾU SUY TÔN", "Cờ thi đua và Bằng khen năm 2023"),
                facts=(("Hội nghị suy tôn:", "Khối thi đua số 2"), ("Tổng số thành viên:", 5),
                       ("Số đơn vị có mặt:", 5), ("Số phiếu phát ra:", 5), ("Số phiếu thu về:", 5),
                       ("Số phiếu hợp lệ:", 5), ("Số phiếu không hợp lệ:", 0)),
                heading=[["STT", "Đơn vị được suy tôn", "Hình thức đề nghị", "Đồng ý", "Không đồng ý", "Tỷ lệ (%)"]],
                rows=[[1, COLLEGE, "Cờ thi đua của UBND tỉnh", 5, 0, 100],
                      [2, PARTY_BODY, "Bằng khen của Chủ tịch UBND tỉnh", 5, 0, 100]],
                signed=(("TỔ KIỂM PHIẾU", delegates[FRONT][1].name), ("KHỐI TRƯỞNG", delegates[PARTY_BODY][0].name)))
