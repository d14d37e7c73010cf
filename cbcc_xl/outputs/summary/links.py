"""A way back from a row of the summary to the unit's file, sheet and cell.

Takes where the files lie and where the summary will stand; gives a HYPERLINK formula (Excel allows 65,530 real links a
sheet, a formula has no such limit) or, where there is no such path (a member of a zip, an odd name), the cell as text.
"""
from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.inbox.passed_over import LETTERS
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.given import Formula
from cbcc_xl.outputs.summary.stretch import quoted_name

LONGEST = 255                                # of a text in a formula
ODD = re.compile(r"[#%:\\\x00-\x1f\ud800-\udfff]")    # would end the path, or be read as another place
CALCULATES = re.compile(r"(^|/)[=+@]")                # a name that looks like a formula stays out of formulas
NO_SHEETS = (".csv", ".tsv", ".txt", ".htm", ".html", *(f".{ending}" for ending in LETTERS))


class _Head(NamedTuple):
    """A formula up to its cell, how long its text is so far, and whether a cell follows."""
    xml: str
    length: int
    to_sheet: bool


class Links:
    """Links from a workbook in the folder `home`."""

    def __init__(self, paths: Mapping[str, Path | None], home: Path) -> None:
        self.paths = paths
        self.home = os.path.abspath(home)
        self.targets: dict[str, str | None] = {}
        self.heads: dict[tuple[str, str | None], _Head] = {}

    def to(self, file: str | None, sheet: str | None, cell: str | None,
           shown: str | None = None) -> Formula | str | None:
        """A link to a cell, a sheet or a file, showing the cell (or what is asked)."""
        shown = shown or cell or sheet or file
        if file is None or shown is None:
            return shown
        key = (file, sheet)
        head = self.heads.get(key)
        if head is None:
            head = self.heads[key] = self._head(file, sheet)
        place = (cell or "A1") if head.to_sheet else ""
        if not head.xml or head.length + len(place) > LONGEST or len(shown) > LONGEST:
            return shown
        return Formula(f'{head.xml}{place}","{shown if shown.isalnum() else _literal(shown)}")', shown)

    def _head(self, file: str, sheet: str | None) -> _Head:
        target = self._target(file)
        if target is None:
            return _Head("", 0, False)
        to_sheet = sheet is not None and not file.lower().endswith(NO_SHEETS) and not CALCULATES.match(sheet)
        if to_sheet:
            target = f"{target}#{quoted_name(sheet or '')}!"
        return _Head('HYPERLINK("' + _literal(target), len(target), to_sheet)

    def _target(self, file: str) -> str | None:
        if file not in self.targets:
            path = self.paths.get(file)
            plain = path is not None and not ODD.search(file) and not CALCULATES.search(file)
            self.targets[file] = self._relative(path) if path and plain else None
        return self.targets[file]

    def _relative(self, path: Path) -> str:
        try:
            return os.path.relpath(path, self.home).replace(os.sep, "/")
        except ValueError:                   # another drive
            return os.path.abspath(path).replace(os.sep, "/")


def _literal(text: str) -> str:
    """Text inside the quotation marks of a formula, as XML."""
    return escaped(text.replace('"', '""'))
