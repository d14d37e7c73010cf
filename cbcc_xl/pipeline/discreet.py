"""Personal data that no output needs, taken out of a sheet's cells before anything is read from them.

Takes a grid; gives it with "…" in place of numbers of papers, telephones and addresses, and the cells that held some.
The unit's own file, and its marked copy, keep what they say.
"""
from __future__ import annotations

from cbcc_xl.model import Grid
from cbcc_xl.text.personal import SHORTEST, Personal


def discreet(grid: Grid, personal: Personal) -> Grid:
    """The grid itself where there is nothing to hide, which is nearly always so."""
    found = {(row, column): hidden for row, cells in enumerate(grid.rows) for column, value in enumerate(cells)
             if value.__class__ is str and len(value) >= SHORTEST
             and (hidden := personal.hidden(value)) is not value}
    comments = {place: personal.hidden(text) for place, text in grid.look.comments.items()}
    if not found and comments == grid.look.comments:
        return grid
    rows = list(map(list, grid.rows))
    for (row, column), hidden in found.items():
        rows[row][column] = hidden
    return grid._replace(rows=rows, look=grid.look._replace(comments=comments, personal=frozenset(found)))
