"""Marked copies: each unit's file to be mailed back, with its findings as colours, notes and a first sheet.

Takes a consolidation and a folder; gives one copy for each file that was read and has an error or a warning, under the
same name. An .xlsx or .xlsm is the unit's own file; what can't be edited in place without loss (.xls, .ods, .xlsb,
.csv, .html, a package whose XML is out of order) becomes an .xlsx of its values and says so. A letter is marked by
comments at its cells; one that only LibreOffice opens becomes a .docx. The copy of a file with a password has the
same. A file is marked apart, as it was read: one that can't be marked, or hangs, or ends its process costs its own copy
only. No file of the inbox is ever written over.
"""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from cbcc_xl import grid
from cbcc_xl.apart import Lost, each
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import words
from cbcc_xl.grid import Unreadable
from cbcc_xl.grid.encrypted import UNASKED, is_locked, locked, unlocked
from cbcc_xl.grid.kind import tell
from cbcc_xl.grid.package import Package
from cbcc_xl.inbox.found import Found, digest
from cbcc_xl.model import INFO, READ, UNRECOGNISED, Finding, Origin
from cbcc_xl.outputs import safely
from cbcc_xl.text.refused import refused

if TYPE_CHECKING:
    from cbcc_xl.outputs.marking.marks import Told
    from cbcc_xl.pipeline.consolidation import Consolidation

EDITED_IN_PLACE = ("xlsx", "xlsm")
LETTERS, CONVERTED = ("docx", "docm"), ("doc", "odt", "rtf")
KEPT_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
KEPT_LETTERS = (".docx", ".docm", ".dotx", ".dotm")


class Copies(list[Path]):
    """The copies' paths, in the order of the files; `left_out` says in a sentence each which file has none, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: list[str] = []


class Copy(NamedTuple):
    """One marked copy, not yet written; `name` is where it stands among the copies."""
    name: Path
    data: bytes


class Why(NamedTuple):
    """Why a file has no copy: the word of the messages for it, and what is told in it."""
    word: str
    text: str = ""
    code: str = ""
    facts: dict[str, Any] = {}


def write_all(consolidation: Consolidation, folder: str | os.PathLike[str], lang: str = "vi") -> Copies:
    """Write all marked copies."""
    into = safely.folder(folder)
    copies = Copies()
    found = _by_file(consolidation)
    digests = {part.file: part.sha256 for part in consolidation.files}
    todo = [(consolidation.inbox[name], digests[name], findings) for name, findings in found.items()]
    jobs = max(1, min(os.cpu_count() or 1, len(todo)))
    made = each(_made, todo, consolidation.catalogue, lang, jobs=jobs) if todo else ()
    for name, copy in zip(found, made, strict=True):
        target = _put(into / copy.name, copy, consolidation) if isinstance(copy, Copy) else copy
        if isinstance(target, Path):
            copies.append(target)
        else:
            copies.left_out.append(_left_out(name, target, consolidation.catalogue, lang))
    return copies


def _made(todo: tuple[Found, str, list[Finding]], catalogue: Catalogue, lang: str) -> Copy | Why:
    """One file's copy, made apart: a hostile file is opened here a second time. A fault costs this copy only."""
    file, sha256, findings = todo
    try:
        data = file.read()
        if digest(data) != sha256:
            return Why("changed")
        return marked(data, file.name, findings, catalogue, lang, file.passwords)
    except OSError as fault:
        return Why("gone", refused(fault))
    except Unreadable as fault:
        return Why("left_out", code=fault.code, facts=fault.facts)
    except Exception as fault:                   # a fault of ours: the other copies are made
        return Why("left_out", f"{type(fault).__name__}: {fault}"[:200])


def _put(target: Path, copy: Copy, consolidation: Consolidation) -> Path | Why:
    """Write a copy; a name that no file can have costs this copy, whatever else hinders the writing is raised."""
    try:
        safely.spare(target, consolidation.inbox)
        safely.folder(target.parent)
        _write(target, copy)
        return target
    except safely.OutputError as fault:
        if fault.errno not in safely.ABOUT_THE_NAME:
            raise
        return Why("left_out", str(fault).rstrip("."))


def mark(data: bytes, name: str, findings: Iterable[Finding], catalogue: Catalogue, path: str | os.PathLike[str],
         lang: str = "vi") -> None:
    """Write one file's marked copy. Raises `Unreadable` for a file that can't be read, `OutputError` for the target."""
    _write(path, marked(data, name, findings, catalogue, lang))


def marked(data: bytes, name: str, findings: Iterable[Finding], catalogue: Catalogue, lang: str = "vi",
           passwords: Iterable[str] = ()) -> Copy:
    """One file's marked copy. Raises `Unreadable` for a file that can't be read."""
    if not is_locked(data):
        return _marked(data, name, findings, catalogue, lang)
    opened, password = unlocked(data, passwords)
    copy = _marked(opened, name, findings, catalogue, lang)
    return copy if password == UNASKED else copy._replace(data=locked(copy.data, password))


def _marked(data: bytes, name: str, findings: Iterable[Finding], catalogue: Catalogue, lang: str) -> Copy:
    from cbcc_xl.outputs.marking import marked as edited
    from cbcc_xl.outputs.marking.marks import Told

    told = [Told(finding, words(finding, catalogue, lang, to_unit=True)) for finding in findings]
    severities, said = catalogue.words[lang]["severity"], catalogue.words[lang]["marked"]
    what, content = tell(data, name)
    remark = said["values_only"].format(kind=what)
    try:
        if what in (*LETTERS, *CONVERTED):
            return _letter(data, name, told, catalogue, lang)
        if isinstance(content, Package) and what in EDITED_IN_PLACE:
            return Copy(_kept_name(name, what), edited(content, name, told, severities, lang=lang))
    except Exception:                            # whatever is out of order in its parts did not hinder reading
        remark = said["not_editable"]
    return _of_values(data, name, told, severities, remark, lang)


def _letter(data: bytes, name: str, told: list[Told], catalogue: Catalogue, lang: str) -> Copy:
    """A letter's copy: the .docx itself, or the one that LibreOffice makes of it."""
    from cbcc_xl.grid.converted import as_docx
    from cbcc_xl.outputs.marking.letter import marked as edited

    what, content = tell(data, name)
    remark = ""
    if not isinstance(content, Package) or what in CONVERTED:
        remark = catalogue.words[lang]["marked"]["converted"].format(kind=what)
        content = Package(as_docx(data, what))
    return Copy(_kept_name(name, "docx" if remark else what, KEPT_LETTERS),
                edited(content, told, catalogue, remark, lang))


def _of_values(data: bytes, name: str, told: list[Told], severities: Mapping[str, str], remark: str,
               lang: str) -> Copy:
    from cbcc_xl.outputs.marking import marked as edited
    from cbcc_xl.outputs.marking.values_only import as_xlsx

    values, names = as_xlsx(grid.read(data, name))
    renamed = [one._replace(finding=_renamed(one.finding, names)) for one in told]
    return Copy(_kept_name(name, "xlsx", KEPT_ENDINGS[:1]),
                edited(Package(values), name, renamed, severities, remark, lang))


def _write(path: str | os.PathLike[str], copy: Copy) -> None:
    with safely.writing(path) as draft:
        draft.write_bytes(copy.data)


def _kept_name(name: str, ending: str, endings: tuple[str, ...] = KEPT_ENDINGS) -> Path:
    """A file's name as in the inbox, an ending added where its own is of another kind."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..")]
    last = parts[-1] if parts[-1].lower().endswith(endings) else f"{parts[-1]}.{ending}"
    return Path(*parts[:-1], last)


def _left_out(name: str, why: Why | Lost, catalogue: Catalogue, lang: str) -> str:
    """Why a file has no copy."""
    said = catalogue.words[lang]["marked"]
    if isinstance(why, Lost):
        why = Why("left_out", code=why.code, facts=why.facts)
    if why.code:
        told = words(Finding(why.code, INFO, Origin(name), why.facts), catalogue, lang).message.rstrip(".")
        return said[why.word].format(file=name, why=told)
    return said[why.word].format(file=name, why=why.text)


def _by_file(consolidation: Consolidation) -> dict[str, list[Finding]]:
    """The findings of each file that is due a copy; what a person has set aside is nothing for the unit to mend."""
    found: dict[str, list[Finding]] = {
        part.file: [] for part in consolidation.files if part.status in (READ, UNRECOGNISED)}
    for finding in consolidation.findings:
        if finding.origin.file in found and "waived" not in finding.facts:
            found[finding.origin.file].append(finding)
    return {name: findings for name, findings in found.items()
            if any(finding.severity != INFO for finding in findings)}


def _renamed(finding: Finding, names: Mapping[str, str]) -> Finding:
    sheet = finding.origin.sheet
    return finding._replace(origin=finding.origin._replace(sheet=names.get(sheet, sheet) if sheet else None))
