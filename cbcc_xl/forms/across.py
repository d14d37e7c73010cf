"""Columns that one unit (or year, or criterion) has for itself, by their headings.

Takes the labels of columns; gives whose each is. Criteria stand in rows and units in columns, or the reverse: then each
column is a criterion's, and the total is no score of its own.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.matching import CLOSE_TO, EXACT, Headings, Match
from cbcc_xl.forms.row_words import begins
from cbcc_xl.text.dates import year
from cbcc_xl.text.headings import SEVERAL
from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.units import looks_like_unit

YEAR = "year"
ACROSS = "across"                  # part of the key of a column that one unit has for itself
TOTAL = "_sum"
ACROSS_HEADINGS = ("_units", "_results", "_years")
POINTS = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:điểm|đ)\)?\s*$", re.IGNORECASE)
NUMBER = 2                         # characters at most of what numbers a unit
OF_UNITS = re.compile(r"\bcác (.+)", re.IGNORECASE)


class Column(NamedTuple):
    """One column: its label, the key it was read as ("" where unknown), how sure, and keys it might be."""
    index: int                     # type: ignore[assignment]  # shadows tuple.index
    label: str
    key: str
    sure: float
    choices: tuple[str, ...] = ()
    percent: bool = False          # the heading says %
    across: str = ""               # whose column it is, where each unit has one


def one_sender(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where no two units have the same figure, the columns are the sheet's own, whoever gave them."""
    held = [column.key for column in columns if column.across]
    if len(held) == 1:             # a name alone may as well say who gave the figure
        columns = tuple(column._replace(sure=CLOSE_TO) if column.across == column.label else column
                        for column in columns)
    return tuple(_of_all(column) for column in columns) if len(held) == len(set(held)) else columns


def _of_all(column: Column) -> Column:
    """A column of one unit's figures where no other unit has such: "Trường tự chấm" is the sheet's own self-score, and
    beside it "Điểm chấm chéo của Ban Dân tộc" says who gave them."""
    own = column.across and column.label != column.across and SEVERAL not in column.label
    return column._replace(key=column.key.partition(":")[0], across="") if own else column


def by_item(columns: tuple[Column, ...], form: Form) -> tuple[Column, ...]:
    """A table of units in rows whose columns are criteria: "Tiêu chí 1: Chuyên môn", "Điểm thưởng", "Tổng điểm"."""
    item, keys = form.across.get("reverse"), [column.key for column in columns if column.sure > CLOSE_TO]
    if not item or form.across["key"] not in keys or any(column.across for column in columns) or keys.count(item) == 1:
        return columns
    words = tuple(map(plain, form.values.get("_items", {}).get("begins", ())))
    items = {column.index: clean(column.label.rpartition(SEVERAL)[2] if column.key == item else column.label)
             for column in columns if _is_item(column, item, words)}
    if len(items) < 2:
        return columns
    value = form.across["value"]
    return tuple(column._replace(key=f"{value}:{ACROSS}", sure=EXACT, choices=(), across=items[column.index])
                 if column.index in items else column._replace(key=TOTAL) if column.key == value else column
                 for column in columns)


def _is_item(column: Column, item: str, words: tuple[str, ...]) -> bool:
    """Whether a column is a criterion's: its heading begins as one's does, has its points behind it ("Chuyên môn
    (60 điểm)"), or stands below "Các tiêu chí"."""
    if column.key == item and (column.sure > CLOSE_TO or SEVERAL in column.label):
        return SEVERAL in column.label
    return column.key in ("", item) and (begins(plain(column.label), words) or bool(POINTS.search(column.label)))


def whose_column(labels: tuple[str, ...], match: Match, form: Form, headings: Headings) -> tuple[str, str] | None:
    """Of a column that one unit has for itself: what it holds, and the unit. Its name stands alone, or above or below
    what all units' columns hold ("Điểm thống nhất của các đơn vị" – "Báo Hà Lam")."""
    found = {label: headings.match(label) for label in labels}
    known = [one.key if one else ACROSS_HEADINGS[0] for label, one in found.items()
             if one and one.sure > CLOSE_TO or _of_units(label)]
    names = [label for label, one in found.items() if not (one and one.sure > CLOSE_TO or _of_units(label))
             or form.across["key"] == YEAR and _names_one(label, form)]
    if len(names) != 1 or any(not _is_across(key, form) for key in known):
        return None
    if not known and (said := _unit_and_figure(names[0], form, headings)):
        return said
    named = _names_one(names[0], form) or _numbers_one(names[0], form, headings)
    inmost = names[0] == labels[-1]            # an unknown word above known ones may say nothing: "Thông tin"
    if known and (named or inmost) or named and (not match.key or match.sure <= CLOSE_TO):
        own = [key for key in known if not key.startswith("_") and key != form.across["key"]]
        return (own[0] if own else form.across["value"]), clean(names[0])
    return None


def _unit_and_figure(label: str, form: Form, headings: Headings) -> tuple[str, str] | None:
    """Of "Báo Hà Lam tự chấm", "Điểm chấm chéo của Ban Dân tộc": the figure that the last (two at least) or first words
    name, and the unit."""
    words = clean(label).split()
    figure, _, whose = clean(label).partition(" của ")
    found = headings.match(figure) if looks_like_unit(whose) else None
    if found and found.sure == EXACT and (field := form.field(found.key)) and field.type == "decimal":
        return found.key, whose
    for cut in range(1, len(words) - 1):
        found, unit = headings.match(" ".join(words[cut:])), " ".join(words[:cut])
        if found and found.sure == EXACT and looks_like_unit(unit):
            field = form.field(found.key)
            if field and field.type == "decimal":
                return found.key, unit
    return None


def _names_one(label: str, form: Form) -> bool:
    """Whether a heading is what a column across stands for: a unit's name, a year."""
    return year(label) is not None if form.across["key"] == YEAR else looks_like_unit(label)


def _numbers_one(label: str, form: Form, headings: Headings) -> bool:
    """Whether a heading numbers what has a column each: "Đơn vị 1", "Đơn vị B"."""
    words, _, number = clean(label).rpartition(" ")
    found = headings.match(words) if words and len(number) <= NUMBER else None
    return found is not None and found.sure == EXACT and found.key == form.across["key"]


def _of_units(label: str) -> bool:
    """Whether a heading speaks of all units: "Các xã, phường", "Điểm của các phòng"."""
    said = OF_UNITS.search(clean(label))
    return said is not None and looks_like_unit(said[1].capitalize()) and not looks_like_unit(label)


def _is_across(key: str, form: Form) -> bool:
    field = form.field(key)
    return key in (*ACROSS_HEADINGS, form.across["key"], form.across["value"]) \
        or field is not None and field.type == "decimal"
