"""What a sheet of the summary gives to the template: tables of values, and the few kinds of value a cell may hold.

A cell's value is None, text, a whole number, a date, or one of the kinds below. Text is always written as text,
whatever it looks like. Only a `Formula` becomes a formula, and none is made of what a unit typed into a cell.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cbcc_xl.outputs.summary.layout import Layout

Row = Sequence[Any]


class Figure(str):
    """An exact decimal ("0.955") that is written as a number; its cell's format says how it looks."""


class Formula(NamedTuple):
    """A formula as it stands in the sheet's XML (escaped), and its result, shown until Excel calculates anew."""
    xml: str
    value: str | int


class Marked(NamedTuple):
    """A word in the look of the template's legend cell `{{status:errors}}` or `{{severity:error}}`."""
    text: str
    legend: str


class Group(NamedTuple):
    """A heading row inside a table, written in the look of the template's `{{table.key:group}}` row."""
    values: Row


class Table(NamedTuple):
    """The rows of one table of the template. A key in `spread` stands for as many columns as it has headings."""
    name: str
    keys: tuple[str, ...]
    length: int
    rows: Callable[[Layout], Iterable[Row | Group]]
    spread: Mapping[str, tuple[str, ...]] = {}
    marked: frozenset[str] = frozenset()         # keys whose values are all `Marked`
    group_keys: tuple[str, ...] = ()
    empty: str = ""                              # said in the first wide column where there is no row
    absent: frozenset[str] = frozenset()         # keys without any value: their columns go


@lru_cache(maxsize=4096)
def figure(text: str | None) -> Figure | str | None:
    """A decimal string as a number; whatever else it is stays text."""
    return Figure(text) if text and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,40})?", text) else text
