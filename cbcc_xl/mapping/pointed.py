"""Heading rows as a person types them: "7", "7-8", or with the columns that belong to the table, "B7:F8"."""
from __future__ import annotations

import re

from cbcc_xl.forms.sub_headings import DEEPEST
from cbcc_xl.grid.reference import column
from cbcc_xl.mapping.places import Place, place_at
from cbcc_xl.model import Grid

POINTED = re.compile(r"(?P<left>[A-Z]{1,3})?(?P<top>\d{1,7})(?:\s*[-–:]\s*(?P<right>[A-Z]{1,3})?(?P<bottom>\d{1,7}))?")


def pointed_at(grid: Grid, text: str) -> Place | None:
    """The table below these rows; None where they are none of the sheet's, too many, or hold no heading."""
    found = POINTED.fullmatch(text.strip().upper())
    if not found:
        return None
    top, bottom = int(found["top"]) - 1, int(found["bottom"] or found["top"]) - 1
    if not 0 <= top <= bottom < len(grid.rows) or bottom - top >= DEEPEST:
        return None
    left, right = column(found["left"] or "A"), column(found["right"] or "XFD")
    place = place_at(grid, top, bottom, range(left, right + 1))
    return place if place.headings and place.block.labels else None


def shown_rows(place: Place) -> str:
    """The heading rows of a table as Excel numbers them."""
    top, bottom = place.block.top + 1, place.block.bottom + 1
    return str(top) if top == bottom else f"{top}-{bottom}"

