"""People and teams put forward: one row a nomination as the unit wrote it, each title also as a 1 in its own column.

The columns of titles stand beside what is printed; the sheet of awards counts over them.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout

PEOPLE = ("no", "name", "position", "unit", "sent_by", "rating", "titles", "initiative", "decision", "agree", "valid",
          "share", "note", "file", "sheet", "origin", "title")
TEAMS = ("no", "name", "headcount", "sent_by", "rating", "titles", "decision", "agree", "valid", "share", "note", "file",
         "sheet", "origin", "title")


def people(edition: Edition) -> Table:
    return _table(edition, "people", "award-person", PEOPLE)


def teams(edition: Edition) -> Table:
    return _table(edition, "teams", "award-team", TEAMS)


def _table(edition: Edition, name: str, form: str, keys: tuple[str, ...]) -> Table:
    records, codes = edition.records.get(form, []), edition.titles_of(form)
    heads = tuple(edition.title(code) for code in codes)

    def rows(layout: Layout) -> Iterator[Row]:
        titles: dict[tuple[str, ...], tuple[str, Row]] = {}
        ratings = {code: edition.rating(code) for code in edition.catalogue.ratings}
        for number, record in enumerate(records, 1):
            values = record.values
            named = tuple(values.get("titles", ()))
            if named not in titles:
                titles[named] = ("; ".join(map(edition.title, named)),
                                 tuple(1 if code in named else None for code in codes))
            words, marks = titles[named]
            rating = values.get("rating")
            made: dict[str, Any] = {
                **values, "no": number, "sent_by": record.unit or edition.no_unit, "rating": ratings.get(rating, rating),
                "titles": words, "decision": edition.decision(record) if "date" in values else values.get("decision"),
                "share": figure(values.get("share")), "file": record.file, "sheet": record.sheet,
                "origin": edition.link(record), "title": marks}
            yield [made.get(key) for key in keys]

    return Table(name, keys, len(records), rows, {"title": heads}, empty=edition.word("summary", "none"))
