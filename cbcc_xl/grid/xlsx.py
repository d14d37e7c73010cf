"""Workbooks of Excel 2007 and later: .xlsx, .xlsm and, values only, .xlsb."""
from __future__ import annotations

from cbcc_xl.grid import guard, values
from cbcc_xl.grid.package import Package
from cbcc_xl.model import Workbook


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xlsx or .xlsm."""
    package = Package(data)
    guard.check(package, package.sheets())
    return Workbook(values.grids(data), kind)


def read_binary(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xlsb: values and merges; its styles and notes are not looked at."""
    Package(data)
    return Workbook(values.grids(data), kind)
