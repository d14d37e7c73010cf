"""Days, years and decision numbers in cells, headings and file names.

Takes a cell's value or a text. Gives ISO dates, the day always before the month; the year that a text is about; and a
decision's number and date. None where there is none, or where two dates leave the choice open.
"""
from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Any

from cbcc_xl.text.letters import clean

_IN_FIGURES = r"(?<![0-9/.\-])([0-9]{1,2}) ?([/.\-]) ?([0-9]{1,2}) ?\2 ?((?:19|20)[0-9]{2})(?![0-9/]|[.,-][0-9])"
_IN_WORDS = r"ngày ([0-9]{1,2}) tháng ([0-9]{1,2}),? năm ([0-9]{4})"
_ISO = r"(?<![0-9/.\-])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9/-])"
_DATE = re.compile(f"{_IN_FIGURES}|{_IN_WORDS}|{_ISO}", re.IGNORECASE)
_SHORT = re.compile(r"(?:ngày )?([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{2})", re.IGNORECASE)

_NAMED_YEAR = re.compile(r"năm(?: học)?:? ((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"năm học:? ((?:19|20)[0-9]{2}) ?[-–/] ?((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_LONE_YEAR = re.compile(r"(?<![0-9])(?<![0-9][./\-])(20[0-9]{2})(?![0-9/]|[.,][0-9])")

_YEARS = re.compile(r"(?<![0-9/.])((?:19|20)[0-9]{2})(?: ?(?:-|đến) ?((?:19|20)[0-9]{2}))?(?![0-9])")

_CAPITAL = "[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ]"
_SYMBOL = rf"{_CAPITAL}[^\W_]*"
_NUMBER = re.compile(
    rf"(?<![\w/\-])([0-9]{{1,6}}[a-z]?(?: ?/ ?(?:19|20)[0-9]{{2}})? ?[/-] ?(?:qđ|{_SYMBOL})"
    rf"(?:[/&-]{_SYMBOL}| [/-] ?[^\W\d_a-zà-ỹđ]{{2,}}(?![^\W\d_]))*)")
_BARE_NUMBER = re.compile(r"\b(?:qđ|quyết định) số:? ?([0-9]{1,6})(?![\w/\-])|\bsố:? ?([0-9]{1,6}),? ngày",
                          re.IGNORECASE)


def date(value: Any) -> str | None:
    """The one date of a cell or text, as ISO: "05/01/2024", "Hà Lam, ngày 15 tháng 12 năm 2023", "5-1-24"."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    text = clean(value)
    if short := _SHORT.fullmatch(text):
        return _iso(_century(short[4]), short[3], short[1])
    found = {_found(match) for match in _DATE.finditer(text)}
    return found.pop() if len(found) == 1 else None


def year(text: str) -> int | None:
    """The year that a text is about: "NĂM 2023", "năm học 2023-2024" (its end, its review), a file's "KT 2023".

    A date's year counts only where nothing else names one.
    """
    text = clean(text)
    undated = _DATE.sub(" ", text)
    if (school := _SCHOOL_YEAR.search(undated)) and int(school[2]) == int(school[1]) + 1:
        return int(school[2])
    for pattern in (_NAMED_YEAR, _LONE_YEAR):
        if match := pattern.search(undated):
            return int(match[1])
    dated = {found[:4] for match in _DATE.finditer(text) if (found := _found(match))}
    return int(dated.pop()) if len(dated) == 1 else None


def season(day: datetime.date) -> int:
    """The year whose awards are at hand on a day: until March still the year before."""
    return day.year - (day.month <= 3)


def years(text: str) -> list[int]:
    """All years that a text names, ranges written out: "năm 2019, 2021-2023" → 2019, 2021, 2022, 2023."""
    found: list[int] = []
    for match in _YEARS.finditer(clean(text).replace("–", "-")):
        first, last = int(match[1]), int(match[2] or match[1])
        found += range(first, last + 1) if first <= last < first + 30 else [first]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def decision(text: str) -> tuple[str | None, str | None]:
    """A decision's number and date: "Số 31/QĐ-VPTU ngày 20/12/2023" → ("31/QĐ-VPTU", "2023-12-20")."""
    text = clean(text).replace("–", "-")
    if match := _NUMBER.search(text):
        return _joined(match[1]), date(text[:match.start()] + " " + text[match.end():])
    bare = _BARE_NUMBER.search(text)
    return (bare[1] or bare[2] if bare else None), date(text)


def find_decision(text: str) -> tuple[str | None, str | None]:
    """The decision that a longer text cites: its number, and the date only where it stands right behind."""
    text = clean(text).replace("–", "-")
    match = _NUMBER.search(text)
    if not match:
        return None, None
    dated = re.compile(rf"[ ,;(]*(?:ký )?(?:ngày )?(?:{_DATE.pattern})", re.IGNORECASE).match(text, match.end())
    return _joined(match[1]), _found(dated) if dated else None


def _joined(number: str) -> str:
    return re.sub(" ?([/-]) ?", r"\1", number)


def _found(match: re.Match[str]) -> str | None:
    if match[1]:
        return _iso(match[4], match[3], match[1])
    if match[5]:
        return _iso(match[7], match[6], match[5])
    return _iso(match[8], match[9], match[10])


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _century(two: str) -> str:
    return ("20" if int(two) < 70 else "19") + two
