"""A zip: its members, with names mended where a tool wrote them in its own encoding or flagged them wrongly.

A zip that is itself a document (a workbook is one) is no container. Its directory is looked at before zipfile sees it:
zipfile makes an object of each entry, however many there are.
"""
from __future__ import annotations

import io
import struct
import zlib
from bz2 import BZ2File
from collections.abc import Iterator
from copy import copy
from functools import partial
from lzma import LZMAError
from typing import IO, BinaryIO, NamedTuple
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cbcc_xl.inbox.containers.member import Member
from cbcc_xl.inbox.containers.names import as_meant
from cbcc_xl.inbox.limits import LARGEST_TOTAL, MOST_MEMBERS, PIECE, Refused, capped

DOCUMENTS = frozenset({"[content_types].xml", "mimetype"})     # at the root of Office and OpenDocument packages
NAME_IN_UTF8 = 0x800
WITH_PASSWORD = 0x1
UNICODE_PATH = 0x7075          # Info-ZIP's extra field: version, CRC of the name as written, the name in UTF-8
LINK = 0o120000
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
ENTRY, LONGEST_ENTRY = 46, 512      # bytes of an entry in the directory: without its texts, and with any sane ones
SMALL_PIECE = 4096             # bytes: of LZMA zipfile unpacks all that a piece holds, thousandfold perhaps
BROKEN = (BadZipFile, zlib.error, LZMAError, NotImplementedError, EOFError, OSError, ValueError, RuntimeError,
          struct.error)


class Directory(NamedTuple):
    """Where the list of entries lies, and how long it is."""
    start: int
    size: int


def is_document(stream: BinaryIO) -> bool | None:
    """Whether a zip is one document; None for one that can't be opened."""
    try:
        with _package(stream) as package:
            return bool(DOCUMENTS & {name.lower() for name in package.namelist()})
    except Refused:
        return False
    except BROKEN:
        return None


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a zip."""
    try:
        package = _package(stream)
    except BROKEN as fault:
        raise Refused("archive-broken") from fault
    with package:
        for info in package.infolist():
            if info.is_dir() or info.external_attr >> 16 & 0o170000 == LINK:
                continue
            skip = "archive-encrypted" if info.flag_bits & WITH_PASSWORD else None
            yield Member(_name(info), partial(_read, package, info), skip=skip)


def _package(stream: BinaryIO) -> ZipFile:
    found = _directory(stream)
    if found and found.size > MOST_MEMBERS * LONGEST_ENTRY:
        raise Refused("archive-too-large")
    try:
        return ZipFile(stream)
    except UnicodeDecodeError:
        if found is None:
            raise
        stream.seek(0)
        data = bytearray(capped(stream, LARGEST_TOTAL))
        _unflag(data, found.start)
        return ZipFile(io.BytesIO(data))


def _directory(stream: BinaryIO) -> Directory | None:
    """The list of entries as the end of the zip says; None for the rare zip of other kinds, zipfile's own task."""
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(length - END_SIZE - LONGEST_COMMENT, 0))
    tail = stream.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        return None
    size = int.from_bytes(tail[at + 12:at + 16], "little")
    start = length - len(tail) + at - size
    return None if start < 0 else Directory(start, size)


def _unflag(data: bytearray, at: int) -> None:
    """Take the flag for UTF-8 from names that are none, in the directory from `at` on and at the members themselves."""
    while data[at:at + 4] == b"PK\x01\x02":
        flags, name, extra, comment, member = struct.unpack_from("<8xH18xHHH8xI", data, at)
        try:
            data[at + ENTRY:at + ENTRY + name].decode()
        except UnicodeDecodeError:
            struct.pack_into("<H", data, at + 8, flags & ~NAME_IN_UTF8)
            if data[member:member + 4] == b"PK\x03\x04":
                struct.pack_into("<H", data, member + 6, flags & ~NAME_IN_UTF8)
        at += ENTRY + name + extra + comment


def _name(info: ZipInfo) -> str:
    if info.flag_bits & NAME_IN_UTF8:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    return _unicode_path(info.extra, raw) or as_meant(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name that the Unicode path field gives, if it is about this name."""
    at = 0
    while at + 4 <= len(extra):
        what, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4:at + 4 + length]
        if what == UNICODE_PATH and len(field) > 5 and field[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            try:
                return field[5:].decode()
            except UnicodeDecodeError:
                return None
        at += 4 + length
    return None


def _read(package: ZipFile, info: ZipInfo) -> bytes:
    try:
        with _content(package, info) as stream:
            return capped(stream, piece=SMALL_PIECE if info.compress_type == ZIP_LZMA else PIECE)
    except NotImplementedError as fault:
        raise Refused("archive-method") from fault
    except BROKEN as fault:
        raise Refused("file-broken-zip") from fault


def _content(package: ZipFile, info: ZipInfo) -> IO[bytes]:
    """A member unpacked piece by piece. Of bzip2 zipfile itself unpacks all that some bytes hold, a millionfold."""
    if info.compress_type != ZIP_BZIP2:
        return package.open(info)
    packed = copy(info)
    packed.compress_type, packed.file_size = ZIP_STORED, info.compress_size
    del packed.CRC                                   # of what is unpacked; bzip2 has its own
    return BZ2File(package.open(packed))
