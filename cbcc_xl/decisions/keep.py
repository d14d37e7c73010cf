"""Decisions written to `decisions.toml`, one at a time: what people wrote there, its order and comments stay.

Takes the file and an entry, or an entry's id. The file is read again under a lock before each change, and written whole
or not at all: the draft beside it, made only where there is none yet, is the lock. What comes out is read back and
compared before it takes the file's place.
"""
from __future__ import annotations

import datetime
import json
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.expected import unwritable
from cbcc_xl.catalogue.load import DATA, read_toml
from cbcc_xl.decisions.entries import Entry, Waiver, id_of, kind_of
from cbcc_xl.decisions.load import NAME, RENAMED, DecisionsError, entry_faults, load, parsed, read
from cbcc_xl.model import ERROR
from cbcc_xl.text.refused import WRITE, refused

PATIENCE = 5                       # seconds to wait for another who writes
HEAD = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]\s*(?:#.*)?")


def record(path: str | os.PathLike[str], entry: Entry, catalogue: Catalogue) -> str:
    """Write one decision, in the place of an earlier one about the same thing; its id."""
    checked(entry, catalogue)
    with _changing(Path(path), catalogue) as change:
        old = change.known.get(id_of(entry))
        change.made = _without(change, old, _lines(as_text(entry))) if old else \
            f"{change.text.rstrip()}\n\n{as_text(entry)}"
        change.known[id_of(entry)] = entry
    return id_of(entry)


def checked(entry: Entry, catalogue: Catalogue) -> None:
    """DecisionsError where an entry can't be kept, or would have no effect whatever the files hold."""
    for fault in _faults(entry, catalogue):
        raise DecisionsError(f"Không ghi quyết định này: {fault}.")


def undo(path: str | os.PathLike[str], identifier: str, catalogue: Catalogue) -> Entry:
    """Take one decision back; what it said."""
    load(path, catalogue)                                                 # what is wrong with the file is said first
    with _changing(Path(path), catalogue) as change:
        if identifier not in change.known:
            raise DecisionsError(f"Tệp quyết định {path} không có điều nào mang mã {identifier}; xem lại mã bằng lệnh "
                                 "cbcc-xl decisions.")
        change.made = _without(change, change.known[identifier])
        return change.known.pop(identifier)


def _faults(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    if unwritable(entry):
        yield "có ký tự không phải chữ"
    else:
        yield from entry_faults(kind_of(entry), tomli.loads(as_text(entry))[kind_of(entry)][0], catalogue)
    if isinstance(entry, Waiver) and _always_error(entry.rule, catalogue):
        yield f"{entry.rule} luôn là lỗi, mà chỉ cảnh báo mới bỏ qua được"


def _always_error(code: str, catalogue: Catalogue) -> bool:
    rule = catalogue.rules.get(code)
    if rule is None:
        return catalogue.messages.get(code, {}).get("severity") == ERROR
    return "vi_unknown" not in rule.words and {period.severity for period in rule.periods} == {ERROR}


def as_text(entry: Entry) -> str:
    """An entry as it stands in the file; what it doesn't say is left out."""
    back, kind = {field: key for key, field in RENAMED.items()}, kind_of(entry)
    said = {back.get(field, field): value for field, value in entry._asdict().items()
            if value not in ("", (), {}, None)}
    lines = [f"{key} = {_value(value)}" for key, value in said.items() if not isinstance(value, Mapping)]
    for key, table in said.items():
        if isinstance(table, Mapping):                                    # a line each, below all else
            lines += [f"[{kind}.{key}]", *(f"{_value(one)} = {_value(value)}" for one, value in table.items())]
    return "\n".join([f"[[{kind}]]", *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)


class _Change:
    """A file's text and its decisions by id; what is to stand there instead."""

    def __init__(self, path: Path, text: str, catalogue: Catalogue) -> None:
        self.path, self.text, self.made = path, text, text
        self.decisions = parsed(text, path.name, catalogue)
        self.known = {id_of(entry): entry for entry in self.decisions.every()}


def _without(change: _Change, entry: Entry, instead: Sequence[str] = ()) -> str:
    """The text without an entry's own lines, or with others in their place; whole lines of comment stay."""
    lines, kind = _lines(change.text), kind_of(entry)
    heads = [(place, found[1]) for place, line in enumerate(lines) if (found := HEAD.fullmatch(line))]
    own = [place for place, name in heads if name == kind]
    alike = getattr(change.decisions, kind)
    if len(own) != len(alike):
        raise _not_ours(change.path)
    start = own[alike.index(entry)]
    end = next((place for place, _ in heads if place > start), len(lines))
    while _is_remark(lines[end - 1]):
        end -= 1
    kept = [line for line in lines[start:end] if line.lstrip().startswith("#")]
    if not (kept or instead) and start and not lines[start - 1].strip():
        start -= 1                                                        # the empty line before it
    return "\n".join([*lines[:start], *kept, *instead, *lines[end:], ""])


def _lines(text: str) -> list[str]:
    """Lines as TOML has them: a text may hold other signs that end one."""
    return text.removesuffix("\n").split("\n")


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


@contextmanager
def _changing(path: Path, catalogue: Catalogue) -> Iterator[_Change]:
    """The file as it is now; at the end what was made of it, if it says just the decisions that it should."""
    draft = _only_draft(path)
    try:
        change = _Change(path, read(path) if path.exists() else read_toml(DATA / NAME)["head"], catalogue)
        yield change
        if _Change(path, change.made, catalogue).known != change.known:
            raise _not_ours(path)
        windows = path.exists() and b"\r\n" in path.read_bytes()
        draft.write_text(change.made, "utf-8", newline="\r\n" if windows else "\n")
        os.replace(draft, path)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _only_draft(path: Path) -> Path:
    """A draft beside the file that nobody else has."""
    draft = path.with_name(f".{path.name}.draft")
    last = time.monotonic() + PATIENCE
    while True:
        try:
            draft.open("x").close()
            return draft
        except FileExistsError as error:
            if time.monotonic() > last:
                raise DecisionsError(f"Tệp quyết định {path} đang được chương trình khác ghi; chờ rồi chạy lại, hoặc "
                                     f"xóa tệp {draft.name} nếu không ai đang ghi.") from error
            time.sleep(0.05)
        except OSError as error:
            raise _unwritable(path, error) from error


def _not_ours(path: Path) -> DecisionsError:
    return DecisionsError(f"Tệp quyết định {path} viết theo cách chương trình không tự sửa được; hãy sửa trong tệp.")


def _unwritable(path: Path, error: OSError) -> DecisionsError:
    return DecisionsError(f"Không ghi được tệp quyết định {path}: {refused(error, WRITE)}.")
