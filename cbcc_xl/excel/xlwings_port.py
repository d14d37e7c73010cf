"""Excel's answers, through xlwings: the workbook in front on Windows or macOS.

Only the part of xlwings under the BSD licence is used: a person's own Excel, no server, no reader. Blocks are read
whole, and split only where a format is not the same all over.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from cbcc_xl.excel.port import Coloured, LiveError, reference, referred
from cbcc_xl.forms.marked_sheet import MEMORY_SHEET
from cbcc_xl.grid.styles import is_percent, legacy
from cbcc_xl.model import Grid, Look

MOST_CELLS = 2_000_000
HIDDEN = (0, 2)                # a sheet that people can show again, and one that they can't; False on macOS
NO_EXCEL = ("Không thấy sổ tính nào đang mở trong Excel: lệnh này cần Excel trên Windows hoặc macOS, "
            "gói xlwings (pip install \"cbcc_xl[excel]\") và một tệp đang mở.")


def active() -> XlwingsBook:
    """The workbook in front."""
    try:
        import xlwings

        book = xlwings.books.active
    except Exception as fault:                 # ImportError, XlwingsError, and what COM or AppleScript raise
        raise LiveError(NO_EXCEL) from fault
    return XlwingsBook(book)


class XlwingsBook:
    """An open workbook of Excel."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def name(self) -> str:
        return self.book.name

    def sheets(self) -> list[str]:
        return [sheet.name for sheet in self.book.sheets if sheet.name != MEMORY_SHEET]

    def read(self, sheet: str) -> Grid:
        with _asked(f"Excel không cho đọc trang “{sheet}”"):
            found = self.book.sheets[sheet]
            last = found.used_range.last_cell
            if last.row * last.column > MOST_CELLS:
                raise LiveError(f"Trang “{sheet}” dùng đến ô {last.get_address(False, False)}: quá rộng để kiểm tra.")
            block = found.range((1, 1), last)
            rows = [[None if value == "" else value for value in row] for row in block.options(ndim=2).value]
            formats = _told(block, lambda part: part.number_format)
            percent = frozenset(place for place, shown in formats if shown and is_percent(shown))
            names = _told(block, lambda part: part.font.name)
            fonts = {place: name for place, name in names if name and legacy(name)}
            comments = {(note.location.row - 1, note.location.column - 1): note.text for note in found.notes}
            look = Look(percent=percent, fonts=fonts, comments=comments)
            return Grid(sheet, rows, _merges(block), found.visible not in HIDDEN, look)

    def colour_of(self, sheet: str, cell: str) -> str | None:
        rgb = self.book.sheets[sheet][cell].color
        return None if rgb is None else "{:02X}{:02X}{:02X}".format(*rgb)

    def colour(self, sheet: str, cell: str, rgb: str | None) -> None:
        with _asked(f"Excel không cho tô màu trang “{sheet}”"):
            self.book.sheets[sheet][cell].color = None if rgb is None else f"#{rgb}"

    def note_of(self, sheet: str, cell: str) -> str | None:
        note = self.book.sheets[sheet][cell].note
        return None if note is None else note.text

    def note(self, sheet: str, cell: str, text: str | None) -> None:
        with _asked(f"Excel không cho ghi chú ở trang “{sheet}”"):
            place = self.book.sheets[sheet][cell]
            if text is None:
                if place.note is not None:
                    place.note.delete()
            elif place.note is None:
                place.add_note(text)
            else:
                place.note.text = text

    def select(self, sheet: str, cell: str) -> None:
        with _asked(f"Excel không cho chuyển đến trang “{sheet}”"):
            if self.book.sheets[sheet].visible not in HIDDEN:
                self.book.sheets[sheet].activate()
                self.book.sheets[sheet][cell].select()

    def remember(self, cells: Sequence[Coloured]) -> None:
        with _asked("Excel không cho thêm trang ẩn để nhớ màu cũ"):
            if MEMORY_SHEET in self.book.sheet_names:
                self.book.sheets[MEMORY_SHEET].delete()
            if cells:
                front = self.book.sheets.active
                memory = self.book.sheets.add(MEMORY_SHEET, after=self.book.sheets[-1])
                memory.range("A1").value = [["'" + (one.before or ""), "'" + one.mark] for one in cells]
                memory.range("C1").formula = [(reference(one.sheet, one.cell),) for one in cells]
                memory.visible = False
                front.activate()

    def remembered(self) -> list[Coloured]:
        if MEMORY_SHEET not in self.book.sheet_names:
            return []
        memory = self.book.sheets[MEMORY_SHEET]
        rows = memory.range((1, 1), (memory.used_range.last_cell.row, 3))
        formulas = rows.columns[2].formula                        # one text for one cell, else rows of texts
        formulas = [formulas] if isinstance(formulas, str) else [row[0] for row in formulas]
        return [Coloured(*place, before or None, mark)
                for (before, mark, _), formula in zip(rows.options(ndim=2).value, formulas, strict=True)
                if (place := referred(formula))]


@contextmanager
def _asked(refused: str) -> Iterator[None]:
    """What Excel refuses as one sentence; the errors of COM and AppleScript have no type in common."""
    try:
        yield
    except LiveError:
        raise
    except Exception as fault:
        raise LiveError(f"{refused}: hãy bỏ bảo vệ trang, kết thúc việc gõ dở trong ô rồi chạy lại.") from fault


def _told(block: Any, ask: Callable[[Any], Any]) -> Iterator[tuple[tuple[int, int], Any]]:
    """Each cell's answer to a question that a block answers as a whole, unless its cells differ."""
    answer = ask(block)
    rows, columns = block.shape
    if isinstance(answer, (str, bool)) or (rows, columns) == (1, 1):
        for row in range(rows):
            for column in range(columns):
                yield (block.row - 1 + row, block.column - 1 + column), answer
    elif rows >= columns:
        yield from _told(block[:rows // 2, :], ask)
        yield from _told(block[rows // 2:, :], ask)
    else:
        yield from _told(block[:, :columns // 2], ask)
        yield from _told(block[:, columns // 2:], ask)


def _merges(block: Any) -> tuple[tuple[int, int, int, int], ...]:
    """The merged cells; Excel says of a block only whether all, none or some are."""
    found: dict[tuple[int, int, int, int], None] = {}
    for (row, column), merged in _told(block, lambda part: part.merge_cells):
        if merged and not any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in found):
            area = block[row, column].merge_area
            last = area.last_cell
            found[area.row - 1, area.column - 1, last.row - 1, last.column - 1] = None
    return tuple(found)
