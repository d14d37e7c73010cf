"""How a form's columns and labels are worded: in its own words, by the names in its blank template, as in other forms.

Takes the tables of forms and wordings as TOML gives them. A word that a form claims for one of its columns is no other
column's there, whatever it means elsewhere.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Table = Mapping[str, Any]
Lent = Mapping[tuple[str, str], Iterable[str]]      # a column's key and type → its wordings in all forms


def headings(form: Table, wording: Table, common: Table, lent: Lent) -> dict[str, tuple[str, ...]]:
    """Each key's headings: the form's own first, then those of every form, then those of the same key elsewhere."""
    columns = [field for field in form["fields"] if not field.get("once")]
    own = _with_names(wording.get("headings", {}), columns)
    claimed = {word for words in own.values() for word in words}
    keys = {field["key"] for field in form["fields"]}
    shared = {key: [word for word in words if word in own.get(key, ()) or word not in claimed]
              for key, words in common["headings"].items() if key.startswith("_") or set(key.split("+")) <= keys}
    unworded = [field for field in columns if _shown(field) and field["key"] not in wording.get("headings", {})]
    borrowed = {field["key"]: [word for word in lent.get((field["key"], field["type"]), ()) if word not in claimed]
                for field in unworded}
    return {key: tuple(dict.fromkeys((*own.get(key, ()), *shared.get(key, ()), *borrowed.get(key, ()))))
            for key in dict.fromkeys((*own, *shared))}


def labels(form: Table, wording: Table) -> dict[str, tuple[str, ...]]:
    """Each key's labels above the table."""
    own = _with_names(wording.get("labels", {}), [field for field in form["fields"] if field.get("once")])
    return {key: tuple(words) for key, words in own.items()}


def lent_by_all(forms: Mapping[str, Table], wordings: Mapping[str, Table]) -> Lent:
    """How columns are worded by key and type: what an agency's own form need not say again of "Họ và tên"."""
    lent: dict[tuple[str, str], dict[str, None]] = {}
    for key, kind, words in _worded(forms, wordings):
        lent.setdefault((key, kind), {}).update(dict.fromkeys(words))
    return lent


def _worded(forms: Mapping[str, Table], wordings: Mapping[str, Table]) -> Iterator[tuple[str, str, Iterable[str]]]:
    for name, form in forms.items():
        own = wordings.get(name, {}).get("headings", {})
        for field in form["fields"]:
            if not field.get("once"):
                yield field["key"], field["type"], own.get(field["key"], ())


def _with_names(wording: Mapping[str, list[str]], fields: Iterable[Table]) -> dict[str, list[str]]:
    """The wordings with the name that the blank template gives to each column or label."""
    said = {word for words in wording.values() for word in words}
    named = {field["key"]: field["vi"] for field in fields if _shown(field) and field["vi"] not in said}
    return {key: [*wording.get(key, ()), *([named[key]] if key in named else ())]
            for key in dict.fromkeys((*wording, *named))}


def _shown(field: Table) -> bool:
    """Whether the field has a place in the blank template."""
    return bool(field.get("template", True))
