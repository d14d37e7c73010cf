"""Which rows of a table look withdrawn, and by what: struck out, red, a note or comment, "(rút)" behind a name.

Takes a table's rows with their looks; gives the sign of each record, in the words of `why` in `data/messages`. A row
that looks so is a record with a question. A column that is red throughout is the unit's colour and says nothing; red
tells where the row's subject is red, or half of its cells.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.forms.marked_sheet import without_marks
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import HEADING, Grid, Record, letters
from cbcc_xl.records.remarks import is_all, remark, says_so
from cbcc_xl.records.rows import Body
from cbcc_xl.records.shapes import blank, filled
from cbcc_xl.records.trouble import clipped
from cbcc_xl.text.letters import clean

THROUGHOUT = 3                     # rows that a column must have to be red as a whole


class Withdrawn:
    """The signs in one table."""

    def __init__(self, grid: Grid, table: Table, body: Body, vocabulary: Vocabulary) -> None:
        self._grid, self._rows = grid, vocabulary.rows
        self._keys = {column.index: column.key for column in table.columns if column.key}
        self._region = table.region
        self._comments: dict[int, list[str]] = {}
        for (row, column), text in grid.look.comments.items():
            if table.region[0] <= column < table.region[1]:
                self._comments.setdefault(row, []).append(without_marks(text))
        self._records = [record.row - 1 for record in body.records]
        self._groups = dict(self._under(body)) if HEADING in body.fates.values() else {}
        self._red = self._told_red() if grid.look.red else frozenset()
        texts = [value for row in self._records for value in grid.rows[row] if value.__class__ is str]
        self._spoken_of = self._rows.may_be_withdrawn("\n".join(texts))      # once for all rows: nearly always no

    def sign(self, record: Record) -> str:
        """Why a row looks withdrawn: "struck", "partly", "red", or "note:", "group:" and the words; "" where it
        doesn't."""
        row, look = record.row - 1, self._grid.look
        struck = [column for column in self._keys if (row, column) in look.struck] if look.struck else []
        if struck:
            return "struck" if self._subject(record) in struck else "partly"
        known = [column for column in self._keys if not blank(self._grid.value(row, column))] if self._red else []
        red = [column for column in known if (row, column) in self._red]
        if red and (self._subject(record) in red or 2 * len(red) >= len(known)):
            return "red"
        said = next(self._said(row), "")
        return f"note:{clipped(said)}" if said else self._groups.get(row, "")

    def named(self, record: Record) -> Record:
        """The record with its subject's name as it is without the remark behind it."""
        for key in ("name", "item", "unit"):
            value = record.values.get(key)
            if isinstance(value, str) and (found := remark(value, self._rows)):
                return record._replace(values={**record.values, key: value[:found.start()].rstrip()})
        return record

    def _subject(self, record: Record) -> int:
        """The column that says whom or what the row is about."""
        cell = record.cell()
        return next((column for column in self._keys if letters(column) == cell.rstrip("0123456789")), -1)

    def _told_red(self) -> frozenset[tuple[int, int]]:
        """Red cells, but for those of columns that are red throughout."""
        red = self._grid.look.red
        throughout = set()
        for column in self._keys:
            rows = [row for row in self._records if not blank(self._grid.value(row, column))]
            if len(rows) >= THROUGHOUT and all((row, column) in red for row in rows):
                throughout.add(column)
        return frozenset(place for place in red if place[1] not in throughout)

    def _said(self, row: int) -> Iterator[str]:
        """The texts of a row that say so: its note, a comment, a remark, a cell that says nothing else."""
        for column, value in filled(self._grid.rows[row], self._region) if self._spoken_of else ():
            if isinstance(value, str) and self._rows.may_be_withdrawn(value):
                found = remark(value, self._rows)
                if found:
                    yield clean(found[1] or found[2])
                elif is_all(value, self._rows) or self._keys.get(column) == "note" and self._says_so(value):
                    yield clean(value)
        yield from filter(self._says_so, self._comments.get(row, ()))

    def _says_so(self, text: str) -> bool:
        return says_so(text, self._rows.withdrawn, self._rows.not_withdrawn)

    def _under(self, body: Body) -> Iterator[tuple[int, str]]:
        """Rows under a group's heading that says so."""
        said = ""
        for row, fate in sorted(body.fates.items()):
            if fate == HEADING:
                texts = (value for value in self._grid.rows[row] if isinstance(value, str))
                said = next((clean(text) for text in texts if self._says_so(text)), "")
            elif said:
                yield row, f"group:{clipped(said)}"
