"""Counts, decimals, shares and ratios as sheets write them: "04", "12 người", "mười ba", "1.234,5", "95,5%", "12/13".

Takes a cell's value (number or text). Gives whole numbers and exact decimal strings, never floats, and None for what is
no such figure; "1.500" may be either and is `ambiguous`. Dates and booleans are no figures. Knows nothing of units of
money or of limits: 104 % is a share too.
"""
from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from cbcc_xl.text.letters import clean, plain

_SIGNS = {"−": "-", "–": "-", "+": ""}
_GROUPS = r"[1-9][0-9]{0,2}(?:(?:[.][0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)"
_COUNT = re.compile(rf"([+\-−–]?)({_GROUPS}|[0-9]{{1,18}})(?:[.,]0{{1,2}})?[.]?((?: ?\([^\W\d_][^\d()%]*\))?"
                    r"(?: ?[^\W\d_][^\d%]*)?)[.,;]?")
_LETTER_FOR_DIGIT = re.compile(r"[OoQlI]{1,3}(?![^\W\d_])")        # "1O": ten, perhaps, and no "1 of O"
_MULTIPLIERS = frozenset(map(plain, ("nghìn", "ngàn", "triệu", "tỷ", "phần")))

_PLAIN_NUMBER = re.compile(r"([+\-−–]?)([0-9]+)(?:[.,]([0-9]+))?")
_GROUPED_NUMBER = re.compile(r"([+\-−–]?)([1-9][0-9]{0,2}(?:(?:[.][0-9]{3})+(?=,|$)|(?:,[0-9]{3})+(?=[.]|$)|"
                             r"(?: [0-9]{3})+))(?:[.,]([0-9]+))?")
_AMBIGUOUS = re.compile(r"[+\-−–]?[1-9][0-9]{0,2}[.][0-9]{3}")

_POINTS_OF_THOUSANDS = re.compile(r"[+\-−–]?[1-9][0-9]{0,2}(?:[.][0-9]{3},[0-9]+|(?:[.][0-9]{3}){2,}(?:,[0-9]+)?)")

_STATED = r"([0-9]{1,3}(?:[.,][0-9]+)?) ?%\)?[.;]?"
_BETWEEN = r"(?: ?[^\W\d_][^\d%()]*)?(?: ?[(;:=–-] ?| ?, |(?<=[^0-9]) | )"      # "phiếu (", "; ", ", đạt "
_RATIO = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})"
                    rf"(?:{_BETWEEN}(?:[^\W\d_][^\d%()]* )?{_STATED}| ?[^\W\d_][^\d%()]*)?[.;]?")
_LONGEST_RATIO = 80                # longer texts are prose, on which the patterns would only lose time
_VOTES_AND_SHARE = re.compile(rf"([0-9]{{1,9}}){_BETWEEN}{_STATED}")
_COUNTED = frozenset(map(plain, (
    "người", "đồng chí", "tập thể", "cá nhân", "đơn vị", "phiếu", "đại biểu", "đoàn viên", "đảng viên", "hội viên")))


def count(value: Any) -> int | None:
    """A whole number: 12, 12.0, "04", "12 người", "1.234", "mười ba" (to a hundred)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return _count_of_text(clean(value)) if isinstance(value, str) else None


def decimal(value: Any) -> str | None:
    """An exact decimal string, a comma or a lone point being the decimal sign: "28,5", "1.234,5", "1.234.567", 28.5."""
    if isinstance(value, str):
        text = clean(value)
        number = None if ambiguous(text) else _number(text)
        return None if number is None else _written(number)
    number = _exact(value)
    return None if number is None else _written(number)


def ambiguous(text: str) -> bool:
    """Whether a text may be thousands or decimals: "1.500"."""
    return _AMBIGUOUS.fullmatch(clean(text)) is not None


def settles(text: str) -> bool:
    """Whether a text shows that its points part thousands: "12.345,5", "1.234.567"."""
    return _POINTS_OF_THOUSANDS.fullmatch(clean(text)) is not None


def share(value: Any, percent_format: bool, percent_heading: bool) -> str | None:
    """A share as a fraction of one: "95,5%", 95.5 under a heading with %, 0.955 shown as a percentage → "0.955".

    A sign in the text decides, then the cell's format. Without either, up to 1 is a fraction (100 % is far likelier
    than 1 %) and more is per cent; but a number between 1 and 2, where the heading has no %, is more than the whole
    (1.04 under "Tỷ lệ hoàn thành", its format lost on the way).
    """
    if isinstance(value, str):
        text = clean(value)
        signed = text.endswith("%")
        match = _PLAIN_NUMBER.fullmatch(text.removesuffix("%").rstrip())
        number = Decimal(f"{match[2]}.{match[3] or 0}") if match and not match[1] else None
        percent = signed or (number is not None and number > 1)
    else:
        number = _exact(value)
        percent = number is not None and not percent_format and number > (1 if percent_heading else 2)
    if number is None or number < 0:
        return None
    return _written(_hundredth(number) if percent else number)


def ratio(text: str) -> tuple[int, int | None, str | None] | None:
    """Votes, those who voted, and the share that stands beside: "12/13 (92,3%)" → (12, 13, "0.923"); "13/13 phiếu"."""
    text = clean(text)
    if len(text) > _LONGEST_RATIO:
        return None
    match = _RATIO.fullmatch(text)
    if not match:
        match = _VOTES_AND_SHARE.fullmatch(text)
        return (int(match[1]), None, share(match[2] + "%", False, True)) if match else None
    part, base = int(match[1]), int(match[2])
    if 1 <= part <= 12 and 1990 <= base < 2100:          # a month: 8/2023
        return None
    return part, base, share(match[3] + "%", False, True) if match[3] else None


def _count_of_text(text: str) -> int | None:
    match = _COUNT.fullmatch(text)
    if not match:
        return _count_in_words(text)
    sign, digits, rest = match.groups()
    if _MULTIPLIERS.intersection(plain(rest).split()) or _LETTER_FOR_DIGIT.match(rest):
        return None
    return int(_SIGNS.get(sign, sign) + re.sub("[., ]", "", digits))


def _count_in_words(text: str) -> int | None:
    words = plain(text).split()
    for length in range(min(3, len(words)), 0, -1):
        number = _WORDS.get(" ".join(words[:length]))
        if number is not None:
            rest = words[length:]
            return number if not rest or " ".join(rest[:2]) in _COUNTED or rest[0] in _COUNTED else None
    return None


def _number(text: str) -> Decimal | None:
    match = _PLAIN_NUMBER.fullmatch(text) or _GROUPED_NUMBER.fullmatch(text)
    if not match:
        return None
    sign, whole, fraction = match.groups()
    return Decimal(f"{_SIGNS.get(sign, sign)}{re.sub('[., ]', '', whole)}.{fraction or 0}")


def _exact(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def _hundredth(number: Decimal) -> Decimal:
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) - 2))


def _written(number: Decimal) -> str:
    """Without trailing zeros, exponent or negative zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number_words() -> dict[str, int]:
    ones = [("",), ("một",), ("hai",), ("ba",), ("bốn",), ("năm",), ("sáu",), ("bảy", "bẩy"), ("tám",), ("chín",)]
    after_ten = {1: ("một", "mốt"), 4: ("bốn", "tư"), 5: ("năm", "lăm", "nhăm")}
    words = {word: number for number, written in enumerate(ones) for word in written if word} | {"một trăm": 100}
    for ten in range(1, 10):
        for tens in ("mười",) if ten == 1 else [f"{word} mươi" for word in ones[ten]]:
            words[tens] = 10 * ten
            words.update((f"{tens} {word}", 10 * ten + one) for one in range(1, 10)
                         for word in after_ten.get(one, ones[one]))
    return {plain(word): number for word, number in words.items()}


_WORDS = _number_words()
