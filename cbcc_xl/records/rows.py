"""A table's body, row by row: each non-empty row becomes a record, a group, a total, a note or signature, or a question.

The walk knows a row by its shape before its words: a number in the order column and a subject make a record; a lone
text is a group above the last record and a note below it; words of totals and signatures settle the rest.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.headers import Merges
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary, begins
from cbcc_xl.model import HEADING, OTHER, PROBLEM, RECORD, TOTAL, Grid, Origin, Record, Stated, a1, letters
from cbcc_xl.records.declared import counts_in
from cbcc_xl.records.trouble import Troubles, clipped
from cbcc_xl.records.values import BLANK, Context, Converter, Values, converter
from cbcc_xl.text import dates, numbers
from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.names import looks_like_name
from cbcc_xl.text.units import looks_like_unit

INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]*")
ORDER = re.compile(r"\s*[(\[]?\s*\d{1,4}\s*[a-z]?\s*[.)\]]?\s*", re.IGNORECASE)
INDEX = re.compile(r"\s*[(\[]?\s*(?:\d{1,2}|[A-Za-z])\s*[)\]]?\s*(?:=.*)?")
ENUMERATOR = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)/:-]?\s*")
SUBJECTS = ("name", "unit", "item")
Cells = list[tuple[int, Any]]


class Body(NamedTuple):
    """What a table gave: records, stated figures, and each of its non-empty rows' fate (rows counted from 0)."""
    records: list[Record]
    stated: list[Stated]
    fates: dict[int, str]


class Plan(NamedTuple):
    """How the columns are read for one form, and where each key stands."""
    form: Form
    converters: list[tuple[int, Converter]]
    columns: dict[str, str]


def blank(value: Any) -> bool:
    return value is None or isinstance(value, str) and not value.strip() and INVISIBLE.fullmatch(value) is not None


class Walk:
    """The reading of one table. `sheet_values` are figures that stand once, above the table, with their cells."""

    def __init__(self, grid: Grid, table: Table, vocabulary: Vocabulary, merges: Merges, troubles: Troubles,
                 unit: str | None, sheet_values: dict[str, tuple[Any, str]]) -> None:
        self.grid, self.table, self.vocabulary, self.troubles, self.unit = grid, table, vocabulary, troubles, unit
        self.words = vocabulary.rows
        self.sheet_values = sheet_values
        self.forms = family(table.form, vocabulary)
        self.by_subject = {form.subject: form for form in self.forms}
        self.either = any(column.key == "name:either" for column in table.columns)
        self.plans = {form.name: self._plan(form) for form in self.forms}
        self.default = vocabulary.catalogue.forms[table.form]
        self.order = next((column.index for column in table.columns if column.key == "_stt"), None)
        self.subject_key, self.subject = self._subject()
        self.downward = self._merged_down(merges)
        self.filled_keys = {column.index: column.key for column in table.columns if column.key}
        self.labels = {column.index: column.label.split(" – ") for column in table.columns}
        self.group_subject = ""
        self.group_titles: tuple[str, ...] = ()
        self.since_total: list[Record] = []
        self.records: list[Record] = []
        self.stated: list[Stated] = []
        self.fates: dict[int, str] = {}
        self.signed = False
        self.group_claims: list[tuple[str, int]] = []
        self.group_place = (0, 0)
        self.group_records: list[Record] = []

    def run(self) -> Body:
        self.last_ordered = self._last_ordered()
        for row in range(self.table.bottom + 1, min(self.table.end, len(self.grid.rows))):
            cells = self._cells(row)
            if cells:
                self.fates[row] = self._fate(row, cells)
        self._close_group()
        return Body(self.records, self.stated, self.fates)

    # --- the table ---------------------------------------------------------------------------------------------

    def _plan(self, form: Form) -> Plan:
        context = Context(form, self.vocabulary, self.grid.look, self.troubles)
        converters, columns = [], {}
        for column in self.table.columns:
            read = converter(self._as_mark(column), context)
            if read is None or column.choices:
                continue
            converters.append((column.index, read))
            for part in column.key.split("+"):
                columns.setdefault(part.partition(":")[0], letters(column.index))
        once = {key: cell for key, (_, cell) in self.sheet_values.items()}
        return Plan(form, converters, {**columns, **once})

    def _as_mark(self, column: Any) -> Any:
        """In a list of persons, "Có mặt" and "Vắng" are columns of marks, not of counts."""
        marks = self.vocabulary.catalogue.forms[self.table.form].marks
        by_person = marks and any(one.key.startswith("name") for one in self.table.columns)
        if by_person and column.key in marks:
            return column._replace(key=f"status:{marks[column.key]}")
        return column

    def _subject(self) -> tuple[str, int]:
        keys = {column.key.partition(":")[0]: column.index for column in reversed(self.table.columns)
                if column.key and not column.key.startswith("_")}
        key = next((key for key in SUBJECTS if key in keys), next(iter(keys)))
        return key, keys[key]

    def _merged_down(self, merges: Merges) -> dict[tuple[int, int], Any]:
        """Cells of the body that a vertical merge leaves empty: they show the value above."""
        found = {}
        for top, left, bottom, right in self.grid.merges:
            if left == right and top < bottom and self.table.bottom < top and top < self.table.end:
                for row in range(top + 1, bottom + 1):
                    found[row, left] = self.grid.value(top, left)
        return found

    def _cells(self, row: int) -> Cells:
        left, right = self.table.region
        return [(left + offset, value) for offset, value in enumerate(self.grid.rows[row][left:right])
                if value is not None and not (value.__class__ is str and blank(value))]

    def _ordered(self, row: int) -> bool:
        value = self.grid.value(row, self.order) if self.order is not None else None
        return _is_order(value)

    def _last_ordered(self) -> int:
        """The last row that is surely a record: numbered and with a subject; -1 where no column numbers the rows."""
        rows = range(min(self.table.end, len(self.grid.rows)) - 1, self.table.bottom, -1)
        return next((row for row in rows if self._ordered(row) and not blank(self._value(row, self.subject))), -1)

    def _value(self, row: int, column: int) -> Any:
        value = self.grid.value(row, column)
        return self.downward.get((row, column)) if value is None else value

    # --- one row -----------------------------------------------------------------------------------------------

    def _fate(self, row: int, cells: Cells) -> str:
        subject = self._value(row, self.subject)
        ordered = self._ordered(row)
        if row == self.table.bottom + 1 and _is_column_numbers(cells):
            return OTHER
        if ordered and not blank(subject) and not self.signed:
            return self._record(row, cells)
        if self._repeats_heading(cells):
            return OTHER
        texts = [value for _, value in cells if isinstance(value, str)]
        key = plain(texts[0]) if texts else ""
        if self._is_total(key) and not ordered:
            return self._total(row, cells)
        if self.signed or self._signs(row, cells):
            return self._below_signature(row, cells)
        lone = len({str(value) for _, value in cells}) == 1
        if lone or self._enumerated(cells):
            return self._lone(row, cells)
        if len(cells) == 1:
            return OTHER
        if not blank(subject) and not _only_figures(subject):
            return self._unnumbered(row, cells)
        return self._without_subject(row, cells)

    def _is_total(self, key: str) -> bool:
        return begins(key, self.words.totals) and not begins(key, self.words.not_totals)

    def _repeats_heading(self, cells: Cells) -> bool:
        return len(cells) > 1 and all(isinstance(value, str) and clean(value) in self.labels.get(column, ())
                                      for column, value in cells)

    def _signs(self, row: int, cells: Cells) -> bool:
        """Whether a row begins the signatures: their own words, a place and date, or positions alone below the table."""
        texts = [value for _, value in cells if isinstance(value, str)]
        keys = [plain(text) for text in texts]
        if not keys or len(keys) != len(cells) or len(cells) > 4:
            return False
        below = row > self.last_ordered
        if any(_inside(key, self.words.signs_inside) for key in keys):
            self.signed = True
        elif below and any(begins(key, self.words.signs_strong) for key in keys):
            self.signed = True
        elif below and (self.last_ordered >= 0 or row > self._last_filled_row()) \
                and all(key in self.words.signs_alone for key in keys):
            self.signed = True
        elif below and len(cells) == 1 and dates.date(texts[0]) and len(texts[0]) < 60:
            self.signed = self.last_ordered >= 0
            return True
        return self.signed

    def _last_filled_row(self) -> int:
        """Without numbered rows: the last row with at least three cells."""
        if not hasattr(self, "_last_wide"):
            rows = range(min(self.table.end, len(self.grid.rows)) - 1, self.table.bottom, -1)
            self._last_wide = next((row for row in rows if len(self._cells(row)) >= 3), -1)
        return self._last_wide

    def _below_signature(self, row: int, cells: Cells) -> str:
        """Signatures and notes; but a row that is numbered and filled like a record is asked about."""
        if self._ordered(row) and len(cells) >= 3 and not blank(self._value(row, self.subject)):
            self.troubles.at("row-after-signature", row, self.subject, text=clipped(cells[1][1]))
            return PROBLEM
        return OTHER

    def _enumerated(self, cells: Cells) -> bool:
        """ "I | TẬP THỂ": an enumerator and one text, perhaps with figures of the group behind."""
        first, value = cells[0]
        texts = [one for column, one in cells[1:] if isinstance(one, str)]
        return self.order is not None and first == self.order and isinstance(value, str) \
            and ENUMERATOR.fullmatch(value) is not None and len(texts) == 1 and not _is_order(value)

    def _lone(self, row: int, cells: Cells) -> str:
        """One text alone: a group above the last record, a note below it; where rows aren't numbered, perhaps a name."""
        column, value = cells[-1] if self._enumerated(cells) else cells[0]
        if self._ordered(row) or not isinstance(value, str):
            return OTHER
        if self.last_ordered < 0 and column == self.subject and self._is_bare_record(value):
            return self._record(row, cells)
        names_group = column in (self.order, self.subject, self.table.region[0]) or self._spans(row, column)
        if not names_group:
            return self._stray_cell(row, column, value)
        if row > self.last_ordered >= 0:
            return OTHER
        self._open_group(row, column, clean(value))
        return HEADING

    def _stray_cell(self, row: int, column: int, value: str) -> str:
        if row > self.last_ordered or column not in self.filled_keys:
            return OTHER
        self.troubles.at("row-not-understood", row, column, text=clipped(value))
        return PROBLEM

    def _spans(self, row: int, column: int) -> bool:
        return any(top == row and left == column and right > left for top, left, _, right in self.grid.merges)

    def _is_bare_record(self, value: str) -> bool:
        if self.subject_key == "item":
            return False
        if plain(value) in self.words.groups or ENUMERATOR.match(value) and "." in value[:5]:
            return False
        return looks_like_name(value) or self.default.subject == "team" and looks_like_unit(value)

    def _unnumbered(self, row: int, cells: Cells) -> str:
        """A subject without a number: a record if its cells read as such; below the table a note."""
        if self.last_ordered < 0 or row < self.last_ordered or self._reads(row):
            return self._record(row, cells)
        if row > self.last_ordered + 1 and not any(column == self.order for column, _ in cells):
            return OTHER
        self.troubles.at("row-not-understood", row, self.subject, text=clipped(cells[0][1]))
        return PROBLEM

    def _reads(self, row: int) -> bool:
        """Whether a typed cell of the row (title, rating, count, mark) reads without doubt."""
        plan = self.plans[self.default.name]
        quiet = len(self.troubles.found)
        values = self._values(row, plan)
        doubts = len(self.troubles.found) - quiet
        del self.troubles.found[quiet:]
        typed = {key for key in values if key.partition(":")[0] not in ("name", "unit", "position", "note", "item",
                                                                        "initiative", "decision")}
        return bool(typed) and not doubts

    def _without_subject(self, row: int, cells: Cells) -> str:
        known = [column for column, value in cells if column in self.filled_keys and column != self.order]
        if not known or all(isinstance(value, str) and BLANK.fullmatch(value) for _, value in cells):
            return OTHER
        if row > self.last_ordered >= 0 and all(isinstance(value, str) for _, value in cells):
            return OTHER
        self.troubles.at("row-without-subject", row, self.subject, field=self.subject_key)
        return PROBLEM

    # --- records -----------------------------------------------------------------------------------------------

    def _record(self, row: int, cells: Cells) -> str:
        plan = self.plans[self.default.name]
        values = self._values(row, plan)
        form = self._form_of(values)
        if form.name != plan.form.name:
            plan = self.plans[form.name]
            values = self._again(row, plan)
        if self.subject_key not in values:
            if all(column == self.order or isinstance(value, str) and BLANK.fullmatch(value) for column, value in cells):
                return OTHER
            self.troubles.at("row-without-subject", row, self.subject, field=self.subject_key)
            return PROBLEM
        self._finish(row, plan, values)
        record = Record(plan.form.name, self.unit, self.troubles.file, self.troubles.sheet, row + 1, values, plan.columns)
        self.records.append(record)
        self.since_total.append(record)
        self.group_records.append(record)
        return RECORD

    def _values(self, row: int, plan: Plan) -> Values:
        values: Values = {}
        cells = self.grid.rows[row]
        width = len(cells)
        for column, read in plan.converters:
            value = cells[column] if column < width else None
            if value is None and self.downward:
                value = self.downward.get((row, column))
            if value is not None and value != "":
                read(value, row, column, values)
        return values

    def _again(self, row: int, plan: Plan) -> Values:
        """The same cells for the other form of the family; what the first reading reported is said once."""
        self.troubles.found = [one for one in self.troubles.found if not _on_row(one.origin.cell, row + 1)]
        return self._values(row, plan)

    def _form_of(self, values: Values) -> Form:
        """Person or team: by the group, else (where the heading leaves it open) by the titles, else by the name."""
        if len(self.forms) == 1:
            return self.default
        by_subject = self.by_subject
        if self.group_subject in by_subject:
            return by_subject[self.group_subject]
        titles = self.vocabulary.catalogue.titles
        subjects = {titles[code].subject for code in values.get("titles", ())} - {"any"}
        if self.either:
            named = "team" if looks_like_unit(values.get("name", "")) else "person"
            return by_subject.get(subjects.pop() if len(subjects) == 1 else named, self.default)
        if subjects == {"team"} and self.default.subject != "team" and looks_like_unit(values.get("name", "")):
            return by_subject.get("team", self.default)
        return self.default

    def _finish(self, row: int, plan: Plan, values: Values) -> None:
        """What the row has from elsewhere: titles of its group or caption, marks settled, figures of the sheet."""
        for key in ("rating", "status"):
            marks = values.pop(f"{key}:marks", None)
            if marks:
                self._settle(key, marks, row, plan, values)
        if plan.form.field("titles") and "titles" not in values and not self._has_title_column():
            implied = self.group_titles or self.table.titles
            if len(implied) == 1:
                values["titles"] = [self._for_subject(implied[0], plan.form)]
        for key, (value, _) in self.sheet_values.items():
            values.setdefault(key, value)
        for field in plan.form.fields:
            if field.kinds and field.kind_of in values:
                values[field.key] = kind_of(values[field.kind_of], field)

    def _for_subject(self, code: str, form: Form) -> str:
        title = self.vocabulary.catalogue.titles[code]
        return title.team if title.team and form.subject == "team" else code

    def _has_title_column(self) -> bool:
        return any(key.partition(":")[0] == "titles" for key in self.filled_keys.values())

    def _settle(self, key: str, marks: list[str], row: int, plan: Plan, values: Values) -> None:
        if len(set(marks)) == 1:
            values[key] = marks[0]
        elif key == "rating":
            self.troubles.add("rating-marked-twice", f"{plan.columns[key]}{row + 1}", name=values.get("name", ""),
                              count=len(marks), ratings=marks)
        else:
            self.troubles.add("status-unclear", f"{plan.columns[key]}{row + 1}", name=values.get("name", ""))

    # --- groups and totals -------------------------------------------------------------------------------------

    def _open_group(self, row: int, column: int, text: str) -> None:
        self._close_group()
        core = plain(re.sub(r"^\s*(?:[IVXLC]+|[A-Z]|\d+)\s*[.)/:-]\s*", "", text))
        self.group_subject = next((subject for word, subject in self.words.groups.items()
                                   if core == word or core.startswith(word + " ")), "")
        titles = self.vocabulary.titles.find(text)
        self.group_titles = tuple(titles) if len(titles) == 1 else ()
        self.group_claims = list(counts_in(text, self.vocabulary, lone=True))
        self.group_place = (row, column)
        self.group_records = []

    def _close_group(self) -> None:
        rows = tuple(record.row for record in self.group_records)
        for what, value in self.group_claims:
            self._state(what, value, *self.group_place, rows, rows)
        self.group_claims = []

    def _total(self, row: int, cells: Cells) -> str:
        recent = tuple(record.row for record in self.since_total)
        whole = tuple(record.row for record in self.records)
        for column, value in cells:
            if isinstance(value, str) and (column in (self.order, self.subject) or column not in self.filled_keys
                                           or numbers.count(value) is None):
                for what, number in counts_in(clean(value), self.vocabulary):
                    self._state(what, number, row, column, recent, whole)
            else:
                what = self._totalled(column)
                number = numbers.count(value)
                if what and number is not None:
                    self._state(what, number, row, column, recent, whole)
        self.since_total = []
        return TOTAL

    def _totalled(self, column: int) -> str | None:
        """What a figure in a total row counts, by its column."""
        key = self.filled_keys.get(column, "")
        base, _, part = key.partition(":")
        if base in ("titles", "rating") and part:
            return f"marks:{part}"
        if base == self.subject_key:
            return "rows"
        field = self.default.field(base)
        if field is None:
            return None
        marks = self.default.marks
        if base in marks and any(one.startswith("name") for one in self.filled_keys.values()):
            return f"marks:{marks[base]}"
        return f"sum:{base}" if field.type == "count" else f"filled:{base}" if field.type in ("titles", "rating") else None

    def _state(self, what: str, value: int, row: int, column: int, rows: Iterable[int], whole: Iterable[int]) -> None:
        origin = Origin(self.troubles.file, self.troubles.sheet, a1(row, column))
        self.stated.append(Stated(self.table.form, what, value, origin, tuple(rows), tuple(whole)))


def family(name: str, vocabulary: Vocabulary) -> list[Form]:
    """A form and those that may share its table."""
    own = vocabulary.catalogue.forms[name]
    return [own, *(form for form in vocabulary.forms if own.family and form.family == own.family and form is not own)]


def kind_of(text: str, field: Any) -> str:
    """The kind that an item's words tell: the earliest word in the text decides ("Báo cáo … Nghị quyết …" is a report)."""
    key = f" {plain(text)} "
    places = [(place, index, kind["value"]) for index, kind in enumerate(field.kinds)
              for word in kind["words"] if (place := key.find(f" {plain(word)} ")) >= 0]
    return min(places)[2] if places else field.otherwise


def _on_row(cell: str | None, row: int) -> bool:
    return bool(cell) and re.fullmatch(rf"[A-Z]+{row}", cell or "") is not None


def _is_order(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return float(value).is_integer()
    return isinstance(value, str) and ORDER.fullmatch(value) is not None


def _is_column_numbers(cells: Cells) -> bool:
    """The row under a heading that numbers its columns: (1) (2) (3), A B 1 2, 5=3+4."""
    shown = [f"{value:g}" if isinstance(value, float) else str(value) for _, value in cells]
    return len(cells) >= 3 and all(INDEX.fullmatch(text) for text in shown) \
        and sum(text.strip("()[] ").isdigit() for text in shown) >= len(shown) // 2


@lru_cache(maxsize=4096)
def _inside(key: str, words: tuple[str, ...]) -> bool:
    return any(word in key for word in words)


def _only_figures(value: Any) -> bool:
    return not isinstance(value, str) or not any(character.isalpha() for character in value)
