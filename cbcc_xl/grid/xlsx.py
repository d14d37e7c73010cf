"""Workbooks of Excel 2007 and later (.xlsx, .xlsm): guarded, read by calamine, looked at a second time."""
from __future__ import annotations

import re

from python_calamine import CalamineError

from cbcc_xl.grid import aside, embedded, guard, properties, values
from cbcc_xl.grid.look import looker
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.plain import plain
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook

TEXT_NAME = re.compile(rb'<definedName\s([^>]*)>(?:"|&quot;)([^<"&]{1,200})(?:"|&quot;)</definedName>')
NAME, SHEET = re.compile(rb'\bname="([^"]*)"'), re.compile(rb'\blocalSheetId="([0-9]{1,5})"')


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .xlsx or .xlsm."""
    guard.check_strings(package.part("xl/sharedStrings.xml"))
    guard.check_sheets([sheet.part for sheet in package.sheets()])
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
    named = _named(package.part("xl/workbook.xml"))
    if named:
        grids = [grid._replace(names=named.get(index, {})) for index, grid in enumerate(grids)]
    return Workbook(grids, kind, properties.of_package(package, properties.CORE), aside.of_xlsx(package),
                    embedded.of_package(package))


def _named(workbook: bytes) -> dict[int, dict[str, str]]:
    """The defined names of single sheets that stand for a text, by the sheet's place in the workbook."""
    found: dict[int, dict[str, str]] = {}
    for attributes, text in TEXT_NAME.findall(workbook):
        name, sheet = NAME.search(attributes), SHEET.search(attributes)
        if name and sheet:
            found.setdefault(int(sheet[1]), {})[name[1].decode("utf-8", "replace")] = text.decode("utf-8", "replace")
    return found
