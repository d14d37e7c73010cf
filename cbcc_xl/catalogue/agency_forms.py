"""Whether an agency's form and wordings name only what there is: types of fields, keys of columns, each key once.

Takes the form's tables and the built-in data; gives faults as sentences that name the field and say what there is. A
slip here would lose the column's cells, or the form's tables, without a sound.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue.expected import TABLES, TEXT, near

SHAPES = ("headings", "labels", "values")       # sections of wordings whose keys are fields


def form_faults(table: Mapping[str, Any], own: Mapping[str, Any], ours: Mapping[str, Any],
                worded: Mapping[str, Any]) -> Iterator[str]:
    """What of one form's fields and needs isn't there. `own`: the form as it is without the agency's table; `worded`:
    its wordings, whose headings may name columns that hold no field (signatures)."""
    fields = table.get("fields", own.get("fields"))
    if not TABLES.fits(fields):
        return
    types = sorted({field["type"] for form in ours.values() for field in form["fields"]})
    for field in table.get("fields", ()):
        kind = field.get("type")
        if TEXT.fits(kind) and kind not in types:
            yield f"trường “{field.get('key', '')}”: không có type “{kind}”; các loại: {', '.join(types)}"
    keys = [field["key"] for field in fields if TEXT.fits(field.get("key"))]
    yield from (f"trường “{key}” ghi hai lần; mỗi trường một key riêng"
                for key in dict.fromkeys(keys) if keys.count(key) > 1)
    known = {*keys, *columns_of(worded)}
    for key in _needed(table.get("needs", own.get("needs", ()))):
        if key not in known and not key.startswith("_"):
            yield f"needs có “{key}” mà biểu không có trường ấy{near(key, keys)}"


def _needed(needs: Any) -> Iterator[str]:
    for one in needs if isinstance(needs, (list, tuple)) else ():
        for key in one if isinstance(one, (list, tuple)) else ():
            yield from str(key).split("|")


def wording_faults(table: Mapping[str, Any], form: Mapping[str, Any], worded: Mapping[str, Any]) -> Iterator[str]:
    """Keys of a form's wordings that are none of its fields nor of our own headings (`worded`); what begins with "_" is
    known and left unread."""
    fields = form.get("fields", ())
    if not TABLES.fits(fields):
        return
    known = [*(field["key"] for field in fields if TEXT.fits(field.get("key"))), *columns_of(worded)]
    for section in SHAPES:
        words = table.get(section)
        for key in words if isinstance(words, Mapping) else ():
            for part in _fields_of(key):
                if part not in known:
                    yield f"{section} có “{key}” mà biểu không có trường “{part}”{near(part, known)}"


def columns_of(worded: Mapping[str, Any]) -> set[str]:
    """The columns that a form's wordings tell apart."""
    headings = worded.get("headings", {})
    return {part for key in headings for part in _fields_of(key)} if isinstance(headings, Mapping) else set()


def _fields_of(key: str) -> Iterable[str]:
    """The fields that a heading's key names: "agree+valid+share", "name:first"; none of one that is left unread."""
    return () if key.startswith("_") else (part.partition(":")[0] for part in key.split("+"))
