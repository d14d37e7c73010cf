"""The invented persons of the demo: names, posts, ratings and initiatives, the same on every run.

Takes a seed; gives persons whose names are drawn from common family, middle and given names, none of them twice in one
agency. Stands for nobody: whoever bears such a name has nothing to do with these lists.
"""
from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Đinh", "Trương",
            "Mai", "Tạ", "Hà", "Phan", "Võ", "Cao", "Lương", "Đoàn", "Tô", "Hồ", "Triệu", "Lưu", "Chu", "Quách")
WOMEN = ("Thị", "Thị Thu", "Thị Ngọc", "Thị Hồng", "Thị Minh", "Thị Thanh", "Thị Kim", "Thị Bích", "Ngọc", "Thanh")
MEN = ("Văn", "Đức", "Quang", "Minh", "Hữu", "Xuân", "Trọng", "Đình", "Thành", "Công", "Duy", "Tiến")
HER_NAMES = ("Hương", "Lan", "Hòa", "Thúy", "Nhung", "Yến", "Hằng", "Mai", "Thảo", "Trang", "Liên", "Loan", "Vân",
             "Hiền", "Quỳnh", "Ngân", "Phượng", "Oanh", "Duyên", "Thơm")
HIS_NAMES = ("Sơn", "Hùng", "Cường", "Dũng", "Tuấn", "Khoa", "Nam", "Bình", "Thịnh", "Lộc", "Vinh", "Hải", "Long",
             "Kiên", "Thắng", "Đạt", "Quyết", "Toàn", "Tùng", "Hiếu")

TITLES = {"LDTT": "Lao động tiên tiến", "CSTDCS": "Chiến sĩ thi đua cơ sở"}
RATINGS = {"HTXSNV": "Hoàn thành xuất sắc nhiệm vụ", "HTTNV": "Hoàn thành tốt nhiệm vụ", "HTNV": "Hoàn thành nhiệm vụ"}


class Person(NamedTuple):
    """One member of staff and what is proposed for them."""
    name: str
    woman: bool
    position: str
    rating: str = "HTTNV"
    titles: tuple[str, ...] = ("LDTT",)
    initiative: str = ""
    decision: str = ""

    @property
    def fighter(self) -> bool:
        return "CSTDCS" in self.titles

    @property
    def titles_in_words(self) -> list[str]:
        return [TITLES[title] for title in self.titles]

    @property
    def honoured(self) -> str:
        return f"{'Bà' if self.woman else 'Ông'} {self.name}"


def names(seed: int) -> Iterator[tuple[str, bool]]:
    """Names without end, each once, and whether a woman bears it."""
    draw = random.Random(seed)
    seen: set[str] = set()
    while True:
        woman = draw.random() < 0.45
        middle, given = (WOMEN, HER_NAMES) if woman else (MEN, HIS_NAMES)
        name = f"{draw.choice(FAMILIES)} {draw.choice(middle)} {draw.choice(given)}"
        if name not in seen:
            seen.add(name)
            yield name, woman


def staff(source: Iterator[tuple[str, bool]], positions: Sequence[str]) -> list[Person]:
    """As many persons as positions, all with a good rating and proposed for LDTT."""
    return [Person(*next(source), position) for position in positions]
