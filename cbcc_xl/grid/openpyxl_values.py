"""Values of an .xlsx by openpyxl, for the few workbooks that calamine rejects for a single cell: slow, but lenient."""
from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from cbcc_xl.grid.reference import area
from cbcc_xl.grid.values import Looker, trimmed
from cbcc_xl.model import Grid, Look

MERGE = re.compile(rb'<mergeCell\s[^>]*ref="([^"]+)"')


def grids(data: bytes, sheets: Mapping[str, tuple[str, bytes]], look: Looker | None) -> list[Grid]:
    """Every sheet in the workbook's order."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found = []
    for name in workbook.sheetnames:
        sheet = workbook[name]
        is_table = hasattr(sheet, "reset_dimensions")        # a chart sheet has no cells
        rows = _rows(sheet) if is_table else []
        merges = _merges(sheets[name][1]) if is_table else ()
        visible = sheet.sheet_state == "visible"
        found.append(Grid(name, rows, merges, visible, look(name, rows) if look else Look()))
    return found


def _rows(sheet: Any) -> list[list[Any]]:
    sheet.reset_dimensions()                                 # what a file says of its size may be wrong
    return trimmed([[None if cell.data_type == "e" else cell.value for cell in row] for row in sheet.iter_rows()])


def _merges(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    areas = (area(match[1].decode()) for match in MERGE.finditer(xml))
    return tuple(merged for merged in areas if merged)
