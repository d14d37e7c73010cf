"""Columns of personal data that a list which goes to many doesn't need: numbers of papers, telephones, addresses.

Takes a table as recognised; one finding a sheet and kind, at the headings, where such a column is filled in; and one a
column where such data stood within cells that are about something else.
"""
from __future__ import annotations

from cbcc_xl.forms.recognise import Table
from cbcc_xl.model import Grid
from cbcc_xl.records.shapes import blank
from cbcc_xl.records.trouble import Troubles

CODES = {"_identity": "personal-identity", "_contact": "personal-contact"}


def personal_data(grid: Grid, table: Table, troubles: Troubles) -> None:
    """The finding for each kind of personal column that holds anything."""
    _inside_cells(grid, table, troubles)
    rows = grid.rows[table.bottom + 1:table.end]
    for key, code in CODES.items():
        found = [column for column in table.columns if column.key == key
                 and any(len(cells) > column.index and not blank(cells[column.index]) for cells in rows)]
        if found and all(one.code != code for one in troubles.found):
            troubles.at(code, table.bottom, found[0].index, text=", ".join(column.label for column in found))


def _inside_cells(grid: Grid, table: Table, troubles: Troubles) -> None:
    """The cells from which personal data were taken, a column at a time; columns of such data speak for themselves."""
    theirs = {column.index for column in table.columns if column.key in CODES}
    found: dict[int, list[int]] = {}
    for row, column in sorted(grid.look.personal):
        if table.bottom < row < table.end and column not in theirs:
            found.setdefault(column, []).append(row)
    for column, rows in found.items():
        troubles.at("personal-in-cells", rows[0], column, rows[-1], column, count=len(rows))
