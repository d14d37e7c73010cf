"""Workbooks of Excel 97–2003 (.xls)."""
from __future__ import annotations

from cbcc_xl.grid import values
from cbcc_xl.model import Workbook


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xls."""
    return Workbook(values.grids(data), kind)
