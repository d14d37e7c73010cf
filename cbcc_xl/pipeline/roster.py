"""The list of units due: who owes which forms, and what is wrong with the list itself.

Takes the workbook of units due (Đơn vị, Tên khác, Đơn vị cấp trên, Số người, Biểu phải nộp, Hạn nộp, Người liên hệ,
Miễn), read by the same recognition as units' files; gives its lines, and findings at its cells. Raises `ListError`.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue, Form
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import UNKNOWN, WARNING, Finding, Record
from cbcc_xl.pipeline.lists import read_list
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.units import unit_key

FORM = "units-due"
LISTED = re.compile(r"\s*;\s*")
FORMS_LISTED = re.compile(r"\s*[;,\n]\s*")


class Due(NamedTuple):
    unit: str
    aliases: tuple[str, ...]
    parent: str | None
    headcount: int | None
    forms: tuple[str, ...]         # names of forms due; empty: whatever the unit sends
    due: str | None
    contact: str | None
    exempt: bool


class Roster(NamedTuple):
    """The units due in the list's order, and what is wrong with the list. `file` is what findings call it."""
    due: tuple[Due, ...] = ()
    findings: tuple[Finding, ...] = ()
    file: str = ""
    path: Path | None = None


def read_roster(path: str | os.PathLike[str], catalogue: Catalogue,
                decisions: Decisions = NOTHING_DECIDED) -> Roster:
    """The list of units due; findings name it as it was given."""
    records, findings = read_list(path, FORM, catalogue)
    findings += [*_unknown_forms(records, catalogue), *_twice(records)]
    units = DecidedUnits(decisions)
    return Roster(tuple(_due(record.values, catalogue, units) for record in records), tuple(findings),
                  Path(path).as_posix(), Path(path))


def _due(values: Mapping[str, object], catalogue: Catalogue, units: DecidedUnits) -> Due:
    exempt = plain(str(values.get("exempt", "")))
    forms = dict.fromkeys(form.name for text in _forms_listed(values) for form in _forms(text, catalogue))
    unit = str(values["unit"])
    return Due(unit, (*_aliases(values), *units.others(unit)), _text(values, "parent"),
               values.get("headcount"),             # type: ignore[arg-type]
               tuple(forms), _text(values, "due"), _text(values, "contact"),
               bool(exempt) and exempt not in ("khong", plain("không"), "0"))


def _text(values: Mapping[str, object], key: str) -> str | None:
    return str(values[key]) if values.get(key) else None


def _aliases(values: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(filter(None, LISTED.split(str(values.get("aliases", "")))))


def _forms_listed(values: Mapping[str, object]) -> list[str]:
    return [text for text in FORMS_LISTED.split(str(values.get("forms_due", ""))) if bare(text)]


def _forms(text: str, catalogue: Catalogue) -> list[Form]:
    """The forms that a cell names: by name, Vietnamese name or template sheet; "Cá nhân"."""
    key = bare(text)
    return [form for form in catalogue.unit_forms()
            if key in (bare(form.name), bare(form.vi), bare(form.sheet), bare(form.vi.split(":")[-1]))]


def _unknown_forms(records: list[Record], catalogue: Catalogue) -> Iterator[Finding]:
    """A form that is misspelt would never be missed."""
    for record in records:
        for text in _forms_listed(record.values):
            if not _forms(text, catalogue):
                facts = {"unit": record.values["unit"], "text": text}
                yield Finding("form-due-unknown", WARNING, record.origin("forms_due"), facts, UNKNOWN)


def _twice(records: list[Record]) -> Iterator[Finding]:
    """A name that two lines have: what is sent under it can't be told apart."""
    seen: dict[str, Record] = {}
    for record in records:
        for key, name in (("unit", str(record.values["unit"])), *(("aliases", one) for one in _aliases(record.values))):
            first = seen.setdefault(unit_key(name), record)
            if first is not record:
                yield Finding("unit-due-twice", WARNING, record.origin(key), {"unit": name, "row": first.row}, UNKNOWN)
