"""What a cell or row looks like, before what it says: blank, an order number, a column number, an enumerator."""
from __future__ import annotations

import re
from typing import Any

INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]*")
ORDER = re.compile(r"\s*[(\[]?\s*\d{1,4}(?:\.\d{1,3})*\s*[a-z]?\s*[.)\]]?\s*", re.IGNORECASE)
INDEX = re.compile(r"\s*[(\[]?\s*(?:\d{1,2}|[A-Za-z])\s*[)\]]?\s*(?:=.*)?")
ENUMERATOR = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)/:-]?\s*")
LEADING = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d+)\s*[.)/:-]\s*")
Cells = list[tuple[int, Any]]


def blank(value: Any) -> bool:
    """Nothing to see: empty, white space, zero-width characters."""
    return value is None or isinstance(value, str) and not value.strip() and INVISIBLE.fullmatch(value) is not None


def filled(cells: list[Any], region: tuple[int, int]) -> Cells:
    """The cells of a row that hold something, within a table's columns."""
    left, right = region
    return [(left + offset, value) for offset, value in enumerate(cells[left:right])
            if value is not None and not (value.__class__ is str and blank(value))]


def is_order(value: Any) -> bool:
    """An order number: 1, "01", "2.", "(3)", "4a", "1.2"."""
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return round(value, 2) == value
    return isinstance(value, str) and ORDER.fullmatch(value) is not None


def is_enumerator(value: Any) -> bool:
    """What numbers groups: "I", "II.", "A", "B)"."""
    return isinstance(value, str) and ENUMERATOR.fullmatch(value) is not None and not is_order(value)


def is_column_numbers(cells: Cells) -> bool:
    """The row under a heading that numbers its columns: (1) (2) (3), A B 1 2, 5=3+4."""
    shown = [f"{value:g}" if isinstance(value, float) else str(value) for _, value in cells]
    return len(cells) >= 3 and all(INDEX.fullmatch(text) for text in shown) \
        and sum(text.strip("()[] ").isdigit() for text in shown) >= len(shown) // 2


def only_figures(value: Any) -> bool:
    """No letter in it, so no name."""
    return not isinstance(value, str) or not any(character.isalpha() for character in value)


def without_enumerator(text: str) -> str:
    """ "II. CÁ NHÂN" → "CÁ NHÂN". """
    return LEADING.sub("", text)
