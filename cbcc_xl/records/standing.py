"""A rank as it is typed: 2, "Hạng 2", "Nhì"; or why there is none: "Không xét (nộp hồ sơ chậm)".

Takes a cell's value and the words of ranks; gives a number, a text, or None where it is neither.
"""
from __future__ import annotations

from typing import Any

from cbcc_xl.forms.row_words import RowWords, begins
from cbcc_xl.text import numbers
from cbcc_xl.text.letters import clean, plain


def standing_in(value: Any, words: RowWords) -> int | str | None:
    """The rank, or the words that leave a unit out."""
    if not isinstance(value, str):
        return numbers.count(value)
    key = plain(value)
    for lead in ("", *words.rankings, "hạng", "thứ"):
        rest = key.removeprefix(lead).strip()
        if rest in words.ranks:
            return words.ranks[rest]
        if rest.isdigit() and len(rest) < 4:
            return int(rest)
    return left_out_in(value, words)


def left_out_in(text: str, words: RowWords) -> str | None:
    """The words that leave a unit out, where a text begins with them."""
    return clean(text) if begins(plain(text), words.left_out) else None
