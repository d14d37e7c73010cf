"""What a value of a data file has to be, and how that is said to who writes one.

Takes a value as TOML gives it; tells whether it fits a type, has the shape of another value, or, as a text, can be
filled with facts. Faults are Vietnamese, with an example to copy.
"""
from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from string import Formatter
from typing import Any, NamedTuple

from cbcc_xl.model import SEVERITIES

# Sentences of a rule or finding, and what `cbcc-xl decide INBOX` takes to settle it once and for all.
WORDS = (*(f"{lang}{what}" for lang in ("vi", "en") for what in ("", "_fix", "_here", "_unknown", "_zero")), "decide")

OFF = "off"         # a period with this severity switches the rule off


class Expected(NamedTuple):
    """A type of values: whether one fits, and what to write, with an example."""
    fits: Callable[[Any], bool]
    what: str


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _day(value: Any) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


TEXT = Expected(_text, 'chữ trong ngoặc kép, ví dụ "…"')
LIMIT = Expected(_text, 'chữ trong ngoặc kép, ví dụ ">= 70%"')
TEXTS = Expected(_texts, 'danh sách chữ trong ngoặc kép, ví dụ ["…", "…"]')
SEVERITY = Expected(lambda value: value in (*SEVERITIES, OFF), '"error", "warning", "info" hoặc "off"')
DAY = Expected(_day, "ngày không có ngoặc kép, ví dụ 2024-01-01")
TRUTH = Expected(lambda value: isinstance(value, bool), "true hoặc false, không có ngoặc kép")
WHOLE = Expected(_whole, "số nguyên không có ngoặc kép, ví dụ 10")
STEP = Expected(lambda value: _whole(value) and value > 0, "số nguyên dương không có ngoặc kép, ví dụ 10000")
COEFFICIENT = Expected(lambda value: re.fullmatch(r"\d+(?:[.,]\d+)?", str(value)) is not None, 'hệ số, ví dụ "0,3"')
TABLE = Expected(lambda value: isinstance(value, Mapping), 'một bảng, ví dụ { form = "award-team" }')
TABLES = Expected(_tables, 'danh sách các thời kỳ, ví dụ [{ from = 2024-01-01, severity = "error" }]')
ANY = Expected(lambda value: True, "")
_BY_TYPE = {"str": TEXT, "int": WHOLE, "bool": TRUTH, "tuple[str, ...]": TEXTS, "datetime.date | None": DAY}


def of_type(hint: str) -> Expected:
    """What a field with this type hint takes; anything where the hint is none of the plain ones."""
    return _BY_TYPE.get(hint, ANY)


def shape_fault(value: Any, like: Any) -> str | None:
    """How a value's shape differs from that of another; None where it doesn't. Tables are compared key by key."""
    if isinstance(like, Mapping):
        if not isinstance(value, Mapping):
            return f"phải là {TABLE.what}"
        anyone = next(iter(like.values()), None)
        told = ((key, shape_fault(one, like.get(key, anyone))) for key, one in value.items())
        return next((f"{key} {fault}" for key, fault in told if fault), None)
    if isinstance(like, (list, tuple)):
        if not isinstance(value, list):
            return f"phải là danh sách trong ngoặc vuông, ví dụ {_example(like)}"
        return next((fault for one in value if like and (fault := shape_fault(one, like[0]))), None)
    expected = {bool: TRUTH, int: WHOLE, str: TEXT}.get(type(like), ANY)
    return None if expected.fits(value) else f"phải là {expected.what}"


def _example(like: Any) -> str:
    if isinstance(like, (list, tuple)):
        return f"[{_example(like[0])}]" if like else "[]"
    return f'"{like}"' if isinstance(like, str) else "{ … }" if isinstance(like, Mapping) else str(like).lower()


def template_fault(text: str) -> str | None:
    """What is wrong with a sentence that facts are put into: braces that don't close, or more than a name in them."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return "có ngoặc nhọn không khép; dữ kiện viết {name}, ngoặc nhọn thường viết {{ }}"
    for _, name, shape, turned in parts:
        if name is not None and (shape or turned or not re.fullmatch(r"[a-z_]+", name)):
            return f"có “{{{name}}}” viết sai; trong ngoặc nhọn chỉ ghi tên dữ kiện, ví dụ {{name}}"
    return None


def unwritable(value: Any) -> bool:
    """Whether control characters or halves of characters stand anywhere in a value: no sheet can hold them."""
    if isinstance(value, Mapping):
        return any(map(unwritable, value.values())) or any(map(unwritable, value))
    if isinstance(value, (list, tuple)):
        return any(map(unwritable, value))
    return isinstance(value, str) and any(char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")
                                          for char in value)


def worded(table: Mapping[str, Any]) -> Iterator[str]:
    """Sentences of a rule or finding that facts can't be put into."""
    for word in WORDS:
        if isinstance(table.get(word), str) and (fault := template_fault(table[word])):
            yield f"{word} {fault}"


def typed(table: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    """Keys that are unknown, and values of another type than theirs. `known`: a type, or a value of ours to be like."""
    for key, value in table.items():
        if key not in known:
            yield f"không có mục “{key}”{near(key, known)}"
        elif not isinstance(known[key], Expected):
            if fault := shape_fault(value, known[key]):
                yield f"{key} {fault}"
        elif not known[key].fits(value):
            yield f"{key} phải là {known[key].what}, không phải {written(value)}"


def written(value: Any) -> str:
    """A value as the file has it, cut short."""
    if isinstance(value, (list, Mapping)):
        return "một danh sách" if isinstance(value, list) else "một bảng"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = f'"{value}"'
    text = value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 2)
    return f"; gần giống: {', '.join(near)}" if near else ""
