"""Where a finding stands in a letter (Word, PDF), whose cells have no names: "bảng 2, dòng 5, ô 3".

Takes the files with their ledgers, which know the rows of each table; gives words, empty for what is no letter's.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.grid.reference import area
from cbcc_xl.model import Origin, Part

BELOW = -1


class Spot(NamedTuple):
    """A cell of a letter's table, each counted from 1; `row` 0: the text above the table, -1: below the last."""
    table: int
    row: int
    cell: int


class Letters:
    """The letters among these files."""

    def __init__(self, files: Iterable[Part]) -> None:
        self._tables = {(part.file, sheet.sheet): sheet.tables for part in files for sheet in part.sheets
                        if sheet.tables}

    def spot(self, origin: Origin) -> Spot | None:
        """The place of a finding's first cell."""
        return spot(origin.cell, self._tables.get((origin.file or "", origin.sheet or ""), ()))

    def place(self, origin: Origin, catalogue: Catalogue, lang: str) -> str:
        """The place in words."""
        return in_words(self.spot(origin), catalogue, lang)


def spot(cell: str | None, tables: Sequence[tuple[int, int, int]]) -> Spot | None:
    """The place of a cell or range among tables, given by their first and last row and number."""
    found = area(cell) if cell and tables else None
    if not found:
        return None
    row, column = found[:2]
    for first, last, number in tables:
        if row <= last:
            return Spot(number, row - first + 1, column + 1) if row >= first else Spot(number, 0, 1)
    return Spot(tables[-1][2], BELOW, 1)


def in_words(spot: Spot | None, catalogue: Catalogue, lang: str) -> str:
    """ "bảng 2, dòng 5, ô 3". """
    if spot is None:
        return ""
    kind = "cell" if spot.row > 0 else "below" if spot.row == BELOW else "above"
    return str(catalogue.words[lang]["in_letter"][kind].format(**spot._asdict()))

