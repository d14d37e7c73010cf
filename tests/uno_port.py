"""LibreOffice's answers to what live checking asks of a program: the port's contract held against a real one."""
from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from uno_office import Book

from cbcc_xl.excel.port import Coloured, LiveError, reference, referred
from cbcc_xl.forms.marked_sheet import MEMORY_SHEET
from cbcc_xl.grid.styles import legacy
from cbcc_xl.model import Grid, Look

NO_FILL = -1
DATE, PERCENT = 2, 128                           # com.sun.star.util.NumberFormat
DAY_ZERO = datetime.datetime(1899, 12, 30)


class UnoBook:
    """An open workbook of LibreOffice."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def name(self) -> str:
        return self.book.document.Title

    def sheets(self) -> list[str]:
        return [name for name in self.book.sheets if name != MEMORY_SHEET]

    def read(self, sheet: str) -> Grid:
        found = self.book.sheet(sheet)
        cursor = found.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        data = found.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
        kinds = {(row, column): self._kind(found.getCellByPosition(column, row))
                 for row, values in enumerate(data) for column, value in enumerate(values) if value != ""}
        rows = [[_value(value, kinds.get((row, column), 0)) for column, value in enumerate(values)]
                for row, values in enumerate(data)]
        fonts = {(row, column): font for row, column in kinds
                 if (font := legacy(found.getCellByPosition(column, row).CharFontName))}
        comments = {(note.Position.Row, note.Position.Column): note.String.strip() for note in found.Annotations}
        percent = frozenset(place for place, kind in kinds.items() if kind & PERCENT)
        look = Look(percent=percent, fonts=fonts, comments=comments)
        return Grid(sheet, rows, _merges(found, last), found.IsVisible, look)

    def colour_of(self, sheet: str, cell: str) -> str | None:
        colour = self.book.cell(sheet, cell).CellBackColor
        return None if colour == NO_FILL else f"{colour:06X}"

    def colour(self, sheet: str, cell: str, rgb: str | None) -> None:
        wanted = NO_FILL if rgb is None else int(rgb, 16)
        self.book.cell(sheet, cell).CellBackColor = wanted
        if self.book.cell(sheet, cell).CellBackColor != wanted:
            raise LiveError(f"Không cho tô màu trang “{sheet}”.")

    def note_of(self, sheet: str, cell: str) -> str | None:
        return self.book.cell(sheet, cell).Annotation.String or None

    def note(self, sheet: str, cell: str, text: str | None) -> None:
        notes, place = self.book.sheet(sheet).Annotations, self.book.cell(sheet, cell).CellAddress
        for number in reversed(range(notes.Count)):
            at = notes.getByIndex(number).Position
            if (at.Row, at.Column) == (place.Row, place.Column):
                notes.removeByIndex(number)
        if text is not None:
            notes.insertNew(place, text)

    def select(self, sheet: str, cell: str) -> None:
        controller = self.book.document.CurrentController
        controller.setActiveSheet(self.book.sheet(sheet))
        controller.select(self.book.cell(sheet, cell))

    def remember(self, cells: Sequence[Coloured]) -> None:
        sheets = self.book.document.Sheets
        if sheets.hasByName(MEMORY_SHEET):
            sheets.removeByName(MEMORY_SHEET)
        if cells:
            sheets.insertNewByName(MEMORY_SHEET, sheets.Count)
            memory = self.book.sheet(MEMORY_SHEET)
            memory.IsVisible = False
            for row, one in enumerate(cells):
                memory.getCellByPosition(0, row).String = one.before or ""
                memory.getCellByPosition(1, row).String = one.mark
                memory.getCellByPosition(2, row).Formula = reference(f"${one.sheet}", one.cell).replace(
                    "='$", "=$'").replace("'!", "'.")

    def remembered(self) -> list[Coloured]:
        if not self.book.document.Sheets.hasByName(MEMORY_SHEET):
            return []
        memory, kept, row = self.book.sheet(MEMORY_SHEET), [], 0
        while mark := memory.getCellByPosition(1, row).String:
            place = referred(memory.getCellByPosition(2, row).Formula)
            if place:
                kept.append(Coloured(*place, memory.getCellByPosition(0, row).String or None, mark))
            row += 1
        return kept

    def _kind(self, cell: Any) -> int:
        return self.book.document.NumberFormats.getByKey(cell.NumberFormat).Type


def _value(value: Any, kind: int) -> Any:
    if value == "":
        return None
    if isinstance(value, float) and kind & DATE:
        return DAY_ZERO + datetime.timedelta(days=value)
    return value


def _merges(sheet: Any, last: Any) -> tuple[tuple[int, int, int, int], ...]:
    found = []
    for row in range(last.EndRow + 1):
        for column in range(last.EndColumn + 1):
            cell = sheet.getCellByPosition(column, row)
            if cell.IsMerged:
                cursor = sheet.createCursorByRange(cell)
                cursor.collapseToMergedArea()
                area = cursor.RangeAddress
                found.append((area.StartRow, area.StartColumn, area.EndRow, area.EndColumn))
    return tuple(found)
