"""Of each unit, beside its nominations: how many persons it has, and how many of them are rated how.

A headcount is that of the list of units due, else of the unit's attendance, else of its own nomination as a team.
Ratings are live counts over the sheet of ratings, of the rows that the unit sent.
"""
from __future__ import annotations

from collections import Counter

from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.text.units import unit_key


class Headcounts:
    """Persons by unit."""

    def __init__(self, edition: Edition) -> None:
        self.known: dict[str, int] = {}
        due = edition.consolidation.units
        rows: list[tuple[str | None, int | None]] = [(unit.unit, unit.headcount) for unit in due]
        for form, key in (("attendance", "unit"), ("award-team", "name")):
            rows += [(record.values.get(key), record.values.get("headcount"))
                     for record in edition.records.get(form, ())]
        for unit, count in rows:
            if unit and count is not None:
                self.known.setdefault(unit_key(unit), count)

    def of(self, unit: str) -> int | None:
        return self.known.get(unit_key(unit))


class Ratings:
    """Ratings by unit, as shown."""

    def __init__(self, edition: Edition) -> None:
        records = edition.records.get("rating", ())
        ratings = edition.catalogue.ratings
        self.count = Counter((edition.unit(record.unit), record.values.get("rating")) for record in records)
        seen = any(code for _, code in self.count)
        self.codes = sorted(ratings, key=lambda code: ratings[code].order) if seen else []
        self.words = tuple(edition.rating(code) or code for code in self.codes)

    def of(self, layout: Layout, place: int, unit: str, exact: bool) -> tuple[Formula | int, ...]:
        """Each rating's number in one row of the sheet of awards."""
        counts = [self.count[unit, code] for code in self.codes]
        senders, ratings = layout.column("form_rating", "sent_by"), layout.column("form_rating", "rating")
        letter = layout.letter("awards", "unit")
        if None in (senders, ratings, letter):
            return tuple(counts)
        cell = f"${letter}{layout.places['awards'].first + place}"
        form = (f'SUMPRODUCT(EXACT({senders},{cell})*({ratings}="%s"))' if exact
                else f'COUNTIFS({senders},{cell},{ratings},"%s")')
        return tuple(Formula(escaped(form % word), count) for word, count in zip(self.words, counts, strict=True))
