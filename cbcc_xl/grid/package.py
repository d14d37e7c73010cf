"""A workbook's package (xlsx, xlsb, ods are zips): its parts within limits, and which part is which sheet.

Takes a file's bytes. Sizes are checked against the zip's directory before anything is unpacked, and each part against
its own entry while it is, so that a directory that lies helps nobody.
"""
from __future__ import annotations

import io
import posixpath
import zlib
from typing import NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from cbcc_xl.grid.unreadable import Unreadable

MOST_PARTS = 5_000
LARGEST_PART = 256 * 2**20
LARGEST_TOTAL = 512 * 2**20
HIGHEST_RATIO = 200            # ordinary workbooks: 5 to 8
RATIO_MATTERS = 10 * 2**20     # below it no ratio hurts
STORED, DEFLATED = 0, 8
WITH_PASSWORD = 0x1


class SheetPart(NamedTuple):
    """A sheet as the workbook's part names it, and the part that holds it."""
    name: str
    part: str


class Package:
    """The parts of one file by their names, which count in any case, as calamine sees them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            with ZipFile(io.BytesIO(data)) as package:
                infos = package.infolist()
        except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
            raise Unreadable("file-broken-zip") from fault
        _within_limits(infos)
        self.infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
        self._parts: dict[str, bytes] = {}

    def info(self, name: str) -> ZipInfo | None:
        return self.infos.get(name.lower())

    def part(self, name: str) -> bytes:
        """A part's bytes, b"" if there is none of this name."""
        key = name.lower()
        if key not in self._parts:
            info = self.infos.get(key)
            self._parts[key] = b"" if info is None else self._unpacked(info)
        return self._parts[key]

    def _unpacked(self, info: ZipInfo) -> bytes:
        at = info.header_offset
        start = at + 30 + int.from_bytes(self.data[at + 26:at + 28], "little")
        start += int.from_bytes(self.data[at + 28:at + 30], "little")
        raw = self.data[start:start + info.compress_size]
        if info.flag_bits & WITH_PASSWORD:
            raise Unreadable("file-encrypted")
        if info.compress_type == STORED:
            return raw
        if info.compress_type != DEFLATED:
            raise Unreadable("file-broken-zip", part=info.filename)
        try:
            part = zlib.decompressobj(-15).decompress(raw, info.file_size + 1)
        except zlib.error as fault:
            raise Unreadable("file-broken-zip", part=info.filename) from fault
        if len(part) > info.file_size:
            raise Unreadable("file-too-large", part=info.filename, limit=info.file_size)
        return part

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: id → (last word of the type, part's name)."""
        folder, _, last = name.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

        relations = self.part(f"{folder}/_rels/{last}.rels")
        if relations:
            parse(relations, start)
        return found

    def sheets(self) -> list[SheetPart]:
        """The sheets of an xlsx in the workbook's order."""
        related = self.related("xl/workbook.xml")
        found: list[SheetPart] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag.rpartition(":")[2] == "sheet":
                number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                found.append(SheetPart(attributes.get("name", ""), related.get(number, ("", ""))[1]))

        parse(self.part("xl/workbook.xml"), start)
        return found


def parse(xml: bytes, start) -> None:
    """Go through a part's elements. Entities are never expanded from outside; a part that declares any is refused."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _refuse_entity
    parser.Parse(xml, True)


def _refuse_entity(*_: object) -> None:
    raise Unreadable("file-broken", reason="entity")


def _within_limits(infos: list[ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise Unreadable("file-too-large", parts=len(infos), limit=MOST_PARTS)
    for info in infos:
        if info.file_size > LARGEST_PART:
            raise Unreadable("file-too-large", part=info.filename, size=info.file_size, limit=LARGEST_PART)
        if info.file_size > RATIO_MATTERS and info.file_size > HIGHEST_RATIO * info.compress_size:
            raise Unreadable("file-too-large", part=info.filename, size=info.file_size, packed=info.compress_size)
    total = sum(info.file_size for info in infos)
    if total > LARGEST_TOTAL:
        raise Unreadable("file-too-large", size=total, limit=LARGEST_TOTAL)
