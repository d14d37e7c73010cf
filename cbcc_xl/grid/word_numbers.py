"""Automatic numbers: "1.", "2.", "a)" that Word shows before an item of a list and that stand nowhere in its text.

Takes the numbering part; counts through a document in its order and gives each item's number as shown.
"""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from cbcc_xl.grid.word_xml import attribute, child, local, parsed, value

BULLET = "-"
PLACE = re.compile(r"%([1-9])")
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
LEVELS = 9


class Level(NamedTuple):
    start: int
    form: str                      # decimal, upperRoman, bullet …
    text: str                      # "%1.", "%1.%2"


class Numbers:
    """The lists of one document, and how far each has come."""

    def __init__(self, xml: bytes) -> None:
        root = parsed(xml) if xml else ()
        kinds = {attribute(one, "abstractNumId"): one for one in root if local(one) == "abstractNum"}
        linked = {value(one, "styleLink"): one for one in kinds.values() if value(one, "styleLink")}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for one in (one for one in root if local(one) == "num"):
            kind, number = value(one, "abstractNumId"), attribute(one, "numId")
            element = kinds.get(kind)
            if element is not None and value(element, "numStyleLink"):
                element = linked.get(value(element, "numStyleLink"), element)
            overrides = [other for other in one if local(other) == "lvlOverride"]
            own = [level for other in overrides if (level := child(other, "lvl")) is not None]
            self._lists[number] = kind, _levels([*(element if element is not None else ()), *own])
            self._restarts[number] = {_figure(attribute(other, "ilvl"), 0): _figure(start, 1) for other in overrides
                                      if (start := value(other, "startOverride"))}
        self._counts: dict[str, list[int | None]] = {}

    def next(self, number: str, level: int) -> str:
        """The number of the next item of a list at a level, as Word shows it."""
        if number not in self._lists or level >= LEVELS:
            return ""
        kind, levels = self._lists[number]
        counts = self._counts.setdefault(kind, [None] * LEVELS)
        restarts = self._restarts.pop(number, {})
        for at, start in restarts.items():
            if at < LEVELS:
                counts[at] = start - 1
        one = levels.get(level, Level(1, "decimal", ""))
        before = counts[level]
        counts[level] = one.start if before is None else before + 1
        counts[level + 1:] = [None] * (LEVELS - level - 1)
        return _shown(one, counts, levels)


def _levels(elements: list[Any]) -> dict[int, Level]:
    return {_figure(attribute(one, "ilvl"), 0):
            Level(_figure(value(one, "start"), 1), value(one, "numFmt") or "decimal", value(one, "lvlText"))
            for one in elements if local(one) == "lvl"}


def _shown(one: Level, counts: list[int | None], levels: dict[int, Level]) -> str:
    if one.form == "bullet":
        return BULLET
    if one.form == "none":
        return ""

    def figure(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        level = levels.get(at, Level(1, "decimal", ""))
        count = counts[at]
        return _written(level.start if count is None else count, level.form)

    return PLACE.sub(figure, one.text)


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _figure(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
