"""Workbooks of Excel 97–2003 (.xls): values by calamine, the second look by xlrd, where it is installed.

xlrd costs far more than calamine does, so that large files get the second look only where they name a legacy font.
"""
from __future__ import annotations

import importlib.util
import io
import re
import struct
from typing import TYPE_CHECKING, Any

from cbcc_xl.grid import aside, embedded, properties, values
from cbcc_xl.grid.guard import MOST_CELLS, refuse_extent
from cbcc_xl.grid.ole import Compound
from cbcc_xl.grid.styles import is_percent, is_red, legacy
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.values import Looker
from cbcc_xl.grid.xls_names import named
from cbcc_xl.model import Look, Workbook

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

SMALL = 200_000                # bytes
LEGACY_FONT = re.compile(rb"\.Vn|VNI-|\.\x00V\x00n\x00|V\x00N\x00I\x00-\x00", re.IGNORECASE)
ERROR_CELL = 5                 # xlrd's type of a cell
BEGIN, PASSWORD, STRINGS, EXTENT = 0x0809, 0x002F, 0x00FC, 0x0200      # records of the stream
SMALLEST_STRING = 3            # bytes
CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})


def read(file: Compound, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xls."""
    stream = file.stream("Workbook") or file.stream("Book") or b""
    _check(stream)
    second = _looker(file.data) if look and (len(file.data) < SMALL or LEGACY_FONT.search(file.data)) else None
    grids = values.grids(file.data, second)
    if grids and (texts := named(stream)):                   # of whichever sheet, they are told with the first
        grids[0] = grids[0]._replace(names=texts)
    return Workbook(grids, kind, properties.of_compound(file), aside.of_xls(stream),
                    embedded.of_xls(file))


def _check(stream: bytes) -> None:
    """Refuse a workbook with a password, and one that asks for more memory than it can fill."""
    at = rows = columns = cells = 0
    while at + 4 <= len(stream):
        what, size = struct.unpack_from("<HH", stream, at)
        if what == PASSWORD:
            raise Unreadable("file-encrypted")
        if what == STRINGS:
            _check_strings(stream[at + 4:at + 12], len(stream))
        if what == EXTENT:
            _check_stated(stream[at + 4:at + 4 + size])
        if what == BEGIN:
            refuse_extent(rows, columns, cells, "")
            rows = columns = cells = 0
        elif what in CELLS and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
        at += 4 + size
    refuse_extent(rows, columns, cells, "")


def _check_strings(counts: bytes, size: int) -> None:
    stated = int.from_bytes(counts[4:], "little")
    most = size // SMALLEST_STRING
    if stated > most:
        raise Unreadable("file-too-large", what="SST", value=stated, most=most)


def _check_stated(extent: bytes) -> None:
    """The used range as stated: calamine makes room for it, filled or not."""
    shape = {10: "<HHHH", 14: "<IIHH"}.get(len(extent))
    if shape:
        first_row, last_row, first_column, last_column = struct.unpack_from(shape, extent)
        rows, columns = last_row - first_row, last_column - first_column
        if rows < 0 or columns < 0:
            raise Unreadable("file-broken", reason="extent")
        if rows * columns > MOST_CELLS:
            raise Unreadable("file-too-large", what=f"{rows} × {columns}", value=rows * columns, most=MOST_CELLS)


def _looker(data: bytes) -> Looker | None:
    if importlib.util.find_spec("xlrd") is None:
        return None
    import xlrd

    try:                       # what calamine reads is not lost because xlrd is more easily offended
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except Exception:
        return None

    def look(name: str, rows: list[list[Any]]) -> Look:
        try:
            return _look(book, book.sheet_by_name(name), rows)
        except Exception:
            return Look()

    return look


def _look(book: Book, sheet: Sheet, rows: list[list[Any]]) -> Look:
    filled = {(row, column): sheet.cell_xf_index(row, column)
              for row in range(min(sheet.nrows, len(rows))) for column in range(sheet.row_len(row))
              if column < len(rows[row]) and rows[row][column] is not None}
    used = set(filled.values())
    font = {number: book.font_list[book.xf_list[number].font_index] for number in used}
    percent = {number for number in used if is_percent(book.format_map[book.xf_list[number].format_key].format_str)}
    struck = {number for number in used if font[number].struck_out}
    red = {number for number in used if _is_red(book, font[number].colour_index)}
    texts = {place: number for place, number in filled.items() if isinstance(rows[place[0]][place[1]], str)}
    fonts = {place: name for place, number in texts.items()
             if (name := legacy(font[number].name) or _run(book, sheet, place))}
    width = max(map(len, rows), default=0)
    return Look(
        percent=frozenset(place for place, number in filled.items() if number in percent),
        errors=_errors(sheet),
        fonts=fonts,
        struck=frozenset(place for place, number in filled.items()
                         if number in struck or _struck_run(book, sheet, place)),
        red=frozenset(place for place, number in filled.items() if number in red),
        comments={place: note.text.strip() for place, note in sheet.cell_note_map.items()},
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden and row < len(rows)),
        hidden_columns=frozenset(at for at, info in sheet.colinfo_map.items() if info.hidden and at < width))


def _is_red(book: Book, colour: int) -> bool:
    rgb = book.colour_map.get(colour)
    return rgb is not None and is_red("".join(f"{part:02X}" for part in rgb))


def _run(book: Book, sheet: Sheet, place: tuple[int, int]) -> str | None:
    """The legacy font of a part of a text."""
    runs = sheet.rich_text_runlist_map.get(place, ())
    return next((font for _, number in runs if (font := legacy(book.font_list[number].name))), None)


def _struck_run(book: Book, sheet: Sheet, place: tuple[int, int]) -> bool:
    """Whether a part of a text is struck out."""
    return any(book.font_list[number].struck_out for _, number in sheet.rich_text_runlist_map.get(place, ()))


def _errors(sheet: Sheet) -> dict[tuple[int, int], str]:
    from xlrd import error_text_from_code

    return {(row, column): error_text_from_code.get(sheet.cell_value(row, column), "#")
            for row in range(sheet.nrows) for column, kind in enumerate(sheet.row_types(row)) if kind == ERROR_CELL}
