"""Figures in the heading of a group of criteria: subtotals of the rows under it.

Takes groups as they begin, with their number ("II", "2", "2.1") and figures, and how many rows have been read; gives
each subtotal with the rows that it may be about: those up to the next heading, and those up to the next heading of its
own level or a higher one.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cbcc_xl.records.shapes import is_enumerator

NUMBERED = 3                       # the level of "1", "2"; below it "1.1"
ROMAN = re.compile(r"[IVX]+")


class Figure(NamedTuple):
    """One subtotal: what it adds up, as typed, where it stands."""
    what: str
    value: str
    row: int
    column: int


class Subtotal(NamedTuple):
    figure: Figure
    rows: Sequence[int]
    whole: Sequence[int]
    most: str | None               # the group's own maximum


class _Open(NamedTuple):
    level: int
    figures: tuple[Figure, ...]
    most: str | None
    start: int


class Subtotals:
    """The groups that are open while a table is walked."""

    def __init__(self, rows: Sequence[int]) -> None:
        self._rows = rows                       # grows as the walk goes on
        self._open: list[tuple[_Open, int]] = []          # and where the first heading below it stands, 0: none yet

    def begin(self, number: str, figures: Sequence[Figure], most: str | None) -> Iterator[Subtotal]:
        """A group begins: those of its level and below end."""
        level, start = level_of(number), len(self._rows)
        yield from self._end(level)
        self._open = [(group, below or start + 1) for group, below in self._open]
        self._open.append((_Open(level, tuple(figures), most, start), 0))

    def row(self, number: str) -> Iterator[Subtotal]:
        """A row that is no heading: "2" ends the group "1" as a heading would, and "III", a criterion itself, "II"."""
        level = level_of(number)
        if (level >= NUMBERED or is_enumerator(number)) and any(group.level >= level for group, _ in self._open):
            yield from self._end(level)

    def end(self) -> Iterator[Subtotal]:
        yield from self._end(-1)

    def _end(self, level: int) -> Iterator[Subtotal]:
        for group, below in self._open:
            if group.level >= level:
                whole = tuple(self._rows[group.start:])
                rows = tuple(self._rows[group.start:below - 1]) if below else whole
                for figure in group.figures:
                    yield Subtotal(figure, rows, whole, group.most)
        self._open = [one for one in self._open if one[0].level < level]


def level_of(number: str) -> int:
    """How deep a heading stands: "A" above "I" above "1" above "1.1"; one without a number ends all."""
    number = number.strip(" .)(:/-")
    if not number:
        return 0
    if number[0].isdigit():
        return NUMBERED - 1 + len([part for part in re.split(r"[.,]", number) if part])
    return 2 if ROMAN.fullmatch(number) else 1
