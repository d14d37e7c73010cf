"""Figures in words around them: "từ 01 lần trở lên", "ít nhất 3 mô hình", "trên 95%"; and sums of money.

Takes a cell's value or text. Gives exact decimal strings; a percentage as a fraction of one. None for a text that holds
no figure or several ("01 mô hình, 02 sáng kiến", "2-3 lớp"): it stays a text.
"""
from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.numbers import decimal

# Possessive: there are as many ways to part a line of "=====" as it would take for ever to try.
_BEFORE = (r"(?:(?:từ|ít nhất|tối thiểu|tối đa|nhiều nhất|không quá|không dưới|đạt|trên|dưới|hơn|gần|khoảng|ước|"
           r"[<>≥≤=]++)\s*+)*+")
_FIGURE = re.compile(rf"{_BEFORE}([+\-−–]?[0-9][0-9.,]*(?: [0-9]{{3}})*)\s*(%?)((?:\s*[^\W\d_][^\d%]*)?)[.;]?",
                     re.IGNORECASE)
_CEILING = re.compile(r"(?:đạt\s+)?(?:tối đa|nhiều nhất|không quá|dưới|[<≤])", re.IGNORECASE)
_QUALIFIERS = {">": ("hơn", "trên"), "<": ("gần", "dưới"), "~": ("khoảng", "ước", "chừng", "độ", "xấp xỉ")}
_QUALIFIER = {plain(word): sign for sign, words in _QUALIFIERS.items() for word in words}
_SCALES = {"đồng": 1, "đ": 1, "vnd": 1, "vnđ": 1, "nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000,
           "tr": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_SCALE = re.compile(r"\b(nghìn|ngàn|triệu|tỷ|tỉ)(?: đồng|\b)", re.IGNORECASE)
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:?\s*(nghìn|ngàn|triệu|tỷ|tỉ) đồng", re.IGNORECASE)
_AMOUNT = re.compile(r"([0-9][0-9.,]*(?: [0-9]{3})*)\s*([^\W\d_]*)(?: (?:đồng|đ|vnđ|vnd))?", re.IGNORECASE)


class Amount(NamedTuple):
    """A sum of VND as an exact decimal string; `qualifier` is ">", "<" or "~" where the words say about."""
    vnd: str
    qualifier: str = ""


def figure(text: str) -> tuple[str, bool] | None:
    """The one figure of a text, and whether it is a percentage: "từ 01 lần trở lên" → ("1", False)."""
    match = _FIGURE.fullmatch(clean(text))
    number = decimal(match[1].rstrip(".,")) if match else None
    if match is None or number is None:
        return None
    return (_scaled(number, Decimal("0.01")), True) if match[2] else (number, False)


def is_ceiling(text: str) -> bool:
    """Whether a text asks for no more than its figure: "≤ 5", "dưới 3%", "không quá 2 vụ"."""
    return _CEILING.match(clean(text)) is not None


def scale_of(heading: str) -> int:
    """What a column's figures of money are multiplied by: "Số tiền (triệu đồng)" → 1,000,000; 0 where it says none."""
    match = _SCALE.search(clean(heading))
    return _SCALES[match[1].casefold()] if match else 0


def scale_said(line: str) -> int:
    """The same of a line above a table: "Đơn vị tính: triệu đồng"."""
    match = _UNIT_LINE.search(clean(line))
    return _SCALES[match[1].casefold()] if match else 1


def money(value: Any, scale: int = 1) -> Amount | None:
    """A sum of money: "25.000.000 đồng", "hơn 10 triệu đồng", "1 tỷ 200 triệu", 12.5 under a heading in millions."""
    if not isinstance(value, str):
        number = decimal(value)
        return Amount(_scaled(number, Decimal(scale))) if number is not None else None
    words = clean(value).rstrip(" .;").split(" ")
    signs = []
    while words and plain(words[0]) in _QUALIFIER:
        signs.append(_QUALIFIER[plain(words.pop(0))])
    total = _total(" ".join(words), scale)
    return None if total is None else Amount(total, signs[0] if signs else "")


def _total(text: str, scale: int) -> str | None:
    """ "1 tỷ 200 triệu đồng": the sum of parts, each with its own scale; a lone number has the column's."""
    parts = list(_AMOUNT.finditer(text))
    if not parts or re.sub(r"\s", "", "".join(part[0] for part in parts)) != re.sub(r"\s", "", text):
        return None
    total = Decimal(0)
    for part in parts:
        unit = part[2].casefold()
        number = _money_number(part[1], unit, scale)
        if number is None or unit and unit not in _SCALES:
            return None
        total += Decimal(number) * (_SCALES[unit] if unit else scale)
    return _scaled(str(total), Decimal(1))


def _money_number(text: str, unit: str, scale: int) -> str | None:
    """Whole sums in đồng are grouped by points ("25.000"); of millions a point before three digits may be either."""
    text = text.rstrip(".,")
    if (_SCALES.get(unit, 0) if unit else scale) == 1 and re.fullmatch(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+", text):
        return re.sub("[.,]", "", text)
    return decimal(text)


def _scaled(number: str, by: Decimal) -> str:
    text = f"{Decimal(number) * by:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
