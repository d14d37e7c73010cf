"""Cells to type into, by a form's own fields: those that stand once a sheet, and a table that grows as it is filled.

Takes a form; gives what was typed as integers and texts by the fields' keys. What should be a whole number and is none
is outlined and left out. A row left empty is no row.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from ipywidgets import HTML, Button, ButtonStyle, GridBox, HBox, Layout, Text, VBox
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.text.numbers import count
from cbcc_xl.widgets import page

NUMBER, COUNT, REMOVE = "0 0 26px", "0 0 76px", "0 0 28px"         # flex: neither grows nor shrinks, and is so wide
RESULT, RESULTS = "0 0 228px", {"attendance": "0 0 64px"}
LETTER = 6                         # pixels for each letter that a form gives to a text; such columns grow and shrink
ONCE_LABEL = "200px"
BLANK_ROWS = 4
DIGITS = re.compile(r"[\d .]+")     # 1204, 1.204, 1 204; "12 người" is for sheets, not for cells of one's own


class Entry(Text):
    """One cell."""

    def __init__(self, field: Field, changed: Callable[[object], None], lang: str, **shown: Any) -> None:
        super().__init__(tooltip=getattr(field, lang), **shown)
        self.field = field
        if field.type == "count":
            self.add_class("cbcc-count")
        self.observe(self._look, "value")
        self.observe(changed, "value")

    @property
    def typed(self) -> int | str | None:
        """What stands here; None for nothing, or for what is no whole number where there should be one."""
        text = self.value.strip()
        if self.field.type != "count":
            return text or None
        return count(text) if DIGITS.fullmatch(text) else None

    @property
    def wrong(self) -> bool:
        return bool(self.value.strip()) and self.typed is None

    def _look(self, _: object) -> None:
        (self.add_class if self.wrong else self.remove_class)("cbcc-wrong")


class Looks:
    """Layouts and styles that many cells share: the browser is told of each only once, not with every cell."""

    def __init__(self) -> None:
        self.wide, self.row = cache(_wide), Layout()
        self.text, self.html, self.button = TextStyle(), HTMLStyle(), ButtonStyle()


class EntryHead(GridBox):
    """The fields that stand once a sheet, in two columns."""

    def __init__(self, form: Form, changed: Callable[[object], None], lang: str) -> None:
        style, long, short = TextStyle(description_width=ONCE_LABEL), Layout(width="480px"), Layout(width="310px")
        self.entries = {
            field.key: Entry(field, changed, lang, description=getattr(field, lang), style=style,
                             layout=short if field.type == "count" else long)
            for field in form.fields if field.template and field.once}
        super().__init__(tuple(self.entries.values()), layout=Layout(grid_template_columns="max-content max-content"))

    def typed(self) -> dict[str, Any]:
        return _typed(self.entries)

    def load(self, values: Mapping[str, Any]) -> None:
        for key, entry in self.entries.items():
            entry.value = str(values.get(key, ""))


class EntryRow(HBox):
    """One row: its number, its cells, what it comes to, and a button that takes it out."""

    def __init__(self, table: EntryTable) -> None:
        looks = table.looks
        self.number = HTML(layout=looks.wide(NUMBER), style=looks.html)
        self.entries = {field.key: Entry(field, table.typed_in, table.lang, layout=looks.wide(_width(field)),
                                         style=looks.text) for field in table.fields}
        self.result = HTML(layout=looks.wide(table.result), style=looks.html)
        self.remove = Button(icon="times", tooltip=table.words["remove_row"], tabbable=False,
                             layout=looks.wide(REMOVE), style=looks.button)
        self.remove.add_class("cbcc-remove")
        self.remove.on_click(lambda _: table.take_out(self))
        super().__init__([self.number, *self.entries.values(), self.result, self.remove], layout=looks.row)

    def typed(self) -> dict[str, Any]:
        return _typed(self.entries)

    @property
    def empty(self) -> bool:
        return not any(entry.value.strip() for entry in self.entries.values())


class EntryTable(VBox):
    """Headings, rows, sums. There is always an empty row at the end, up to the `most` that the form holds."""

    def __init__(self, form: Form, most: int, changed: Callable[[], None], words: Mapping[str, str], lang: str) -> None:
        self.fields = [field for field in form.fields if field.template and not field.once and not field.computed]
        self.most, self.words, self.lang, self.changed = most, words, lang, changed
        self.loading, self.looks = False, Looks()
        self.result = RESULTS.get(form.name, RESULT)
        heading = words["share" if form.name in RESULTS else "result"]
        self.headings = self._line([_heading(getattr(field, lang)) for field in self.fields], _heading(heading))
        self.body, self.sums = VBox(), self._line([""] * len(self.fields))
        self.sums.add_class("cbcc-sums")
        self.more = Button(description=words["more_rows"], icon="plus", layout=Layout(width="130px"))
        self.more.on_click(lambda _: self._add(1))
        super().__init__([self.headings, self.body, self.sums, self.more])
        self.add_class("cbcc-entries")
        self.load([])

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        return tuple(self.body.children)

    def filled(self) -> list[EntryRow]:
        """The rows in which something stands."""
        return [row for row in self.rows if row.typed()]

    def load(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows in place of what is there."""
        self.loading = True
        self.body.children = ()
        self._add(max(len(rows) + 1, BLANK_ROWS), beyond=len(rows))
        for row, values in zip(self.rows, rows, strict=False):
            for key, entry in row.entries.items():
                entry.value = str(values.get(key, ""))
        self.loading = False

    def show(self, filled: Sequence[EntryRow], results: Sequence[page.Html], sums: Mapping[str, int]) -> None:
        """What each filled row comes to, and the sums below."""
        told = dict(zip(map(id, filled), results, strict=True))
        for row in self.rows:
            row.result.value = told.get(id(row), "")
        self.sums.layout.display = None if sums else "none"
        for cell, field in zip(self.sums.children[1:], self.fields, strict=False):
            cell.value = page.element("div", sums.get(field.key), kind="cbcc-sum")
        self.sums.children[1].value = page.element("div", self.words["sum"], kind="cbcc-sum")

    def typed_in(self, _: object = None) -> None:
        """Something was typed into a row."""
        if self.loading:
            return
        if not self.rows or not self.rows[-1].empty:
            self._add(1)
        self.changed()

    def take_out(self, row: EntryRow) -> None:
        self._set(tuple(one for one in self.rows if one is not row))
        self.typed_in()

    def _add(self, number: int, beyond: int = 0) -> None:
        room = max(self.most, beyond) - len(self.rows)
        self._set((*self.rows, *(EntryRow(self) for _ in range(min(number, room)))))

    def _line(self, cells: Sequence[str], result: str = "") -> HBox:
        """Texts above or below the table's columns."""
        widths = [NUMBER, *map(_width, self.fields), self.result, REMOVE]
        return HBox([HTML(text, layout=self.looks.wide(width), style=self.looks.html)
                     for text, width in zip(("", *cells, result, ""), widths, strict=True)])

    def _set(self, rows: tuple[EntryRow, ...]) -> None:
        self.body.children = rows
        for number, row in enumerate(rows, 1):
            row.number.value = page.element("div", number, kind="cbcc-number")
        self.more.disabled = len(rows) >= self.most


def _typed(entries: Mapping[str, Entry]) -> dict[str, Any]:
    return {key: entry.typed for key, entry in entries.items() if entry.typed is not None}


def _width(field: Field) -> str:
    return COUNT if field.type == "count" else f"{field.width:g} 1 {LETTER * field.width:g}px"


def _wide(flex: str) -> Layout:
    return Layout(flex=flex, width="auto", min_width="40px" if flex[0] != "0" else "0")


def _heading(text: str) -> page.Html:
    return page.element("div", text, kind="cbcc-heading")
