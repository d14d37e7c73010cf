"""How far a table reaches: the texts above it, its last row, its columns; and a heading repeated on the next page.

Takes a grid and its heading blocks. What stands between two tables is the lower one's caption as far as it looks like
one: lone texts, and labels with their figures. A block with the same labels and no caption continues the table above.
"""
from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from cbcc_xl.forms.headers import Block, begins_heading
from cbcc_xl.forms.matching import CLOSE_TO
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid
from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.names import looks_like_name
from cbcc_xl.text.units import looks_like_unit

Captions = tuple[tuple[int, str], ...]
WIDEST = 16_384


def without_repeats(grid: Grid, blocks: list[Block],
                    vocabulary: Vocabulary) -> tuple[list[Block], dict[int, frozenset[int]]]:
    """The blocks that begin a table; and by a heading's first column the rows that only repeat it on the next page. Of
    lists side by side one may repeat it where another has a group or a person: that is no heading."""
    kept: list[Block] = []
    again: dict[int, frozenset[int]] = {}
    for block in blocks:
        above = [other for other in kept if other.top < block.top]
        beside = [other for other in above if other.top == above[-1].top]
        same = [(other, rows) for other in beside if (rows := _again(grid, block, other))]
        taken = _within(block, [other for other, _ in same])
        rest = {column: own for column, own in block.labels.items() if column not in taken}
        if not same or rest.keys() - _within(block, beside).keys() \
                or captions(grid, caption_start(grid, block, kept, vocabulary), block, (0, WIDEST)):
            kept.append(block)
            continue
        for other, rows in same:
            again[other.first] = again.get(other.first, frozenset()).union(rows)
        if rest and begins_heading(list(chain(*rest.values())), vocabulary):
            kept.append(block._replace(labels=rest))
    return kept, again


def _again(grid: Grid, block: Block, other: Block) -> range:
    """The rows on which a block says another's heading again: the same labels, or the same cells, which may begin a row
    or two above or below what is beside them."""
    if other.labels == _within(block, [other]):
        return range(block.top, block.bottom + 1)
    deep, columns = other.bottom - other.top, range(other.first, other.last + 1)
    return next((range(top, top + deep + 1) for top in range(block.top - deep, block.bottom + 1)
                 if all(grid.value(top + below, column) == grid.value(other.top + below, column)
                        for below in range(deep + 1) for column in columns)), range(0))


def _within(block: Block, others: Iterable[Block]) -> dict[int, tuple[str, ...]]:
    """The labels of a block in the columns of others."""
    return {column: labels for column, labels in block.labels.items()
            if any(other.first <= column <= other.last for other in others)}


def caption_start(grid: Grid, block: Block, blocks: list[Block], vocabulary: Vocabulary) -> int:
    """The first row below the table above, from which on texts speak for this one."""
    above = [other for other in blocks if other.top < block.top]
    return _captions_begin(grid, above[-1], block.top, vocabulary) if above else 0


def captions(grid: Grid, start: int, block: Block, region: tuple[int, int]) -> Captions:
    """The texts above a table, nearest row first; of several in a row those above its own columns."""
    left, right = region
    found = []
    for row in range(block.top - 1, start - 1, -1):
        texts = [(column, clean(value)) for column, value in enumerate(grid.rows[row])
                 if isinstance(value, str) and value.strip()]
        found += [(row, text) for column, text in texts if len(texts) == 1 or left <= column < right]
    return tuple(found)


def body_end(grid: Grid, block: Block, next_top: int, vocabulary: Vocabulary) -> int:
    """Where the body ends: at the captions just above the next table's heading, in a letter at a table of another make.

    A letter's table of as many columns goes on with the one above.
    """
    end = _captions_begin(grid, block, next_top, vocabulary)
    own = next((one for one in grid.tables if one[0] <= block.top <= one[1]), None)
    others = (one for one in grid.tables if own and one[0] > own[1] and _width(grid, one) != _width(grid, own))
    return min(end, next((first for first, _, _ in others), end))


def _width(grid: Grid, table: tuple[int, int, int]) -> int:
    """How many columns a letter's table has."""
    return max(len(grid.rows[row]) for row in range(table[0], min(table[1] + 1, len(grid.rows))))


def _captions_begin(grid: Grid, block: Block, next_top: int, vocabulary: Vocabulary) -> int:
    """Where the captions just above the next table's heading begin."""
    end = next_top
    if next_top < len(grid.rows):
        for row in range(next_top - 1, block.bottom, -1):
            cells = [value for value in grid.rows[row] if value is not None and str(value).strip()]
            if cells and (not _is_caption(cells, vocabulary) or _ends_body(grid, row, cells)):
                break
            end = row if cells else end
    return end


def _ends_body(grid: Grid, row: int, cells: list[Any]) -> bool:
    """Whether a lone text is the last row of the table above: a unit right below its rows, and nothing below itself."""
    above, below = (sum(bool(value) for value in grid.rows[other]) for other in (row - 1, row + 1))
    return len(cells) == 1 and above > 1 and not below and looks_like_unit(str(cells[0]))


def _is_caption(cells: list[Any], vocabulary: Vocabulary) -> bool:
    """A lone text that is no total and no name, or "Số phiếu phát ra: | 62"."""
    first = cells[0]
    if not isinstance(first, str) or vocabulary.rows.is_total(plain(first)) and not _is_label(first, vocabulary):
        return False
    if len(cells) == 1:
        return bool(vocabulary.titles.find(first)) or not looks_like_name(first)
    return ":" in first and all(not isinstance(value, str) or len(value) < 12 or ":" in value for value in cells[1:])


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that begins as a total's is a figure of a whole sheet: "- Tổng số đại biểu triệu tập: 60"."""
    label, colon, _ = text.partition(":")
    return bool(colon) and any((found := labels.match(label.lstrip("-+• "))) is not None and found.sure > CLOSE_TO
                               for labels in vocabulary.labels.values())


def region(block: Block, blocks: list[Block]) -> tuple[int, int]:
    """The columns of a table: up to its neighbours' on the same rows, else to the sheet's edges."""
    beside = [other for other in blocks if other.top == block.top and other is not block]
    left = block.first if any(other.first < block.first for other in beside) else 0
    right = min((other.first for other in beside if other.first > block.first), default=WIDEST)
    return left, right
