"""Comments of a sheet, old ("notes") and new ("threads"), by cell.

Takes a package and a sheet's part; gives place → text. Where a thread stands, the old note only says that one does.
"""
from __future__ import annotations

from cbcc_xl.grid.package import Package
from cbcc_xl.grid.reference import place as place_of
from cbcc_xl.grid.xml import local, parser

KINDS = ("comments", "threadedComment")                      # in this order: the thread overrides


def comments(package: Package, sheet: str) -> dict[tuple[int, int], str]:
    """The comments of one sheet of an xlsx."""
    if not any("comment" in name for name in package.entries):
        return {}
    related = package.related(sheet).values()
    found: dict[tuple[int, int], str] = {}
    for kind in KINDS:
        for what, part in related:
            if what == kind:
                found |= _of_part(package.part(part))
    return found


def _of_part(xml: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], list[str]] = {}
    place: tuple[int, int] | None = None

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal place
        tag = local(tag)
        if tag in ("comment", "threadedComment"):
            place = place_of(attributes.get("ref", ""))
            if place in texts:                               # an answer in a thread
                texts[place].append("\n")
        elif tag in ("t", "text") and place:
            going.CharacterDataHandler = texts.setdefault(place, []).append

    def end(_: str) -> None:
        going.CharacterDataHandler = None

    going = parser(start, end)
    if xml:
        going.Parse(xml, True)
    return {place: "".join(text).strip() for place, text in texts.items()}

