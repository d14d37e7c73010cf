"""A workbook's package (xlsx, xlsb, ods are zips): its parts within limits, and which part is which sheet.

Takes a file's bytes. Sizes are checked against the zip's directory before anything is unpacked, and each part against
its own entry while it is, so that a directory that lies helps nobody.
"""
from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.xml import local, parse
from cbcc_xl.grid.zip_directory import Entry, entries, unpacked

LARGEST_PART = 256 * 2**20
LARGEST_TOTAL = 512 * 2**20
HIGHEST_RATIO = 200            # ordinary workbooks: 5 to 8
RATIO_MATTERS = 10 * 2**20     # below it no ratio hurts
MOST_KNOWN = 512
Told = TypeVar("Told")
_known: dict[Any, Any] = {}


class Sheet(NamedTuple):
    """A sheet as the workbook names it, and the part that holds it."""
    name: str
    part: str


class Package:
    """The parts of one file by their names, which count in any case, as calamine sees them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        found = entries(data)
        _within_limits(found)
        self.entries = {entry.name.replace("\\", "/").lstrip("/").lower(): entry for entry in found}
        self._parts: dict[str, bytes] = {}

    def part(self, name: str) -> bytes:
        """A part's bytes, b"" if there is none of this name."""
        key = name.lower()
        if key not in self._parts:
            entry = self.entries.get(key)
            self._parts[key] = unpacked(self.data, entry) if entry else b""
        return self._parts[key]

    def told(self, make: Callable[..., Told], *names: str) -> Told:
        """What `make` tells of the parts of these names (in small letters).

        Known again by checksum and size: the units of one agency fill copies of one template.
        """
        key = (make, *((entry.crc, entry.size) if (entry := self.entries.get(name)) else None for name in names))
        if key not in _known:
            if len(_known) >= MOST_KNOWN:
                _known.clear()
            _known[key] = make(*(self.part(name) for name in names))
        return _known[key]

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of an xlsx in the workbook's order."""
        return self.told(_sheets, "xl/workbook.xml", "xl/_rels/workbook.xml.rels")

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to, or with "" the package: id → (last word of the type, part's name)."""
        folder, _, last = name.rpartition("/")
        return _related(self.part(f"{folder}/_rels/{last}.rels".lstrip("/")), folder)


def _sheets(xml: bytes, relations: bytes) -> tuple[Sheet, ...]:
    related = _related(relations, "xl")
    found: list[Sheet] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append(Sheet(attributes.get("name", ""), related.get(number, ("", ""))[1]))

    parse(xml, start)
    return tuple(found)


def _related(xml: bytes, folder: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = (target if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    parse(xml, start)
    return found


def _within_limits(found: list[Entry]) -> None:
    total = 0
    for entry in found:
        total += entry.size
        if entry.size > RATIO_MATTERS and entry.size > HIGHEST_RATIO * entry.packed:
            raise Unreadable("file-too-large", what=entry.name, value=entry.size, most=HIGHEST_RATIO * entry.packed)
        if entry.size > LARGEST_PART:
            raise Unreadable("file-too-large", what=entry.name, value=entry.size, most=LARGEST_PART)
    if total > LARGEST_TOTAL:
        raise Unreadable("file-too-large", what="zip", value=total, most=LARGEST_TOTAL)
