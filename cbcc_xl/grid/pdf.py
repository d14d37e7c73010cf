"""PDFs with text and ruled tables: one sheet, lines of text and rows of tables below each other as on the pages.

Takes the bytes. A file is read whole or not at all: every letter of a page must have come into the sheet, each word
into one cell. What can't be proved so (a word over a line, a table without lines, text on its side) is refused, and so
is a picture of a page, even one with text behind it that some program guessed.
"""
from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from cbcc_xl.grid.delimited import stem
from cbcc_xl.grid.guard import MOST_CELLS, refuse_extent
from cbcc_xl.grid.pdf_text import Part, Word, lines, text_of
from cbcc_xl.grid.placing import Columns
from cbcc_xl.grid.styles import legacy
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.values import trimmed
from cbcc_xl.model import Grid, Look, Workbook

MOST_PAGES = 200
NEAR = 2.0                         # points between edges that are one
OVER = 1.5                         # points that a word may reach over its cell's edge
GAP = 0.08                         # of a word's height between two letters that aren't one word
THIN = 2.0                         # points of a line's breadth
PICTURE = 0.5                      # of a page's area: a scan
UNMAPPED = "(cid:"                 # what stands for a letter whose meaning the file doesn't tell
LEFT, RIGHT = 0.35, 0.58           # of a page's width: where text on the right begins, where its middle is
LIKE_A_TABLE = 3                   # lines of so many parts outside of ruled tables
Box = tuple[float, float, float, float]      # left, top, right, bottom


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """The document as a workbook of one sheet."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    sheet = _Sheet()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise Unreadable("file-too-large", what="pages", value=len(document.pages), most=MOST_PAGES)
            for page in document.pages:
                sheet.add(page.dedupe_chars())
                page.close()
    except PdfminerException as fault:
        raise Unreadable("file-encrypted" if "Password" in repr(fault) else "file-broken",
                         reason=type(fault).__name__) from fault
    if not any(any(row) for row in sheet.rows):
        raise Unreadable("file-is-scan")
    grid = Grid(stem(name), trimmed(sheet.rows), tuple(sheet.merges), look=_look(sheet), tables=tuple(sheet.tables))
    return Workbook([grid], kind)


def _look(sheet: _Sheet) -> Look:
    return Look(fonts=sheet.fonts, struck=frozenset(sheet.struck), red=frozenset(sheet.red))


class _Sheet:
    """The sheet as it grows, page by page."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.tables: list[tuple[int, int, int]] = []
        self.fonts: dict[tuple[int, int], str] = {}
        self.struck: set[tuple[int, int]] = set()
        self.red: set[tuple[int, int]] = set()

    def add(self, page: Any) -> None:
        _refuse_picture(page)
        strokes = [(one["x0"], (one["top"] + one["bottom"]) / 2, one["x1"]) for one in (*page.lines, *page.rects)
                   if abs(one["bottom"] - one["top"]) < THIN]
        tables = sorted((table.cells for table in page.find_tables()), key=lambda cells: min(box[1] for box in cells))
        found = page.extract_words(return_chars=True)
        words = [Word.of(piece, strokes) for one in found for piece in _cut(one, tables)]
        begun = len(self.rows)
        inside = {word: _cell_of(word, tables, page) for word in words}
        beside = [word for word in words if inside[word] is None]
        blocks: list[tuple[float, Any]] = [(min(box[1] for box in cells), cells) for cells in tables]
        blocks += [(parts[0].top, parts) for parts in lines(beside)]
        _refuse_loose([block for _, block in blocks if isinstance(block[0], Part)], page)
        for _, block in sorted(blocks, key=lambda one: one[0]):
            if isinstance(block[0], Part):
                self._add_line(block, float(page.width))
            else:
                self._add_table(block, inside)
        _refuse_loss(page, self.rows[begun:])

    def _add_line(self, parts: list[Part], width: float) -> None:
        """A line of text; of two parts, and where one stands on the right, in the columns of a letterhead."""
        if len(parts) == 1 and parts[0].left > LEFT * width and parts[0].middle > RIGHT * width:
            self._put([None, parts[0]])
        else:
            self._put(list(parts) if len(parts) <= 2 else [Part([word for part in parts for word in part.words])])

    def _put(self, parts: list[Part | None]) -> None:
        for column, part in ((column, part) for column, part in enumerate(parts) if part):
            place = len(self.rows), column
            font = next((found for word in part.words if (found := legacy(word.font))), None)
            if font:
                self.fonts[place] = font
            if all(word.struck for word in part.words):
                self.struck.add(place)
            if all(word.red for word in part.words):
                self.red.add(place)
        self.rows.append([part.text if part else None for part in parts])

    def _add_table(self, cells: list[Box], inside: dict[Word, Box | None]) -> None:
        columns = Columns([(box[0], box[2]) for box in cells], NEAR)
        lines_down = Columns([(box[1], box[3]) for box in cells], NEAR)
        refuse_extent(len(self.rows) + len(lines_down), len(columns), MOST_CELLS, "table")
        first = len(self.rows)
        laid: list[list[Part | None]] = [[None] * len(columns) for _ in range(len(lines_down))]
        texts: dict[Box, list[Word]] = {}
        for word, box in inside.items():
            if box is not None:
                texts.setdefault(box, []).append(word)
        for box in cells:
            left, right = columns.of(box[0], box[2])
            top, bottom = lines_down.of(box[1], box[3])
            if (top, left) != (bottom, right):
                self.merges.append((first + top, left, first + bottom, right))
            if box in texts:
                laid[top][left] = Part(texts[box], text_of(texts[box], box[2] - box[0]))
        for row in laid:
            self._put(row)
        self.tables.append((first, len(self.rows) - 1, len(self.tables) + 1))


def _cut(word: dict[str, Any], tables: list[list[Box]]) -> list[dict[str, Any]]:
    """A word as found, or its pieces: a figure set close to its cell's right edge runs into the next cell's text.

    It's cut where a ruled line stands in a gap between two letters; letters of one word have no gap.
    """
    from pdfplumber.utils.text import extract_words

    letters = word["chars"]
    cells = [_around(letter["x0"], letter["top"], letter["x1"], letter["bottom"], tables) for letter in letters]
    if len(set(cells)) == 1:
        return [word]
    gap = GAP * (word["bottom"] - word["top"])
    cuts = [at for at in range(1, len(letters)) if cells[at] != cells[at - 1]
            and letters[at]["x0"] - letters[at - 1]["x1"] > gap]
    pieces = [letters[start:end] for start, end in pairwise([0, *cuts, len(letters)])]
    return [one for piece in pieces for one in extract_words(piece, return_chars=True)] if cuts else [word]


def _around(left: float, top: float, right: float, bottom: float, tables: list[list[Box]]) -> Box | None:
    """The cell that a thing's middle stands in."""
    x, y = (left + right) / 2, (top + bottom) / 2
    return next((box for box in chain.from_iterable(tables) if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)


def _cell_of(word: Word, tables: list[list[Box]], page: Any) -> Box | None:
    """The cell that a word stands in, None for the text around; over the edge of one it may belong to either."""
    box = _around(word.left, word.top, word.right, word.bottom, tables)
    if box and (word.left < box[0] - OVER or word.right > box[2] + OVER):
        raise Unreadable("file-pdf-not-whole", page=page.page_number, count=1)
    return box


def _refuse_picture(page: Any) -> None:
    area = float(page.width * page.height)
    if any(abs((one["x1"] - one["x0"]) * (one["bottom"] - one["top"])) > PICTURE * area for one in page.images):
        raise Unreadable("file-is-scan")


def _refuse_loose(beside: list[list[Part]], page: Any) -> None:
    """Refuse a page that has rows of several parts outside of ruled tables: nobody can tell its columns."""
    loose = [parts for parts in beside if len(parts) >= LIKE_A_TABLE]
    if len(loose) >= LIKE_A_TABLE:
        count = sum(len(part.words) for parts in loose for part in parts)
        raise Unreadable("file-pdf-not-whole", page=page.page_number, count=count)


def _refuse_loss(page: Any, rows: list[list[str | None]]) -> None:
    """Refuse a page of which a letter is missing, stands on its side or can't be told."""
    there = Counter(_letters(one["text"] for one in page.chars))
    read = Counter(_letters(value or "" for row in rows for value in row))
    odd = sum(not one["upright"] or UNMAPPED in one["text"] for one in page.chars if one["text"].strip())
    lost = sum((there - read).values()) + sum((read - there).values()) + odd
    if lost:
        raise Unreadable("file-pdf-not-whole", page=page.page_number, count=lost)


def _letters(texts: Iterator[str]) -> Iterator[str]:
    return (letter for text in texts for letter in text if not letter.isspace())
