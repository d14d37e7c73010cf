"""Copies and resubmissions: of files with the same bytes one is read; of two versions of a unit's list the newer.

Takes parts in order; gives them with the older ones skipped. Newer is, by rule: the letter's date in the sheet, else
the workbook's own modified date, else a marked copy with corrections than what it was made from, else words in the
file's name ("sua", "chot", "(1)"); never the file system's time. A marked copy that says just what its original says
gives way to it.
Two files are versions of one list when one unit sent both, they hold the same forms and mostly the same nominations; of
attendance, votes and elections mostly the same rows with the same figures. The same names or items with other figures
may be a correction, or a second session or round: both count, and a finding asks.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from itertools import combinations
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.model import INFO, NOT_MET, READ, SKIPPED, UNKNOWN, UNRECOGNISED, WARNING, Finding, Origin, Part, Record
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key

ALIKE = 2                          # at least one in two rows of each is in the other
IN_THE_SHEET = ("letterhead", "template")      # where a unit is read; a path may be another for a copy
SHOWN = 6                          # names of rows that differ
COPY = re.compile(r"\((\d+)\)\s*$|\b(?:copy|ban sao)\b")


def settled(parts: Iterable[Part], catalogue: Catalogue, decisions: Decisions = NOTHING_DECIDED) -> list[Part]:
    """The parts with copies and older versions skipped, and a finding at what replaced them."""
    parts = _without_marked_copies(_without_copies(parts))
    by_unit: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for index, part in enumerate(parts):
        if part.status == READ and part.unit and part.records:
            by_unit.setdefault((unit_key(part.unit), _forms(part)), []).append(index)
    for indices in by_unit.values():
        for first, second in combinations(indices, 2):
            one, other = parts[first], parts[second]
            if one.status != READ or other.status != READ:
                continue
            if _alike(_rows(one), _rows(other)):
                _replace(parts, first, second, catalogue)
            elif _alike(_subjects(one), _subjects(other)):
                facts = {"other": one.file, "count": len(_subjects(one) & _subjects(other))}
                asked = Finding("maybe-version", WARNING, Origin(other.file), facts, UNKNOWN)
                parts[second] = other._replace(findings=(*other.findings, asked))
    return parts


def _without_copies(parts: Iterable[Part]) -> list[Part]:
    seen: dict[str, str] = {}
    kept = []
    for part in parts:
        if part.sha256 and part.status != SKIPPED:
            if part.sha256 in seen:
                part = skipped(part, "copy-of", other=seen[part.sha256])
            else:
                seen[part.sha256] = part.file
        kept.append(part)
    return kept


def _without_marked_copies(parts: list[Part]) -> list[Part]:
    """Our own copies of files that also lie in the inbox, nothing corrected in them, are skipped."""
    if not any(part.marked for part in parts):
        return parts
    originals = {key: part.file for part in reversed(parts) if _opened(part) and not part.marked
                 for key in _contents(part)}
    found = [next((originals[key] for key in _contents(part) if key in originals), None)
             if part.marked and _opened(part) else None for part in parts]
    return [skipped(part, "marked-copy", other=other) if other else part
            for part, other in zip(parts, found, strict=True)]


def _opened(part: Part) -> bool:
    return part.status in (READ, UNRECOGNISED)


def _contents(part: Part) -> list[tuple[object, ...]]:
    """What a file is known again by, the surest first: its name, to which a copy may have added an ending, with its
    letterhead and all that its rows say; and these alone, wherever it lies, if there are rows."""
    name = part.file.rpartition("/")[2]
    names = [name, name.rpartition(".")[0]] if part.marked else [name]
    said = (unit_key(part.unit) if part.unit and part.unit_from in IN_THE_SHEET else "",
            *((record.form, record.row, *sorted((key, str(value)) for key, value in record.values.items()))
              for record in part.records))
    return [*((one, *said) for one in names), *((("", *said),) if part.records else ())]


def skipped(part: Part, code: str, **facts: object) -> Part:
    """A part that counts for nothing any more: its records, sheets and findings are set aside."""
    return Part(part.file, part.sha256, SKIPPED, code, dict(facts), part.unit, part.unit_from, part.year, part.modified,
                dated=part.dated)


def _forms(part: Part) -> tuple[str, ...]:
    return tuple(sorted({record.form for record in part.records}))


def _rows(part: Part) -> set[tuple[str, ...]]:
    """What a file puts forward: a subject with each of its titles, or whatever else its row says."""
    return {(record.form, person_key(_name(record)), said) for record in part.records
            for said in record.values.get("titles") or [_said(record)]}


def _subjects(part: Part) -> set[tuple[str, ...]]:
    """Whom or what a file is about, whatever it says of them."""
    return {(record.form, person_key(_name(record)), record.values.get("post", ""), record.values.get("round", ""))
            for record in part.records if "titles" not in record.values}


def _alike(one: Collection[Any], other: Collection[Any]) -> bool:
    both = len({*one} & {*other})
    return both * ALIKE >= max(len(one), len(other)) and both > 0


def _replace(parts: list[Part], first: int, second: int, catalogue: Catalogue) -> None:
    older, newer, why = _in_time(first, second, parts, catalogue)
    kept, gone = parts[newer], parts[older]
    changed = _changes(_details(gone), _details(kept))
    facts = {"other": gone.file, "count": len(changed), "names": changed[:SHOWN], "why": why}
    severity, outcome = (WARNING, UNKNOWN) if why == "order" else (INFO, NOT_MET)
    told = Finding("newer-version", severity, Origin(kept.file), facts, outcome)
    parts[newer] = kept._replace(findings=(*kept.findings, told))
    parts[older] = skipped(gone, "older-version", other=kept.file, why=why)


def _in_time(first: int, second: int, parts: list[Part], catalogue: Catalogue) -> tuple[int, int, str]:
    """The older, the newer, and what tells so; where nothing does, the later in order is taken for the newer."""
    signs: dict[str, Callable[[Part], Any]] = {"letter": lambda part: part.dated, "saved": lambda part: part.modified,
                                               "marked": lambda part: 1 + part.marked,
                                               "name": lambda part: _by_name(part, catalogue)}
    for why, sign in signs.items():
        one, other = sign(parts[first]), sign(parts[second])
        if one and other and one != other:
            return (first, second, why) if one < other else (second, first, why)
    return first, second, "order"


def _by_name(part: Part, catalogue: Catalogue) -> tuple[int, int]:
    """How late a file's name says that it is: its words, then the number of the copy."""
    key = f" {bare(part.file)} "
    words = sum(f" {bare(word)} " in key for word in catalogue.rows["files"]["newer"])
    copy = COPY.search(bare(part.file.rpartition(".")[0])) or re.search(r"\((\d+)\)", part.file)
    return words, int(copy[1] or 1) if copy else 0


def _details(part: Part) -> dict[str, tuple[str, str]]:
    """Each subject with all that is said of it, to tell which rows differ."""
    details: dict[str, tuple[str, str]] = {}
    for record in part.records:
        name, said = _name(record), _said(record)
        key = person_key(name)
        details[key] = (name, f"{details[key][1]} {said}" if key in details else said)
    return details


def _name(record: Record) -> str:
    """Whom or what a row is about."""
    return record.values.get("name") or record.values.get("item") or record.values.get("unit") or ""


def _said(record: Record) -> str:
    return plain(" ".join(f"{key} {value}" for key, value in sorted(record.values.items()) if key != "note"))


def _changes(old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]) -> list[str]:
    keys = [key for key in {**old, **new} if old.get(key, ("", None))[1] != new.get(key, ("", None))[1]]
    return [(new.get(key) or old[key])[0] for key in keys]
