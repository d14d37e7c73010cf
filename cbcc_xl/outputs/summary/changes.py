"""What changed between the sendings of a unit: a line for each row that came or went and each value that is another.

Both files can be opened at the cell. A version in which nothing is another has one line that says so.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.model import Change, Origin, Part
from cbcc_xl.outputs.summary import form_sheet
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Row, Table
from cbcc_xl.outputs.summary.layout import Layout

KEYS = ("no", "unit", "what", "name", "field", "before", "after", "file", "origin", "old_file", "old_origin", "sign")


def changes(edition: Edition) -> Table:
    lines = [(part, replaced, change) for part in edition.consolidation.files for replaced in part.replaces
             for change in replaced.changes or (None,)]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, (part, replaced, change) in enumerate(lines, 1):
            said = _said(edition, change) if change else [edition.word("row_change", "none"), *[None] * 4]
            yield [number, part.unit, *said, *_place(edition, part, change.new if change else None), replaced.file,
                   _link(edition, replaced.file, change.old if change else None),
                   edition.word("why", replaced.why)]

    return Table("changes", KEYS, len(lines), rows, empty=edition.word("summary", "none"))


def _said(edition: Edition, change: Change) -> list[Any]:
    what = edition.word("row_change", change.what)
    if change.key is None:
        return [what, change.name, edition.form(change.form), None, None]
    form = edition.catalogue.forms[change.form]
    field = form.field(change.key)
    if field is None:
        return [what, change.name, change.key, _text(change.before), _text(change.after)]
    shown = form_sheet.shown(edition, form, field)
    return [what, change.name, edition.label(field), *(None if value is None else shown(value)
                                                       for value in (change.before, change.after))]


def _text(value: Any) -> str | None:
    return None if value is None else "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _place(edition: Edition, part: Part, place: Origin | None) -> Row:
    return [part.file, _link(edition, part.file, place)]


def _link(edition: Edition, file: str, place: Origin | None) -> Any:
    sheet, cell = (place.sheet, place.cell) if place else (None, None)
    return edition.links.to(file, sheet, cell, cell or edition.word("summary", "open"))
