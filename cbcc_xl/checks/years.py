"""Which year a sheet is about, held against the year of the nominations.

Takes the records by form and the year that each sheet (file, name) speaks of, where it speaks of one.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from cbcc_xl.model import Record

NOMINATIONS = ("award-person", "award-team")


class Years:
    """The year of each sheet, and that of the nominations as a whole."""

    def __init__(self, forms: Mapping[str, list[Record]], sheets: Mapping[tuple[str, str], int]) -> None:
        self._forms, self._sheets = forms, sheets

    def of(self, record: Record) -> int | None:
        """The year that the record's sheet speaks of."""
        return self._sheets.get((record.file, record.sheet))

    def is_ahead(self, record: Record) -> bool:
        """Whether the record's sheet is about a later year than the nominations."""
        year = self.of(record)
        return bool(year and self.nominated and year > self.nominated)

    @cached_property
    def nominated(self) -> int | None:
        """The year that most sheets of nominations speak of."""
        sheets = {(record.file, record.sheet) for form in NOMINATIONS for record in self._forms.get(form, ())}
        known = Counter(self._sheets[sheet] for sheet in sheets if sheet in self._sheets)
        return known.most_common(1)[0][0] if known else None
