"""`decisions.toml` read and held against the catalogue.

Takes a path; gives `Decisions`. Raises `DecisionsError`, one Vietnamese sentence with the file, the line, what is wrong
and what to write. `beside` tells where the file of an inbox lies.
"""
from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import tomli

from cbcc_xl.catalogue import Catalogue, Form
from cbcc_xl.catalogue.expected import DAY, TEXT, TEXTS, TRUTH, WHOLE, Expected, near, typed, unwritable
from cbcc_xl.decisions.entries import KINDS, NONE, Decisions, id_of
from cbcc_xl.text.headings import ORDER, shape_of
from cbcc_xl.text.letters import plain
from cbcc_xl.text.refused import refused

NAME = "decisions.toml"
SUFFIX, ZIP = ".toml", ".zip"
RENAMED = {"from": "start"}        # a word of Python
NAMES = Expected(lambda value: isinstance(value, Mapping) and all(map(TEXT.fits, value.values())),
                 'một bảng, ví dụ { "Họ tên" = "name", "Chức danh" = "position" }')
ROWS = Expected(lambda value: isinstance(value, list) and all(map(WHOLE.fits, value)), "danh sách số, ví dụ [1, 2]")
MUST_SAY = Expected(lambda value: TEXT.fits(value) and bool(value.strip()), TEXT.what)
_BY_TYPE: Mapping[Any, Expected] = {
    str: TEXT, int | None: WHOLE, bool: TRUTH, tuple[str, ...]: TEXTS, tuple[int, ...]: ROWS, datetime.date: DAY,
    datetime.date | None: DAY, Mapping[str, str]: NAMES}


class DecisionsError(ValueError):
    """Decisions that can't be used or kept; the text says which file and why."""


def beside(inbox: str | os.PathLike[str]) -> Path | None:
    """The file of decisions beside an inbox; None where there is none.

    `hop_thu/2023`, `hop_thu/2024.zip` and `hop_thu/2023/phong-a.xlsx` share `hop_thu/decisions.toml`: beside a folder
    or zip, beside a single file or its folder. One within a folder of units' files is not ours, whoever put it there.
    """
    path = Path(os.path.realpath(inbox))
    places = [path.parent] if path.is_dir() else [path.parent, path.parent.parent]
    return next((found for found in (place / NAME for place in places) if found.is_file()), None)


def place_for(inbox: str | os.PathLike[str]) -> Path:
    """Where a decision about an inbox, or about a file somewhere in it, is to be kept.

    Beside the folder or zip, so that next year's has it too; of a file, in the nearest file of decisions above it. A
    file of decisions is its own place.
    """
    path = Path(os.path.realpath(inbox))
    if path.suffix == SUFFIX:
        return Path(inbox)
    above = [place / NAME for place in path.parents]
    if path.is_dir() or path.suffix.lower() == ZIP or len(above) == 1:
        return above[0]
    return next((found for found in above if found.is_file()), above[1])


def load(path: str | os.PathLike[str], catalogue: Catalogue) -> Decisions:
    """The decisions of a file."""
    return parsed(read(Path(path)), Path(path).name, catalogue)


def read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise DecisionsError(f"Không mở được tệp quyết định {path}: {refused(error)}.") from error
    except UnicodeDecodeError as error:
        raise DecisionsError(f"Tệp quyết định {path} không lưu bằng bảng mã UTF-8.") from error


def parsed(text: str, name: str, catalogue: Catalogue) -> Decisions:
    """The decisions that a file's text holds."""
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise DecisionsError(f"Tệp quyết định {name} viết sai ở dòng {error.lineno}, cột {error.colno}.") from error
    except RecursionError as error:
        raise DecisionsError(f"Tệp quyết định {name}: các bảng, danh sách lồng nhau quá nhiều tầng.") from error
    for kind, place, fault in _faults(tables, catalogue):
        raise DecisionsError(f"Tệp quyết định {name}, {_line(text, kind, place)}: {fault}.")
    made = Decisions(**{kind: tuple(_entry(kind, table) for table in entries) for kind, entries in tables.items()})
    for kind, place in _repeated(made):
        raise DecisionsError(f"Tệp quyết định {name}, {_line(text, kind, place)}: [[{kind}]] nói về cùng một điều với "
                             "mục trước; giữ lại một mục.")
    return made


def _repeated(decisions: Decisions) -> Iterator[tuple[str, int]]:
    """Table and number of an entry that is about the same as one before it."""
    seen: set[str] = set()
    for kind, entries in decisions._asdict().items():
        for place, entry in enumerate(entries):
            if id_of(entry) in seen:
                yield kind, place
            seen.add(id_of(entry))


def _faults(tables: Mapping[str, Any], catalogue: Catalogue) -> Iterator[tuple[str, int, str]]:
    """Table, number of its entry and what is wrong with it."""
    for kind, entries in tables.items():
        if kind not in KINDS:
            yield kind, 0, f"không có bảng “{kind}”{near(kind, KINDS)}; có: {', '.join(KINDS)}"
        elif not isinstance(entries, list) or not all(isinstance(one, Mapping) for one in entries):
            yield kind, 0, f"“{kind}” phải viết trong hai cặp ngoặc vuông, [[{kind}]], các mục ở những dòng dưới"
        else:
            for place, table in enumerate(entries):
                yield from ((kind, place, f"[[{kind}]] {fault}") for fault in entry_faults(kind, table, catalogue))


def entry_faults(kind: str, table: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with one entry of a table."""
    known = expected(kind)
    if unwritable(table):
        yield "có ký tự không phải chữ"
    yield from typed(table, known)
    missing = [key for key in known if key not in table and _field(key) not in KINDS[kind]._field_defaults]
    if missing:
        yield f"thiếu {', '.join(missing)}"
    empty = [key for key, value in table.items() if known[key] is TEXTS and not (value and all(map(plain, value)))
             and _field(key) not in KINDS[kind]._field_defaults]
    if empty:
        yield f"{', '.join(empty)} chưa có tên nào, hoặc có tên trống"
    if kind == "person" and table["same"] and len(table["names"]) < 2:
        yield "một người thì names phải có hai cách ghi họ tên"
    if kind == "title" and not plain(table["text"]):
        yield "text không có chữ nào"
    if kind == "title" and (code := table["means"]) not in (*catalogue.titles, NONE):
        yield f"không có danh hiệu “{code}”{near(code, catalogue.titles)}; ghi mã danh hiệu hoặc \"{NONE}\""
    if kind in ("mapping", "row") and (form := table["form"]) not in (*catalogue.forms, NONE):
        yield f"không có biểu “{form}”{near(form, catalogue.forms)}"
    whole = kind == "waiver" and not any(table.get(key) for key in ("file", "unit", "subject"))
    if (kind == "row" or whole) and not (table.get("year") or table.get("on")):
        yield "thiếu year (năm xét): quyết định này chỉ cho một năm"
    if kind == "mapping":
        yield from _mapping_faults(table["columns"], catalogue.forms.get(table["form"]))
    if kind == "waiver" and (code := table["rule"]) not in {*catalogue.rules, *catalogue.messages}:
        yield f"không có quy tắc “{code}”{near(code, [*catalogue.rules, *catalogue.messages])}"


def _mapping_faults(columns: Mapping[str, str], form: Form | None) -> Iterator[str]:
    """What is wrong with the columns of a table: none has a heading, a field is none of the form's, none gives any."""
    if not shape_of(columns):
        yield "columns phải có tiêu đề cột"
    known = {field.key for field in form.fields} if form else set()
    given = [part.partition(":")[0] for key in columns.values() for part in key.split("+") if part and part != ORDER]
    unknown = next((key for key in given if key not in known), None)
    if form and unknown is not None:
        yield f"biểu “{form.name}” không có cột “{unknown}”{near(unknown, known)}"
    elif form and not given:
        yield f"không có cột nào của biểu “{form.name}”"


def expected(kind: str) -> dict[str, Expected]:
    """The keys of a table's entries and what stands in each; texts that an entry can't do without are never empty."""
    entry = KINDS[kind]
    back = {field: key for key, field in RENAMED.items()}
    return {back.get(field, field): MUST_SAY if hint is str and field not in entry._field_defaults else _BY_TYPE[hint]
            for field, hint in get_type_hints(entry).items()}


def _field(key: str) -> str:
    return RENAMED.get(key, key)


def _entry(kind: str, table: Mapping[str, Any]) -> Any:
    return KINDS[kind](**{_field(key): tuple(value) if isinstance(value, list) else value
                          for key, value in table.items()})


def _line(text: str, kind: str, place: int) -> str:
    """Where an entry begins; by its number where its table is written in another way."""
    heads = [number for number, line in enumerate(text.split("\n"), 1)
             if re.match(rf"\s*\[*\s*[\"']?{re.escape(kind)}[\"']?\s*[\]=]", line)]
    return f"dòng {heads[place]}" if place < len(heads) else f"mục {kind} thứ {place + 1}"
