"""The columns of a table as one form reads them: a converter each, and where each key stands.

Takes a recognised table and a form that its rows may belong to; gives a `Reader`.
"""
from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.forms.across import Column
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, letters
from cbcc_xl.records.cells import Context, Values
from cbcc_xl.records.values import OWN_WORDS, Converter, converter, without_points
from cbcc_xl.text import numbers

TITLED = ("title", "titles")         # types of field that hold one title, or several
FIGURES = ("decimal", "figure", "money")     # types in which a point may part thousands or a fraction
Once = dict[str, tuple[Any, str]]


class Reader(NamedTuple):
    """The columns as one form reads them: those whose cells are each row's own, and those whose cells repeat."""
    form: Form
    own: list[tuple[int, Converter]]
    repeated: list[tuple[int, Converter]]
    known: dict[tuple[Any, ...], Values]     # what cells that repeat gave without a doubt, they give again
    columns: dict[str, str]                  # key → column letters, or a whole cell for what stands once
    title: str                               # the form's field of titles, or of one title; empty where it has none
    kinds: tuple[Field, ...]                 # fields that a row's words or its table may tell


def reader_of(table: Table, context: Context, once: Once, marks: dict[str, str],
              grouped: frozenset[int] = frozenset()) -> Reader:
    """The reader of one form. `marks`: columns that hold marks and not counts, since the rows are persons; `grouped`:
    columns whose points part thousands."""
    own: list[tuple[int, Converter]] = []
    repeated: list[tuple[int, Converter]] = []
    columns: dict[str, str] = {}
    kept: set[str] = set()                   # of two columns for one thing the first is read; titles may stand in both
    for column in table.columns:
        column = column._replace(key=f"status:{marks[column.key]}") if column.key in marks else column
        doubled = column.key in kept and column.key != "titles"
        read = None if column.choices or doubled else converter(column, context)
        read = partial(without_points, read) if read and column.index in grouped else read
        kept.add(column.key)
        if read:
            (own if _is_own(column, context.form) else repeated).append((column.index, read))
            for part in column.key.split("+"):
                columns.setdefault(part.partition(":")[0], letters(column.index))
    headings = (table.form, context.scale, grouped,
                *((column.index, column.label, column.key) for column in table.columns))
    known = context.vocabulary.headings[context.form.name].rows.setdefault(headings, {})
    places = {**columns, **{key: cell for key, (_, cell) in once.items()}}
    fields = context.form.fields
    title = next((field.key for field in fields if field.type in TITLED), "")
    return Reader(context.form, own, repeated, known, places, title, tuple(field for field in fields if field.kinds))


def grouped_figures(grid: Grid, table: Table, form: Form) -> frozenset[int]:
    """The columns of figures in which one shows that its points part thousands: "12.345,5"."""
    fields = [(column.index, form.field(column.key)) for column in table.columns]
    rows = grid.rows[table.bottom + 1:table.end]
    return frozenset(index for index, field in fields if field and field.type in FIGURES and any(
        index < len(cells) and isinstance(value := cells[index], str) and numbers.settles(value) for cells in rows))


def _is_own(column: Column, form: Form) -> bool:
    field = form.field(column.key.partition(":")[0].partition("+")[0])
    return field is not None and field.type in OWN_WORDS


def family(form: Form, vocabulary: Vocabulary) -> list[Form]:
    """A form and those that may share its table."""
    return [form, *(other for other in vocabulary.forms if form.family and other.family == form.family
                    and other is not form)]
