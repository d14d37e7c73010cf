"""The sheet of any form, by its fields alone: a row a record, in words and figures, with its sender and its cell.

Takes a form of the catalogue, one of ours or an agency's own; knows none by name but those that have sheets made for
them. What stands once a sheet (council, members, ballots) heads the rows that it is about, and is repeated beside them
as figures. A field that no record has, and none must have, takes no column.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.model import Record
from cbcc_xl.outputs.summary.edition import Edition, day
from cbcc_xl.outputs.summary.given import Group, Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout

PREFIX = "form_"
ELSEWHERE = frozenset({"award-person", "award-team", "vote", "election", "attendance"})     # have their own sheets
SENDER, ORIGIN = "sent_by", ("file", "sheet", "origin")
OURS = ("no", SENDER, *ORIGIN)
SENDER_WIDTH, NARROWEST = 22, 9
FILLED = 0.9                   # of the printed columns' width, what a line of bold letters above the rows may take

Shown = Callable[[Record], Any]


def forms(edition: Edition) -> list[Form]:
    """The forms that are listed here, in their order."""
    return [form for form in edition.catalogue.unit_forms() if form.name not in ELSEWHERE]


def table(edition: Edition, form: Form) -> Table:
    """All records of a form."""
    records, fields = edition.records.get(form.name, []), columns(form)
    once = [field for field in form.fields if field.once]
    groups = [list(rows) for _, rows in groupby(records, _session(once))]
    filled = {key for record in records for key in record.values}
    room = _room([field for field in fields if field.must or field.key in filled])
    lines = [_lines(edition, rows[0], once, room) for rows in groups] if once else [[] for _ in groups]

    def rows(layout: Layout) -> Iterator[Row | Group]:
        cells = [_shown(edition, form, field) for field in (*fields, *once)]
        number = 0
        for heads, group in zip(lines, groups, strict=True):
            yield from (Group((line,)) for line in heads)
            for record in group:
                number += 1
                yield [number, *[one(record) for one in cells], edition.unit(record.unit), record.file, record.sheet,
                       edition.link(record)]

    keys = ("no", *map(key, (*fields, *once)), SENDER, *ORIGIN)
    return Table(name(form), keys, len(records) + sum(map(len, lines)), rows,
                 group_keys=("once",) if once else (), empty=edition.word("summary", "none"),
                 absent=frozenset(key(field) for field in (*fields, *once)
                                  if not field.must and field.key not in filled))


def name(form: Form) -> str:
    """What the template calls the form's table: `{{form_ballot.agree}}`."""
    return PREFIX + form.name


def key(field: Field) -> str:
    """What the template calls a field; one that has a name of ours is told apart."""
    return f"field_{field.key}" if field.key in OURS else field.key


def columns(form: Form) -> list[Field]:
    """The fields that have a column: a list that is typed in another field, or a day beside its decision, has none."""
    decided = form.field("decision") is not None
    return [field for field in form.fields if not field.once and (field.template or not (
        field.type == "list" or (field.type == "date" and decided)))]


def _session(once: list[Field]) -> Callable[[Record], Any]:
    """What rows have in common that stand under one heading."""
    return lambda record: (record.file, record.sheet, *(record.values.get(field.key) for field in once))


def _room(fields: Iterable[Field]) -> int:
    """The characters that fit above the columns that are printed, the first of them aside."""
    return int(FILLED * (sum(max(field.width, NARROWEST) for field in fields) + SENDER_WIDTH))


def _lines(edition: Edition, record: Record, once: list[Field], room: int) -> list[str]:
    """What stands once a sheet, in lines that fit a page: first its words, then its figures."""
    values = [(field, record.values[field.key]) for field in once if field.key in record.values]
    words = [str(value) for _, value in values if not isinstance(value, int)]
    figures = [f"{edition.label(field)}: {value}" for field, value in values if isinstance(value, int)]
    return [*(_in_lines(words, room) or [edition.unit(record.unit)]), *_in_lines(figures, room)]


def _in_lines(parts: Iterable[str], room: int) -> list[str]:
    """Parts set one after another; none is broken."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len("; ") + len(part) <= room:
            lines[-1] += f"; {part}"
        else:
            lines.append(part)
    return lines


def _shown(edition: Edition, form: Form, field: Field) -> Shown:
    """How a record shows a field."""
    if field.type == "decision":
        return edition.decision
    convert, of = shown(edition, form, field), field.key
    return lambda record: convert(record.values[of]) if of in record.values else None


def shown(edition: Edition, form: Form, field: Field) -> Callable[[Any], Any]:
    """How a field's values are shown."""
    known: Mapping[str, Callable[[Any], Any]] = {
        "title": edition.title, "titles": lambda codes: "; ".join(map(edition.title, codes)), "rating": edition.rating,
        "list": "; ".join, "count": lambda count: count, "share": figure, "decimal": figure, "figure": figure,
        "money": figure, "date": lambda iso: day(iso) or iso, "deadline": lambda iso: day(iso) or iso,
        "choice": lambda code: edition.choice(form, field, code), "status": lambda code: edition.word("result", code)}
    return known.get(field.type) or (lambda value: _text(edition, field, value))


def _text(edition: Edition, field: Field, value: Any) -> Any:
    """Text as typed; a sign that reading put there (`>`), in words."""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    if not field.template and isinstance(value, str):
        return edition.catalogue.words[edition.lang].get(field.key, {}).get(value, value)
    return value
