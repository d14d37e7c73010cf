"""The support copy of one file: made apart, read again beside its original, and searched for what must not be in it.

Takes a file's path and where to write; gives what was written and how it differs in reading. The original is opened for
reading only. Raises `SupportError` for a file of which no copy may or can be made.
"""
from __future__ import annotations

import csv
import io
import os
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cbcc_xl.apart import Lost, once
from cbcc_xl.catalogue import Catalogue, load
from cbcc_xl.catalogue.wording import words
from cbcc_xl.forms.classified import mark_anywhere
from cbcc_xl.grid.encrypted import is_locked, unlocked
from cbcc_xl.grid.kind import tell
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.inbox.search import find
from cbcc_xl.model import INFO, Finding, Origin, Part, Workbook
from cbcc_xl.outputs import safely
from cbcc_xl.outputs.support import in_xlsx
from cbcc_xl.outputs.support.cells import Cells
from cbcc_xl.outputs.support.disguise import WORD, Disguise
from cbcc_xl.outputs.support.in_sheet import Sheet
from cbcc_xl.outputs.support.known import Known
from cbcc_xl.pipeline.decode import decoded
from cbcc_xl.pipeline.one_file import read_file, vocabulary_of
from cbcc_xl.pipeline.passwords import read_passwords
from cbcc_xl.text.letters import plain

IN_PLACE, AS_TEXT = ("xlsx", "xlsm"), "csv"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LONGEST_NAME = 31
CALCULATED, NEGATIVE = re.compile(r"\s*[=+@\t\r-]"), re.compile(r"-[\d.,]+%?")


class SupportError(ValueError):
    """No copy can be made; the text says why."""


class Support(NamedTuple):
    """What was written. `values_only`: another kind of file than the original; `differs`: what reads otherwise."""
    path: Path
    values_only: bool
    differs: tuple[str, ...]


class _Made(NamedTuple):
    data: bytes
    ending: str
    values_only: bool
    differs: tuple[str, ...]


def support(file: str | os.PathLike[str], out: str | os.PathLike[str] | None = None, rules: Any = (),
            lang: str = "vi", passwords: str | os.PathLike[str] | None = None) -> Support:
    """Write the copy: beside nothing of the original's name, unless a path is given. A locked file is opened with one
    of `passwords` (`pipeline.passwords`); its copy has none."""
    catalogue = load(rules)
    path = Path(file)
    keys = read_passwords(passwords).of(path.name) if passwords else ()
    vocabulary_of(catalogue)
    try:
        made = once(_made, (path.name, path.read_bytes(), keys), catalogue)
    except (Unreadable, Lost) as fault:
        if held := [one.name for one in find(path) if one.path is None]:
            said = catalogue.words[lang]["support"]["container"].format(names=", ".join(held))
            raise SupportError(f"{path.name}: {said}") from None
        told = words(Finding(fault.code, INFO, Origin(), fault.facts), catalogue, lang)
        raise SupportError(f"{path.name}: {told.message} {told.fix}") from None
    target = Path(out) if out else Path(f"ho-tro-{secrets.token_hex(3)}{made.ending}")
    if target.exists() and target.samefile(path):
        raise SupportError(f"Không ghi được {target}: đó là tệp gốc.")
    with safely.writing(target) as draft:
        draft.write_bytes(made.data)
    return Support(target, made.values_only, made.differs)


def _made(file: tuple[str, bytes, Iterable[str]], catalogue: Catalogue) -> _Made:
    """The bytes of the copy, held against the original."""
    name, data, keys = file
    data = unlocked(data, keys)[0] if is_locked(data) else data
    workbook = read(data, name)
    vocabulary, known = vocabulary_of(catalogue), Known(catalogue)
    if mark := mark_anywhere(workbook.aside, (decoded(grid, name)[0] for grid in workbook.grids), vocabulary.rows):
        raise Unreadable("marked-secret", text=mark)
    sheets = [Cells(grid, vocabulary, known) for grid in workbook.grids]
    free = [text for grid in workbook.grids for text in (grid.sheet, *grid.look.comments.values())]
    source = {word for sheet in sheets for word in sheet.words()} | {
        word for text in free for word in WORD.findall(text)}
    disguise = Disguise(source, (word for phrase in known.phrases for word in phrase.split()))
    copy, ending, values_only = _written(name, data, workbook, sheets, known, disguise)
    _refuse_leaks(copy, workbook, sheets, known)
    ours = read_file(name, copy, catalogue)
    return _Made(copy, ending, values_only, _differences(read_file(name, data, catalogue), ours))


def _written(name: str, data: bytes, workbook: Workbook, sheets: list[Cells], known: Known,
             disguise: Disguise) -> tuple[bytes, str, bool]:
    """The copy, its ending, and whether it is of another kind than the original."""

    def free(text: str) -> str:
        return disguise.text(text, known.kept(text))

    names = _sheet_names([disguise.text(sheet.grid.sheet, known.kept(sheet.grid.sheet, True)) for sheet in sheets])
    kind, content = tell(data, name)
    if kind in IN_PLACE and isinstance(content, Package) and _same_sheets(content, sheets):
        own = [Sheet(called, partial(sheet.new, disguise=disguise), sheet.grid.value, free)
               for called, sheet in zip(names, sheets, strict=True)]
        return in_xlsx.rewritten(content, own), _ending(name, "xlsx"), False
    grids = [sheet.grid._replace(sheet=called, names={}, rows=[
        [sheet.new((row, column), value, disguise) for column, value in enumerate(cells)]
        for row, cells in enumerate(sheet.grid.rows)]) for called, sheet in zip(names, sheets, strict=True)]
    as_text = _as_text(data, grids[0].rows) if kind == AS_TEXT else None
    if as_text is not None:
        return as_text, _ending(name, "csv"), False
    from cbcc_xl.outputs.marking.values_only import as_xlsx

    return as_xlsx(Workbook(grids, "xlsx"))[0], ".xlsx", True


def _as_text(data: bytes, rows: list[list[Any]]) -> bytes | None:
    """A table as text again, with its delimiter and encoding; None for bytes of an older encoding."""
    encoding = next((found for mark, found in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        first = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    delimiter = max(";\t|,", key=first.count)
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([_no_formula(cell) for cell in row] for row in rows)
    return stream.getvalue().encode(encoding)


def _no_formula(cell: Any) -> Any:
    """A text that Excel would calculate on opening a .csv gets an apostrophe; a negative number is none."""
    return f"'{cell}" if isinstance(cell, str) and CALCULATED.match(cell) and not NEGATIVE.fullmatch(cell) else cell


def _same_sheets(package: Package, sheets: list[Cells]) -> bool:
    """Whether the package holds the sheets that were read, none of them a chart's."""
    return [sheet.name for sheet in package.sheets()] == [sheet.grid.sheet for sheet in sheets]


def _ending(name: str, otherwise: str) -> str:
    """The original's own ending: a workbook under a wrong one is what may be misread."""
    ending = Path(name).suffix.lower()
    return ".xlsx" if ending == ".xlsm" else ending if 1 < len(ending) <= 5 else f".{otherwise}"


def _sheet_names(names: list[str]) -> list[str]:
    """As Excel allows them, each once."""
    taken: list[str] = []
    for name in names:
        short, number = name[:LONGEST_NAME].strip("' ") or "Trang", 1
        while short.casefold() in (one.casefold() for one in taken):
            number += 1
            short = f"{name[:LONGEST_NAME - 4]} {number}"
        taken.append(short)
    return taken


def _refuse_leaks(copy: bytes, workbook: Workbook, sheets: list[Cells], known: Known) -> None:
    """The last look: no word that was to go stands anywhere in the copy. What stayed somewhere by right is no leak."""
    stays: set[str] = set()
    goes: set[str] = set()
    for sheet in sheets:
        for place, (text, _) in sheet.texts.items():
            for word, stay in zip(WORD.findall(text), sheet.kept(place), strict=False):
                (stays if stay else goes).add(plain(word))
    for grid in workbook.grids:
        for text, heading in ((grid.sheet, True), *((note, False) for note in grid.look.comments.values())):
            kept = known.kept(text, heading)
            stays |= {plain(word) for word, stay in zip(WORD.findall(text), kept, strict=False) if stay}
    texts = in_xlsx.texts_of(copy) if copy.startswith(b"PK") else [copy.decode("utf-8", "replace")]
    told = {plain(word) for text in texts for word in WORD.findall(text) if not word.isascii()}
    if any(word and not word.isascii() for word in (goes - stays) & told):
        raise SupportError("Bản sao còn chữ của bản gốc nên không ghi; xin báo người phụ trách phần mềm.")


def _differences(original: Part, copy: Part) -> tuple[str, ...]:
    """What reads otherwise: status, forms, headings, fates, counts of records, codes of findings."""
    views = {"status": lambda part: (part.status, part.reason),
             "form": lambda part: [sheet.form for sheet in part.sheets],
             "header": lambda part: [sheet.header_row for sheet in part.sheets],
             "fates": lambda part: [sheet.fates for sheet in part.sheets],
             "records": lambda part: len(part.records),
             "findings": lambda part: Counter(finding.code for finding in part.findings)}
    return tuple(what for what, view in views.items() if view(original) != view(copy))
