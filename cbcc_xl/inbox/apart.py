"""Archives and mails opened apart, in a process that is killed when one takes too long or too much memory.

Decoders of others' formats meet whatever was sent; one that hangs or dies costs the file that it was at. The process
starts with the first container and ends with the search; what it leaves in its temporary folder goes with it.
"""
from __future__ import annotations

import gc
import tempfile
from contextlib import ExitStack
from types import TracebackType

from cbcc_xl.apart import Lost, Workers
from cbcc_xl.inbox.found import Found
from cbcc_xl.inbox.limits import Room
from cbcc_xl.inbox.opening import opened

SECONDS = 60                   # of processor time, for one file of the inbox with all that it holds
MEMORY = 2**31                 # bytes: all that may be unpacked, twice, and more


class Apart:
    """Opens containers one after the other, in one room."""

    def __init__(self) -> None:
        self._room = Room()
        self._open = ExitStack()
        self._workers: Workers | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._open.__exit__(kind, error, trace)

    def opened(self, file: Found) -> list[Found]:
        """The files in a container, or the file itself."""
        if self._workers is None:
            folder = tempfile.TemporaryDirectory(prefix="cbcc-xl-", ignore_cleanup_errors=True)
            workers = Workers(_opened, self._open.enter_context(folder), seconds=SECONDS, memory=MEMORY)
            self._workers = self._open.enter_context(workers)
        given = self._workers.given(self._workers.begin((file, self._room)))
        if isinstance(given, Lost):
            return [file._replace(skip="archive-too-heavy")]
        found, self._room = given
        return list(found)


def _opened(what: tuple[Found, Room], folder: str) -> tuple[list[Found], Room]:
    """`folder` is for what a program must have as a file. Mails are objects in circles."""
    file, room = what
    tempfile.tempdir = folder
    gc.enable()
    try:
        return opened(file, room)
    except MemoryError:
        raise
    except Exception as fault:                  # of the program, or of a library: it costs this file
        return [file._replace(skip="file-failed", facts={"what": f"{type(fault).__name__}: {fault}"[:200]})], room
