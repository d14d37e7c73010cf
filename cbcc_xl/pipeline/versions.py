"""Copies and resubmissions: of files with the same bytes one is read; of two versions of a unit's list the newer.

Takes parts in order; gives them with the older ones skipped. Newer is, by rule: the letter's date in the sheet, else
the workbook's own modified date, else words in the file's name ("sua", "chot", "(1)"); never the file system's time.
Two files are versions of one list when one unit sent both, they hold the same forms and mostly the same nominations.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.model import READ, SKIPPED, Finding, Origin, Part
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key

ALIKE = 2                          # at least one in two rows of each is in the other
SHOWN = 6                          # names of rows that differ
COPY = re.compile(r"\((\d+)\)\s*$|\b(?:copy|ban sao)\b")


def settled(parts: Iterable[Part], catalogue: Catalogue) -> list[Part]:
    """The parts with copies and older versions skipped, and a finding at what replaced them."""
    parts = _without_copies(parts)
    by_unit: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for index, part in enumerate(parts):
        if part.status == READ and part.unit and part.records:
            by_unit.setdefault((unit_key(part.unit), _forms(part)), []).append(index)
    for indices in by_unit.values():
        for first, second in combinations(indices, 2):
            if parts[first].status == parts[second].status == READ and _versions(parts[first], parts[second]):
                _replace(parts, first, second, catalogue)
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


def skipped(part: Part, code: str, **facts: object) -> Part:
    """A part that counts for nothing any more: its records, sheets and findings are set aside."""
    return Part(part.file, part.sha256, SKIPPED, code, dict(facts), part.unit, part.unit_from, part.year, part.modified)


def _forms(part: Part) -> tuple[str, ...]:
    return tuple(sorted({record.form for record in part.records}))


def _rows(part: Part) -> dict[tuple[str, ...], str]:
    """What a file puts forward: one entry a subject and title (or item), with the name to show."""
    rows: dict[tuple[str, ...], str] = {}
    for record in part.records:
        values = record.values
        name = values.get("name") or values.get("item") or values.get("unit") or ""
        for title in values.get("titles") or [values.get("post", "")]:
            rows[record.form, person_key(name), title] = name
    return rows


def _versions(first: Part, second: Part) -> bool:
    one, other = _rows(first), _rows(second)
    both = len(one.keys() & other.keys())
    return both * ALIKE >= max(len(one), len(other)) and both > 0


def _replace(parts: list[Part], first: int, second: int, catalogue: Catalogue) -> None:
    older, newer, why = _in_time(first, second, parts, catalogue)
    kept, gone = parts[newer], parts[older]
    changed = _changes(_details(gone), _details(kept))
    facts = {"other": gone.file, "count": len(changed), "names": changed[:SHOWN], "why": why}
    parts[newer] = kept._replace(findings=(*kept.findings, Finding("newer-version", "info", Origin(kept.file), facts)))
    parts[older] = skipped(gone, "older-version", other=kept.file, why=why)


def _in_time(first: int, second: int, parts: list[Part], catalogue: Catalogue) -> tuple[int, int, str]:
    one, other = parts[first], parts[second]
    if one.modified and other.modified and one.modified != other.modified:
        pair = (first, second) if one.modified < other.modified else (second, first)
        return *pair, "ngày của văn bản hoặc ngày lưu tệp"
    newer = second if _by_name(other, catalogue) >= _by_name(one, catalogue) else first
    return (first if newer == second else second), newer, "tên tệp"


def _by_name(part: Part, catalogue: Catalogue) -> tuple[int, int]:
    """How late a file's name says that it is: its words, then the number of the copy."""
    key = bare(part.file)
    words = sum(bare(word) in key for word in catalogue.rows["files"]["newer"])
    copy = COPY.search(bare(part.file.rpartition(".")[0])) or re.search(r"\((\d+)\)", part.file)
    return words, int(copy[1] or 1) if copy else 0


def _details(part: Part) -> dict[str, tuple[str, str]]:
    """Each subject with all that is said of it, to tell which rows differ."""
    details: dict[str, tuple[str, str]] = {}
    for record in part.records:
        name = record.values.get("name") or record.values.get("item") or record.values.get("unit") or ""
        said = plain(" ".join(f"{key} {value}" for key, value in sorted(record.values.items()) if key != "note"))
        key = person_key(name)
        details[key] = (name, f"{details[key][1]} {said}" if key in details else said)
    return details


def _changes(old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]) -> list[str]:
    keys = [key for key in {**old, **new} if old.get(key, ("", None))[1] != new.get(key, ("", None))[1]]
    return [(new.get(key) or old[key])[0] for key in keys]
