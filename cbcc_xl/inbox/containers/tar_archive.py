"""A tar, packed or not, and a single file packed by gzip, bzip2 or xz.

Links and devices are no files and are passed over. What is unpacked is counted as it comes, and no single read may be
larger than a file: a tar's own headers state sizes that tarfile would read in one go.
"""
from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from cbcc_xl.inbox.containers.member import Member
from cbcc_xl.inbox.containers.names import as_meant
from cbcc_xl.inbox.limits import LARGEST, LARGEST_TOTAL, PIECE, Refused, capped

BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)
MARK, MARK_AT = b"ustar", 257


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a tar."""
    yield from _of_tar(_Counted(stream))


def packed_members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a packed tar, or the one file that was packed, without a name."""
    try:
        content = _Counted(_unpacked(stream))
        is_tar = content.read(512)[MARK_AT:MARK_AT + len(MARK)] == MARK
        stream.seek(0)
        content = _Counted(_unpacked(stream))
        if is_tar:
            yield from _of_tar(content)
        else:
            yield Member("", partial(_read, cast(BinaryIO, content)))
    except BROKEN as fault:
        raise Refused("archive-broken") from fault


def _of_tar(stream: _Counted) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r:", errors="surrogateescape") as package:
            while info := package.next():
                package.members = []                                # type: ignore[attr-defined]  # it keeps all
                content = package.extractfile(info) if info.isfile() else None
                if content:
                    name = as_meant(info.name.encode("utf-8", "surrogateescape"))
                    yield Member(name, partial(_read, cast(BinaryIO, content)))
    except BROKEN as fault:
        raise Refused("archive-broken") from fault


def _unpacked(stream: BinaryIO) -> BinaryIO:
    start = stream.read(6)
    stream.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if start.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(stream))
    return cast(BinaryIO, lzma.LZMAFile(stream))


class _Counted:
    """A stream read from its start to its end, that gives up where it becomes larger than an inbox, or is asked for
    more than a file at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= LARGEST:
            raise Refused("archive-too-large")
        data = self.stream.read(size)
        self.at += len(data)
        if self.at > LARGEST_TOTAL:
            raise Refused("archive-too-large")
        return data

    def tell(self) -> int:
        return self.at

    def seek(self, target: int) -> int:
        while self.at < target and self.read(min(target - self.at, PIECE)):
            pass
        if self.at > target:
            raise OSError("backwards")
        return self.at


def _read(stream: BinaryIO) -> bytes:
    try:
        return capped(stream)
    except BROKEN as fault:
        raise Refused("file-broken-zip") from fault
