"""What the heading of a column says, without what differs from file to file and from year to year.

Takes a cell's text, or the texts of a heading over several rows. `heading` gives the words of one; `shape` a key under
which the headings of all files of one layout meet, whatever their year, column numbers, capitals and tone placement.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cbcc_xl.text.letters import clean, plain

SEVERAL = " – "                    # parts the labels of a heading of several rows
PART = " / "                       # parts them in a key
NUMBERED = re.compile(r"[(\[]\s*[\d&=+\s]{1,9}[)\]]|\*+|[:.]+$")
YEAR = re.compile(r"\b(?:năm\s+)?(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?\b", re.IGNORECASE)
WRAPPED = re.compile(r"\s*\(([^()]*)\)\s*")
DATE = re.compile(r"\b\d{1,2}(?:\s*[/.-]\s*\d{1,2})?\s*[/.-]\s*(?=(?:19|20)\d\d\b)")
ORDER = "_stt"                     # the key of the column that numbers the rows
ANY_YEAR = "năm"                   # stands for a heading that is a year and nothing else


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """A heading without its column number, footnote marks and year: "Xếp loại năm 2023 (4)" → "Xếp loại"."""
    core = NUMBERED.sub(" ", clean(text))
    core = whole[1] if (whole := WRAPPED.fullmatch(core)) else core
    core = f"tỷ lệ {core[1:]}" if core.startswith("%") else core
    return clean(YEAR.sub(" ", core)) or clean(text)


@lru_cache(maxsize=8192)
def shape(text: str) -> str:
    """The key of a column's heading, the parts of one over several rows joined by `SEVERAL`; empty where there is no
    letter in it."""
    parts = (_key(part) for part in text.split(SEVERAL))
    return PART.join(filter(None, parts))


def shape_of(headings: Iterable[str]) -> tuple[str, ...]:
    """The shape of a table with these headings: what they say, in their order."""
    return tuple(filter(None, map(shape, headings)))


def _key(text: str) -> str:
    words = plain(heading(DATE.sub(" ", clean(text))))
    without = plain(YEAR.sub(" ", words))
    key = without or (plain(ANY_YEAR) if words else "")
    return key if any(letter.isalpha() for letter in key) else ""
