"""Which cell formats of a workbook say something: a percentage, a legacy font, text struck out or in red.

Takes a package's styles part; gives the numbers of such formats (`s` of a cell). Colours of a
theme are left out: nobody withdraws by theme.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from cbcc_xl.grid.package import Package
from cbcc_xl.grid.xml import local, parse

BUILT_IN_PERCENT = frozenset({9, 10})
RED_OF_PALETTE = frozenset({"2", "10"})
LEGACY_FONT = re.compile(r"\s*(?:\.vn|vni[- ]|viscii)", re.IGNORECASE)
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')        # of a number format: texts, escapes, conditions
SECTIONS = frozenset("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors".split())
OFF = ("0", "false")
EVERY_CELL = re.compile(rb"<c\s[^>]*>")


class Styles(NamedTuple):
    """Numbers of the formats that say something, and how a sheet's XML names them."""
    percent: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    red: frozenset[int] = frozenset()
    fonts: dict[int, str] = {}
    numbers: frozenset[int] = frozenset()          # of any of these
    search: re.Pattern[bytes] | None = None        # finds whether a sheet has a cell of these formats
    cells: re.Pattern[bytes] = EVERY_CELL          # finds those cells, or all where one without a format is one of them


class Font:
    """What is told by one font, or by the font of one run of a text, in the words of the XML."""

    def __init__(self) -> None:
        self.legacy: str | None = None
        self.struck = self.red = False

    def take(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("name", "rFont"):
            self.legacy = legacy(attributes.get("val", ""))
        elif tag == "strike":
            self.struck = attributes.get("val") not in OFF
        elif tag == "color":
            self.red = is_red(attributes.get("rgb", "")) or attributes.get("indexed") in RED_OF_PALETTE


def styles(package: Package) -> Styles:
    """The telling formats of a workbook."""
    return package.told(_parsed, "xl/styles.xml")


def legacy(font: str) -> str | None:
    """The font's name if its letters are of a code of their own (TCVN3, VNI, VISCII)."""
    return font if LEGACY_FONT.match(font) else None


def is_red(rgb: str) -> bool:
    """Whether RRGGBB or AARRGGBB is a red that one would strike a row with."""
    try:
        value = int(rgb[-6:], 16)
    except ValueError:
        return False
    return value >> 16 >= 0xB0 and value >> 8 & 0xFF <= 0x50 and value & 0xFF <= 0x50


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a percentage."""
    return "%" in number_format and "%" in NOT_SHOWN.sub("", number_format)


def _parsed(xml: bytes) -> Styles:
    percent, section = set(BUILT_IN_PERCENT), ""
    fonts: list[Font] = []
    formats: list[tuple[int, int]] = []            # number format and font of each cell format

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal section
        tag = local(tag)
        if tag in SECTIONS:
            section = tag
        elif section == "fonts":
            if tag == "font":
                fonts.append(Font())
            elif fonts:
                fonts[-1].take(tag, attributes)
        elif tag == "numFmt" and section == "numFmts" and is_percent(attributes.get("formatCode", "")):
            percent.add(int(attributes["numFmtId"]))
        elif tag == "xf" and section == "cellXfs":
            formats.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))

    parse(xml, start)
    return _numbered(formats, fonts, percent)


def _numbered(formats: list[tuple[int, int]], fonts: list[Font], percent: set[int]) -> Styles:
    plain = Font()
    used = [fonts[font] if font < len(fonts) else plain for _, font in formats]
    shown = frozenset(number for number, (shown, _) in enumerate(formats) if shown in percent)
    struck = frozenset(number for number, font in enumerate(used) if font.struck)
    red = frozenset(number for number, font in enumerate(used) if font.red)
    legacies = {number: font.legacy for number, font in enumerate(used) if font.legacy}
    numbers = shown | struck | red | legacies.keys()
    return Styles(shown, struck, red, legacies, numbers, *_searches(numbers))


def _searches(numbers: frozenset[int]) -> tuple[re.Pattern[bytes] | None, re.Pattern[bytes]]:
    if not numbers:
        return None, EVERY_CELL
    if 0 in numbers:
        return EVERY_CELL, EVERY_CELL
    any_of = b"|".join(b"%d" % number for number in sorted(numbers))
    return re.compile(rb' s="(?:%s)"' % any_of), re.compile(rb'<c(?=\s)[^>]*? s="(?:%s)"[^>]*>' % any_of)
