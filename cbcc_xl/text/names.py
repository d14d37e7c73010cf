"""Names of persons: without honorifics, as a key for matching, apart from the position typed behind, and recognised.

Takes a cell's text. Gives the name as its unit spells it, capitals and all. What a position is called is told by the
caller; what a unit is called stands in `units`.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice

from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.units import looks_like_unit

_SHORT_TITLES = ("đ ?/ ?c", r"đ\.?c", r"(?:pgs|gs)(?:[.,/ -]*ts)?(?:kh)?", "th ?\\.? ?s[yĩ]?", "tskh", "ts", "bs",
                 r"bs\.? ?ck ?(?:ii?|[12])", "ck ?(?:ii?|[12])", "ds", "ks", "kts", "cn", "cvcc", "cvc", "cv", "ncs",
                 "gvcc", "gvc", "gv", "ls", r"(?:cn\.? ?)?đd(?:\.? ?ck ?(?:ii?|[12]))?",
                 r"(?:cn\.? ?)?hs(?=\.)", "ktv", "nhs", "bsnt",
                 "ngưt", "ngnd", "nsưt", "nsnd")
_LONG_TITLES = ("đồng chí", "tiến s[iĩyỹ]", "thạc s[iĩyỹ]", "bác s[iĩyỹ]", "dược s[iĩyỹ]", "giáo sư", "phó giáo sư",
                "k[iĩyỹ] sư", "cử nhân", "luật sư", "kiến trúc sư", "(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)",
                "(?:hạ|trung|thượng) s[iĩyỹ]", "thầy giáo", "cô giáo", "ông", "bà", "cụ", "thầy", "cô")
_BEHIND = r"[ .:,/\-–]*+"
_SHORT = re.compile(rf"(?:{'|'.join(_SHORT_TITLES)})(?![^\W_]){_BEHIND}", re.IGNORECASE)
_LONG = re.compile(rf"(?:{'|'.join(_LONG_TITLES)})(?![^\W_]){_BEHIND}(?!thị\b)", re.IGNORECASE)
_ALONE = re.compile("(?:ông|bà|cụ|thầy|cô|anh|chị|em) ", re.IGNORECASE)     # surnames too
_MIDDLE = plain("Văn")             # a surname that in a name of two words is the middle word: "Ông Văn Kiệt"
_KIN = re.compile(rf"(?:anh|chị|em)(?![^\W_]){_BEHIND}(?=[^\W\d_]+ [^\W\d_])(?!thị\b)", re.IGNORECASE)

_FIRST_WORDS = frozenset("""anh bà bác chị cô cụ cử dược em giáo hạ kiến kĩ ki kỹ ky luật ông phó thạc thầy thiếu thượng
tiến trung đại đồng""".split())     # what a long title or a kinship word begins with

_APART = re.compile(r"\s*[;,&+\n]\s*|(?<=\w\w)\s*/\s*(?=\w\w)|\s+[-–—]\s+|\s+và\s+|(?<!\S)\d{1,2}\s*[.)]\s*",
                    re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:\d{1,3}\s*[.)/]?|[-+•*])\s+(.+)", re.DOTALL)
_ADDRESSED = re.compile(r"\b(?:đồng chí|đ/c|ông|bà)(?![^\W_])", re.IGNORECASE)
_ENDS_NAME = re.compile(r"\s+[-–]\s+|[,;:(\t]")
_FULL = 3                          # words of a name that can be no half of one broken over two lines
_BETWEEN = re.compile(r"[-–—,;:(/\n]")
# Possessive: ʼ is a letter too, so that a line of them could be parted in endless ways.
_WORDS = re.compile(r"[^\W\d_]++(?:['’ʼ-][^\W\d_]++)*+(?: [^\W\d_]++(?:['’ʼ-][^\W\d_]++)*+){1,5}")

_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý An Ân Âu Bá Bạch
Bàn Bành Bế Ca Cà Cao Cầm Chảo Châu Chế Chu Chung Chử Cung Cù Cung Cồ Cổ Diệp Doãn Dư Đàm Đào Đàng Đậu Điêu Điểu Đinh
Đoàn Đồng Đổng Đới Đường Giang Giàng Giáp Hà Hạ Hàn Hạng Hầu Hình Hoa Hứa Kha Khâu Khổng Khúc Khương Kiều Kim La Lã Lại
Lăng Lâm Lâu Lầu Liễu Liêu Lò Long Lộc Lục Lung Lương Lường Lưu Lữ Ma Mã Mạc Mạch Mai Mạnh Mâu Mùa Nghiêm Ngụy Nhâm
Nhan Nhữ Ninh Nông Ông Phàn Phí Phó Phù Phùng Phương Quách Quan Quản Quàng Quảng Quyền Sái Sầm Sình Sùng Sử Tạ Tăng Tẩn
Tất Thạch Thái Thạc Thào Thân Thẩm Thi Thiều Thịnh Thôi Tiêu Tiết Tòng Tô Tôn Tống Trà Trang Triệu Trịnh Trình Trương
Từ Tưởng Ung Uông Ứng Vàng Văn Vi Viên Vương Vừ Xa Y Yên Niê Rơ Siu Ksor Kpă Rah Hờ Ka
Chẻo Hảng Lèng Lù Pờ Tráng Thền Sìn Phùa"""
SURNAMES = tuple(dict.fromkeys(_SURNAMES.split()))
_KNOWN_SURNAMES = frozenset(map(plain, SURNAMES))


def person(text: str, called: bool = False) -> str:
    """A person's name without honorifics, degrees and ranks before it: "Đ/c ThS. Nguyễn Văn A" → "Nguyễn Văn A".

    "Ông Văn Kiệt" may be of the family Ông: it stays, unless all are `called` so where it stands.
    """
    name = clean(text)
    while not _is_plain(name.partition(" ")[0]):
        match = _SHORT.match(name) or _LONG.match(name) or _KIN.match(name)
        rest = name[match.end():] if match else ""
        if not match or not rest or not called and _ALONE.fullmatch(match[0]) and not _is_whole(rest):
            break
        name = rest
    return name.rstrip(" ,;:")


def all_called(texts: Iterable[str]) -> bool:
    """Whether most names of a column begin with "Ông", "Bà", "Anh", and some can't be of a family called so."""
    names = list(filter(None, map(clean, texts)))
    called = [name for name in names if (match := _LONG.match(name) or _KIN.match(name)) and name[match.end():]]
    return 2 * len(called) > len(names) and any(person(name) != name for name in called)


def _is_whole(rest: str) -> bool:
    """Whether what stands behind "Ông" is a name by itself: with its surname or a degree, or one word ("Cô Lan")."""
    first, *others = person(rest).split()
    if plain(first) == _MIDDLE:
        return len(others) > 1
    return not others or plain(first) in _KNOWN_SURNAMES or person(rest) != rest


@lru_cache(maxsize=1 << 12)
def _is_plain(word: str) -> bool:
    """Whether no honorific begins with this word: nearly always so, and cheaper to remember than to try them all."""
    return word.isalpha() and word.casefold() not in _FIRST_WORDS and not _SHORT.match(word)


def person_key(text: str) -> str:
    """A key for matching persons: capitals, keyboard, tone placement and honorifics don't matter, diacritics do."""
    return plain(person(text))


def split_position(text: str, positions: Collection[str], posts: Collection[str] = ()) -> tuple[str, str | None]:
    """Name and position from one cell, where what stands behind a dash, comma or bracket begins with a known position,
    or is a short form of one (`posts`, by their `plain` keys).

    "Nguyễn Văn A - Trưởng phòng" → ("Nguyễn Văn A", "Trưởng phòng"); else the whole text and None.
    """
    for mark in islice(_BETWEEN.finditer(text), 5):
        right = clean(text[mark.end():])
        if mark.start() and (_begins_with(right, positions) or plain(_BETWEEN.split(right)[0].rstrip(" .)")) in posts):
            return clean(text[:mark.start()]), right.removesuffix(")").rstrip() if "(" in mark[0] else right
    return clean(text), None


def listed(text: str, positions: Collection[str], posts: Collection[str] = ()) -> list[str]:
    """The persons of a text that names several full names, apart by commas, lines, numbers, "và"; else none."""
    if not _APART.search(text):
        return []
    parts = [person(split_position(part, positions, posts)[0]) for part in _APART.split(text)]
    found = [name for name in parts if is_full(name)]
    return found if len(found) > 1 else []


def _begins_with(text: str, phrases: Collection[str]) -> bool:
    key = plain(text) + " "
    return any(key.startswith(plain(phrase) + " ") for phrase in phrases)


def looks_like_name(text: str) -> bool:
    """Two to six words of letters, each capitalised; behind a known surname in other ways too."""
    name = clean(text)
    if not _WORDS.fullmatch(name) or looks_like_unit(name):
        return False
    words = name.split()
    if all(map(_capitalised, words)):
        return True
    one_case = name.isupper() or name.islower()
    return plain(words[0]) in _KNOWN_SURNAMES and (one_case or (_capitalised(words[0]) and _capitalised(words[-1])))


def numbers_a_person(line: str) -> bool:
    """Whether a line begins with a number or a dash and a person: "1. Nguyễn Văn A - Trưởng phòng"."""
    found = _NUMBERED.fullmatch(line)
    return found is not None and looks_like_name(person(_ENDS_NAME.split(found[1].strip())[0]))


def begins_with_person(line: str) -> bool:
    """Whether a line is of one person and says more, or ends as an item does: "Nguyễn Văn A, Trưởng phòng;"."""
    first, *rest = _ENDS_NAME.split(line.strip(), maxsplit=1)
    return bool(rest) and is_full(person(first))


def told_of(sentence: str) -> list[str]:
    """The persons that a sentence lists: "tặng Giấy khen cho các đồng chí Nguyễn Văn A, Trần Thị B và Lê Văn C."."""
    return listed(_ADDRESSED.sub("; ", sentence).rstrip(" ./"), ())


def is_full(text: str) -> bool:
    """Whether a text can hardly be anything but a person's whole name: a known surname and two words more."""
    words = text.split(maxsplit=_FULL)
    return len(words) >= _FULL and plain(words[0]) in _KNOWN_SURNAMES and looks_like_name(text)


def _capitalised(word: str) -> bool:
    return word[0].isupper() and all(part[1:] == part[1:].lower() for part in re.split("['’ʼ-]", word))
