"""Where the tables of a sheet are, as far as anybody can tell: each with its headings and a few of its cells.

Takes a grid; gives places: the tables that recognition finds, read or not; where it finds none the row that looks most
like a heading. A person may point at other rows.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from cbcc_xl.forms.doubts import doubts
from cbcc_xl.forms.headers import LONGEST_HEADING, Block, labels_of
from cbcc_xl.forms.mapped import joined
from cbcc_xl.forms.mapped_blocks import YEARS, all_blocks
from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.recognise import Table, find_tables
from cbcc_xl.forms.sub_headings import DEEPEST
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, Origin
from cbcc_xl.records.cells import written
from cbcc_xl.records.shapes import blank
from cbcc_xl.text.letters import clean

FIRST_ROWS = 60                    # in which a heading is looked for
SHOWN, LOOKED_AT = 3, 30           # cells shown of a column, rows of its body looked at
FEWEST = 2                         # cells that make a row a heading or a row of a table


class Heading(NamedTuple):
    """One column: its place (counted from 0), its heading ("" where it has none), and the first of its cells."""
    column: int
    text: str
    cells: tuple[str, ...]


class Place(NamedTuple):
    """A table that may be mapped. `table`: how it is read today, None where it isn't; `doubtful`: with a question."""
    sheet: str
    block: Block
    headings: tuple[Heading, ...]
    table: Table | None = None
    doubtful: bool = False


def places(grid: Grid, vocabulary: Vocabulary) -> tuple[Place, ...]:
    """The tables of a sheet, from top to bottom."""
    blocks = all_blocks(grid, vocabulary, Merges(grid))
    tables, _ = find_tables(grid, blocks, vocabulary, Origin())
    read = {(table.top, table.columns[0].index): table for table in tables if table.columns}
    found = [_place(grid, block, next((read[key] for key in read if key[0] == block.top and key[1] in block.labels),
                                      None)) for block in blocks]
    if not found and (rows := _likely_heading(grid)):
        found = [place_at(grid, *rows)]
    return tuple(found)


def place_at(grid: Grid, top: int, bottom: int, columns: range | None = None) -> Place:
    """The table below the heading rows that a person points at, counted from 0, inclusive; in these columns only."""
    labels = labels_of(grid, top, bottom, Merges(grid))
    within = {column: own for column, own in labels.items() if columns is None or column in columns}
    return _place(grid, Block(top, bottom, within), None)


def _place(grid: Grid, block: Block, table: Table | None) -> Place:
    doubtful = table is not None and any(doubts(table, grid, Origin()))
    return Place(grid.sheet, block, tuple(_headings(grid, block)), table, doubtful)


def _headings(grid: Grid, block: Block) -> Iterator[Heading]:
    """The labelled columns, and up to the last that is filled those without a heading; these are
    counted from the last heading, so that an empty one before a filled one has to be there."""
    body = [row for row in grid.rows[block.bottom + 1:block.bottom + 1 + LOOKED_AT]
            if sum(not blank(value) for value in row) >= FEWEST]
    filled = [column for column in range(max(map(len, body), default=0))
              if sum(column < len(row) and not blank(row[column]) for row in body) > len(body) / 2]
    shown = sorted({*block.labels, *filled})
    for column in range(shown[0], shown[-1] + 1) if shown else ():
        labels = block.labels.get(column, ())
        if labels or next(one for one in shown if one >= column) not in block.labels:
            yield Heading(column, joined(map(clean, labels)), tuple(_cells(body, column)))


def _cells(body: list[list[Any]], column: int) -> list[str]:
    values = (row[column] for row in body if column < len(row) and not blank(row[column]))
    return [text for value in islice(values, LOOKED_AT) if (text := written(value))]


def _likely_heading(grid: Grid) -> tuple[int, int] | None:
    """The first and last row of what looks most like a heading: the row with the most texts, no figures, and a row of a
    table below it."""
    best, most = None, 0
    for row, cells in enumerate(grid.rows[:FIRST_ROWS]):
        texts = [value for value in cells if not blank(value)]
        if len(texts) > max(most, FEWEST - 1) and all(map(_is_word, texts)) and _is_row(grid, row + 1):
            best, most = row, len(texts)
    return (best, _end(grid, best)) if best is not None else None


def _is_word(value: Any) -> bool:
    """A text with letters, or a year; a letter's figures are texts, too."""
    if isinstance(value, str):
        return len(value) <= LONGEST_HEADING and (any(map(str.isalpha, value)) or clean(value) in map(str, YEARS))
    return isinstance(value, int) and value in YEARS


def _is_row(grid: Grid, row: int) -> bool:
    below = (sum(not blank(value) for value in cells) for cells in grid.rows[row:row + DEEPEST])
    return any(count >= FEWEST for count in below)


def _end(grid: Grid, top: int) -> int:
    """The last row of a heading, by its vertical merges and what stands below headings merged over several columns."""
    merges, bottom = Merges(grid), top
    for column in range(len(grid.rows[top])):
        last, right = merges.end(top, column)
        bottom = max(bottom, last, top + 1 if right > column and last == top else top)
    return min(bottom, top + DEEPEST - 1, len(grid.rows) - 1)
