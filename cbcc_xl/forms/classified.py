"""Whether a document is marked as a state secret ("MẬT", "TỐI MẬT", "TUYỆT MẬT"): such a file is not read here.

Takes a sheet's grid, or the texts beside the cells of a workbook, and the vocabulary; gives the mark or None. A stamp
is a line of its own, in the top of a sheet, in a page's header or a text box; "bí mật", "mật độ" and Nguyễn Văn Mật
are none.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from cbcc_xl.forms.row_words import RowWords
from cbcc_xl.model import Grid
from cbcc_xl.text.legacy_fonts import decode
from cbcc_xl.text.letters import clean, plain

DEEPEST = 14                       # rows at the top of a sheet without a table, as of a letterhead
SHORT = 30                         # letters of a stamp, with whatever frames it
WORD = re.compile(r"[^\W\d_]+")
GAP = re.compile(r"\s{2,}|[\r\n\t\v\f\x85\u2028\u2029]|\s+[|–-]\s+")
SPACED = re.compile(r"(?<!\S)(?:[^\W\d_](?:\s|$)){3,}")
LABEL = re.compile(r"([^:]{2,30}):\s*(.+)")
Rows = Sequence[Sequence[Any]]
FONTS = (None, ".VnTime", "VNI-Times")


def mark_of_sheet(grid: Grid, top: int | None, words: RowWords) -> str | None:
    """The mark in the rows above and beside the first heading (`top`, None where the sheet has no table).

    Further down a name may be "MẬT": there a mark is capitals of two words.
    """
    top = DEEPEST if top is None else top
    return next(chain(_in_head(grid.rows[:top], words), _further_down(grid.rows[top:], words)), None)


def _in_head(rows: Rows, words: RowWords) -> Iterator[str]:
    for cells in rows:
        for column, value in enumerate(cells):
            found = (_mark(value, words) or _labelled(value, cells[column + 1:column + 6], words)) \
                if isinstance(value, str) else None
            if found:
                yield found


def _further_down(rows: Rows, words: RowWords) -> Iterator[str]:
    for cells in rows:
        for value in cells:
            if value.__class__ is str and len(value) <= SHORT and value.isupper() and (found := _mark(value, words)) \
                    and " " in found:
                yield found


def _labelled(label: str, cells: Sequence[object], words: RowWords) -> str | None:
    """The mark in the first filled cell beside a label of its own cell."""
    value = next((one for one in cells if one is not None), None) if plain(label) in words.secret_labels else None
    return _mark(value, words) if isinstance(value, str) else None


def mark_anywhere(beside: Iterable[str], grids: Iterable[Grid], words: RowWords) -> str | None:
    """The mark in a workbook of whose sheets no table is known yet; their text is decoded already."""
    return mark_beside(beside, words) or next(filter(None, (mark_of_sheet(grid, None, words) for grid in grids)), None)


def mark_beside(texts: Iterable[str], words: RowWords) -> str | None:
    """The mark in a page's header or a text box, whose font isn't known."""
    return next((found for text in texts for font in FONTS if (found := _mark(decode(text, font)[0], words))), None)


@lru_cache(maxsize=1 << 12)
def _mark(text: str, words: RowWords) -> str | None:
    """The mark that a text has as a line of its own."""
    for line in _lines(text):
        labelled = LABEL.fullmatch(line)
        if labelled and plain(labelled[1]) in words.secret_labels:
            line = labelled[2]
        if plain(line) in words.secret:
            return " ".join(WORD.findall(clean(line)))
    return None


def _lines(text: str) -> Iterator[str]:
    for line in GAP.split(text):
        if line.strip():
            yield line.strip()
    if SPACED.fullmatch(" ".join(text.split())):               # "M Ậ T"
        yield " ".join("".join(word.split()) for word in GAP.split(text.strip()))
