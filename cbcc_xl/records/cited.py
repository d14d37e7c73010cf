"""Texts of law that a sheet cites above or below its table: "Căn cứ Nghị định số 98/2023/NĐ-CP".

Takes a sheet's rows that belong to no table; gives one `Stated` a number and cell. Whether the text was in force is the
rules' matter.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cbcc_xl.model import OTHER, Grid, Origin, Stated, a1
from cbcc_xl.text.letters import clean

NUMBER = re.compile(r"(?<![\w/-])\d{1,4}(?:/(?:19|20)\d\d)?[/-][A-ZĐ]{1,4}\d*(?:[-/][A-ZĐ]{2,}\w*)*(?!\w)")
SHORTEST = 5                       # characters of a cell that may cite a text


def citations(grid: Grid, form: str, file: str, fates: Mapping[int, str]) -> Iterator[Stated]:
    """Every number of a text, by row and cell."""
    for row, cells in enumerate(grid.rows):
        if fates.get(row, OTHER) != OTHER:
            continue
        for column, value in enumerate(cells):
            if isinstance(value, str) and len(value) >= SHORTEST and ("/" in value or "-" in value):
                for number in dict.fromkeys(NUMBER.findall(clean(value))):
                    yield Stated(form, "cites", number, Origin(file, grid.sheet, a1(row, column)), (row + 1,))
