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
from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.sub_headings import DEEPEST, heading_end
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid
from cbcc_xl.text.headings import heading
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import is_full, person
from cbcc_xl.text.units import looks_like_unit

LONGEST_HEADING = 120
LONGEST_ORDER = 4                  # characters of a figure that is no year
NUMBER = re.compile(r"[(\[]?\s*\d+\s*[)\].]*")
CODE = re.compile(r"(?=[^\W\d_])(?=\S*\d)[\w./-]{2,16}")      # "NV01", "CB-2024/015"


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


def find_blocks(grid: Grid, vocabulary: Vocabulary, merges: Merges) -> list[Block]:
    """All heading blocks of a sheet, by row, then by column."""
    blocks: list[Block] = []
    row = 0
    while row < len(grid.rows):
        if _begins(grid, row, vocabulary, merges):
            bottom = heading_end(grid, row, vocabulary, merges)
            top = _top(row, len(grid.rows[row]), merges)
            labels = labels_of(grid, top, bottom, merges)
            blocks.extend(_side_by_side(top, bottom, labels, vocabulary))
            row = bottom
        row += 1
    return blocks


def _begins(grid: Grid, row: int, vocabulary: Vocabulary, merges: Merges) -> bool:
    """Whether a heading begins in a row: by its own words, with those that its merges come down to, or with those that
    divide its headings, merged or not."""
    spanned = grid.rows[row:min(merges.reach(row), row + DEEPEST - 1) + 1]
    if begins_heading(spanned[0], vocabulary) \
            or len(spanned) > 1 and begins_heading(list(chain(*spanned)), vocabulary):
        return True
    bottom = heading_end(grid, row, vocabulary, merges) if _holds_heading(spanned[0], vocabulary) else row
    return bottom > row and begins_heading(list(chain(*grid.rows[row:bottom + 1])), vocabulary)


def begins_heading(cells: list[Any], vocabulary: Vocabulary) -> bool:
    """At least two headings that are known (or one beside title columns), and no figure among them.

    `cells`: those of a row, and of the rows that its merges come down to.
    """
    if any(value is not None and not isinstance(value, str) for value in cells):
        return False
    texts = [value for value in cells if value and value.strip()]
    told = {text for text in texts if vocabulary.is_heading(text)}
    if not told:                               # nearly every row of a body: what else its texts may be costs more
        return False
    names = known = 0
    marks: list[str] = []
    for at, text in enumerate(texts):
        if text in told:
            known += 1
        elif (at == 0 or len(text) < LONGEST_ORDER) and NUMBER.fullmatch(text.strip()):
            return False
        elif len(text) <= LONGEST_HEADING and (mark := vocabulary.mark_column(text)):
            marks.append(mark)
        elif looks_like_unit(text):
            names += 1
    return (len(told) >= 2 or len(set(marks)) >= 2) \
        and (known + len(marks)) * 2 >= len(texts) - (names if names > 1 else 0) and not _is_of_person(texts, told)


def _is_of_person(texts: list[str], told: set[str]) -> bool:
    """Whether a row's texts begin with a code, or with a person's name: a row whose position, rating and title are
    words that headings have too ("NV01", "Lê Thị Na", "CV", "HTTNV", "LĐTT") is about a person."""
    return CODE.fullmatch(texts[0].strip()) is not None or any(is_full(person(text)) for text in texts[:2]
                                                               if text not in told)


def _holds_heading(cells: list[Any], vocabulary: Vocabulary) -> bool:
    """Whether a row is texts alone, several, one at least a known heading: those of its parts may stand below."""
    texts = []
    for value in cells:
        if value is not None and value != "":
            if not isinstance(value, str):             # the order number of most rows: no more of them is looked at
                return False
            texts.append(value)
    return len(texts) > 1 and any(map(vocabulary.is_heading, texts))


def _top(row: int, width: int, merges: Merges) -> int:
    """The heading's first row: where merges that reach down into the row begin, if its own words are not enough."""
    begun = min((merges.origin(row, column)[0] for column in range(width)), default=row)
    return max(begun, row - DEEPEST + 1, 0)


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
