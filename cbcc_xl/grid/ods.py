"""Workbooks of LibreOffice (.ods)."""
from __future__ import annotations

from cbcc_xl.grid import values
from cbcc_xl.grid.package import Package
from cbcc_xl.model import Workbook


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .ods."""
    return Workbook(values.grids(package.data), kind)
