"""What reading a table could not make sense of, collected as findings at their cells."""
from __future__ import annotations

import re
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.model import UNKNOWN, Finding, Origin, a1

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLIPPED = 60                       # characters of a cell's text kept in a finding


class Troubles:
    """Findings of one sheet's reading. Severity and words stand in `data/messages/findings.toml`."""

    def __init__(self, file: str, sheet: str, catalogue: Catalogue) -> None:
        self.found: list[Finding] = []
        self.file, self.sheet, self._messages = file, sheet, catalogue.messages

    def at(self, code: str, row: int, column: int, last_row: int | None = None, last_column: int | None = None,
           **facts: Any) -> None:
        """A trouble at a cell or range counted from 0."""
        self.add(code, a1(row, column, last_row, last_column), **facts)

    def add(self, code: str, cell: str | None, **facts: Any) -> None:
        severity = self._messages[code]["severity"]
        outcome = UNKNOWN if severity != "info" else "not-met"
        self.found.append(Finding(code, severity, Origin(self.file, self.sheet, cell), facts, outcome))

    def said(self, code: str, row: int) -> bool:
        """Whether the last thing said is the same, of a cell of the same row (counted from 0)."""
        last = self.found[-1] if self.found else None
        return last is not None and last.code == code and (last.origin.cell or "").lstrip(LETTERS) == str(row + 1)

    def forget_row(self, row: int) -> None:
        """Take back what was said of single cells of a row (as Excel shows it), which is about to be read anew."""
        ending = re.compile(rf"[A-Z]+{row}")
        self.found = [one for one in self.found if not ending.fullmatch(one.origin.cell or "")]

    def gathered(self) -> list[Finding]:
        """The findings, what is merely noted of many cells of one column said once with its range and count."""
        kept: list[Finding] = []
        runs: dict[tuple[str, str, str], int] = {}
        for finding in self.found:
            column = (finding.origin.cell or "").rstrip("0123456789")
            key = (finding.code, column, str(finding.facts.get("text")))
            if finding.severity == "info" and column.isalpha() and key in runs:
                first = kept[runs[key]]
                start = (first.origin.cell or "").partition(":")[0]
                place = first.origin._replace(cell=f"{start}:{finding.origin.cell}")
                kept[runs[key]] = first._replace(origin=place, facts={**first.facts,
                                                                      "count": first.facts.get("count", 1) + 1})
            else:
                runs[key] = len(kept)
                kept.append(finding)
        return kept


def clipped(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= CLIPPED else text[:CLIPPED - 1] + "…"
