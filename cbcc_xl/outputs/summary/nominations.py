"""People and teams put forward: one row a nomination as the unit wrote it, each title also as a 1 in its own column.

The columns of titles, and of rows that may be withdrawn, stand beside what is printed; the sheet of awards counts over
them.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout

# What stands in a record as the sheet shows it; then what is put in words, and the way back.
PEOPLE = ("name", "position", "unit", "initiative", "agree", "valid", "note")
TEAMS = ("name", "headcount", "agree", "valid", "note")
MADE = ("sent_by", "rating", "titles", "decision", "share", "file", "sheet", "origin", "withdrawn", "title")


def people(edition: Edition) -> Table:
    return _table(edition, "people", "award-person", PEOPLE)


def teams(edition: Edition) -> Table:
    return _table(edition, "teams", "award-team", TEAMS)


def _table(edition: Edition, name: str, form: str, plain: tuple[str, ...]) -> Table:
    records, codes = edition.records.get(form, []), edition.titles_of(form)

    def rows(layout: Layout) -> Iterator[Row]:
        titles = _Titles(edition, codes)
        ratings: dict[str | None, str | None] = {code: edition.rating(code) for code in edition.catalogue.ratings}
        for number, record in enumerate(records, 1):
            value = record.values.get
            words, marks = titles[tuple(value("titles", ()))]
            rating = value("rating")
            yield [number, *[value(key) for key in plain], record.unit or edition.no_unit, ratings.get(rating, rating),
                   words, edition.decision(record), figure(value("share")), record.file, record.sheet,
                   edition.link(record), 1 if record.withdrawn else None, marks]

    heads = tuple(edition.title(code) for code in codes)
    return Table(name, ("no", *plain, *MADE), len(records), rows, {"title": heads},
                 empty=edition.word("summary", "none"))


class _Titles(dict[tuple[str, ...], tuple[str, Row]]):
    """A nomination's titles → their names, and a 1 in the column of each; few combinations occur."""

    def __init__(self, edition: Edition, codes: tuple[str, ...]) -> None:
        self.edition, self.codes = edition, codes

    def __missing__(self, named: tuple[str, ...]) -> tuple[str, Row]:
        made = self[named] = ("; ".join(map(self.edition.title, named)),
                              tuple(1 if code in named else None for code in self.codes))
        return made
