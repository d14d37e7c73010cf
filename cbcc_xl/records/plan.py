"""How a table's columns are read: for each form that its rows may belong to, the converters and where each key stands.

Takes a recognised table; gives a `Plan` that turns a row of cells into values.
"""
from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.columns import Column
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary, begins
from cbcc_xl.model import Grid, Record, letters
from cbcc_xl.records.across import spread, units_across
from cbcc_xl.records.cells import Context, Values
from cbcc_xl.records.kinds import kind_of, table_kind
from cbcc_xl.records.shapes import Cells, blank, is_enumerator, is_order
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.records.values import OWN_WORDS, Converter, converter
from cbcc_xl.text.letters import plain
from cbcc_xl.text.quantities import scale_said
from cbcc_xl.text.units import looks_like_unit

# Types that any text may be.
FREE = ("text", "person", "subject", "authors", "unit", "position", "decision", "deadline")
KEPT = 20_000                                # rows remembered for one way of heading a table
Once = dict[str, tuple[Any, str]]


class Reader(NamedTuple):
    """The columns as one form reads them: those whose cells are each row's own, and those whose cells repeat."""
    form: Form
    own: list[tuple[int, Converter]]
    repeated: list[tuple[int, Converter]]
    known: dict[tuple[Any, ...], Values]     # what cells that repeat gave without a doubt, they give again
    columns: dict[str, str]                  # key → column letters, or a whole cell for what stands once


class Plan:
    """The reading of one table's cells. `once` are figures that stand above the table, with their cells."""

    def __init__(self, grid: Grid, table: Table, vocabulary: Vocabulary, troubles: Troubles, once: Once) -> None:
        self.grid, self.table, self.vocabulary, self.troubles, self.once = grid, table, vocabulary, troubles, once
        self.default = vocabulary.catalogue.forms[table.form]
        self.forms = {form.subject: form for form in family(self.default, vocabulary)}
        self.keys = {column.index: column.key for column in table.columns if column.key}
        self.labels = {column.index: {plain(text) for text in (column.label, *column.label.split(" – "))}
                       for column in table.columns}
        self.order = next((column for column, key in self.keys.items() if key == "_stt"), None)
        self.by_person = bool(self.default.marks) and any(key.startswith("name") for key in self.keys.values())
        self.readers = {form.name: self._reader(form) for form in self.forms.values()}
        self.subject_key, self.subject = self._subject()
        self.downward = self._merged_down()
        self._either = "name:either" in self.keys.values()
        subject = self.default.field(self.subject_key)
        self.about_persons = subject is not None and subject.type == "person" and not self._either
        self._free = {field.key for field in self.default.fields if field.type in FREE}
        self.typed = {column for column, key in self.keys.items()
                      if key[0] != "_" and not self._free.issuperset(key.partition(":")[0].split("+"))}
        self.subjects = set(self.forms) - {""} or {"person" if self.about_persons else "team"}
        self._titled = any(key.partition(":")[0] in ("titles", "title") for key in self.keys.values())
        self.about_items = subject is not None and subject.type == "text"
        self.across = units_across(table, self._context(self.default))
        self.group_kinds: dict[str, str] = {}      # what the heading of the rows' group says of them
        self._kinds = {field.key: table_kind(field, table, grid.sheet, self.subject) for field in self.default.fields
                       if field.kinds}
        self.marked = [field.key for field in self.default.fields if field.type in ("rating", "status")]

    def value(self, row: int, column: int) -> Any:
        """A cell's value, or the one that a vertical merge shows there."""
        value = self.grid.value(row, column)
        return self.downward.get((row, column)) if value is None else value

    def ordered(self, row: int) -> Any:
        """The row's order number; None where no column numbers the rows."""
        return self.grid.value(row, self.order) if self.order is not None else None

    def is_ordered(self, row: int) -> bool:
        """Whether a row is numbered, in figures or, where the table has none, by "I", "II" as its items."""
        value = self.ordered(row)
        return is_order(value) or self._enumerated and is_enumerator(value)

    @cached_property
    def _enumerated(self) -> bool:
        """Whether a table of items numbers them "I", "II": each that has figures does so."""
        if self.order is None or not self.about_items:
            return False
        rows = [row for row in range(self.table.bottom + 1, min(self.table.end, len(self.grid.rows)))
                if not blank(self.value(row, self.subject)) and not self._totals(row) and self.reads(row)]
        return len(rows) > 1 and all(is_enumerator(self.ordered(row)) for row in rows)

    def _totals(self, row: int) -> bool:
        return begins(plain(str(self.value(row, self.subject))), self.vocabulary.rows.totals)

    def continues(self, row: int, cells: Cells) -> bool:
        """Whether a row has its subject from the row above, by a vertical merge, and something of its own."""
        return (row, self.subject) in self.downward and not blank(self.downward[row, self.subject]) \
            and any(self.keys.get(column, "_")[0] != "_" for column, _ in cells)

    def read(self, row: int, group_subject: str) -> tuple[Reader, Values]:
        """A row's values, by the form that it belongs to."""
        reader = self.readers[self.default.name]
        values = self.values(row, reader)
        form = self._form_of(values, group_subject)
        if form is not self.default:
            reader = self.readers[form.name]
            self.troubles.forget_row(row + 1)
            values = self.values(row, reader)
        return reader, values

    def values(self, row: int, reader: Reader) -> Values:
        """All that the row's own cells hold."""
        values: Values = {}
        self._convert(row, reader.own, values)
        key = self._alike(row, reader)
        known = reader.known.get(key) if key else None
        if known is None:
            doubts, known = len(self.troubles.found), {}
            self._convert(row, reader.repeated, known)
            if key and len(self.troubles.found) == doubts and len(reader.known) < KEPT:
                reader.known[key] = known
        values.update(known)
        return values

    def _convert(self, row: int, converters: list[tuple[int, Converter]], values: Values) -> None:
        cells, downward = self.grid.rows[row], self.downward
        width = len(cells)
        for column, read in converters:
            value = cells[column] if column < width else None
            if value is None and downward:
                value = downward.get((row, column))
            if value is not None:
                read(value, row, column, values)

    def _alike(self, row: int, reader: Reader) -> tuple[Any, ...] | None:
        """The cells by which two rows are alike, types included; None where a cell's look or a merge counts as well."""
        if self.downward or self.grid.look.percent:
            return None
        cells = self.grid.rows[row]
        width = len(cells)
        alike = tuple([cells[column] if column < width else None for column, _ in reader.repeated])
        return (*alike, *map(type, alike)) if True in alike or False in alike else alike

    def reads(self, row: int) -> bool:
        """Whether a typed cell of the row (title, rating, count, mark) reads without doubt."""
        said = len(self.troubles.found)
        values = self.values(row, self.readers[self.default.name])
        doubts = len(self.troubles.found) - said
        del self.troubles.found[said:]
        return not doubts and any(key not in self._free for key in values)

    def finish(self, row: int, reader: Reader, values: Values, titles: tuple[str, ...]) -> None:
        """What a row has from elsewhere: marks settled, the title of its group or caption, figures of the sheet."""
        for key in self.marked:
            marks = values.pop(f"{key}:marks", None)
            if marks:
                self._settle(key, marks, row, reader, values)
        self._entitle(values, reader.form, titles, row)
        for key, (value, _) in self.once.items():
            values.setdefault(key, value)
        for field in reader.form.fields:
            if field.kinds and field.key not in values and (field.kind_from_table or field.kind_of in values):
                said = self.group_kinds.get(field.key) or self._kinds[field.key]
                kind = kind_of(values.get(field.kind_of, ""), field, said)
                values.update({field.key: kind} if kind else {})

    def scores(self, row: int) -> bool:
        """Whether a row has a figure other than its maximum."""
        return any(not blank(self.grid.value(row, column)) for column in self.typed if self.keys[column] != "max")

    def spread(self, record: Record) -> list[Record]:
        """The record itself, or one for each unit that has columns of its own."""
        if not self.across:
            return [record]
        return list(spread(record, self.grid.rows[record.row - 1], self.across, self.default.across["key"]))

    def figure(self, row: int, column: int) -> Any:
        """What a typed figure of a total row comes to, as the column's own cells are read; None where it is none."""
        said, found = len(self.troubles.found), Values()
        for own, read in self._converters:
            if own == column:
                read(self.grid.value(row, column), row, column, found)
        del self.troubles.found[said:]
        return found.get(self.keys[column].partition(":")[0])

    # ---------------------------------------------------------------------------------------------------------------

    def _reader(self, form: Form) -> Reader:
        context = self._context(form)
        own: list[tuple[int, Converter]] = []
        repeated: list[tuple[int, Converter]] = []
        columns: dict[str, str] = {}
        kept: set[str] = set()               # of two columns for one thing the first is read; titles may stand in both
        for column in map(self._as_mark, self.table.columns):
            doubled = column.key in kept and column.key != "titles"
            read = None if column.choices or doubled else converter(column, context)
            kept.add(column.key)
            if read:
                (own if _is_own(column.key, form) else repeated).append((column.index, read))
                for part in column.key.split("+"):
                    columns.setdefault(part.partition(":")[0], letters(column.index))
        headings = (self.table.form, context.scale, *((column.index, column.label) for column in self.table.columns))
        known = self.vocabulary.headings[form.name].rows.setdefault(headings, {})
        return Reader(form, own, repeated, known, {**columns, **{key: cell for key, (_, cell) in self.once.items()}})

    def _context(self, form: Form) -> Context:
        return Context(form, self.vocabulary, self.grid.look, self.troubles,
                       max(scale_said(text) for text in ("", *(text for _, text in self.table.captions))))

    @cached_property
    def _converters(self) -> list[tuple[int, Converter]]:
        reader = self.readers[self.default.name]
        return [*reader.own, *reader.repeated,
                *((column, read) for whose in self.across for column, _, read in whose.columns)]

    def _entitle(self, values: Values, form: Form, titles: tuple[str, ...], row: int) -> None:
        """The title that group or caption gives where no column does, and a team's own where the row is a team."""
        catalogue = self.vocabulary.catalogue.titles
        key = "title" if form.field("title") else "titles"
        if len(titles) == 1 and form.field(key) and key not in values and not self._titled:
            values[key] = titles[0] if key == "title" else [titles[0]]
        if key in values and (form.subject == "team" or not form.subject and looks_like_unit(values.get("name", ""))):
            given = [values[key]] if key == "title" else values[key]
            own = [catalogue[code].team or code for code in given]
            values[key] = own[0] if key == "title" else own

    def _as_mark(self, column: Column) -> Column:
        """In a list of persons, "Có mặt" and "Vắng" are columns of marks, not of counts."""
        if self.by_person and column.key in self.default.marks:
            return column._replace(key=f"status:{self.default.marks[column.key]}")
        return column

    def _subject(self) -> tuple[str, int]:
        places = {key.partition(":")[0]: column for column, key in reversed(self.keys.items()) if key[0] != "_"}
        key = next((key for key in self.default.about if key in places), next(iter(places)))
        return key, places[key]

    def _merged_down(self) -> dict[tuple[int, int], Any]:
        """Cells of the body that a vertical merge leaves empty: they show the value above."""
        return {(row, left): self.grid.value(top, left) for top, left, bottom, right in self.grid.merges
                if left == right and self.table.bottom < top < min(bottom, self.table.end)
                for row in range(top + 1, bottom + 1)}

    def _form_of(self, values: Values, group_subject: str) -> Form:
        """Person or team: by the group, else (where the heading leaves it open) by the titles, else by the name."""
        if len(self.forms) == 1:
            return self.default
        if group_subject in self.forms:
            return self.forms[group_subject]
        titles = self.vocabulary.catalogue.titles
        subjects = {titles[code].subject for code in values.get("titles", ())} - {"any"}
        if self._either:
            named = "team" if looks_like_unit(values.get("name", "")) else "person"
            return self.forms.get(subjects.pop() if len(subjects) == 1 else named, self.default)
        if subjects == {"team"} and self.default.subject != "team" and looks_like_unit(values.get("name", "")):
            return self.forms.get("team", self.default)
        return self.default

    def _settle(self, key: str, marks: list[str], row: int, reader: Reader, values: Values) -> None:
        cell, name = f"{reader.columns[key]}{row + 1}", values.get("name", "")
        if len(set(marks)) == 1:
            values[key] = marks[0]
        elif key == "rating":
            self.troubles.add("rating-marked-twice", cell, name=name, count=len(marks), ratings=marks)
        else:
            self.troubles.add("status-unclear", cell, name=name)


def _is_own(key: str, form: Form) -> bool:
    field = form.field(key.partition(":")[0].partition("+")[0])
    return field is not None and field.type in OWN_WORDS


def family(form: Form, vocabulary: Vocabulary) -> list[Form]:
    """A form and those that may share its table."""
    return [form, *(other for other in vocabulary.forms if form.family and other.family == form.family
                    and other is not form)]
