"""A cell's reference as files write it (D7, $D$7), to row and column counted from 0."""
from __future__ import annotations

import re
from functools import lru_cache

REFERENCE = re.compile(r"\$?([A-Za-z]+)\$?([0-9]+)")


@lru_cache(maxsize=20_000)
def column(letters: str) -> int:
    """The column of its letters: A → 0, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference, None where it is none."""
    match = REFERENCE.match(reference)
    return (int(match[2]) - 1, column(match[1])) if match else None


def area(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of a range."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    return (*start, *end) if start and end else None
