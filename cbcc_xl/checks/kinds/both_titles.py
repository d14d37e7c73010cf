"""One achievement, one form: a person nominated for two titles that reward the same thing.

Takes the nominations of a form and the pairs of titles that the rule names (`pairs`); rows of a person in one unit are
taken together. Initiatives of different names are different achievements. One finding a person and pair, at the later
row.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home, place, spelled_alike, titles_of
from cbcc_xl.model import Finding, Record

ACROSS_FILES = True
NEEDS = ("form", "pairs")
FACTS = ("titles", "text", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    of_pairs = {title for pair in law.on["pairs"] for title in pair}
    persons: dict[tuple[str, str], list[Record]] = {}
    for record in batch.records(law.on["form"]):
        if not of_pairs.isdisjoint(titles_of(record)):
            for key in batch.people.keys_of(record):
                persons.setdefault((home(record), key), []).append(record)
    for rows in persons.values():
        for pair in law.on["pairs"]:
            found = [next((row for row in rows if title in titles_of(row)), None) for title in pair]
            if None not in found and _one_thing([row for row in found if row]):
                yield _finding(law, batch, [row for row in found if row], list(pair))


def _one_thing(rows: list[Record]) -> bool:
    given = [row.values["initiative"] for row in rows if "initiative" in row.values]
    return len(given) < 2 or spelled_alike(given[0], given[1])


def _finding(law: Law, batch: Batch, rows: list[Record], titles: list[str]) -> Finding:
    last = rows[-1]
    return law.finding(last.origin("titles"), {**batch.subject(last), "titles": titles,
                                               "cells": place(rows, last, "titles")})
