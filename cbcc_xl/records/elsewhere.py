"""What a row has from elsewhere than its own cells: the title of its group or caption, kinds, figures of the sheet.

Takes a row's values as its cells gave them; settles its marks and adds what its group, its table and its sheet say.
"""
from __future__ import annotations

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid
from cbcc_xl.records.cells import Values
from cbcc_xl.records.groups import Group
from cbcc_xl.records.kinds import kind_of, table_kind
from cbcc_xl.records.named import NOT_RATED
from cbcc_xl.records.reader import TITLED, Once, Reader
from cbcc_xl.records.shapes import blank
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.text.units import looks_like_unit

MARKED = ("rating", "status")      # types of field that columns of marks may hold


class Elsewhere:
    """What one table and its sheet say of all rows. `subject`: the column of what the rows are about."""

    def __init__(self, grid: Grid, table: Table, form: Form, vocabulary: Vocabulary, once: Once, troubles: Troubles,
                 subject: int) -> None:
        self.marked = [field.key for field in form.fields if field.type in MARKED]
        self._table, self._once, self._troubles = table, once, troubles
        self._titles = vocabulary.catalogue.titles
        titled = [column for column in table.columns if column.key.partition(":")[0] in TITLED]
        self._titled, self._as_marks = bool(titled), any(":" in column.key for column in titled)
        self._rows, self._title_cells = grid.rows, [column.index for column in titled]
        self._kinds = {field.key: table_kind(field, table, troubles.sheet, subject) for field in form.fields
                       if field.kinds}

    def finish(self, row: int, reader: Reader, values: Values, group: Group) -> None:
        """Complete a row's values in place."""
        for key in self.marked:
            marks = values.pop(f"{key}:marks", None)
            if marks:
                self._settle(key, marks, f"{reader.columns[key]}{row + 1}", values)
        if reason := values.pop(NOT_RATED, None):
            values["note"] = "; ".join(filter(None, (reason, values.get("note"))))
        if reader.title:
            self._entitle(row, values, reader, group)
        for key, (value, _) in self._once.items():
            if key != "seats" or not group.once:         # those of all posts are none of one post's
                values.setdefault(key, value)
        values.update(group.once)
        for field in reader.kinds:
            if field.key not in values and (field.kind_from_table or field.kind_of in values):
                said = group.kinds.get(field.key) or self._kinds.get(field.key, "")
                kind = kind_of(values.get(field.kind_of, ""), field, said)
                values.update({field.key: kind} if kind else {})

    def _settle(self, key: str, marks: list[str], cell: str, values: Values) -> None:
        """One mark counts; of several none does, and that is asked about."""
        name = values.get("name", "")
        if len(set(marks)) == 1:
            values[key] = marks[0]
        elif key == "status":
            self._troubles.add("status-unclear", cell, name=name)
        else:
            self._troubles.add("rating-marked-twice", cell, name=name, count=len(marks), ratings=marks)

    def _entitle(self, row: int, values: Values, reader: Reader, group: Group) -> None:
        """The title that a group gives to rows without one, or the caption where no column does; and a team's own
        where the row is a team."""
        key, subject = reader.title, reader.form.subject
        titles = group.titles or self._table.titles
        open_to_it = not self._titled or bool(group.titles) and self._has_no_title(row)
        if len(titles) == 1 and key not in values and open_to_it:
            values[key] = titles[0] if key == "title" else [titles[0]]
        if subject != "person" and key in values and (subject or looks_like_unit(values.get("name", ""))):
            given = [values[key]] if key == "title" else values[key]
            own = [self._titles[code].team or code for code in given]
            values[key] = own[0] if key == "title" else own

    def _has_no_title(self, row: int) -> bool:
        """Whether the row's title cells are empty; a column of marks says by an empty cell that there is none."""
        cells = self._rows[row]
        return not self._as_marks and all(column >= len(cells) or blank(cells[column]) for column in self._title_cells)
