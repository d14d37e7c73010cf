"""A file opened to be mapped: its sheets, with their texts decoded, and the vocabulary that reads them."""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.marked_sheet import is_marked_sheet
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.read import read
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import Grid
from cbcc_xl.pipeline.decode import decoded
from cbcc_xl.records.shapes import blank


class Opened(NamedTuple):
    """`grids`: the sheets that a person sees and that hold something. `known`: what is mapped already,
    as the vocabulary has it."""
    name: str
    grids: tuple[Grid, ...]
    vocabulary: Vocabulary
    known: tuple[Mapped, ...] = ()

    def grid(self, sheet: str) -> Grid | None:
        return next((grid for grid in self.grids if grid.sheet == sheet), None)


def open_file(file: Found, catalogue: Catalogue, known: Iterable[Mapped] = ()) -> Opened:
    """One file of an inbox; `Unreadable` or an OSError says why it can't be."""
    workbook = read(file.read(), file.name, passwords=file.passwords)
    grids = (decoded(grid, file.name)[0] for grid in workbook.grids if grid.visible and not is_marked_sheet(grid))
    filled = tuple(grid for grid in grids if any(not blank(cell) for row in grid.rows for cell in row))
    mapped = tuple(known)
    return Opened(file.name, filled, Vocabulary(catalogue, mapped=mapped), mapped)
