"""How well mistakes are found: seeded cases of each kind, counted.

A mistake is found where a finding with one of its causes stands at one of its cells. What it costs is the number of
findings that the clean twin doesn't have. A kind that is no mistake is right where nothing is said.
"""
from __future__ import annotations

import random
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.model import ERROR, Finding
from economy import in_figures, in_files, in_lists  # noqa: F401  (they enter their kinds)
from economy.kinds import KINDS, At, Kind, Unfit
from economy.paper import Book

YEAR, CASES = 2024, 8              # cases of one kind
once = lru_cache(load)


class Outcome(NamedTuple):
    """What became of one kind's cases."""
    kind: Kind
    cases: int
    found: int
    findings: int
    missed: tuple[str, ...] = ()   # what was said instead, by seed


def findings_of(*books: Book) -> list[Finding]:
    """What a consolidation of these books finds."""
    with tempfile.TemporaryDirectory() as folder, mock.patch("cbcc_xl.pipeline.run.load", lambda rules: once()):
        for book in books:
            path = Path(folder, book.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(book.bytes())
        return list(cbcc_xl.consolidate(folder, year=YEAR, jobs=1).findings)


def planted(kind: Kind, seed: int) -> tuple[Book, Book, At]:
    """A clean book, its twin with one mistake, and where that may be told; the first seed from here on that fits."""
    for number in range(seed, seed + 1000):
        clean = kind.base(number)
        twin = clean.twin()
        try:
            return clean, twin, kind.plant(twin, random.Random(number))
        except Unfit:
            continue
    raise Unfit(kind.name)


def measure(kind: Kind, cases: int = CASES) -> Outcome:
    """All cases of a kind."""
    found = findings = 0
    missed = []
    for seed in range(0, 50 * cases, 50):
        _, twin, where = planted(kind, seed)
        said = findings_of(twin)
        findings += len(said)
        if any(is_right(finding, kind, where) for finding in said) if kind.codes else not said:
            found += 1
        else:
            missed.append(f"{seed}: " + ("; ".join(map(shown, said)) or "nothing"))
    return Outcome(kind, cases, found, findings, tuple(missed))


def is_right(finding: Finding, kind: Kind, where: At) -> bool:
    sheet, cell = finding.origin.sheet or "", finding.origin.cell or ""
    return finding.code in kind.codes and any(sheet == other and overlap(cell, place) for other, place in where)


def overlap(cell: str, place: str) -> bool:
    """Whether a finding's cell or range holds the place; "" is a whole sheet or file."""
    if not cell or not place:
        return cell == place
    (left, top), (right, bottom) = box(cell)
    (column, row), _ = box(place)
    return left <= column <= right and top <= row <= bottom


def box(cell: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = cell.partition(":")
    return corner(first), corner(last or first)


def corner(cell: str) -> tuple[int, int]:
    parts = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert parts, cell
    column = 0
    for letter in parts[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(parts[2])


def shown(finding: Finding) -> str:
    return f"{finding.severity} {finding.code} {finding.origin.sheet} {finding.origin.cell}"


def errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == ERROR]


def main() -> None:
    """The table on the terminal, misses below each kind."""
    outcomes = [measure(kind) for kind in KINDS]
    for one in outcomes:
        print(f"{one.kind.name:32} {one.found}/{one.cases}  {one.findings / one.cases:.2f}")
        for text in one.missed[:2]:
            print("      ", text)
    cases, found, said = (sum(getattr(one, key) for one in outcomes) for key in ("cases", "found", "findings"))
    causes = sum(one.cases for one in outcomes if one.kind.codes)
    print(f"{len(outcomes)} kinds, {cases} cases, found {found / cases:.3f}, findings a cause {said / causes:.3f}")


if __name__ == "__main__":
    main()
