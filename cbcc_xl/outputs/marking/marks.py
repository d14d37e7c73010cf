"""What is to be seen in one sheet: a colour for each cell that a finding is about, a note at the first of them.

Takes findings of one sheet with their words; gives places (row, column, counted from 0) with severities and texts.
Inside merged cells the first stands for all, since only that one shows. Knows neither files nor programs.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cbcc_xl.catalogue.wording import Words
from cbcc_xl.forms.marked_sheet import NOTE_START
from cbcc_xl.grid.reference import area
from cbcc_xl.model import SEVERITIES, Finding

Place = tuple[int, int]
MOST_MARKED = 20_000            # cells of one finding: a range without end marks its beginning
LONGEST_NOTE = 32_000           # Excel shows no more
PARTS = {"vi": ("Cách sửa", "Căn cứ"), "en": ("Fix", "Basis")}


class Marks(NamedTuple):
    severities: Mapping[Place, str]     # of every cell to colour: the worst of its findings
    notes: Mapping[Place, str]


class Told(NamedTuple):
    """A finding with its words, and where it leads to in its sheet (None: nowhere)."""
    finding: Finding
    words: Words
    place: Place | None = None


def marks(told: Iterable[Told], merges: Sequence[tuple[int, int, int, int]], extent: tuple[int, int],
          severity_words: Mapping[str, Any], lang: str = "vi") -> Marks:
    """The marks of one sheet, which uses so many rows and columns."""
    severities: dict[Place, str] = {}
    texts: dict[Place, list[str]] = {}
    anchors = _Anchors(merges)
    for finding, words, _ in told:
        places = [anchors.of(place) for place in _places(finding.origin.cell, extent)]
        for place in places:
            severities[place] = min(finding.severity, severities.get(place, finding.severity), key=SEVERITIES.index)
        if places:
            texts.setdefault(places[0], []).append(_text(severity_words[finding.severity], words, lang))
    notes = {place: f"{NOTE_START} " + "\n\n".join(dict.fromkeys(lines))[:LONGEST_NOTE]
             for place, lines in texts.items()}
    return Marks(severities, notes)


def first_place(cell: str | None, merges: Sequence[tuple[int, int, int, int]]) -> Place | None:
    """Where one is led to by a finding's cell or range."""
    found = area(cell) if cell else None
    return _Anchors(merges).of((found[0], found[1])) if found else None


def _places(cell: str | None, extent: tuple[int, int]) -> list[Place]:
    """The cells of a range that lie within the used part of the sheet; the first whether it does or not."""
    found = area(cell) if cell else None
    if found is None:
        return []
    top, left, bottom, right = found
    rows, columns = range(top, min(bottom + 1, extent[0])), range(left, min(right + 1, extent[1]))
    inside = [(row, column) for row in rows[:MOST_MARKED // max(len(columns), 1)] for column in columns]
    return inside or [(top, left)]


def _text(severity: str, words: Words, lang: str) -> str:
    fix, basis = PARTS[lang]
    lines = [f"{severity}: {words.message}"]
    if words.fix:
        lines.append(f"{fix}: {words.fix}")
    if words.basis:
        lines.append(f"{basis}: {words.basis}")
    return "\n".join(lines)


class _Anchors:
    def __init__(self, merges: Sequence[tuple[int, int, int, int]]) -> None:
        self.merges = merges

    def of(self, place: Place) -> Place:
        row, column = place
        for top, left, bottom, right in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return place
