"""Names of units: which texts are one, the key under which spellings of one meet, and how one in capitals is written.

Takes a text. Gives `looks_like_unit`, `unit_key`, `display`. Knows the words that a unit's name begins with and the
abbreviations that everyone uses; an agency's own ("P.QLDL") stay as they are, for its list of other names.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cbcc_xl.text.letters import bare, clean, plain
from cbcc_xl.text.syllables import is_syllable


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


UNIT_WORDS = _listed("""
Ấp, Ban, Ban Quản lý, Báo, Bảo tàng, Bệnh viện, Bộ, Bộ Chỉ huy, Bộ phận, Bưu điện, Buôn, Cao đẳng, Chi bộ, Chi cục,
Chi đoàn, Chi hội, Công an, Công đoàn, Công đoàn cơ sở, Công ty, Cơ quan, Cụm, Cụm thi đua, Cục, Đài, Đại học, Đảng
bộ, Đảng ủy, Đoàn cơ sở, Đoàn Đại biểu Quốc hội, Đoàn khối, Đoàn kiểm tra, Đoàn phường, Đoàn Thanh niên, Đoàn thanh
tra, Đoàn TNCS, Đoàn trường, Đoàn xã, Đội, Đồn, Hạt, Học viện, Hội, Hội đồng, Hội đồng nhân dân, Huyện, Huyện ủy, Kho
bạc, Khoa, Khối, Khối thi đua, Khu, Khu phố, Lãnh đạo, Liên đoàn, Liên minh, Mầm non, Mặt trận, Ngân hàng, Nhà khách,
Nhà thiếu nhi, Nhà văn hóa, Phòng, Phường, Quận, Quỹ, Sở, Thanh tra, Thành phố, Thành ủy, Thị trấn, Thị ủy, Thị xã,
Thôn, Thư viện, Tiểu học, Tỉnh, Tỉnh đoàn, Tỉnh ủy, Tòa án, Tòa án nhân dân, Tổ, Tổ dân phố, Trạm, Trung học cơ sở,
Trung học phổ thông, Trung tâm, Trường, Ủy ban, Ủy ban nhân dân, Văn phòng, Viện, Viện kiểm sát, Viện kiểm sát nhân
dân, Vườn, Xã""")

# Words that begin like a unit's name and are none.
_NOT_UNITS = _listed("""
Ban hành, Báo cáo, Báo tin, Bộ đội, Bộ mẫu, Bộ tiêu chí, Bộ trưởng, Chi cục trưởng, Công an viên, Cụm phó, Cụm trưởng,
Cụm từ, Cục trưởng, Đội ngũ, Đội phó, Đội trưởng, Đội viên, Hội họp, Hội nghị, Hội thảo, Hội thao, Hội trường, Hội
trưởng, Hội viên, Khoa học, Khối lượng, Khối phó, Khối trưởng, Khu vực, Phòng bệnh, Phòng chống, Phòng ngừa, Quỹ
lương, Thanh tra viên, Tổ chức, Tổ phó, Tổ trưởng, Trạm phó, Trạm trưởng, Trường hợp, Văn phòng phẩm, Viện phó, Viện
trưởng, Xã hội, Xã viên""")

# Of these, typed without marks, only what follows tells whether they are meant: "So lieu", "To Van Lam".
_VAGUE_WITHOUT_MARKS = _listed("""
Ấp, Báo, Bộ, Buôn, Cụm, Cục, Đài, Đội, Đồn, Hạt, Hội, Huyện, Phường, Quận, Quỹ, Sở, Tỉnh, Tổ, Trường, Viện, Vườn, Xã""")
_CLEAR_WITHOUT_MARKS = _listed("""
Cụm thi đua, Tổ Công đoàn, Tổ Bảo vệ, Đội xe, Hội Nông dân, Sở Du lịch, Sở Giáo dục, Sở Khoa học, Sở Nội vụ, Sở Nông
nghiệp, Sở Tài chính, Sở Tư pháp, Sở Văn hóa, Sở Xây dựng, Sở Y tế, Trường Cao đẳng, Trường Chính trị, Trường Mầm non,
Trường Tiểu học, Trường Trung học""")

_ANYWHERE = {
    "bch": "ban chấp hành", "bql": "ban quản lý", "bv": "bệnh viện", "bvđk": "bệnh viện đa khoa",
    "cđcs": "công đoàn cơ sở", "cđvc": "công đoàn viên chức", "đt": "đào tạo",
    "đtn": "đoàn thanh niên", "gd": "giáo dục", "gdđt": "giáo dục đào tạo",
    "hđnd": "hội đồng nhân dân", "lđlđ": "liên đoàn lao động", "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam", "nn": "nông nghiệp", "ptnt": "phát triển nông thôn",
    "thcs": "trung học cơ sở", "thpt": "trung học phổ thông", "tp": "thành phố", "ttyt": "trung tâm y tế",
    "ub": "ủy ban", "ubmttq": "ủy ban mặt trận tổ quốc", "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "ubnd": "ủy ban nhân dân", "vp": "văn phòng", "vptu": "văn phòng tỉnh ủy"}
_AT_START = {"cc": "chi cục", "cđ": "công đoàn", "đu": "đảng ủy", "mn": "mầm non", "p": "phòng", "tcđ": "tổ công đoàn",
             "tt": "trung tâm"}
_AFTER = {("tổ", "cđ"): "công đoàn", ("trường", "cđ"): "cao đẳng", ("trường", "th"): "tiểu học",
          ("trường", "mn"): "mầm non"}

# How a name in capitals is written out: place words stay small and names follow them.
_PLACES = ("tỉnh", "huyện", "quận", "xã", "phường", "thị trấn", "thị xã", "thành phố", "thôn", "khu phố", "tổ dân phố")
_NAMES_FOLLOW = frozenset(("Báo", "Huyện ủy", "Mầm non", "Thành ủy", "THCS", "Thị ủy", "THPT", "Tiểu học", "Tỉnh ủy",
                           "Trung học cơ sở", "Trung học phổ thông"))
# What names of places begin with and nothing else does: all words behind are of the name.
_OF_PLACES = _listed("""
Chiềng, Đăk, Đắk, Ea, Huổi, Ia, Krông, Mù Cang, Mường, Nà, Nậm, Pá, Pắc, Phiêng, Plei, Pú, Sín, Sìn, Tủa, Xín""")
_SCHOOLS = ("Mầm non", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
_SMALL = ("các", "cấp", "cho", "của", "số", "tại", "thuộc", "và", "về", "với")
_FIXED = ("Đảng", "Đội xe", "Hồ Chí Minh", "Liên hiệp Phụ nữ", "Mặt trận Tổ quốc", "Một cửa", "Tổ quốc", "Việt Nam")
_NESTED = frozenset(("Chi bộ", "Chi cục", "Công đoàn", "Đảng bộ", "Đảng ủy", "Huyện ủy", "Sở", "Thành ủy", "Tỉnh ủy",
                     "Trung tâm", "Ủy ban nhân dân", "Văn phòng"))
_ORDINARY = ("cơ sở", "đảng viên", "hợp tác xã", "nông thôn", *_NOT_UNITS)


def _folded(fold: Callable[[str], str]) -> tuple[dict[str, str], dict[tuple[str, str], str], dict[str, str]]:
    """The three tables of short forms by a word's key: `plain`, or `bare` for a text that has no marks."""
    return ({fold(short): plain(full) for short, full in _AT_START.items()},
            {(fold(word), fold(short)): plain(full) for (word, short), full in _AFTER.items()},
            {fold(short): plain(full) for short, full in _ANYWHERE.items()})


_UNITS, _NO_UNITS = frozenset(map(plain, UNIT_WORDS)), frozenset(map(plain, _NOT_UNITS))
_BARE_UNITS = frozenset(map(bare, (*UNIT_WORDS, *_CLEAR_WITHOUT_MARKS))) - frozenset(map(bare, _VAGUE_WITHOUT_MARKS))
_BARE_NO_UNITS = frozenset(map(bare, _NOT_UNITS))
_WHOLE_OF = re.compile(f"^(?:{plain('cả')}|{plain('toàn')}) ")
# "Trường THCS Trần Phú" is "THCS Trần Phú".
_SCHOOL = re.compile("^(?:trường|truong) (?=(?:" + "|".join(
    fold(level) for fold in (plain, bare) for level in _SCHOOLS) + ") )")
_EXPANSIONS = _folded(plain), _folded(bare)


@lru_cache(maxsize=1 << 13)
def unit_key(text: str) -> str:
    """A key for matching units: `plain` with common abbreviations written out ("P. TH" → "phòng th", "số 01" → 1)."""
    at_start, after, anywhere = _EXPANSIONS[text.isascii()]
    words = plain(text.replace("&", " và ")).split()
    written = []
    for before, word in zip(["", *words], words, strict=False):
        if not before and len(words) > 1:
            word = at_start.get(word, word)
        word = after.get((before, word)) or anywhere.get(word, word)
        written.append(word.lstrip("0") or "0" if word.isdecimal() else word)
    return _SCHOOL.sub("", " ".join(written))


@lru_cache(maxsize=1 << 13)
def looks_like_unit(text: str) -> bool:
    """Whether a text begins as a unit's name does: "P. Tổng hợp", "UBND xã …"; unmarked only if no word has marks."""
    key = unit_key(text)
    if text.isascii():
        return _begins(bare(key), _BARE_UNITS) and not _begins(bare(key), _BARE_NO_UNITS)
    key = _WHOLE_OF.sub("", key)
    return _begins(key, _UNITS) and not _begins(key, _NO_UNITS)


def first_words(text: str) -> str:
    """The words that say what kind of unit a name is of: "Chi cục Kiểm lâm" → "chi cục"; empty where none do."""
    words = unit_key(text).split(maxsplit=5)[:5]
    return next((key for length in range(len(words), 0, -1) if (key := " ".join(words[:length])) in _UNITS), "")


def _begins(key: str, phrases: frozenset[str]) -> bool:
    words = key.split(maxsplit=5)[:5]
    return any(" ".join(words[:length]) in phrases for length in range(len(words), 0, -1))


def display(text: str) -> str:
    """A unit's name typed in capitals as it is written in a sentence; other names are only cleaned.

    "UBND XÃ ĐẠI THẮNG" → "UBND xã Đại Thắng", "PHÒNG TỔ CHỨC - HÀNH CHÍNH" → "Phòng Tổ chức - Hành chính".
    """
    text = clean(text)
    return _sentence(text) if text.isupper() else text


@lru_cache(maxsize=1 << 10)
def _sentence(text: str) -> str:
    written, end = "", 0
    heads, begins, names = True, True, False    # a unit's word may stand here; the next word, all words are capitalised
    words = list(_WORD.finditer(text))
    while words:
        gap = text[end:words[0].start()]
        if marks := set(gap) & set("-–,;:("):
            heads, begins, names = marks != {","}, True, False
        length, kind, phrase = _phrase(words, text, heads)
        end = words[length - 1].end()
        del words[:length]
        if (kind == "name" and (names or begins)) or (kind == "place" and not written):
            phrase = phrase.capitalize()
        written += gap + phrase
        names = kind in ("place", "named") or phrase in _NAMES_FOLLOW or (names and kind == "name")
        begins = kind in ("unit", "short") or phrase == "và"
        heads = kind in ("unit", "short")
    return written + text[end:]


def _phrase(words: list[re.Match[str]], text: str, heads: bool) -> tuple[int, str, str]:
    """The longest known phrase that these words begin with: its length in words, its kind, and how it is written."""
    for length in range(min(5, len(words)), 0, -1):
        key = plain(text[words[0].start():words[length - 1].end()])
        kind, phrase = _KNOWN.get(key, ("", ""))
        if kind and (kind != "unit" or heads or phrase in _NESTED):
            return length, kind, phrase
    word = words[0][0]
    return (1, "name", word.lower()) if is_syllable(word) and not _ROMAN.fullmatch(word) else (1, "short", word)


_WORD = re.compile(r"[\w&.]+")
_ROMAN = re.compile("[IVX]+")
_KNOWN = {plain(phrase): (kind, phrase) for kind, phrases in (
    ("unit", UNIT_WORDS), ("small", _SMALL), ("fixed", _FIXED),
    ("name", (phrase.lower() for phrase in _ORDINARY)), ("place", _PLACES),
    ("named", _OF_PLACES)) for phrase in phrases}
