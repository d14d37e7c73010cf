"""How deep a heading is: its vertical merges, rows that divide wider headings, a row of units of measure.

Takes a grid and a heading's first row; gives its last. Headings over several columns may be merged or not: then each
part stands below nothing, or below a text with nothing to its right.
"""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid

DEEPEST = 4                        # rows of one heading
MEASURE = re.compile(r"\s*\((?:[^\W\d_]{2,}[^()\d]*|%)\)\s*")


def heading_end(grid: Grid, top: int, vocabulary: Vocabulary, merges: Merges) -> int:
    """The heading's last row: as deep as its vertical merges, or as rows of nothing but sub-headings follow."""
    bottom = max((merges.end(top, column)[0] for column in range(len(grid.rows[top]))), default=top)
    bottom = min(bottom, top + DEEPEST - 1, len(grid.rows) - 1)
    deepest = min(top + DEEPEST, len(grid.rows)) - 1
    if bottom < deepest and _are_measures(grid.rows[bottom + 1]):
        return bottom + 1
    while bottom < deepest and (below := _parts(grid, top, bottom + 1, merges)):
        if not _are_known(below, vocabulary) and not (
                bottom + 1 < deepest and not below.filling and (next_below := _parts(grid, top, bottom + 2, merges))
                and next_below.filling and _are_known(next_below, vocabulary)):
            break
        bottom += 1
    return bottom


def _are_measures(cells: list[Any]) -> bool:
    """Whether a row holds nothing but what its columns are counted in: "(người)", "(triệu đồng)"."""
    own = [value for value in cells if value is not None and value != ""]
    return bool(own) and all(isinstance(value, str) and MEASURE.fullmatch(value) for value in own)


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
