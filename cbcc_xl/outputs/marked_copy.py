"""Marked copies: each unit's file to be mailed back, with its findings as colours, notes and a first sheet.

Takes a consolidation and a folder; gives one copy for each file that was read and has an error or a warning, under the
same name. An .xlsx or .xlsm is the unit's own file; what can't be edited in place without loss (.xls, .ods, .xlsb,
.csv, .html) becomes an .xlsx of its values and says so. No file of the inbox is ever written over.
"""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cbcc_xl import grid
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import words
from cbcc_xl.grid import Unreadable
from cbcc_xl.grid.kind import tell
from cbcc_xl.grid.package import Package
from cbcc_xl.inbox.found import digest
from cbcc_xl.model import INFO, READ, UNRECOGNISED, Finding
from cbcc_xl.outputs import safely
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.text.refused import refused

if TYPE_CHECKING:
    from cbcc_xl.pipeline.consolidation import Consolidation

EDITED_IN_PLACE = ("xlsx", "xlsm")
KEPT_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
VALUES_ONLY = {
    "vi": "Tệp gốc có dạng .{kind} nên bản này chỉ chép giá trị các ô, không giữ công thức, định dạng và hình ảnh.",
    "en": "The original is an .{kind} file: this copy holds its cells' values, not its formulas, formats and pictures."}


def write_all(consolidation: Consolidation, folder: str | os.PathLike[str], lang: str = "vi") -> list[Path]:
    """Write all marked copies; gives their paths, in the order of the files."""
    into = safely.folder(folder)
    written = []
    for name, findings in _by_file(consolidation).items():
        data = _bytes(consolidation, name)
        try:
            target = into / copy_name(name, data)
        except Unreadable:
            continue
        safely.spare(target, consolidation.inbox)
        safely.folder(target.parent)
        mark(data, name, findings, consolidation.catalogue, target, lang)
        written.append(target)
    return written


def mark(data: bytes, name: str, findings: Iterable[Finding], catalogue: Catalogue, path: str | os.PathLike[str],
         lang: str = "vi") -> None:
    """Write one file's marked copy. Raises `Unreadable` for a file that can't be read, `OutputError` for the target."""
    from cbcc_xl.outputs.marking import marked
    from cbcc_xl.outputs.marking.marks import Told
    from cbcc_xl.outputs.marking.values_only import as_xlsx

    told = [Told(finding, words(finding, catalogue, lang)) for finding in findings]
    (what, content), remark = tell(data, name), ""
    if not isinstance(content, Package) or what not in EDITED_IN_PLACE:
        values, names = as_xlsx(grid.read(data, name))
        content = Package(values)
        told = [one._replace(finding=_renamed(one.finding, names)) for one in told]
        remark = VALUES_ONLY[lang].format(kind=what)
    made = marked(content, name, told, catalogue.words[lang]["severity"], remark, lang)
    with safely.writing(path) as draft:
        draft.write_bytes(made)


def copy_name(name: str, data: bytes) -> Path:
    """Where a file's copy stands among the copies: as in the inbox, `.xlsx` added where it is of another kind."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..")]
    what, _ = tell(data, name)
    if what in EDITED_IN_PLACE and parts[-1].lower().endswith(KEPT_ENDINGS):
        return Path(*parts)
    return Path(*parts[:-1], f"{parts[-1]}.{what if what in EDITED_IN_PLACE else 'xlsx'}")


def _by_file(consolidation: Consolidation) -> dict[str, list[Finding]]:
    """The findings of each file that is due a copy."""
    found: dict[str, list[Finding]] = {
        part.file: [] for part in consolidation.files if part.status in (READ, UNRECOGNISED)}
    for finding in consolidation.findings:
        if finding.origin.file in found:
            found[finding.origin.file].append(finding)
    return {name: findings for name, findings in found.items()
            if any(finding.severity != INFO for finding in findings)}


def _bytes(consolidation: Consolidation, name: str) -> bytes:
    """A file's bytes once more, the same that were read."""
    read = next(part.sha256 for part in consolidation.files if part.file == name)
    try:
        data = consolidation.inbox[name].read()
    except OSError as fault:
        raise OutputError(f"Không đọc lại được {name} để đánh dấu: {refused(fault)}.") from fault
    if digest(data) != read:
        raise OutputError(f"Tệp {name} đã thay đổi trong lúc chạy: hãy chạy lại để đánh dấu đúng ô.")
    return data


def _renamed(finding: Finding, names: Mapping[str, str]) -> Finding:
    sheet = finding.origin.sheet
    return finding._replace(origin=finding.origin._replace(sheet=names.get(sheet, sheet) if sheet else None))
