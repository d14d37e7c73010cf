"""The five agencies of the demo's cluster, and who of each comes to its meetings."""
from __future__ import annotations

from cbcc_xl.demo.people import Person, names, staff

PARTY_BODY, SCHOOL, FRONT, COLLEGE, PAPER = MEMBERS = (
    "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh", "Trường Chính trị tỉnh", "Ủy ban MTTQ Việt Nam tỉnh",
    "Trường Cao đẳng Cộng đồng", "Báo Mộc Giang")
DELEGATES = {
    PARTY_BODY: ("Bí thư", "Chánh Văn phòng", "Chuyên viên"),
    SCHOOL: ("Hiệu trưởng", "Trưởng phòng Tổ chức", "Chuyên viên"),
    FRONT: ("Phó Chủ tịch", "Chánh Văn phòng"),
    COLLEGE: ("Hiệu trưởng", "Phó Hiệu trưởng", "Trưởng phòng Đào tạo", "Chủ tịch Công đoàn"),
    PAPER: ("Tổng Biên tập", "Trưởng phòng Hành chính"),
}


def delegates() -> dict[str, list[Person]]:
    source = names(3)
    return {member: staff(source, positions) for member, positions in DELEGATES.items()}
