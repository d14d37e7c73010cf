"""Fonts inside a text: a cell whose runs are in a legacy font, or some struck out, or all red.

Takes the shared strings; gives the numbers of those texts that say something so. Most workbooks have none.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from cbcc_xl.grid.package import Package
from cbcc_xl.grid.styles import Font
from cbcc_xl.grid.xml import local, parse

PART = "xl/sharedStrings.xml"
TELLING = re.compile(rb"rFont[^>]*[\"'](?:\.vn|vni)|strike|color[^>]*(?:rgb|indexed)", re.IGNORECASE)


class Rich(NamedTuple):
    """What the runs of one text say together."""
    font: str | None
    struck: bool
    red: bool


class Runs:
    """Collects the runs of one text."""

    def __init__(self) -> None:
        self.fonts: list[Font] = []

    def take(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "r":
            self.fonts.append(Font())
        elif self.fonts:
            self.fonts[-1].take(tag, attributes)

    def rich(self) -> Rich | None:
        """None where the text is plain, or its runs say nothing."""
        if not self.fonts:
            return None
        font = next((font.legacy for font in self.fonts if font.legacy), None)
        struck = any(font.struck for font in self.fonts)
        red = all(font.red for font in self.fonts)
        return Rich(font, struck, red) if font or struck or red else None


def inline(xml: bytes) -> Rich | None:
    """What the runs of a text say that stands in its cell, given what is inside of its `is`."""
    runs = Runs()
    parse(b"<is>%s</is>" % xml, runs.take)
    return runs.rich()


def shared(package: Package) -> dict[str, Rich]:
    """The number of a shared string, as a cell writes it → what its runs say."""
    xml = package.part(PART)
    if b"rPr" not in xml or not TELLING.search(xml):
        return {}
    found: dict[str, Rich] = {}
    number, runs = -1, Runs()

    def settle() -> None:
        rich = runs.rich()
        if rich:
            found[str(number)] = rich

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal number, runs
        tag = local(tag)
        if tag == "si":
            settle()
            number, runs = number + 1, Runs()
        else:
            runs.take(tag, attributes)

    parse(xml, start)
    settle()
    return found
