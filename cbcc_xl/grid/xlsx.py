"""Workbooks of Excel 2007 and later (.xlsx, .xlsm): guarded, read by calamine, looked at a second time."""
from __future__ import annotations

from python_calamine import CalamineError

from cbcc_xl.grid import guard, properties, values
from cbcc_xl.grid.look import looker
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.plain import plain
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xlsx or .xlsm."""
    guard.check_strings(package.part("xl/sharedStrings.xml"))
    sheets = {sheet.name: (sheet.part, plain(package.part(sheet.part))) for sheet in package.sheets()}
    for sheet, (_, xml) in sheets.items():
        guard.check_extent(xml, sheet)
    second = looker(package, sheets) if look else None
    try:
        grids = values.grids(package.data, second)
    except CalamineError as fault:                           # one odd cell, and calamine gives up the whole workbook
        from cbcc_xl.grid import openpyxl_values

        try:
            grids = openpyxl_values.grids(package.data, sheets, second)
        except Exception:
            raise Unreadable("file-broken", reason=str(fault)[:200]) from fault
    return Workbook(grids, kind, properties.of_package(package, properties.CORE))
