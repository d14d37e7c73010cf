"""Tables of shapes that a person mapped: where they stand in a sheet, and what their columns are.

Takes a grid and the vocabulary; gives heading blocks, those of mapped shapes before those found by their words. Costs
nothing where nobody mapped anything.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Form
from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.across import ACROSS, Column
from cbcc_xl.forms.columns import read_columns
from cbcc_xl.forms.headers import LONGEST_HEADING, Block, find_blocks, labels_of
from cbcc_xl.forms.mapped import Shapes, joined
from cbcc_xl.forms.matching import EXACT
from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.sub_headings import DEEPEST
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid
from cbcc_xl.text.headings import shape
from cbcc_xl.text.letters import clean

YEARS = range(1900, 2101)          # figures that may stand in a heading
Headed = list[tuple[int, str]]     # labelled columns and what they say


def all_blocks(grid: Grid, vocabulary: Vocabulary, merges: Merges) -> list[Block]:
    """The heading blocks of a sheet, by row, then by column."""
    known = find_blocks(grid, vocabulary, merges)
    if not vocabulary.shapes:
        return known
    mapped = list(_mapped(grid, vocabulary.shapes, merges))
    beside = (_beside(block, mapped) for block in known)
    return sorted([*mapped, *filter(None, beside)], key=lambda block: (block.top, block.first))


def mapped_columns(block: Block, mapped: Mapped, form: Form, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """The columns of a table as a person said; what else a heading tells (a percentage, whose column) is the form's."""
    known = {column.index: column for column in read_columns(block, form, vocabulary)}
    return tuple(_said(known.get(index) or Column(index, "", "", 0), key)
                 for index, key in _placed(block, mapped).items())


def _said(column: Column, key: str) -> Column:
    across = (column.across or clean(column.label)) if key.endswith(f":{ACROSS}") else ""
    return column._replace(key=key, sure=EXACT, choices=(), across=across)


def _placed(block: Block, mapped: Mapped) -> dict[int, str]:
    """Where each column of a mapping stands in a table; one without heading is the next to the right."""
    headed = [column for column, labels in sorted(block.labels.items()) if shape(joined(labels))]
    before = next((count for count, text in enumerate(mapped.columns) if shape(text)), 0)
    place, found = headed[0] - before - 1, dict[int, str]()
    for text, key in mapped.columns.items():
        place = headed.pop(0) if shape(text) else place + 1
        if place >= 0 and place not in found and (shape(text) or place not in block.labels):
            found[place] = key
    return found


def _mapped(grid: Grid, shapes: Shapes, merges: Merges) -> Iterator[Block]:
    row = 0
    while row < len(grid.rows):
        found = _at(grid, row, shapes, merges) if _may_begin(grid.rows[row], shapes) else []
        yield from found
        row = max(block.bottom for block in found) + 1 if found else row + 1


def _may_begin(cells: list[Any], shapes: Shapes) -> bool:
    """Whether a row may be the first of a mapped heading: it has no figures but years, and one of its words stands
    where a table may begin, at the left or beside an empty cell."""
    if any(isinstance(value, (int, float)) and value not in YEARS for value in cells):
        return False
    return any(isinstance(value, str) and len(value) <= LONGEST_HEADING and shapes.may_begin(value)
               for value, before in zip(cells, (None, *cells), strict=False) if not before)


def _at(grid: Grid, top: int, shapes: Shapes, merges: Merges) -> list[Block]:
    """The tables whose heading begins in this row, as deep as the first depth at which a shape is known."""
    for bottom in range(top, min(top + DEEPEST, len(grid.rows))):
        labels = labels_of(grid, top, bottom, merges)
        headed = [(column, text) for column, own in sorted(labels.items()) if (text := shape(joined(own)))]
        found = [Block(top, _end(top, bottom, part, merges), {column: labels[column] for column, _ in part}, mapped)
                 for part, mapped in _parts(headed, shapes)]
        if found:
            return found
    return []


def _end(top: int, bottom: int, headed: Headed, merges: Merges) -> int:
    """The heading's last row: as deep as its vertical merges."""
    ends = (merges.end(*merges.origin(row, column))[0] for row in range(top, bottom + 1) for column, _ in headed)
    return min(max(ends, default=bottom), top + DEEPEST - 1)


def _parts(headed: Headed, shapes: Shapes) -> Iterator[tuple[Headed, Mapped]]:
    """Runs of columns that are a known shape: from edge to edge, the widest first. An edge is the sheet's, a column
    without heading, or where the first heading comes again."""
    edges = [index for index, (column, text) in enumerate(headed)
             if not index or column - headed[index - 1][0] > 1 or text == headed[0][1]] + [len(headed)]
    start = 0
    while start < len(headed):
        ends = [edge for edge in edges if start < edge <= start + shapes.widest]
        found = next(((end, mapped) for end in reversed(ends)
                      if (mapped := shapes.of(tuple(text for _, text in headed[start:end])))), None)
        if found:
            yield headed[start:found[0]], found[1]
        start = found[0] if found else next(edge for edge in edges if edge > start)


def _beside(block: Block, mapped: list[Block]) -> Block | None:
    """What of a block found by its words no person spoke of: the rest of its columns, where they may be a table."""
    over = [one for one in mapped if one.top <= block.bottom and block.top <= one.bottom]
    taken = {column for one in over for column in one.labels}
    if not over or not taken.intersection(block.labels):
        return block
    rest = {column: labels for column, labels in block.labels.items() if column not in taken}
    return block._replace(labels=rest) if len(rest) > 1 else None
