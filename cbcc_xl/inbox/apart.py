"""Archives and mails opened in a process of their own, which is killed when it takes too long or too much memory.

Decoders of others' formats meet whatever was sent; one that hangs or dies costs the file that it was at. The process
starts with the first container and ends with the search; what it leaves in its temporary folder goes with it.
"""
from __future__ import annotations

import gc
import multiprocessing
import sys
import tempfile
from concurrent.futures import TimeoutError
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cbcc_xl.inbox.found import Found
from cbcc_xl.inbox.limits import Room
from cbcc_xl.inbox.opening import opened

if TYPE_CHECKING:
    from pebble import ProcessPool

SECONDS = 60                   # for one file of the inbox with all that it holds
MEMORY = 2**31                 # bytes beyond what the process starts with: all that may be unpacked, twice, and more


class Apart:
    """Opens containers one after the other, in one room."""

    def __init__(self) -> None:
        self.room = Room()
        self.pool: ProcessPool | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self.pool:
            self.pool.stop()
            self.pool.join()
        if self.folder:
            self.folder.cleanup()

    def opened(self, file: Found) -> list[Found]:
        """The files in a container, or the file itself."""
        from pebble import ProcessExpired, ProcessPool

        if self.pool is None:
            how = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
            self.folder = tempfile.TemporaryDirectory(prefix="cbcc-xl-", ignore_cleanup_errors=True)
            self.pool = ProcessPool(max_workers=1, context=how, initializer=_start, initargs=(self.folder.name,))
        future = self.pool.schedule(opened, args=(file, self.room), timeout=SECONDS)
        try:
            found, self.room = future.result()
        except TimeoutError:
            return [file._replace(skip="file-took-too-long", facts={"seconds": SECONDS})]
        except (ProcessExpired, MemoryError):
            return [file._replace(skip="file-stopped-reader")]
        except Exception as fault:                  # of the program, or of a library: it costs this file
            return [file._replace(skip="file-failed", facts={"what": f"{type(fault).__name__}: {fault}"[:200]})]
        return found


def _start(folder: str) -> None:
    """A folder for what a program must have as a file; a ceiling for a container that its reader lets grow (Windows has
    no such limit); mails are objects in circles."""
    tempfile.tempdir = folder
    gc.enable()
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
