"""Rows that may be withdrawn: the list of them with what was decided, and what is counted without them.

The sheet of awards counts them until a person decides. Beneath it stand the units concerned once more, without those
rows; the overview has each title concerned with both figures. All are live formulas over the sheets of people and
teams.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue.wording import why
from cbcc_xl.model import Record
from cbcc_xl.outputs.summary.awards import Counts, doubtful_ones
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula, Row, Table
from cbcc_xl.outputs.summary.layout import Layout


def rows(edition: Edition) -> Table:
    """Every row that may be withdrawn or was decided to be."""
    made = edition.consolidation
    asked = [record for record in made.records if record.withdrawn]
    every = [*((record, "asked") for record in asked), *((record, "decided") for record in made.withdrawn)]

    def given(layout: Layout) -> Iterator[Row]:
        for number, (record, state) in enumerate(every, 1):
            titles = "; ".join(map(edition.title, record.values.get("titles", ())))
            sign = why(record.withdrawn, edition.catalogue, edition.lang) if record.withdrawn else None
            yield [number, _named(record), record.unit or edition.no_unit, edition.form(record.form), titles or None,
                   sign, edition.word("withdrawn", state), record.file, record.sheet, edition.link(record)]

    keys = ("no", "name", "sent_by", "form", "titles", "sign", "state", "file", "sheet", "origin")
    return Table("withdrawn", keys, len(every), given, empty=edition.word("summary", "none"))


def _named(record: Record) -> str:
    return next((str(record.values[key]) for key in ("name", "item", "unit") if key in record.values), "")


def by_unit(edition: Edition, counts: Counts) -> Table:
    """The units with such rows, as if these were withdrawn; then all units together."""
    units = [unit for unit in counts.units if any(one == unit for one, _, _ in counts.doubtful)]

    def given(layout: Layout) -> Iterator[Row]:
        for unit in units:
            yield [unit, *_figures(layout, counts, unit)]
        yield [edition.word("summary", "all_units"), *_figures(layout, counts, None)]

    named = {subject: tuple(map(edition.title, codes)) for subject, codes in counts.titles.items()}
    return Table("awards_if", ("unit", "person", "person_sum", "team", "team_sum"), len(units) + bool(units), given,
                 named, empty=edition.word("summary", "none"))


def _figures(layout: Layout, counts: Counts, unit: str | None) -> Iterator[Any]:
    for subject, codes in counts.titles.items():
        left = [counts.left(subject, code, unit) for code in codes]
        yield tuple(_without(layout, counts, subject, step, unit) for step in range(len(codes)))
        yield sum(left)


def _without(layout: Layout, counts: Counts, subject: str, step: int, unit: str | None) -> Formula | int:
    """What the sheet of awards counts, less the ones of rows that may be withdrawn."""
    left = counts.left(subject, counts.titles[subject][step], unit)
    place = None if unit is None else counts.units.index(unit)
    counted = layout.total("awards", subject, step) if place is None else layout.far("awards", subject, place, step)
    less = doubtful_ones(layout, subject, step, None if place is None else layout.far("awards", "unit", place),
                         unit is not None and counts.is_exact(unit))
    return Formula(escaped(f"{counted}-{less}"), left) if counted and less else left


def by_title(edition: Edition, counts: Counts) -> Table:
    """The titles with such rows: what is counted, and what were left."""
    codes = [(subject, step, code) for subject, titles in counts.titles.items() for step, code in enumerate(titles)
             if any((subject, code) == (one, other) for _, one, other in counts.doubtful)]

    def given(layout: Layout) -> Iterator[Row]:
        for number, (subject, step, code) in enumerate(codes, 1):
            total, cell = counts.total(subject, code), layout.total("awards", subject, step)
            yield [number, edition.title(code), edition.word("subject", subject),
                   Formula(escaped(cell), total) if cell else total, _without(layout, counts, subject, step, None)]

    return Table("by_title_if", ("no", "title", "subject", "count", "rest"), len(codes), given,
                 empty=edition.word("summary", "none"))


def tables(edition: Edition, counts: Counts) -> list[Table]:
    return [rows(edition), by_unit(edition, counts), by_title(edition, counts)]
