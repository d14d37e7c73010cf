"""A workbook's package (xlsx, xlsb, ods are zips): its parts within limits, and which part is which sheet.

Takes a file's bytes. Sizes are checked against the zip's directory before anything is unpacked, and each part against
its own entry while it is, so that a directory that lies helps nobody.
"""
from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import NamedTuple

from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.xml import local, parse
from cbcc_xl.grid.zip_directory import Entry, entries, unpacked

LARGEST_PART = 256 * 2**20
LARGEST_TOTAL = 512 * 2**20
HIGHEST_RATIO = 200            # ordinary workbooks: 5 to 8
RATIO_MATTERS = 10 * 2**20     # below it no ratio hurts


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

    def entry(self, name: str) -> Entry | None:
        return self.entries.get(name.lower())

    def part(self, name: str) -> bytes:
        """A part's bytes, b"" if there is none of this name."""
        key = name.lower()
        if key not in self._parts:
            entry = self.entries.get(key)
            self._parts[key] = unpacked(self.data, entry) if entry else b""
        return self._parts[key]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: id → (last word of the type, part's name)."""
        folder, _, last = name.rpartition("/")
        return _related(self.part(f"{folder}/_rels/{last}.rels"), folder)

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of an xlsx in the workbook's order."""
        relations = self.part("xl/_rels/workbook.xml.rels")
        return _sheets(self.part("xl/workbook.xml"), relations)


@lru_cache(maxsize=256)        # workbooks filled from one template have the same parts to the byte
def _related(xml: bytes, folder: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    parse(xml, start)
    return found


@lru_cache(maxsize=256)
def _sheets(xml: bytes, relations: bytes) -> tuple[Sheet, ...]:
    related = _related(relations, "xl")
    found: list[Sheet] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append(Sheet(attributes.get("name", ""), related.get(number, ("", ""))[1]))

    parse(xml, start)
    return tuple(found)


def _within_limits(found: list[Entry]) -> None:
    total = 0
    for entry in found:
        total += entry.size
        if entry.size > RATIO_MATTERS and entry.size > HIGHEST_RATIO * entry.packed:
            raise Unreadable("file-too-large", part=entry.name, size=entry.size, packed=entry.packed)
        if entry.size > LARGEST_PART:
            raise Unreadable("file-too-large", part=entry.name, size=entry.size, limit=LARGEST_PART)
    if total > LARGEST_TOTAL:
        raise Unreadable("file-too-large", size=total, limit=LARGEST_TOTAL)
