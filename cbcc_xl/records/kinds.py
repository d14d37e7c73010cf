"""What kind of thing a row is about, by its words: a report or a target, a movement, a model or a fund.

Takes a field with its kinds (`data/forms`), the row's words and what the table says of all its rows.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.forms.recognise import Table
from cbcc_xl.text.letters import plain


def kind_of(text: str, field: Field, table_kind: str) -> str:
    """The kind that an item's words tell: the earliest word decides ("Báo cáo … Nghị quyết …" is a report).

    Where the table may tell it, only a name's first words speak before the table does.
    """
    places = _places(text, field)
    if field.kind_from_table:
        return places[0][1] if places and places[0][0] == 0 else table_kind or field.otherwise
    return places[0][1] if places else field.otherwise


def table_kind(field: Field, table: Table, sheet: str, column: int | None) -> str:
    """The kind of all rows, by the heading over their names, the nearest caption or the sheet's name: the first of
    these that names exactly one."""
    if not field.kind_from_table:
        return ""
    label = next((one.label for one in table.columns if one.index == column), "")
    for text in (label, *(text for _, text in table.captions), sheet):
        kinds = {kind for _, kind in _places(text, field)}
        if len(kinds) == 1:
            return kinds.pop()
    return ""


def kinds_named(form: Form, text: str) -> dict[str, str]:
    """The kinds that a group's heading names, by field: "II. MÔ HÌNH"; only one that is named alone."""
    named = {field.key: {kind for _, kind in _places(text, field)} for field in form.fields if field.kind_from_table}
    return {key: kinds.pop() for key, kinds in named.items() if len(kinds) == 1}


def _places(text: str, field: Field) -> list[tuple[int, str]]:
    key = f" {plain(text)} "
    found: Iterable[tuple[int, int, str]] = (
        (place, index, kind["value"]) for index, kind in enumerate(field.kinds) for word in kind["words"]
        if (place := key.find(f" {plain(word)} ")) >= 0)
    return [(place, kind) for place, _, kind in sorted(found)]
