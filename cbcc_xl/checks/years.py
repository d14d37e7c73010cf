"""Which year a sheet is about, held against the year whose awards are considered.

Takes the year that each sheet (file, name) speaks of, where it speaks of one, and the year of the run.
"""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.model import Record


class Years:
    """The year of each sheet, and that of the awards (0: not known)."""

    def __init__(self, sheets: Mapping[tuple[str, str], int], year: int) -> None:
        self._sheets, self._year = sheets, year

    def of(self, record: Record) -> int | None:
        """The year that the record's sheet speaks of."""
        return self._sheets.get((record.file, record.sheet))

    def is_ahead(self, record: Record) -> bool:
        """Whether the record's sheet is about a later year than the awards."""
        year = self.of(record)
        return bool(year and self._year and year > self._year)
