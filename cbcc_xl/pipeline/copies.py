"""Files that say nothing of their own: copies by bytes, copies that we marked, copies by content.

Takes parts; gives them with the copies skipped. A file saved anew by another program has other bytes and the same rows:
it is known by what it says, of whom, of which day. Of several the last that was sent or saved counts, else the first by
name; a marked copy that says just what its original says gives way to it.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from cbcc_xl.inbox.search import natural
from cbcc_xl.model import READ, SKIPPED, UNRECOGNISED, Finding, Part
from cbcc_xl.text.units import unit_key

IN_THE_SHEET = ("letterhead", "template")      # where a unit is read; a path may be another for a copy


def without_copies(parts: Sequence[Part]) -> list[Part]:
    """The parts with all copies skipped."""
    once = _once(parts, [part.sha256 or None if part.status != SKIPPED else None for part in parts], "copy-of")
    left = _without_marked_copies(once)
    alike = Counter(map(_about, left))                  # of one kind and length: only these are held against each other
    return _once(left, [_content(part) if alike[_about(part)] > 1 else None for part in left], "same-content")


def skipped(part: Part, code: str, **facts: object) -> Part:
    """A part that counts for nothing any more: its records, sheets and findings are set aside."""
    return Part(part.file, part.sha256, SKIPPED, code, dict(facts), part.unit, part.unit_from, part.year, part.modified,
                dated=part.dated, sent=part.sent)


def _once(parts: Sequence[Part], known_by: Sequence[Hashable], code: str) -> list[Part]:
    """Of the parts that are known by the same (None: by nothing), the last that was sent or saved; else the first by
    name."""
    same: dict[Hashable, list[Part]] = {}
    for part, key in zip(parts, known_by, strict=True):
        if key is not None:
            same.setdefault(key, []).append(part)
    kept: dict[Hashable, str] = {}
    for key, some in same.items():
        some.sort(key=lambda part: natural(part.file))
        kept[key] = max(some, key=lambda part: (part.sent.time or "" if part.sent else "", part.modified or "")).file
    others = [kept.get(key, part.file) for part, key in zip(parts, known_by, strict=True)]
    return [part if other == part.file else skipped(part, code, other=other)
            for part, other in zip(parts, others, strict=True)]


def _about(part: Part) -> Hashable:
    """Who sent a file, of which day, how many rows it has."""
    return unit_key(part.unit or ""), part.dated, part.year, len(part.records)


def _content(part: Part) -> Hashable:
    """All that a file says: what it is about, and each row's values; nothing where nobody is named."""
    if part.status != READ or part.marked or not (part.unit or any("name" in one.values for one in part.records)):
        return None
    rows = tuple((record.form, *_values(record.values)) for record in part.records)
    return (_about(part), rows) if rows else None


def _values(values: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in values.items()))


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
    """What a marked copy's original is known by, the surest first: its name, to which a copy may have added an ending,
    with its letterhead and all that its rows say; and these alone, wherever it lies, if there are rows."""
    name = part.file.rpartition("/")[2]
    names = [name, name.rpartition(".")[0]] if part.marked else [name]
    said = (unit_key(part.unit) if part.unit and part.unit_from in IN_THE_SHEET else "",
            *((record.form, record.row, *_values(record.values)) for record in part.records))
    return [*((one, *said) for one in names), *((("", *said),) if part.records else ())]


def without_rows(part: Part, gone: dict[int, str]) -> Part:
    """A part without the rows that count in other files; its sheets say so, and what was found in them is set aside."""
    elsewhere: dict[str, list[str]] = {}
    for place, file in gone.items():
        elsewhere.setdefault(part.records[place].sheet, []).append(file)
    rows = {(part.records[place].sheet, part.records[place].row) for place in gone}
    counted = {record.sheet for place, record in enumerate(part.records) if place not in gone}
    empty = {record.sheet for record in part.records} - counted
    sheets = tuple(sheet._replace(counted_in=files[0], elsewhere=len(files))
                   if (files := elsewhere.get(sheet.sheet)) else sheet for sheet in part.sheets)
    return part._replace(
        sheets=sheets, records=tuple(record for place, record in enumerate(part.records) if place not in gone),
        stated=tuple(one for one in part.stated if one.origin.sheet not in empty),
        findings=tuple(one for one in part.findings if one.origin.sheet not in empty and not _is_about(one, rows)))


def _is_about(finding: Finding, rows: set[tuple[str, int]]) -> bool:
    """Whether a finding is about single cells of one of these rows."""
    row = (finding.origin.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return row.isdecimal() and (finding.origin.sheet, int(row)) in rows
