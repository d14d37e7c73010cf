"""Workbooks of LibreOffice (.ods): values by calamine; merged cells, styles, notes and hidden rows from the content.

The content is gone through before calamine lays it out, since a value may be repeated over millions of cells.
"""
from __future__ import annotations

import re

from cbcc_xl.grid import aside, embedded, ods_content, ods_styles, properties, values
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Grid, Look, Workbook

NAMED = re.compile(rb"<table:named-expression\s([^>]*)>")
NAME, TEXT = re.compile(rb'table:name="([^"]*)"'), re.compile(rb'table:expression="&quot;([^"&]{1,200})&quot;"')


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """All sheets of an .ods."""
    if b"manifest:encryption-data" in package.part("META-INF/manifest.xml"):
        raise Unreadable("file-encrypted")
    named = ods_styles.styles(package.part("styles.xml"), package.part("content.xml"))
    seen = ods_content.sheets(package.part("content.xml"), named)
    grids = values.grids(package.data)
    if grids and (texts := _named(package.part("content.xml"))):
        grids[0] = grids[0]._replace(names=texts)
    joined = [_joined(grid, seen[grid.sheet], look) if grid.sheet in seen else grid for grid in grids]
    return Workbook(joined, kind, properties.of_package(package, "meta.xml"), aside.of_ods(package),
                    embedded.of_ods(package))


def _named(content: bytes) -> dict[str, str]:
    """The defined names that stand for a text; of whichever sheet, they are told with the first."""
    found = {}
    for attributes in NAMED.findall(content):
        name, text = NAME.search(attributes), TEXT.search(attributes)
        if name and text:
            found[name[1].decode("utf-8", "replace")] = text[1].decode("utf-8", "replace")
    return found


def _joined(grid: Grid, seen: ods_content.Seen, look: bool) -> Grid:
    rows = grid.rows
    for row, column in seen.errors:                          # calamine gives the error's text as a value
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = None
    return grid._replace(merges=tuple(seen.merges), look=seen.look(rows) if look else Look())
