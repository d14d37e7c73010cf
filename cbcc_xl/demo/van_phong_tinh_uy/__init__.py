"""Văn phòng Tỉnh ủy Sơn Lam: ten offices each with a list of its own making, the Party, the union, the conference.

Published for the office it is modelled on: 65 LDTT, 13 CSTDCS, 12 persons and 2 teams HTXSNV, 12 DVXS and 1 CBXS,
2 teams and 1 person BKT, 1 team and 3 persons CDGKT, 3 teams and 13 persons CDGKCS, and what was put to the vote.
Everything else is invented. Slips are planted: a typed total one too high (Quản trị), a person without a rating
(Nhà khách), and those that `council` tells.
"""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.demo.paper import write, write_csv
from cbcc_xl.demo.van_phong_tinh_uy import conference, council, honours, offices
from cbcc_xl.demo.van_phong_tinh_uy.roll import everyone

NAME = "Văn phòng Tỉnh ủy Sơn Lam"
SENT = datetime.date(2023, 12, 15)
HELD = datetime.date(2024, 1, 26)


def make(folder: Path) -> list[Path]:
    lists = everyone()
    return [
        write(folder / "01. Lanh dao VP.xlsx", [offices.leaders(lists["Lãnh đạo Văn phòng"])], SENT),
        write(folder / "P. Tổng hợp/Bieu de nghi TDKT 2023.xlsx", [offices.general(lists["Phòng Tổng hợp"])], SENT),
        write(folder / "TCHC - binh xet thi dua.xlsx", [offices.personnel(lists["Phòng Tổ chức - Hành chính"])], SENT),
        write(folder / "phong quan tri.xlsx", [offices.premises(lists["Phòng Quản trị"])], SENT),
        write(folder / "TCĐ_ket qua bo phieu.xlsx", [offices.finance(lists["Phòng Tài chính Đảng"])], SENT),
        write(folder / "CY-CNTT/DS de nghi khen thuong.xlsx",
              [offices.cipher(lists["Phòng Cơ yếu - Công nghệ thông tin"])], SENT),
        write(folder / "Lưu trữ - TĐKT.xlsx", [offices.archive(lists["Phòng Lưu trữ"])], SENT),
        write(folder / "TDCTĐ/Danh sach.xlsx", offices.party_work(lists["Phòng Theo dõi công tác Đảng"]), SENT),
        write_csv(folder / "Đội xe.csv", offices.drivers(lists["Đội xe"])),
        write(folder / "Nhà khách/DS.xlsx", [offices.guest_house(lists["Nhà khách"])], SENT),
        write(folder / "VPTU - HTXSNV, bang khen 2023.xlsx", honours.of_office(lists), datetime.date(2023, 12, 29)),
        write(folder / "Đảng ủy VP/Khen chi bo, dang vien.xlsx", honours.of_party(lists), datetime.date(2024, 1, 5)),
        write(folder / "Cong doan/Khen thuong cong doan 2023.xlsx", honours.of_union(lists), datetime.date(2024, 1, 8)),
        write(folder / "TCHC - tong hop xep loai 2023.xlsx", [council.ratings(lists)], SENT),
        write(folder / "Hoi dong TDKT/Sang kien, kiem phieu 2023.xlsx",
              [council.initiatives(lists), council.ballot(lists)], datetime.date(2023, 12, 22)),
        write(folder / "HN CBCC 26-01-2024/So lieu hoi nghi.xlsx", conference.pages(lists), HELD),
    ]
