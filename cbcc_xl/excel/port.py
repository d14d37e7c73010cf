"""What is asked of a program in which a workbook is open: read a sheet, colour cells, set notes, select, remember.

Whatever answers these questions can be checked live; the tests' contract holds each of them to the same answers.
Cells are named as Excel shows them (D7), colours as RRGGBB, None for no fill. Whatever the program refuses is a
`LiveError`: one Vietnamese sentence.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from cbcc_xl.model import Grid
from cbcc_xl.outputs.safely import OutputError

REFERENCE = re.compile(r"=\$?(?:'((?:[^']|'')+)'|([^'!]+?))[!.]\$?([A-Z]+)\$?([0-9]+)")


class LiveError(OutputError):
    """The open workbook can't be reached, read or marked."""


class Coloured(NamedTuple):
    """A cell that was coloured: what colour it had, and the one that marks it."""
    sheet: str
    cell: str
    before: str | None
    mark: str


class LiveWorkbook(Protocol):
    """An open workbook."""

    def name(self) -> str:
        """The file's name, without its folder."""

    def sheets(self) -> list[str]:
        """The unit's own sheets in their order."""

    def read(self, sheet: str) -> Grid:
        """A sheet's values from A1, merged cells and notes, and which cells show a percentage or a legacy font.

        Hidden, struck-out and red rows, of which a file's reader tells, are not asked for: a person sees them.
        """

    def colour_of(self, sheet: str, cell: str) -> str | None: ...

    def colour(self, sheet: str, cell: str, rgb: str | None) -> None: ...

    def note_of(self, sheet: str, cell: str) -> str | None: ...

    def note(self, sheet: str, cell: str, text: str | None) -> None: ...

    def select(self, sheet: str, cell: str) -> None:
        """Show a cell to the person in front of the screen."""

    def remember(self, cells: Sequence[Coloured]) -> None:
        """Keep this in the workbook, in place of what was kept; nothing: leave no trace."""

    def remembered(self) -> list[Coloured]:
        """What is kept, after saving and opening too; each cell where it is by now, none whose row is gone."""


def reference(sheet: str, cell: str) -> str:
    """A formula that names a cell: the program itself changes it when rows are inserted above."""
    name = sheet.replace("'", "''")
    return f"='{name}'!{cell}"


def referred(formula: str) -> tuple[str, str] | None:
    """Sheet and cell of such a formula, None where its cell is gone."""
    match = REFERENCE.fullmatch(formula)
    return ((match[1] or match[2]).replace("''", "'"), match[3] + match[4]) if match else None
