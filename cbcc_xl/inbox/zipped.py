"""A zip as an inbox, or in one: its members' bytes within limits, their names as labels only, Vietnamese names mended.

Nothing is unpacked to disk. A zip that is itself a document (a workbook is one) is no inbox but one file. A zip within
an inbox stands for a folder of its name, to some depth; what can't be taken out says why.
"""
from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from cbcc_xl.inbox.found import Found, InboxError
from cbcc_xl.inbox.passed_over import OTHERS, SPREADSHEETS, ZIP, ending, reason

MOST_MEMBERS = 5_000
LARGEST = 64 * 2**20           # bytes of one file: a unit's list is some hundred kB
LARGEST_TOTAL = 512 * 2**20
DEEPEST = 3                    # zips within an inbox: a mail's attachments, in them a unit's folder, in it a list
DOCUMENTS = frozenset({"[content_types].xml", "mimetype"})     # at the root of Office and OpenDocument packages
NAME_IN_UTF8 = 0x800
WITH_PASSWORD = 0x1
BROKEN = (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)


class Room:
    """What may still be unpacked from one inbox, all its zips together."""

    def __init__(self) -> None:
        self.files, self.size = MOST_MEMBERS, LARGEST_TOTAL

    def take(self, infos: list[ZipInfo]) -> dict[str, int]:
        """Make room for these members; where there is none, the facts about them."""
        files, size = len(infos), sum(info.file_size for info in infos)
        if files > self.files or size > self.size:
            return {"files": files, "size": size >> 20}
        self.files, self.size = self.files - files, self.size - size
        return {}


def is_inbox(path: Path) -> bool:
    """Whether a file is a zip of files, rather than one document."""
    if ending(path.name) != ZIP and not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as package:
            return not _is_document(package)
    except BadZipFile as fault:
        raise InboxError("inbox-broken-zip", inbox=str(path)) from fault


def members(path: Path) -> Iterator[Found]:
    """The files of a zip that is an inbox, those of zips in it among them."""
    with ZipFile(path) as package:
        infos, room = _files(package), Room()
        facts = room.take(infos)
        if facts:
            raise InboxError("inbox-too-large", inbox=str(path), **facts)
        yield from _members(package, infos, room, 1)


def opened(file: Found, room: Room, depth: int = 1) -> list[Found]:
    """The file itself, or where it is a zip the files in it, named after it."""
    if file.skip or not _may_be_zip(file):
        return [file]
    try:
        with ZipFile(file.path or io.BytesIO(file.data or b"")) as package:
            if _is_document(package):
                return [file]
            infos = _files(package)
            why, facts = _refused(infos, room, depth)
            if why:
                return [_lost(file, why, facts)]
            return [one._replace(name=f"{file.name}/{one.name}") for one in _members(package, infos, room, depth + 1)]
    except BROKEN as fault:
        if isinstance(fault, OSError) and file.path:             # whoever reads it will say what the system said
            return [file]
        return [_lost(file, "file-broken-zip")]


def _may_be_zip(file: Found) -> bool:
    kind = ending(file.name)
    if kind == ZIP or kind in SPREADSHEETS or kind in OTHERS:
        return kind == ZIP
    return is_zipfile(file.path or io.BytesIO(file.data or b""))


def _refused(infos: list[ZipInfo], room: Room, depth: int) -> tuple[str | None, dict[str, int]]:
    if not infos:
        return "zip-empty", {}
    if depth > DEEPEST:
        return "zip-too-deep", {}
    facts = room.take(infos)
    return ("zip-too-large" if facts else None), facts


def _lost(file: Found, why: str, facts: dict[str, int] | None = None) -> Found:
    return file._replace(data=None, skip=why, facts=facts or {})


def _files(package: ZipFile) -> list[ZipInfo]:
    return [info for info in package.infolist() if not info.is_dir()]


def _is_document(package: ZipFile) -> bool:
    return bool(DOCUMENTS & {name.lower() for name in package.namelist()})


def _members(package: ZipFile, infos: Iterable[ZipInfo], room: Room, depth: int) -> Iterator[Found]:
    for info in infos:
        yield from opened(_member(package, info), room, depth)


def _member(package: ZipFile, info: ZipInfo) -> Found:
    name = label(info)
    why = reason(name, b"PK\x03\x04", info.file_size)             # by its name alone: most others need not be unpacked
    if why:
        return Found(name, skip=why, facts={"ending": ending(name)} if why == "not-a-spreadsheet" else {})
    if info.flag_bits & WITH_PASSWORD:
        return Found(name, skip="file-encrypted")
    if info.file_size > LARGEST:
        return Found(name, skip="file-too-large", facts=too_large(info.file_size))
    try:
        data = package.read(info)
    except BROKEN:
        return Found(name, skip="file-broken-zip")
    why = reason(name, data, len(data))
    return Found(name, data=None if why else data, skip=why, facts={"ending": ending(name)} if why else {})


def too_large(size: int) -> dict[str, Any]:
    """The facts about a file that is larger than any list."""
    return {"what": "MB", "value": size >> 20, "most": LARGEST >> 20}


def label(info: ZipInfo) -> str:
    """A member's name as a label: in Unicode, with `/`, and without what would lead out of the zip."""
    name = info.filename if info.flag_bits & NAME_IN_UTF8 else _as_meant(info.filename)
    parts = (part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    return unicodedata.normalize("NFC", "/".join(parts)) or "?"


def _as_meant(name: str) -> str:
    """A name without the UTF-8 flag: many tools write UTF-8 all the same, Vietnamese Windows writes cp1258."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
