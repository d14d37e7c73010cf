"""How a table's columns are read: for each form that its rows may belong to, the converters and where each key stands.

Takes a recognised table; gives a `Plan` that turns a row of cells into values.
"""
from __future__ import annotations

from functools import cached_property
from typing import Any

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, Record
from cbcc_xl.records.across import spread, units_across
from cbcc_xl.records.cells import Context, Values
from cbcc_xl.records.elsewhere import Elsewhere
from cbcc_xl.records.groups import is_penalty, penalised
from cbcc_xl.records.reader import Once, Reader, family, grouped_figures, reader_of
from cbcc_xl.records.shapes import Cells, blank, is_enumerator, is_order
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.records.values import Converter
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import all_called
from cbcc_xl.text.quantities import scale_said
from cbcc_xl.text.units import looks_like_unit

# Types that any text may be.
FREE = ("text", "person", "subject", "authors", "unit", "position", "decision", "deadline")
CALLED = 200                                 # rows that tell how a table calls its persons
KEPT = 20_000                                # rows remembered for one way of heading a table


class Plan:
    """The reading of one table's cells. `once` are figures that stand above the table, with their cells."""

    def __init__(self, grid: Grid, table: Table, vocabulary: Vocabulary, troubles: Troubles, once: Once) -> None:
        self.grid, self.table, self.vocabulary, self.troubles = grid, table, vocabulary, troubles
        self.default = vocabulary.catalogue.forms[table.form]
        self.forms = {form.subject: form for form in family(self.default, vocabulary)}
        self.keys = {column.index: column.key for column in table.columns if column.key}
        self.labels = {column.index: {plain(text) for text in (column.label, *column.label.split(" – "))}
                       for column in table.columns}
        self.order = next((column for column, key in self.keys.items() if key == "_stt"), None)
        self.by_person = bool(self.default.marks) and any(key.startswith("name") for key in self.keys.values())
        marks = dict(self.default.marks) if self.by_person else {}     # "Có mặt" of persons holds marks, not counts
        grouped = grouped_figures(grid, table, self.default)
        self.readers = {form.name: reader_of(table, self.context(form), once, marks, grouped)
                        for form in self.forms.values()}
        self.subject_key, self.subject = self._subject()
        self.downward = self._merged_down()
        self._either = "name:either" in self.keys.values()
        subject = self.default.field(self.subject_key)
        self.about_persons = subject is not None and subject.type == "person" and not self._either
        self._free = {field.key for field in self.default.fields if field.type in FREE}
        self.typed = {column for column, key in self.keys.items()
                      if key[0] != "_" and not self._free.issuperset(key.partition(":")[0].split("+"))}
        self.subjects = set(self.forms) - {""} or {"person" if self.about_persons else "team"}
        self.about_items = subject is not None and subject.type == "text"
        self.across = units_across(table, self.context(self.default))
        self.elsewhere = Elsewhere(grid, table, self.default, vocabulary, once, troubles, self.subject)

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
        return self.vocabulary.rows.is_total(plain(str(self.value(row, self.subject))))

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

    def scores(self, row: int) -> bool:
        """Whether a row has a figure other than its maximum."""
        return any(not blank(self.grid.value(row, column)) for column in self.typed if self.keys[column] != "max")

    def spread(self, record: Record) -> list[Record]:
        """The record itself, or one for each unit that has columns of its own."""
        if not self.across:
            return [record]
        across, columns = self.default.across, self.keys.values()
        reverse = across["key"] in columns and across.get("reverse", "") not in ("", *columns)
        key = across["reverse" if reverse else "key"]
        made = list(spread(record, self.grid.rows[record.row - 1], self.across, key))
        return [penalised(one, self.default) if is_penalty(one.values[key], self.default) else one for one in made] \
            if reverse else made

    def figure(self, row: int, column: int) -> Any:
        """What a typed figure of a total row comes to, as the column's own cells are read; None where it is none."""
        said, found = len(self.troubles.found), Values()
        for own, read in self._converters:
            if own == column:
                read(self.grid.value(row, column), row, column, found)
        del self.troubles.found[said:]
        return found.get(self.keys[column].partition(":")[0])

    def context(self, form: Form) -> Context:
        """What converters of a form's cells need."""
        return Context(form, self.vocabulary, self.grid.look, self.troubles,
                       max(scale_said(text) for text in ("", *(text for _, text in self.table.captions))), self._called)

    @cached_property
    def _called(self) -> bool:
        """Whether the table calls its persons "Ông", "Bà"."""
        rows = self.grid.rows[self.table.bottom + 1:min(self.table.end, self.table.bottom + CALLED)]
        columns = [column for column, key in self.keys.items() if key.startswith("name")]
        return all_called(value for cells in rows for column in columns[:1]
                          if column < len(cells) and isinstance(value := cells[column], str))

    @cached_property
    def _converters(self) -> list[tuple[int, Converter]]:
        reader = self.readers[self.default.name]
        return [*reader.own, *reader.repeated,
                *((column, read) for whose in self.across for column, _, read in whose.columns)]

    def _subject(self) -> tuple[str, int]:
        places = {part.partition(":")[0]: column for column, key in reversed(self.keys.items()) if key[0] != "_"
                  for part in reversed(key.split("+"))}
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
