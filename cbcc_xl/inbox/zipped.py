"""A zip as an inbox: its members' bytes within limits, their names as labels only, Vietnamese names mended.

Nothing is unpacked to disk. A zip that is itself a document (a workbook is one) is no inbox but one file.
"""
from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from cbcc_xl.inbox.found import Found, InboxError
from cbcc_xl.inbox.passed_over import ending, reason

MOST_MEMBERS = 5_000
LARGEST = 64 * 2**20           # bytes of one file: a unit's list is some hundred kB
LARGEST_TOTAL = 512 * 2**20
DOCUMENTS = frozenset({"[content_types].xml", "mimetype"})     # at the root of Office and OpenDocument packages
NAME_IN_UTF8 = 0x800
WITH_PASSWORD = 0x1


def is_inbox(path: Path) -> bool:
    """Whether a file is a zip of files, rather than one document."""
    if ending(path.name) != "zip" and not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as package:
            return not DOCUMENTS & {name.lower() for name in package.namelist()}
    except BadZipFile as fault:
        raise InboxError("inbox-broken-zip", inbox=str(path)) from fault


def members(path: Path) -> Iterator[Found]:
    """The files of a zip; those that can't be taken out are passed over with the reason."""
    with ZipFile(path) as package:
        infos = [info for info in package.infolist() if not info.is_dir()]
        total = sum(info.file_size for info in infos)
        if len(infos) > MOST_MEMBERS or total > LARGEST_TOTAL:
            raise InboxError("inbox-too-large", inbox=str(path), files=len(infos), size=total >> 20)
        for info in infos:
            yield _member(package, info)


def _member(package: ZipFile, info: ZipInfo) -> Found:
    name = label(info)
    why = reason(name, b"PK\x03\x04")                          # by its name alone: most letters need not be unpacked
    if why:
        return Found(name, skip=why, facts={"ending": ending(name)} if why == "not-a-spreadsheet" else {})
    if info.flag_bits & WITH_PASSWORD:
        return Found(name, skip="file-encrypted")
    if info.file_size > LARGEST:
        return Found(name, skip="file-too-large", facts=too_large(info.file_size))
    try:
        data = package.read(info)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        return Found(name, skip="file-broken-zip")
    why = reason(name, data)
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
