"""What an agency's file may say beside rules: titles, ratings, sources, forms, wordings, words of findings.

Takes one part of the file, the built-in data and the typed tuples that tables become; gives faults as sentences that
name the table and say what to write.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue.agency_forms import form_faults, wording_faults
from cbcc_xl.catalogue.expected import (
    COEFFICIENT,
    SEVERITY,
    STEP,
    TABLES,
    TEXT,
    TEXTS,
    WORDS,
    Expected,
    near,
    of_type,
    shape_fault,
    typed,
    worded,
)
from cbcc_xl.catalogue.prizes import WAYS

NAMED = {"title": "danh hiệu", "rating": "mức xếp loại", "source": "văn bản", "form": "biểu", "wording": "cách viết",
         "message": "lỗi khi đọc", "prize": "mức tiền thưởng"}
SECTIONS = ("headings", "labels", "values", "marks")       # of a form's wordings
GIVEN_BY_ITS_PLACE = {"title": "code", "rating": "code", "source": "number"}
WAY = Expected(lambda value: value in WAYS, " hoặc ".join(f'"{way}"' for way in WAYS))
MAY_REPEAT_ITS_PLACE = {"form": "name"}
RENAMED = {"start": "from", "end": "to"}


def part_faults(part: str, tables: Any, ours: Mapping[str, Any], theirs: Mapping[str, Any],
                types: Mapping[str, type]) -> Iterator[str]:
    """What can't be used in one part of the file: `[title.X]`, `[wording.<form>.headings]`, …"""
    example = next(iter(ours[part]))
    if not isinstance(tables, Mapping):
        yield f"[{part}] phải là các bảng, ví dụ [{part}.{example}]"
        return
    for key, table in tables.items():
        if not isinstance(table, Mapping):
            yield f"{NAMED[part]} “{key}” phải là một bảng: viết [{part}.{key}], các mục ở những dòng dưới"
        elif part == "wording":
            yield from (f"cách viết “{key}”: {fault}" for fault in _wording(key, table, ours, theirs))
        elif part == "prize":
            known = {**ours["prize"], **ours["title"]}
            yield from (f"mức tiền thưởng “{key}”: {fault}" for fault in _prize(key, table, known, types[part]))
        elif part == "message":
            yield from (f"lỗi khi đọc “{key}”: {fault}" for fault in _message(key, table, ours[part]))
        elif part in types:
            yield from (f"{NAMED[part]} “{key}”: {fault}" for fault in _made(part, key, table, ours[part], types))
            if part == "form":
                yield from (f"biểu “{key}”: {fault}" for fault in form_faults(
                    table, ours["form"].get(key, {}), ours["form"], ours["wording"].get(key, {})))


def _made(part: str, key: str, table: Mapping[str, Any], ours: Mapping[str, Any],
          types: Mapping[str, type]) -> Iterator[str]:
    """Of a table that becomes a typed tuple: its keys, their types, and what a new one must have."""
    hints = _hints(types[part], GIVEN_BY_ITS_PLACE.get(part, ""))
    yield from typed(table, {name: of_type(hint) for name, hint in hints.items()})
    defaults = types[part]._field_defaults                                                 # type: ignore[attr-defined]
    asked = set(hints) - set(defaults) - set(RENAMED.values()) - {MAY_REPEAT_ITS_PLACE.get(part)}
    missing = [name for name in hints if name in asked and name not in table]
    if key not in ours and missing:
        yield f"thiếu {', '.join(missing)}{near(key, ours)}"
    if part == "form" and "fields" in table:
        yield from _fields(table["fields"], types["field"])
    if part == "form" and "needs" in table:
        fault = shape_fault(table["needs"], next(iter(ours.values()))["needs"])
        yield from [f"needs {fault}"] if fault else []


def _fields(fields: Any, kind: type) -> Iterator[str]:
    if not TABLES.fits(fields):
        yield "fields phải là danh sách bảng: viết [[form.….fields]] cho mỗi trường"
        return
    for field in fields:
        faults = typed(field, {name: of_type(hint) for name, hint in _hints(kind, "").items()})
        yield from (f"trường “{field.get('key', '')}”: {fault}" for fault in faults)
        if missing := [name for name in ("key", "type", "vi") if name not in field]:
            yield f"trường “{field.get('key', '')}”: thiếu {', '.join(missing)}"


def _hints(kind: type, but: str) -> dict[str, str]:
    """The keys of a part's tables with their types, as TOML names them."""
    return {RENAMED.get(name, name): str(getattr(hint, "__forward_arg__", hint))
            for name, hint in kind.__annotations__.items() if name != but}


def _message(code: str, table: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    if code not in ours:
        yield f"không có lỗi này{near(code, ours)}"
    yield from typed(table, {"severity": SEVERITY, **dict.fromkeys(WORDS, TEXT)})
    yield from worded(table)


def _prize(code: str, table: Mapping[str, Any], known: Mapping[str, Any], kind: type) -> Iterator[str]:
    if code not in known:
        yield f"không có danh hiệu này{near(code, known)}"
    if "in_force" not in table:
        yield f"thiếu in_force; phải là {TABLES.what}"
    yield from typed(table, {"over": TEXTS, "in_force": TABLES})
    hints = {name: of_type(hint) for name, hint in _hints(kind, "").items()}
    of_money = {**hints, "person": COEFFICIENT, "team": COEFFICIENT, "way": WAY, "step": STEP}
    for line in table["in_force"] if TABLES.fits(table.get("in_force")) else ():
        yield from (f"in_force: {fault}" for fault in typed(line, of_money))


def _wording(key: str, table: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[str]:
    """Wordings of a form have the sections of ours; `common` and `rows` have their own."""
    new: Any = theirs.get("form")
    forms = {**ours["form"], **(new if isinstance(new, Mapping) else {})}
    own = ours["wording"].get(key, {})
    known = own if key in ("common", "rows") else {name: own.get(name) or _like(name, ours) for name in SECTIONS}
    if key not in forms and key not in ours["wording"]:
        yield f"không có biểu này{near(key, forms)}"
        return
    for name, value in table.items():
        if name not in known:
            yield f"không có mục “{name}”{near(name, known)}"
        elif fault := shape_fault(value, known[name]):
            yield f"{name} {fault}"
    yield from wording_faults(table, {**ours["form"].get(key, {}), **_table(forms.get(key))}, own)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _like(section: str, ours: Mapping[str, Any]) -> Any:
    """A section as some form of ours has it."""
    return next(table[section] for table in ours["wording"].values() if section in table)
