"""What each cell of a workbook becomes in a support copy, by what it is: a name, a heading, any other text, a figure.

Takes the grids as they stand in the file (legacy text and all) and the vocabulary; gives new values by place. Which
columns hold names is told by recognition where it succeeds; elsewhere by how a text looks, and doubt is replaced.
"""
from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

from cbcc_xl.forms.mapped_blocks import all_blocks
from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.recognise import Table, find_tables
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, Origin
from cbcc_xl.outputs.support.disguise import WORD, Disguise
from cbcc_xl.outputs.support.known import Known
from cbcc_xl.text.legacy_fonts import decode, guess
from cbcc_xl.text.letters import clean
from cbcc_xl.text.units import looks_like_unit

ENOUGH = 150
PERSONS = ("person", "authors")
HIDDEN_KEYS = ("_honorific", "_identity", "_contact")
LEAST = 3                          # filled cells of a heading's row
Place = tuple[int, int]


class Cells:
    """One sheet's cells under disguise."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, known: Known) -> None:
        self.grid, self.known = grid, known
        self._hint = guess(islice((one for row in grid.rows for one in row if isinstance(one, str)), ENOUGH))
        self.texts = {(row, column): self._decoded(value, (row, column)) for row, cells in enumerate(grid.rows)
                      for column, value in enumerate(cells) if isinstance(value, str)}
        rows = [[self.texts.get((row, column), (value, None))[0] for column, value in enumerate(cells)]
                for row, cells in enumerate(grid.rows)]
        self._names, self._headings = _parts(grid._replace(rows=rows), vocabulary)

    def words(self) -> Iterator[str]:
        """All words of the sheet."""
        for text, _ in self.texts.values():
            yield from WORD.findall(text)

    def kept(self, place: Place) -> list[bool]:
        """Which words of a cell stay."""
        text = self.texts[place][0]
        if place in self._names and not looks_like_unit(text):
            return self.known.honorific(text)
        return self.known.kept(text, place[0] in self._headings or self._is_heading(place[0]))

    def new(self, place: Place, value: Any, disguise: Disguise) -> Any:
        """What stands in the cell of the copy."""
        if isinstance(value, str):
            text, encoding = self.texts[place]
            return _encoded(disguise.text(text, self.kept(place)), encoding, value)
        if isinstance(value, datetime.datetime):
            return datetime.datetime.combine(disguise.date(value.date()), value.time())
        if isinstance(value, datetime.date):
            return disguise.date(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value if self._follows(place, value) else disguise.figure(value)
        return value

    def _follows(self, place: Place, value: float) -> bool:
        """Whether an order number is one more than that above it."""
        above = next((self.grid.value(row, place[1]) for row in range(place[0] - 1, -1, -1)
                      if self.grid.value(row, place[1]) is not None), None)
        return isinstance(above, (int, float)) and above + 1 == value

    def _is_heading(self, row: int) -> bool:
        """A row that could be a heading, where recognition found none: most of its cells are words of the data."""
        columns = range(len(self.grid.rows[row]))
        cells = [self.texts[row, column][0] for column in columns if (row, column) in self.texts]
        return len(cells) >= LEAST and 2 * sum(map(self.known.whole, cells)) > len(cells)

    def _decoded(self, value: str, place: Place) -> tuple[str, str | None]:
        text, encoding = decode(value, self.grid.look.fonts.get(place), self._hint)
        return unicodedata.normalize("NFC", text), encoding


def _parts(grid: Grid, vocabulary: Vocabulary) -> tuple[set[Place], set[int]]:
    """The cells that hold names or numbers of persons, and the rows of headings."""
    names: set[Place] = set()
    headings: set[int] = set()
    tables, _ = find_tables(grid, all_blocks(grid, vocabulary, Merges(grid)), vocabulary, Origin("", grid.sheet))
    for table in tables:
        headings.update(range(table.top, table.bottom + 1))
        columns = [column.index for column in table.columns if _is_name(table, column.key, vocabulary)]
        names.update((row, column) for row in range(table.bottom + 1, table.end) for column in columns)
    return names, headings


def _is_name(table: Table, key: str, vocabulary: Vocabulary) -> bool:
    field = vocabulary.catalogue.forms[table.form].field(key.partition(":")[0])
    return key in HIDDEN_KEYS or field is not None and field.type in PERSONS and "+" not in key


def _encoded(text: str, encoding: str | None, like: str) -> str:
    """In the alphabet and the shape of the original."""
    if encoding:
        from cbcc_xl.outputs.support.legacy import encoded

        return encoded(text, encoding)
    if like != unicodedata.normalize("NFC", like) and clean(like):
        return unicodedata.normalize("NFD", text)
    return text
