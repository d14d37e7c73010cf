"""Which cell styles of an .ods say something: text struck out or in red, a legacy font. Styles inherit from each other.

Takes the parts that define styles; gives style name → `Style`, for those that say something.
"""
from __future__ import annotations

from typing import NamedTuple

from cbcc_xl.grid.styles import is_red, legacy
from cbcc_xl.grid.xml import parse

FAMILIES = ("table-cell", "text")      # of a cell, of a part of its text
DEEPEST = 20                   # of styles that inherit from each other


class Style(NamedTuple):
    """What a style says; None: it says nothing about that, its parent may."""
    font: str | None = None
    struck: bool | None = None
    red: bool | None = None
    parent: str | None = None


def styles(*parts: bytes) -> dict[str, Style]:
    """The telling styles of a workbook."""
    own: dict[str, Style] = {}
    for part in parts:
        _collect(part, own)
    every = {name: resolved(name, own) for name in own}
    return {name: style for name, style in every.items() if legacy(style.font or "") or style.struck or style.red}


def _collect(xml: bytes, own: dict[str, Style]) -> None:
    current = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if tag == "style:style":
            current = attributes.get("style:name", "") if attributes.get("style:family") in FAMILIES else ""
            if current:
                own[current] = Style(parent=attributes.get("style:parent-style-name"))
        elif tag == "style:text-properties" and current in own:
            line, colour = attributes.get("style:text-line-through-style"), attributes.get("fo:color")
            own[current] = own[current]._replace(
                font=attributes.get("style:font-name") or attributes.get("fo:font-family"),
                struck=None if line is None else line != "none",
                red=None if colour is None else is_red(colour))

    parse(xml, start)


def resolved(name: str, own: dict[str, Style]) -> Style:
    """What a style says, with what the styles say that it inherits from."""
    style, parent = own[name], own[name].parent
    for _ in range(DEEPEST):
        above = own.get(parent or "")
        if above is None:
            break
        style = Style(style.font or above.font, above.struck if style.struck is None else style.struck,
                      above.red if style.red is None else style.red)
        parent = above.parent
    return style
