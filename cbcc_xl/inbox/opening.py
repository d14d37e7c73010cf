"""Archives and mails opened wherever they lie: each stands for a folder of its name, to some depth, within one room.

Takes a file of an inbox; gives the files in it, or the file itself where it is no container. What a container is, its
first bytes say, not its ending. What can't be taken out says why; a file that holds more than there is room for is
refused whole. Nothing is unpacked to disk.
"""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, cast

from cbcc_xl.inbox.containers.member import Member
from cbcc_xl.inbox.containers.names import label
from cbcc_xl.inbox.found import Found
from cbcc_xl.inbox.limits import DEEPEST, LARGEST_TOTAL, MOST_MEMBERS, Full, Refused, Room
from cbcc_xl.inbox.passed_over import CONTAINERS, LETTERS, PICTURES, SPREADSHEETS, ending, passed_by_name, reason

ENOUGH = 512                       # first bytes, to tell what a file is
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How each kind begins, and the module that opens it.
BEGINNINGS = (
    (b"PK\x03\x04", "zip_archive"), (b"PK\x05\x06", "zip_archive"), (b"7z\xbc\xaf\x27\x1c", "seven_zip"),
    (b"Rar!\x1a\x07", "rar_archive"), (b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"\xfd7zXZ\x00", "packed"),
    (b"\x78\x9f\x3e\x22", "tnef"))
TAR_MARK = slice(257, 262)
MAIL = re.compile(rb"(?:return-path|received|delivered-to|mime-version|message-id|x-[\w-]+|from|date|subject|to):[ \t]",
                  re.IGNORECASE)
MBOX = re.compile(rb"From \S.*\d\d:\d\d")
PART = re.compile(r"\.(?:z|r)?\d{2,3}$", re.IGNORECASE)          # one of several files that are one archive
MAILS = ("eml", "msg", "mbox")
BROKEN = "broken"


def kind_of(name: str, first_bytes: bytes) -> str | None:
    """What opens a file of this name and beginning: a module of `containers`; None for what is no container."""
    last = ending(name)
    if passed_by_name(name) or last in SPREADSHEETS | LETTERS | PICTURES:
        return None
    for beginning, kind in BEGINNINGS:
        if first_bytes.startswith(beginning):
            return kind
    if first_bytes[TAR_MARK] == b"ustar":
        return "tar_archive"
    if first_bytes.startswith(OLE) and last in ("", "msg", "eml"):
        return "msg"
    if MBOX.match(first_bytes) and last in ("", "mbox", "eml"):
        return "mbox"
    if last == "eml" or last in ("", "msg", "mbox") and MAIL.match(first_bytes):
        return "eml"
    return BROKEN if last in CONTAINERS else None


def opened(file: Found, room: Room) -> tuple[list[Found], Room]:
    """The file itself, or where it is a container the files in it, named after it; and the room that is left."""
    left = room.copy()
    try:
        return list(_opened(file, left, 1)), left
    except Full:
        return [_lost(file, "archive-too-large", most=MOST_MEMBERS, size=LARGEST_TOTAL >> 20)], room
    except OSError:                                          # whoever reads it will say what the system said
        return [file], room


def _opened(file: Found, room: Room, depth: int) -> Iterator[Found]:
    with _stream(file) as stream:
        kind = kind_of(file.name, stream.read(ENOUGH)) if not file.skip else None
        if kind is None or not _holds_files(kind, file.name, stream):
            yield file
            return
        stream.seek(0)
        yield from _given(file, _members(kind, stream, file), room, depth)


def _holds_files(kind: str, name: str, stream: BinaryIO) -> bool:
    """Whether a container is one indeed: a workbook is a zip, too, and an OLE file."""
    stream.seek(0)
    if kind == "zip_archive":
        from cbcc_xl.inbox.containers.zip_archive import is_document
        document = is_document(stream)
        return not document and (document is False or ending(name) in CONTAINERS)
    if kind == "msg":
        from cbcc_xl.inbox.containers.msg import is_msg
        return is_msg(stream.read())
    return True


def _members(kind: str, stream: BinaryIO, file: Found) -> Iterator[Member]:
    if PART.search(file.name):
        raise Refused("archive-in-parts")
    if kind == BROKEN:
        raise Refused("archive-broken" if stream.read(1) else "file-empty")
    if kind == "mbox":
        from cbcc_xl.inbox.containers.eml import mbox_members
        yield from mbox_members(stream)
    elif kind == "packed":
        from cbcc_xl.inbox.containers.tar_archive import packed_members
        stem = file.name.rpartition("/")[2].rpartition(".")[0]
        yield from (member._replace(name=member.name or stem) for member in packed_members(stream))
    else:
        yield from import_module(f"cbcc_xl.inbox.containers.{kind}").members(stream)


def _given(file: Found, members: Iterator[Member], room: Room, depth: int,
           is_mail: bool = False) -> Iterator[Found]:
    """The files of a container. One that turns out broken gives those that came before, and says so."""
    room.take(containers=1)
    empty = True
    try:
        if depth > DEEPEST:
            raise Refused("archive-too-deep")
        for member in members:
            room.take(files=1)
            empty = False
            yield from _one(file, member, room, depth)
    except Refused as why:
        yield _lost(file, why.code, **why.facts)
        return
    if empty:
        mail = is_mail or ending(file.name) in MAILS or file.sent
        yield _lost(file, "mail-without-files" if mail else "archive-empty")


def _one(file: Found, member: Member, room: Room, depth: int) -> Iterator[Found]:
    name = label(member.name)
    given = Found(f"{file.name}/{name}", skip=member.skip, sent=member.sent or file.sent)
    if member.inner:
        yield from _given(given, member.inner(), room, depth + 1, True)
    elif why := passed_by_name(name):                          # by its name alone: it need not be unpacked
        yield passed(given, why)
    elif member.skip:
        yield given
    else:
        try:
            data = member.read()
        except Refused as fault:
            yield _lost(given, fault.code, **fault.facts)
            return
        room.take(size=len(data))
        yield from _told(given._replace(data=data), room, depth)


def _told(file: Found, room: Room, depth: int) -> Iterator[Found]:
    """A member that was taken out: opened in its turn, passed over or kept."""
    for one in _opened(file, room, depth + 1):
        data = one.data or b""
        why = reason(one.name, data[:ENOUGH], len(data)) if one is file else None
        if why:                                                # a picture, say: it is not kept
            room.take(size=-len(data))
        yield passed(one, why) if why else one


def passed(file: Found, why: str) -> Found:
    """A file that is passed over."""
    return file._replace(data=None, skip=why,
                         facts={"ending": ending(file.name)} if why == "not-a-spreadsheet" else {})


def _stream(file: Found) -> BinaryIO:
    return cast(BinaryIO, file.path.open("rb") if file.path else io.BytesIO(file.data or b""))


def _lost(file: Found, why: str, **facts: object) -> Found:
    return file._replace(data=None, skip=why, facts=facts)
