"""A workbook of another kind (.xls, .ods, .xlsb, .csv, .html) as an .xlsx of its values.

Takes a `Workbook` as read; gives an .xlsx with the same cells in the same places, merges, hidden sheets, percentages
and legacy fonts, and columns about as wide as their texts; and the sheets' names, which Excel allows fewer letters.
Texts stay texts, whatever they begin with.
"""
from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from cbcc_xl.grid.properties import CORE
from cbcc_xl.model import Grid, Workbook
from cbcc_xl.outputs.marking.notes import text_in_xml

MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
NARROWEST, WIDEST = 6, 50
MOST_MERGED = 20_000            # cells that are one: openpyxl makes each of them
LEAST_IN_TABLE = 3              # filled cells of a row
A4 = 9
FONT, SIZE = "Times New Roman", 12
DATE, DATE_AND_TIME, TIME, HOURS = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm"
FORMATS = {datetime.datetime: DATE_AND_TIME, datetime.date: DATE, datetime.time: TIME, datetime.timedelta: HOURS}


def as_xlsx(workbook: Workbook) -> tuple[bytes, dict[str, str]]:
    """The .xlsx, and each sheet's name in it."""
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    names: dict[str, str] = {}
    for grid in workbook.grids:
        names[grid.sheet] = _name(grid.sheet, {name.lower() for name in names.values()})
        _fill(made.create_sheet(names[grid.sheet]), grid)
    if not any(grid.visible for grid in workbook.grids):
        made.worksheets[0].sheet_state = "visible"
    buffer = io.BytesIO()
    made.save(buffer)
    return _saved_when(workbook.modified, buffer.getvalue()), names


def _saved_when(modified: str | None, data: bytes) -> bytes:
    """The date of the original: by a later one a copy would seem newer than what the unit sends next."""
    stated = rf"\g<1>{modified}Z\g<2>".encode() if modified else b""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(buffer, "w", ZIP_DEFLATED) as dated:
        for name in made.namelist():
            part = made.read(name)
            dated.writestr(name, MODIFIED.sub(stated, part) if name == CORE else part)
    return buffer.getvalue()


def _fill(sheet: Any, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, False
    sheet.sheet_state = "visible" if grid.visible else "hidden"
    _fill_cells(sheet, grid)
    for column, wide in _widths(grid).items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = wide
    for top, left, bottom, right in _merges(grid):
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    for number in grid.look.hidden_rows:
        sheet.row_dimensions[number + 1].hidden = True
    for number in grid.look.hidden_columns:
        sheet.column_dimensions[get_column_letter(number + 1)].hidden = True


def _merges(grid: Grid) -> Iterator[tuple[int, int, int, int]]:
    """Merged cells within the used part of the sheet, none over another: a file may state spans that no sheet has."""
    width = max(map(len, grid.rows), default=0)
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        bottom, right = min(bottom, len(grid.rows) - 1), min(right, width - 1)
        if 1 < (bottom - top + 1) * (right - left + 1) <= MOST_MERGED and top <= bottom and left <= right:
            cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            if taken.isdisjoint(cells):
                taken |= cells
                yield top, left, bottom, right


def _fill_cells(sheet: Any, grid: Grid) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    table, side = _table_rows(grid), Side("thin")
    alignment, border = Alignment(vertical="top", wrap_text=True), Border(side, side, side, side)
    fonts = {name: Font(name=name or FONT, size=SIZE) for name in {"", *grid.look.fonts.values()}}
    width = max((len(grid.rows[at]) for at in table), default=0)
    for at, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            if value is not None:
                cell = sheet.cell(at + 1, column + 1)
                _put(cell, value, (at, column) in grid.look.percent)
                cell.font = fonts[grid.look.fonts.get((at, column), "")]
        for column in range(width if at in table else 0):
            cell = sheet.cell(at + 1, column + 1)
            cell.alignment, cell.border = alignment, border


def _put(cell: Any, value: Any, percent: bool) -> None:
    if isinstance(value, str):
        cell.value = text_in_xml(value)[:32_767]
        cell.data_type = "s"                       # "=…" is what a unit typed, not a formula
    else:
        cell.value = value
        cell.number_format = "0.00%" if percent else _format(value)


def _format(value: Any) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return DATE
    return FORMATS.get(type(value), "General")


def _table_rows(grid: Grid) -> set[int]:
    """The rows of a table rather than of a letterhead or signatures, which run over into the next columns."""
    return {at for at, row in enumerate(grid.rows) if sum(value is not None for value in row) >= LEAST_IN_TABLE}


def _widths(grid: Grid) -> dict[int, int]:
    """Each column as wide as nine in ten of its texts in the table; what is merged across sets no width."""
    wide = {(top, left) for top, left, _, right in grid.merges if right > left}
    table = _table_rows(grid) or set(range(len(grid.rows)))
    lengths: dict[int, list[int]] = {}
    for at in sorted(table):
        for column, value in enumerate(grid.rows[at]):
            if value is not None and (at, column) not in wide:
                longest = max(map(len, str(value).splitlines() or [""]))
                lengths.setdefault(column, []).append(10 if isinstance(value, datetime.date) else longest)
    return {column: min(max(sorted(found)[(len(found) * 9 - 1) // 10] + 3, NARROWEST), WIDEST)
            for column, found in lengths.items()}


def _name(wanted: str, taken: set[str]) -> str:
    """A name as Excel allows it, not taken yet."""
    plain = NOT_IN_A_NAME.sub(" ", wanted).strip("' ")[:LONGEST_NAME] or "Trang"
    name, number = plain, 2
    while name.lower() in taken:
        ending = f" ({number})"
        name, number = plain[:LONGEST_NAME - len(ending)] + ending, number + 1
    return name
