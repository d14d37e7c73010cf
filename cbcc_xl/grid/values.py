"""Values as calamine reads them, in their true places, with None for what is empty."""
from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Grid, Look

LONG = 5_000                   # rows from which a sheet is laid out row by row, and all empty rows are one list
Looker = Callable[[str, list[list[Any]]], Look]


def open_workbook(data: bytes) -> CalamineWorkbook:
    """The workbook, or `Unreadable` with the reason."""
    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as fault:
        raise Unreadable("file-encrypted") from fault
    except python_calamine.ZipError as fault:
        raise Unreadable("file-broken-zip") from fault


def grids(data: bytes, look: Looker | None = None) -> list[Grid]:
    """Every sheet in the workbook's order; chart sheets and the like have no rows."""
    workbook = open_workbook(data)
    found = []
    for index, sheet in enumerate(workbook.sheets_metadata):
        rows: list[list[Any]] = []
        merges: tuple[tuple[int, int, int, int], ...] = ()
        if sheet.typ == SheetTypeEnum.WorkSheet:
            content = workbook.get_sheet_by_index(index)
            rows, merges = _rows(content), _merges(content)
        visible = sheet.visible == SheetVisibleEnum.Visible
        found.append(Grid(sheet.name, rows, merges, visible, look(sheet.name, rows) if look else Look()))
    return found


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without the empty rows at the end."""
    last = len(rows)
    while last and not any(value is not None for value in rows[last - 1]):
        last -= 1
    del rows[last:]
    return rows


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    if sheet.total_height < LONG:
        read: Iterable[list[Any]] = sheet.to_python(skip_empty_area=False)
        return trimmed([[None if value == "" else value for value in row] for row in read])
    empty: list[Any] = []
    left: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)      # iter_rows leaves out the columns before
    rows = ([None if value == "" else value for value in row] for row in sheet.iter_rows())
    return trimmed([left + row if any(value is not None for value in row) else empty for row in rows])


def _merges(sheet: CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
