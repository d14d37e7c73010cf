"""A subject stands once for a title: not twice in a unit, not in two units.

Takes the nominations of a form; a name's spellings meet under one key. One person on two lists for two titles is as it
should be. Within a unit each further row is a finding; over the inbox one finding a name, at the last row. Two of one
name with different positions may well be two persons: that is told as information only. Where more names than `most`
stand in several units, names can't tell persons apart any more, and that is told once. What a person has said to be
two persons is not asked again.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import PERSON, Batch
from cbcc_xl.model import INFO, UNKNOWN, Finding, Origin, Record
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "within")
CHOICES = {"within": ("unit", "inbox")}
DOUBTS = ()
FACTS = ("titles", "cells", "units", "count")


def rests_on(law: Law) -> list[str]:
    """The columns that a finding looks at, besides the rule's fields."""
    return ["name"]


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    if law.on["within"] == "unit":
        for rows in _namesakes(law, batch):
            for first, again, titles in _repeated(rows):
                yield _finding(law, batch, [first, again], titles)
        return
    shared = [rows for rows in _namesakes(law, batch) if _in_two_units(rows)]
    if len(shared) > law.on.get("most", len(shared)):
        yield law.finding(Origin(), {"count": len(shared)}, UNKNOWN)
        return
    for rows in shared:
        yield _finding(law, batch, *_shared(rows))


def _namesakes(law: Law, batch: Batch) -> Iterable[list[Record]]:
    """Rows that share a name, where there are several."""
    if law.on["form"] == PERSON:
        return batch.namesakes
    names: dict[str, list[Record]] = {}
    for record in batch.records(law.on["form"]):
        names.setdefault(unit_key(record.values.get("name", "")), []).append(record)
    return (rows for key, rows in names.items() if key and len(rows) > 1)


def _repeated(rows: list[Record]) -> Iterator[tuple[Record, Record, list[str]]]:
    """Each row with a title that an earlier row of the same sender has: the earlier row, the row, the titles."""
    first: dict[tuple[str, str], Record] = {}
    for row in rows:
        again: dict[int, tuple[Record, list[str]]] = {}
        for title in row.values.get("titles", ()):
            earlier = first.setdefault((_sender(row), title), row)
            if earlier is not row:
                again.setdefault(id(earlier), (earlier, []))[1].append(title)
        for earlier, titles in again.values():
            yield earlier, row, titles


def _in_two_units(rows: list[Record]) -> bool:
    """Whether two senders nominate the name for one title."""
    first: dict[str, str] = {}
    for row in rows:
        for title in row.values.get("titles", ()):
            if first.setdefault(title, _sender(row)) != _sender(row):
                return True
    return False


def _shared(rows: list[Record]) -> tuple[list[Record], list[str]]:
    """The rows, one a sender, and titles that two senders share."""
    senders: dict[str, dict[str, Record]] = {}         # title → sender → the last row
    for row in rows:
        for title in row.values.get("titles", ()):
            senders.setdefault(title, {})[_sender(row)] = row
    shared = {title: found for title, found in senders.items() if len(found) > 1}
    chosen = {id(row) for found in shared.values() for row in found.values()}
    return [row for row in rows if id(row) in chosen], list(shared)


def _sender(row: Record) -> str:
    return unit_key(row.unit or row.file)


def _finding(law: Law, batch: Batch, rows: list[Record], titles: list[str]) -> Finding:
    last = rows[-1]
    facts = {**batch.subject(last), "titles": titles, "cells": [_place(row, last) for row in rows],
             "units": list(dict.fromkeys(row.unit or row.file for row in rows))}
    positions = {plain(row.values.get("position", "")) for row in rows}
    told_apart = len(positions) == len(rows) and "" not in positions
    if decision := batch.decided.apart([last.values.get("name", "")], map(_sender, rows)):
        return Finding("namesakes-told-apart", INFO, last.origin("name"), {**facts, "decision": decision})
    return law.finding(last.origin("name"), facts, severity=INFO if told_apart else None)


def _place(row: Record, seen_from: Record) -> str:
    """A cell as said from another row: with its sheet and file where these differ."""
    cell = row.cell("name")
    if row.file != seen_from.file:
        return f"{row.file} [{row.sheet}] {cell}"
    return cell if row.sheet == seen_from.sheet else f"[{row.sheet}] {cell}"
