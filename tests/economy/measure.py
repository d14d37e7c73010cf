"""How well mistakes are found: seeded cases of each kind, counted.

A mistake is found where a finding with one of its causes stands at one of its cells. What it costs is the number of
findings that the clean twin doesn't have. A kind that is no mistake is right where nothing is said.
"""
from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.model import Finding
from economy import in_figures, in_files, in_lists  # noqa: F401  (they enter their kinds)
from economy.kinds import KINDS, At, Kind, Unfit
from economy.paper import Book

YEAR, CASES = 2024, 5              # cases of one kind
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


def totals(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """The part of the cases that is found, and findings a cause."""
    causes = sum(one.cases for one in outcomes if one.kind.codes)
    return (sum(one.found for one in outcomes) / sum(one.cases for one in outcomes),
            sum(one.findings for one in outcomes) / causes)


def page(outcomes: Sequence[Outcome]) -> str:
    """The table by kind, as it is kept in `docs/economy.md`."""
    found, said = totals(outcomes)
    lines = [
        "<!-- Trang này do `python -m tools.economy` viết từ phép đo; chạy lại, đừng sửa trang. -->",
        "# Một nguyên nhân, một lỗi", "",
        "Biểu sạch do máy lập, mỗi biểu được gieo một lỗi mà người lập biểu hay mắc. “Tìm thấy”: có lỗi được nêu đúng "
        "nguyên nhân, đúng ô; số liệu mâu thuẫn nhau thì ô nào trong các ô mâu thuẫn cũng là đúng. “Số lỗi nêu ra”: "
        "trung bình mỗi biểu; phần còn lại chỉ được đếm (“và 37 dòng phụ thuộc”).", "",
        f"{len(outcomes)} loại, {sum(one.cases for one in outcomes)} biểu: tìm thấy {_percent(found)}, mỗi nguyên nhân "
        f"{_figure(said)} lỗi được nêu; biểu sạch không bị nêu lỗi nào.", "",
        "| Người lập biểu đã | Tìm thấy | Số lỗi nêu ra | Lỗi được nêu |", "| --- | --- | --- | --- |"]
    lines += [f"| {one.kind.vi} | {one.found}/{one.cases} | {_figure(one.findings / one.cases)} | "
              f"{', '.join(f'`{code}`' for code in sorted(one.kind.codes)) or 'không có gì'} |" for one in outcomes]
    return "\n".join(lines) + "\n"


def _figure(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _percent(part: float) -> str:
    return f"{100 * part:.1f}%".replace(".", ",")


def main() -> None:
    """The table on the terminal, misses below each kind."""
    outcomes = [measure(kind) for kind in KINDS]
    for one in outcomes:
        print(f"{one.kind.name:32} {one.found}/{one.cases}  {one.findings / one.cases:.2f}")
        for text in one.missed[:2]:
            print("      ", text)
    print("found {:.3f}, findings a cause {:.3f}".format(*totals(outcomes)))


if __name__ == "__main__":
    main()
