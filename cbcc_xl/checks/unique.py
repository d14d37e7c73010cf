"""A subject stands once for a title: not twice in a unit, not in two units.

Takes the records of a form; a name's spellings meet under one key. One person on two lists for two titles is as it
should be. Within a unit each further row is a finding; over the inbox one finding a person, at the last row. Two of
one name with different positions may well be two persons: that is told as information only.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, subject
from cbcc_xl.model import INFO, Finding, Record
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "within")
FACTS = ("titles", "cells", "units")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for records in _same_name(law, batch):
        by_title: dict[str, list[Record]] = {}
        for record in records:
            for title in record.values.get("titles", ()):
                by_title.setdefault(title, []).append(record)
        if any(len(found) > 1 for found in by_title.values()):
            yield from (_within_unit if law.on["within"] == "unit" else _between_units)(law, by_title)


def _same_name(law: Law, batch: Batch) -> Iterator[list[Record]]:
    """Records that share a name (and, within a unit, the sender), where there are several."""
    team = batch.catalogue.forms[law.on["form"]].subject == "team"
    within_unit = law.on["within"] == "unit"
    names: dict[object, list[Record]] = {}
    for record in batch.records(law.on["form"]):
        name = record.values.get("name")
        if name:
            key: object = unit_key(name) if team else batch.person(name)
            names.setdefault((key, unit_key(record.unit or record.file)) if within_unit else key, []).append(record)
    return (records for records in names.values() if len(records) > 1)


def _within_unit(law: Law, by_title: dict[str, list[Record]]) -> Iterator[Finding]:
    """A finding at each row that repeats a title of an earlier one."""
    repeats: dict[int, tuple[Record, Record, list[str]]] = {}
    for title, found in by_title.items():
        for record in found[1:]:
            repeats.setdefault(id(record), (found[0], record, []))[2].append(title)
    for first, record, titles in repeats.values():
        yield _finding(law, [first, record], titles)


def _between_units(law: Law, by_title: dict[str, list[Record]]) -> Iterator[Finding]:
    """One finding for the person, at the last row."""
    shared = {title: found for title, found in by_title.items()
              if len({unit_key(record.unit or record.file) for record in found}) > 1}
    if shared:
        rows = {(record.file, record.sheet, record.row): record for found in shared.values() for record in found}
        yield _finding(law, list(rows.values()), list(shared))


def _finding(law: Law, rows: list[Record], titles: list[str]) -> Finding:
    last = rows[-1]
    units = list(dict.fromkeys(record.unit or record.file for record in rows))
    facts = {**subject(last), "titles": titles, "cells": [_place(record, last) for record in rows], "units": units}
    positions = [plain(record.values["position"]) for record in rows if "position" in record.values]
    told_apart = len(positions) == len(rows) and len(set(positions)) == len(rows)
    return law.finding(last.origin("name"), facts, severity=INFO if told_apart else None)


def _place(record: Record, seen_from: Record) -> str:
    """A cell as said from another row: with its sheet and file where these differ."""
    cell = record.cell("name")
    if record.file != seen_from.file:
        return f"{record.file} [{record.sheet}] {cell}"
    return cell if record.sheet == seen_from.sheet else f"[{record.sheet}] {cell}"
