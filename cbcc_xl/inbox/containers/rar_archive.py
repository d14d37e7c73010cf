"""A .rar, read by rarfile: stored members by itself, packed ones by a program that must be on the machine.

Any of unrar, unar, 7z, 7zz and bsdtar will do; where there is none, the archive says what to install. The program
writes to a pipe that is read no further than the limits, and is given only so much time of the processor.
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from cbcc_xl.inbox.containers.member import Member
from cbcc_xl.inbox.limits import Refused, capped

if TYPE_CHECKING:
    from rarfile import RarFile, RarInfo

SECONDS = 30                       # of the processor, for a program started on an archive


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a .rar."""
    import rarfile

    try:
        with rarfile.RarFile(stream) as package:
            if package.needs_password() and not package.infolist():       # even the names are locked
                raise Refused("archive-encrypted")
            for info in package.infolist():
                if info.is_file():
                    skip = "archive-encrypted" if info.needs_password() else None
                    yield Member(info.filename, partial(_read, package, info), skip=skip)
    except rarfile.NeedFirstVolume as fault:
        raise Refused("archive-in-parts") from fault
    except (rarfile.Error, OSError, ValueError, EOFError, LookupError) as fault:
        raise Refused("archive-broken") from fault


def _read(package: RarFile, info: RarInfo) -> bytes:
    import rarfile

    if info.flags & (rarfile.RAR_FILE_SPLIT_AFTER | rarfile.RAR_FILE_SPLIT_BEFORE):
        raise Refused("archive-in-parts")
    try:
        with _little_time(), package.open(info) as stream:
            return capped(stream)
    except rarfile.RarCannotExec as fault:
        raise Refused("archive-needs-program") from fault
    except (rarfile.Error, OSError, ValueError, EOFError, LookupError) as fault:
        raise Refused("file-broken-zip") from fault


@contextmanager
def _little_time() -> Iterator[None]:
    """A program outlives the reader that is killed: the system ends it."""
    try:
        import resource
    except ImportError:                            # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
