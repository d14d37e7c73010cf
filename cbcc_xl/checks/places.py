"""Where findings stand in a sheet: their rows and cells, which of them lie in one block, the range of all of them.

Takes findings by the cells of their origins; knows no rule.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cbcc_xl.model import Finding, letters

CELL = re.compile(r"([A-Za-z_]+)(\d+)(?::([A-Za-z_]+)(\d+))?")      # on screens columns have their keys as names
NEAR = 2                           # rows from one finding of a block to the next
WIDEST = 5_000                     # cells of a range that are looked at one by one

Group = dict[int, Finding]         # findings by their place among all


def rows_of(finding: Finding) -> range:
    """The rows of a finding's cell or range, as Excel shows them; row 0 for a sheet or file."""
    found = CELL.fullmatch(finding.origin.cell or "")
    return range(int(found[2]), int(found[4] or found[2]) + 1) if found else range(1)


def cells_of(cell: str | None) -> Iterator[str]:
    """Each cell of a range, up to a bound."""
    found = CELL.fullmatch(cell or "")
    if not found:
        return
    left, top = _number(found[1]), int(found[2])
    right, bottom = _number(found[3] or found[1]), int(found[4] or found[2])
    if (right - left + 1) * (bottom - top + 1) <= WIDEST:
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield f"{letters(column)}{row}"


def same_text(finding: Finding) -> tuple[Any, ...]:
    """The same for findings of reading about one wording in one column: one cause."""
    file, sheet, cell = finding.origin
    return finding.code, file, sheet, (cell or "").rstrip("0123456789"), str(finding.facts.get("text", cell))


def by_sheet(findings: Group) -> Iterable[Group]:
    """Findings at cells, by file and sheet."""
    sheets: dict[tuple[str | None, str | None], Group] = {}
    for place, finding in findings.items():
        if finding.origin.cell:
            sheets.setdefault(finding.origin[:2], {})[place] = finding
    return sheets.values()


def blocks(findings: Group) -> list[Group]:
    """Findings in rows that follow one another, at most one row being right in between."""
    found: list[Group] = []
    last = -NEAR
    for place, finding in sorted(findings.items(), key=lambda item: rows_of(item[1])[0]):
        row = rows_of(finding)[0]
        if row - last > NEAR:
            found.append({})
        found[-1][place] = finding
        last = row
    return found


def spanning(findings: Sequence[Finding]) -> Finding:
    """The first of several findings; with the range of all as its place where most of that is theirs."""
    first, last = findings[0], findings[-1]
    one, other = (CELL.fullmatch(finding.origin.cell or "") for finding in (first, last))
    if len(findings) == 1 or not one or not other:
        return first
    if one[1] == (other[3] or other[1]):
        end, length = f"{one[1]}{other[4] or other[2]}", int(other[4] or other[2]) - int(one[2]) + 1
    elif one[2] == other[2]:
        end, length = f"{other[1]}{one[2]}", _number(other[1]) - _number(one[1]) + 1
    else:
        return first
    return first._replace(origin=first.origin._replace(cell=f"{one[1]}{one[2]}:{end}")) \
        if 0 < length <= 2 * len(findings) else first


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1
