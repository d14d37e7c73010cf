"""Where tables begin: blocks of one to four heading rows, found by their words wherever they stand in a sheet.

Takes a grid and the vocabulary; gives header blocks, top to bottom, tables side by side told apart. A block knows
each column's labels from the outermost heading to the innermost ("Vắng mặt", "Có lý do").
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid
from cbcc_xl.text.headings import heading
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import looks_like_unit

DEEPEST = 4                        # rows of one heading
LONGEST_HEADING = 120
LONGEST_ORDER = 4                  # characters of a figure that is no year
NUMBER = re.compile(r"[(\[]?\s*\d+\s*[)\].]*")


class Block(NamedTuple):
    """One table's heading: its rows (inclusive, counted from 0) and the labels of its columns; `mapped` where a person
    said what these are."""
    top: int
    bottom: int
    labels: dict[int, tuple[str, ...]]
    mapped: Mapped | None = None

    @property
    def first(self) -> int:
        return min(self.labels)

    @property
    def last(self) -> int:
        return max(self.labels)


class Merges:
    """Merged ranges, looked up by cell; a whole-sheet merge is left out, it says nothing about a heading."""

    def __init__(self, grid: Grid) -> None:
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._ends: dict[tuple[int, int], tuple[int, int]] = {}
        self._reach: dict[int, int] = {}
        for top, left, bottom, right in grid.merges:
            if (bottom - top + 1) * (right - left + 1) <= 5_000:
                self._ends[top, left] = (bottom, right)
                self._reach[top] = max(bottom, self._reach.get(top, top))
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self._origin[row, column] = (top, left)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell whose value a merged cell shows."""
        return self._origin.get((row, column), (row, column))

    def end(self, row: int, column: int) -> tuple[int, int]:
        """The last row and column of the range that begins here."""
        return self._ends.get((row, column), (row, column))


    def reach(self, row: int) -> int:
        """The last row that ranges beginning in this row come down to."""
        return self._reach.get(row, row)


def find_blocks(grid: Grid, vocabulary: Vocabulary, merges: Merges) -> list[Block]:
    """All heading blocks of a sheet, by row, then by column."""
    blocks: list[Block] = []
    row = 0
    while row < len(grid.rows):
        spanned = grid.rows[row:min(merges.reach(row), row + DEEPEST - 1) + 1]
        bottom = row
        if _begins_heading(spanned[0], vocabulary) \
                or len(spanned) > 1 and _begins_heading(list(chain(*spanned)), vocabulary) \
                or _holds_heading(spanned[0], vocabulary) and (bottom := _bottom(grid, row, vocabulary, merges)) > row \
                and _begins_heading(list(chain(*grid.rows[row:bottom + 1])), vocabulary):
            bottom = max(bottom, _bottom(grid, row, vocabulary, merges))
            top = _top(row, len(grid.rows[row]), merges)
            labels = labels_of(grid, top, bottom, merges)
            blocks.extend(_side_by_side(top, bottom, labels, vocabulary))
            row = bottom
        row += 1
    return blocks


def _begins_heading(cells: list[Any], vocabulary: Vocabulary) -> bool:
    """At least two headings that are known (or one beside title columns), and no figure among them.

    `cells`: those of a row, and of the rows that its merges come down to.
    """
    filled = names = known = 0
    told: set[str] = set()
    marks: list[str] = []
    for value in cells:
        if value is None:
            continue
        if not isinstance(value, str):
            return False
        if not value.strip():
            continue
        filled += 1
        if vocabulary.is_heading(value):
            known += 1
            told.add(value)
        elif (filled == 1 or len(value) < LONGEST_ORDER) and NUMBER.fullmatch(value.strip()):
            return False
        elif len(value) <= LONGEST_HEADING and (mark := vocabulary.mark_column(value)):
            marks.append(mark)
        elif looks_like_unit(value):
            names += 1
    return (len(told) >= 2 or len(told) == 1 and len(set(marks)) >= 2) \
        and (known + len(marks)) * 2 >= filled - (names if names > 1 else 0)


def _holds_heading(cells: list[Any], vocabulary: Vocabulary) -> bool:
    """Whether a row is texts alone, several, one at least a known heading: those of its parts may stand below."""
    texts = [value for value in cells if value is not None and value != ""]
    return len(texts) > 1 and all(isinstance(value, str) for value in texts) and any(map(vocabulary.is_heading, texts))


def _top(row: int, width: int, merges: Merges) -> int:
    """The heading's first row: where merges that reach down into the row begin, if its own words are not enough."""
    begun = min((merges.origin(row, column)[0] for column in range(width)), default=row)
    return max(begun, row - DEEPEST + 1, 0)


def _bottom(grid: Grid, top: int, vocabulary: Vocabulary, merges: Merges) -> int:
    """The heading's last row: as deep as its vertical merges, or as rows of nothing but sub-headings follow."""
    bottom = max((merges.end(top, column)[0] for column in range(len(grid.rows[top]))), default=top)
    bottom = min(bottom, top + DEEPEST - 1, len(grid.rows) - 1)
    deepest = min(top + DEEPEST, len(grid.rows)) - 1
    while bottom < deepest and (below := _parts(grid, top, bottom + 1, merges)):
        if not _are_known(below, vocabulary) and not (
                bottom + 1 < deepest and not below.filling and (next_below := _parts(grid, top, bottom + 2, merges))
                and next_below.filling and _are_known(next_below, vocabulary)):
            break
        bottom += 1
    return bottom


class _Parts(NamedTuple):
    """A row of texts that each divide a wider heading: the texts not under a merged one, and whether some of them stand
    where nothing stands above."""
    loose: list[str]
    filling: bool


def _parts(grid: Grid, top: int, row: int, merges: Merges) -> _Parts | None:
    """The row as parts of the heading above it, where each text has its place: under a merged heading, under nothing,
    or under a text with nothing to its right; None where one has not, or is no text."""
    cells = [(column, value) for column, value in enumerate(grid.rows[row]) if value is not None and value != ""]
    first = next((column for column, value in enumerate(grid.rows[top]) if value), 0)
    if not cells or any(not isinstance(value, str) or column < first for column, value in cells):
        return None
    loose = [(column, value) for column, value in cells
             if column == first or not _under_wider(top, row, column, merges)]
    gaps = [_is_gap(grid, top, row, column, merges) for column, _ in loose]
    if not all(gap or _is_gap(grid, top, row, column + 1, merges)
               for gap, (column, _) in zip(gaps, loose, strict=True)):
        return None
    return _Parts([value for _, value in loose], any(gaps))


def _are_known(parts: _Parts, vocabulary: Vocabulary) -> bool:
    """Whether half of them at least are words of headings; under merged headings any text is one."""
    known = sum(bool(vocabulary.is_heading(text) or vocabulary.mark_column(text)) for text in parts.loose)
    return known * 2 >= len(parts.loose) and (parts.filling or not parts.loose)


def _under_wider(top: int, row: int, column: int, merges: Merges) -> bool:
    above = merges.origin(row - 1, column)
    return above[0] >= top and merges.end(*above)[1] > above[1]


def _is_gap(grid: Grid, top: int, row: int, column: int, merges: Merges) -> bool:
    """Whether nothing stands in a column between the heading's first row and this one."""
    return not any(grid.value(*merges.origin(above, column)) for above in range(top, row))


def labels_of(grid: Grid, top: int, bottom: int, merges: Merges) -> dict[int, tuple[str, ...]]:
    """Each column's labels in these rows of a heading, those of columns that have any."""
    width = max(len(grid.rows[row]) for row in range(top, bottom + 1))
    labels = {}
    for column in range(width):
        texts = [text for text in _down(grid, top, bottom, column, merges) if text]
        own = list(dict.fromkeys(texts))
        if own:
            labels[column] = tuple(own)
    return labels


def _down(grid: Grid, top: int, bottom: int, column: int, merges: Merges) -> Iterator[str]:
    """A column's texts from the outermost heading inward; an unmerged wide heading reaches to the next one."""
    for row in range(top, bottom + 1):
        value = grid.value(*merges.origin(row, column))
        if not value and row < bottom and grid.value(bottom, column):
            value = _from_left(grid, row, bottom, column, merges)
        yield value if isinstance(value, str) else ""


def _from_left(grid: Grid, row: int, bottom: int, column: int, merges: Merges) -> Any:
    for left in range(column - 1, -1, -1):
        value = grid.value(*merges.origin(row, left))
        below = grid.value(bottom, left)
        if value:
            return value if below and merges.end(row, left) == (row, left) else None
        if not below:
            return None
    return None


def _side_by_side(top: int, bottom: int, labels: dict[int, tuple[str, ...]], vocabulary: Vocabulary) -> list[Block]:
    """One block, or several where the first heading comes again further right."""
    if not labels:
        return []
    columns = sorted(labels)
    first = _normal(labels[columns[0]], vocabulary)
    starts = [column for column in columns if _normal(labels[column], vocabulary) == first]
    if len(starts) > 1 and len(columns) // len(starts) < 2:
        starts = starts[:1]
    ends = [*starts[1:], columns[-1] + 1]
    return [Block(top, bottom, {column: labels[column] for column in columns if start <= column < end})
            for start, end in zip(starts, ends, strict=True)]


def _normal(labels: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """What two first columns are alike in: their words, or that both number rows ("STT", "TT")."""
    return "" if vocabulary.numbers_rows(labels[-1]) else plain(heading(labels[-1]))
