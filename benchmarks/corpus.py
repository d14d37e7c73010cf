"""A thousand unit files to measure on: award lists of 20, 60 and 500 rows, as units write them, always the same.

    python benchmarks/corpus.py FOLDER [COUNT]

Four in five lists have a title column, the others one column a title; letterheads, totals and signatures as usual.
All names are invented.
"""
from __future__ import annotations

import random
import sys
from pathlib import Path

from openpyxl import Workbook

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lâm Tạ Võ Đinh Trịnh Mai".split()
MIDDLES = "Văn Thị Đức Minh Ngọc Thanh Quang Hữu Xuân Thu Kim Bích Hồng Duy Tiến".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phúc Quân Sơn Tâm Thảo".split()
POSITIONS = ("Chuyên viên", "Phó Trưởng phòng", "Kế toán", "Văn thư", "Nhân viên", "Lái xe")
RATINGS = ("Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")
SIZES = (20,) * 6 + (60,) * 3 + (500,)


def make(folder: Path, count: int = 1000) -> None:
    """`count` files in folders of a hundred."""
    chance = random.Random(20231231)
    for number in range(count):
        place = folder / f"cum-{number // 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        _file(place / f"don vi {number:04d}.xlsx", number, SIZES[number % len(SIZES)], chance)


def _file(path: Path, number: int, rows: int, chance: random.Random) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    marks = number % 5 == 4
    for row in _above(number, marks):
        sheet.append(row)
    counts = [0, 0]
    for order in range(1, rows + 1):
        name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
        rating = RATINGS[order % 4]
        titled, fighter = rating == RATINGS[0], order % 29 == 1
        counts[0] += titled
        counts[1] += fighter and titled
        sheet.append(_row(order, name, rating, titled, fighter and titled, marks, chance))
    sheet.append(["Cộng", None, None, None, *(counts if marks else [counts[0]])])
    sheet.append([])
    sheet.append([None, "NGƯỜI LẬP", None, None, "TRƯỞNG PHÒNG"])
    sheet.append([None, "(Ký, ghi rõ họ tên)", None, None, "(Ký, đóng dấu)"])
    book.save(path)


def _above(number: int, marks: bool) -> list[list[str | None]]:
    heading = ["STT", "Họ và tên", "Chức vụ", "Xếp loại"]
    titles = ["LĐTT", "CSTĐ cơ sở"] if marks else ["Danh hiệu đề nghị"]
    return [["SỞ KẾ HOẠCH TỈNH HÀ LAM", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            [f"PHÒNG NGHIỆP VỤ SỐ {number + 1}", None, None, None, "Độc lập - Tự do - Hạnh phúc"], [],
            ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"], [],
            [*heading, *titles, "Sáng kiến", "Số QĐ công nhận", "Số phiếu đồng ý", "Tỷ lệ (%)", "Ghi chú"]]


def _row(order: int, name: str, rating: str, titled: bool, fighter: bool, marks: bool,
         chance: random.Random) -> list[str | int | None]:
    if marks:
        titles: list[str | None] = ["x" if titled else None, "x" if fighter else None]
    else:
        titles = ["Lao động tiên tiến; Chiến sĩ thi đua cơ sở" if fighter else "Lao động tiên tiến" if titled else None]
    idea = f"Sáng kiến số {order} của phòng" if fighter else None
    return [order, name, chance.choice(POSITIONS), rating, *titles, idea, f"{order}/QĐ-SKH" if fighter else None,
            12, "100%", None]


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
