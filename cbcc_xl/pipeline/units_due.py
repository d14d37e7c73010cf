"""Who has not sent: the list of units due, and the board that says where each stands.

Takes the workbook of units due (Đơn vị, Tên khác, Đơn vị cấp trên, Số người, Biểu phải nộp, Hạn nộp, Người liên hệ,
Miễn), read by the same recognition as units' files, and the parts; gives one line a unit. Raises `RosterError`.
"""
from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue, Form
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import ERROR, READ, SKIPPED, UNKNOWN, UNREADABLE, WARNING, Finding, Origin, Part
from cbcc_xl.pipeline.consolidation import UnitDue
from cbcc_xl.records.sheet import read_sheet
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.refused import refused
from cbcc_xl.text.units import unit_key

FORM = "units-due"
LISTED = re.compile(r"\s*;\s*")


class RosterError(ValueError):
    """The list of units due can't be used; the text says why."""


class Due(NamedTuple):
    unit: str
    aliases: tuple[str, ...]
    parent: str | None
    headcount: int | None
    forms: tuple[str, ...]         # names of forms due; empty: whatever the unit sends
    due: str | None
    contact: str | None
    exempt: bool


def read_due(path: str | os.PathLike[str], catalogue: Catalogue) -> list[Due]:
    """The units due, in the list's order."""
    name = Path(path).name
    try:
        workbook = read(Path(path).read_bytes(), name)
    except OSError as error:
        raise RosterError(f"Không mở được danh sách đơn vị {path}: {refused(error)}.") from error
    except Unreadable as error:
        raise RosterError(f"Danh sách đơn vị {path}: {catalogue.messages[error.code]['vi']}") from error
    vocabulary = Vocabulary(catalogue, FORM)
    records = [record for grid in workbook.grids if grid.visible
               for record in read_sheet(grid, name, None, vocabulary).records]
    if not records:
        raise RosterError(f"Danh sách đơn vị {path} không có cột “Đơn vị” hoặc không có dòng nào.")
    return [_due(record.values, catalogue) for record in records]


def _due(values: Mapping[str, object], catalogue: Catalogue) -> Due:
    exempt = plain(str(values.get("exempt", "")))
    return Due(str(values["unit"]), tuple(filter(None, LISTED.split(str(values.get("aliases", ""))))),
               _text(values, "parent"), values.get("headcount"),             # type: ignore[arg-type]
               _forms(str(values.get("forms_due", "")), catalogue.unit_forms()), _text(values, "due"),
               _text(values, "contact"), bool(exempt) and exempt not in ("khong", plain("không"), "0"))


def _text(values: Mapping[str, object], key: str) -> str | None:
    return str(values[key]) if values.get(key) else None


def _forms(text: str, forms: list[Form]) -> tuple[str, ...]:
    """The forms that a cell names: by name, Vietnamese name or template sheet; "Cá nhân; Tập thể"."""
    wanted = []
    for part in re.split(r"[;,]", text):
        key = bare(part)
        wanted += [form.name for form in forms
                   if key and key in (bare(form.name), bare(form.vi), bare(form.sheet), bare(form.vi.split(":")[-1]))]
    return tuple(dict.fromkeys(wanted))


def headcounts(due: Sequence[Due]) -> dict[str, int]:
    """Headcounts by unit, under every name of it: the base of ratios where a sheet gives none."""
    return {unit_key(name): one.headcount for one in due if one.headcount for name in (one.unit, *one.aliases)}


def board(due: Sequence[Due], parts: Sequence[Part], findings: Sequence[Finding]) -> list[UnitDue]:
    """One line a unit due, in the list's order."""
    keys = {unit_key(name): one for one in due for name in (one.unit, *one.aliases)}
    files: dict[str, list[Part]] = {}
    for part in parts:
        one = keys.get(unit_key(part.unit)) if part.unit else _named_in(part.file, keys)
        if one and part.status != SKIPPED:
            files.setdefault(one.unit, []).append(part)
    severities = _severities(findings)
    return [_line(one, files.get(one.unit, []), severities) for one in due]


def strangers(due: Sequence[Due], parts: Sequence[Part]) -> list[Finding]:
    """Files from nobody on the list."""
    keys = {unit_key(name) for one in due for name in (one.unit, *one.aliases)}
    return [Finding("unit-not-due", WARNING, Origin(part.file), {"unit": part.unit}, UNKNOWN)
            for part in parts if part.status == READ and part.unit and unit_key(part.unit) not in keys]


def _named_in(file: str, keys: Mapping[str, Due]) -> Due | None:
    """The unit whose name stands in the path of a file that could not be read; the longest name where several do."""
    path = f" {bare(file)} "
    named = [(len(key), one) for key, one in keys.items() if f" {bare(key)} " in path]
    return max(named, key=lambda item: item[0])[1] if named else None


def _severities(findings: Sequence[Finding]) -> dict[str, set[str]]:
    """File → the severities of its findings."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.origin.file:
            found.setdefault(finding.origin.file, set()).add(finding.severity)
    return found


def _line(one: Due, parts: Sequence[Part], severities: Mapping[str, set[str]]) -> UnitDue:
    sent = {record.form for part in parts for record in part.records}
    missing = () if one.exempt else tuple(form for form in one.forms if form not in sent)
    return UnitDue(one.unit, one.parent, one.headcount, _status(one, parts, missing, severities), one.due,
                   tuple(part.file for part in parts), missing, one.contact)


def _status(one: Due, parts: Sequence[Part], missing: tuple[str, ...], severities: Mapping[str, set[str]]) -> str:
    """exempt, missing, unreadable, errors, waiting (a warning or a form is open) or clean, in this order."""
    found = set().union(*(severities.get(part.file, set()) for part in parts))
    read_parts = [part for part in parts if part.status == READ]
    if one.exempt and not parts:
        return "exempt"
    if not parts:
        return "missing"
    if not read_parts:
        return "unreadable" if any(part.status == UNREADABLE for part in parts) else "waiting"
    if ERROR in found:
        return "errors"
    return "waiting" if missing or WARNING in found or len(read_parts) < len(parts) else "clean"
