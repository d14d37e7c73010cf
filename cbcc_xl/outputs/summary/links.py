"""A way back from a row of the summary to the unit's file, sheet and cell.

Takes where the files lie and where the summary will stand; gives a HYPERLINK formula (Excel allows 65,530 real links a
sheet, a formula has no such limit) or, where there is no such path (a member of a zip, an odd name), the cell as text.
"""
from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.given import Formula

LONGEST = 255                                # of a text in a formula
ODD = re.compile(r"[#%:\\\x00-\x1f\ud800-\udfff]")    # would end the path, or be read as another place
APOSTROPHE = "'"
NO_SHEETS = (".csv", ".tsv", ".txt", ".htm", ".html")


class Links:
    """Links from a workbook in the folder `home`."""

    def __init__(self, paths: Mapping[str, Path | None], home: Path) -> None:
        self.paths = paths
        self.home = os.path.abspath(home)
        self.targets: dict[str, str | None] = {}
        self.heads: dict[tuple[str, str | None], tuple[str, int]] = {}

    def to(self, file: str | None, sheet: str | None, cell: str | None, shown: str | None = None) -> Formula | str | None:
        """A link to a cell, a sheet or a file, showing the cell (or what is asked)."""
        shown = shown or cell or sheet or file
        if file is None or shown is None:
            return shown
        if file.lower().endswith(NO_SHEETS):
            sheet = None
        head, length = self._head(file, sheet)
        place = (cell or "A1") if sheet else ""
        if not head or length + len(place) > LONGEST or len(shown) > LONGEST:
            return shown
        return Formula(f'{head}{place}","{_literal(shown)}")', shown)

    def _head(self, file: str, sheet: str | None) -> tuple[str, int]:
        """The formula up to the cell, and how long its text is; nothing where the file has no path."""
        key = (file, sheet)
        if key not in self.heads:
            target = self._target(file)
            if target and sheet:
                target = f"{target}#'{sheet.replace(APOSTROPHE, APOSTROPHE * 2)}'!"
            self.heads[key] = ('HYPERLINK("' + _literal(target), len(target)) if target else ("", 0)
        return self.heads[key]

    def _target(self, file: str) -> str | None:
        if file not in self.targets:
            path = self.paths.get(file)
            self.targets[file] = None if path is None or ODD.search(file) else self._relative(path)
        return self.targets[file]

    def _relative(self, path: Path) -> str:
        try:
            return os.path.relpath(path, self.home).replace(os.sep, "/")
        except ValueError:                   # another drive
            return os.path.abspath(path).replace(os.sep, "/")


def _literal(text: str) -> str:
    """Text inside the quotation marks of a formula, as XML."""
    return escaped(text.replace('"', '""'))
