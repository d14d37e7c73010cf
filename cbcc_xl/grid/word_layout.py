"""A Word document laid out as one sheet: its paragraphs and the rows of its tables below each other, from A1.

Takes the roots of its parts; gives rows, merges, looks, which rows are which table, and the element that each place
came from. A paragraph is a row of one cell, of two where a tab parts it in two. A table without lines and of a few
rows, as letterheads and signatures are, is laid out line by line, as one would type it into a sheet. A table within a
frame (a table of one or two columns) is a table of its own; within any other cell its text is text of that cell.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from cbcc_xl.grid.guard import MOST_CELLS, refuse_extent
from cbcc_xl.grid.word_numbers import Numbers
from cbcc_xl.grid.word_styles import Look, Styles
from cbcc_xl.grid.word_table import Cell, Table, table_of
from cbcc_xl.grid.word_text import Piece, Reader, has_changes, parted, split
from cbcc_xl.grid.word_xml import attribute, local, unwrapped, value

Place = tuple[int, int]
FRAME = 2                          # columns at most of a table that only holds others
FEW = {1: 6, 2: 6, 3: 3}           # rows at most of letterheads and signatures of so many columns
BETWEEN_CELLS = " - "              # of a table whose text is text of a cell


class Layout:
    """The sheet as it grows."""

    def __init__(self, styles: Styles, numbers: Numbers, comments: Mapping[str, str]) -> None:
        self.rows: list[list[str | None]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.tables: list[tuple[int, int, int]] = []          # first row, last row, number
        self.places: dict[Place, Any] = {}
        self.struck: set[Place] = set()
        self.red: set[Place] = set()
        self.fonts: dict[Place, str] = {}
        self.comments: dict[Place, str] = {}
        self.changed: set[Place] = set()
        self.hidden_rows: set[int] = set()
        self._styles, self._numbers, self._comments = styles, numbers, comments
        self._reader = Reader(styles)
        self._table_style = ""

    def add(self, container: Any) -> None:
        """All that stands in a body, a header, a text box, a frame's cell, in its order."""
        for one in unwrapped(container):
            name = local(one)
            if name == "p":
                self._add_paragraph(one)
            elif name == "tbl":
                self._add_table(table_of(one))
            boxes, self._reader.boxes = self._reader.boxes, []
            for box in boxes:
                self.add(box)

    def _add_paragraph(self, paragraph: Any) -> None:
        pieces = self._numbered(paragraph)
        lines = split(pieces, "\n") if any("\t" in piece.text for piece in pieces) else [pieces]
        for line in lines:
            self._put([(column, part, paragraph) for column, part in enumerate(parted(line))])

    def _add_table(self, table: Table) -> None:
        if not table.cells:
            return
        outer, self._table_style = self._table_style, value(table.element, "tblPr", "tblStyle")
        if table.width <= FRAME and table.nested:
            self._add_frame(table)
        elif table.height <= FEW.get(table.width, 0) and not self._styles.is_ruled(table.element):
            for cells in table.rows:
                self._add_lines(cells)
        else:
            self._add_ruled(table)
        self._table_style = outer

    def _add_frame(self, table: Table) -> None:
        for cells in table.rows:
            if any(local(one) == "tbl" for cell in cells for one in unwrapped(cell.element)):
                for cell in cells:
                    self.add(cell.element)
            else:
                self._add_lines(cells)

    def _add_lines(self, cells: Sequence[Cell]) -> None:
        """Cells side by side, line by line."""
        lines = [list(self._lines(cell.element)) for cell in cells]
        for row in zip_longest(*lines):
            self._put([(cell.left, part[0], part[1]) for cell, part in zip(cells, row, strict=True) if part])

    def _lines(self, container: Any) -> Iterator[tuple[list[Piece], Any]]:
        """Each line of a cell's text with its paragraph."""
        for paragraph in _paragraphs(container):
            for line in split(self._numbered(paragraph), "\n"):
                yield line, paragraph

    def _add_ruled(self, table: Table) -> None:
        first = len(self.rows)
        refuse_extent(first + table.height, table.width, MOST_CELLS, "table")
        for cells in table.rows:
            self._put([(cell.left, self._text(cell.element), cell.element) for cell in cells])
        self.merges += [(first + cell.top, cell.left, first + cell.bottom, cell.right) for cell in table.cells
                        if (cell.bottom, cell.right) != (cell.top, cell.left)]
        self.changed |= {(first + row, 0) for row in table.gone}
        self.tables.append((first, first + table.height - 1, len(self.tables) + 1))

    def _text(self, container: Any) -> list[Piece]:
        """A cell's whole text, its paragraphs in lines of their own."""
        found: list[Piece] = []
        for one in unwrapped(container):
            if local(one) == "p":
                lines = [self._numbered(one)]
            elif local(one) == "tbl":
                lines = list(self._lines_of(table_of(one)))
            else:
                continue
            for line in lines:
                found += [Piece("\n", line[0].look if line else Look()), *line] if found else line
        boxes, self._reader.boxes = self._reader.boxes, []
        for box in boxes:
            found += [Piece("\n", Look()), *self._text(box)]
        return found

    def _lines_of(self, table: Table) -> Iterator[list[Piece]]:
        """A table within a cell: a line for each row."""
        for cells in table.rows:
            texts = [text for cell in cells if (text := self._text(cell.element))]
            between = [Piece(BETWEEN_CELLS, Look())]
            yield list(chain.from_iterable([*(between if at else ()), *text] for at, text in enumerate(texts)))

    def _numbered(self, paragraph: Any) -> list[Piece]:
        """A paragraph's text behind its automatic number."""
        pieces = self._reader.pieces(paragraph, self._table_style)
        item = self._styles.numbering(paragraph)
        number = self._numbers.next(*item) if item else ""
        if not number:
            return pieces
        return [Piece(f"{number} ", pieces[0].look if pieces else Look()), *pieces]

    def _put(self, cells: Sequence[tuple[int, list[Piece], Any]]) -> None:
        """One more row: hidden text beside text that shows is left out; where all is hidden the row is."""
        row = len(self.rows)
        shows = any(_written(piece) and not piece.look.hidden for _, pieces, _ in cells for piece in pieces)
        values: list[str | None] = [None] * (max((column for column, _, _ in cells), default=-1) + 1)
        for column, pieces, element in cells:
            seen = [piece for piece in pieces if not (shows and piece.look.hidden)]
            text = "\n".join(line.strip() for line in "".join(piece.text for piece in seen).split("\n")).strip()
            values[column] = text or None
            self.places[row, column] = element
            if text:
                self._look((row, column), [piece for piece in seen if _written(piece)], element)
        if not shows and any(values):
            self.hidden_rows.add(row)
        self.rows.append(values)

    def _look(self, place: Place, pieces: list[Piece], element: Any) -> None:
        font = next((piece.look.font for piece in pieces if piece.look.font), None)
        if font:
            self.fonts[place] = font
        if all(piece.look.struck for piece in pieces):
            self.struck.add(place)
        if all(piece.look.red for piece in pieces):
            self.red.add(place)
        if has_changes(element):
            self.changed.add(place)
        said = [self._comments[number] for one in element.iter() if local(one) == "commentReference"
                and (number := attribute(one, "id")) in self._comments] if self._comments else []
        if said:
            self.comments[place] = "\n".join(said)


def _paragraphs(container: Any) -> Iterator[Any]:
    return (one for one in unwrapped(container) if local(one) == "p")


def _written(piece: Piece) -> bool:
    return bool(piece.text.strip())
