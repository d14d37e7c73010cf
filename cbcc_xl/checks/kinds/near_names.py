"""Names that are one but for their diacritics, on two lists of one unit: a slip, perhaps.

Takes the rows of all lists of persons (`lists`). Two such names on one sheet are two persons; on different sheets,
where neither has the other name, it is asked, unless a person has said that they are two. A list that names no units
counts to the one unit that has such a name. One finding a name, at the later row.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home, place
from cbcc_xl.model import INFO, Finding, Record

ACROSS_FILES = True
NEEDS = ("lists",)
FORMS = ("lists",)
FACTS = ("name", "other", "cells")

Spellings = dict[str, list[Record]]


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    for spellings in _alike(law, batch):
        for units in _by_unit(batch, spellings):
            yield from _doubled(law, batch, units)


def _alike(law: Law, batch: Batch) -> Iterator[Spellings]:
    """Names with their rows, where several are the same without diacritics."""
    for keys in batch.people.alike.values():
        if len(keys) > 1:
            rows = [(key, row) for form in law.on["lists"] for key in sorted(keys)
                    for row in batch.people.rows(form).get(key, ())]
            yield {key: [row for own, row in rows if own == key] for key in dict.fromkeys(key for key, _ in rows)}


def _by_unit(batch: Batch, spellings: Spellings) -> Iterator[list[tuple[str, Record]]]:
    rows = [(batch.people.name(row, key), row) for key, found in spellings.items() for row in found]
    units: dict[str, list[tuple[str, Record]]] = {}
    for name, row in rows:
        if not batch.people.is_wide(row):
            units.setdefault(home(row), []).append((name, row))
    if len(units) == 1:
        next(iter(units.values())).extend((name, row) for name, row in rows if batch.people.is_wide(row))
    return iter(units.values())


def _doubled(law: Law, batch: Batch, rows: list[tuple[str, Record]]) -> Iterator[Finding]:
    sheets: dict[str, set[tuple[str, str]]] = {}
    for name, row in rows:
        sheets.setdefault(name, set()).add((row.file, row.sheet))
    first, *others = sheets
    for other in others:
        if sheets[first].isdisjoint(sheets[other]):
            here = next(row for name, row in reversed(rows) if name == other)
            there = [row for name, row in rows if name == first]
            if decision := batch.decided.apart((first, other), (home(here),)):
                facts = {"name": other, "other": first, "decision": decision}
                yield Finding("names-told-apart", INFO, here.origin("name"), facts)
                continue
            yield law.finding(here.origin("name"), {"name": other, "other": first, "cells": place(there, here, "name")})
