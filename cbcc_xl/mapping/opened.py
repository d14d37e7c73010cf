"""A file opened to be mapped: its sheets as the pipeline reads them, and the vocabulary that reads them."""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cbcc_xl import apart
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.classified import mark_anywhere
from cbcc_xl.forms.marked_sheet import is_marked_sheet
from cbcc_xl.forms.row_words import RowWords
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import Grid
from cbcc_xl.pipeline.decode import decoded
from cbcc_xl.pipeline.discreet import discreet
from cbcc_xl.records.shapes import blank


class Opened(NamedTuple):
    """`grids`: the sheets that a person sees and that hold something. `known`: what is mapped already."""
    name: str
    grids: tuple[Grid, ...]
    vocabulary: Vocabulary
    known: tuple[Mapped, ...] = ()


def open_file(file: Found, catalogue: Catalogue, known: Iterable[Mapped] = ()) -> Opened:
    """One file of an inbox; `Unreadable`, `apart.Lost` or an OSError says why it can't be."""
    mapped = tuple(known)
    vocabulary = Vocabulary(catalogue, mapped=mapped)
    return Opened(file.name, apart.once(_grids, file, vocabulary.rows), vocabulary, mapped)


def _grids(file: Found, rows: RowWords) -> tuple[Grid, ...]:
    workbook = read(file.read(), file.name, passwords=file.passwords)
    theirs = (grid for grid in workbook.grids if not is_marked_sheet(grid))
    grids = [discreet(decoded(grid, file.name)[0], rows.personal) for grid in theirs]
    if secret := mark_anywhere(workbook.aside, grids, rows):
        raise Unreadable("marked-secret", text=secret)
    return tuple(grid for grid in grids if grid.visible and any(not blank(cell) for row in grid.rows for cell in row))
