"""A .7z, read by py7zr: all wanted members in one pass, for in a solid archive each depends on those before it."""
from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from cbcc_xl.inbox.containers.member import Member
from cbcc_xl.inbox.containers.names import label
from cbcc_xl.inbox.limits import LARGEST, LARGEST_TOTAL, MOST_MEMBERS, Refused, too_large
from cbcc_xl.inbox.passed_over import passed_by_name

if TYPE_CHECKING:
    from py7zr import SevenZipFile


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a .7z."""
    from py7zr import PasswordRequired, SevenZipFile, UnsupportedCompressionMethodError

    taken = _Taken()
    try:
        with SevenZipFile(stream) as package:
            names = [info.filename for info in package.list() if not info.is_directory and not info.is_symlink]
            if len(names) > MOST_MEMBERS:
                raise Refused("archive-too-large")
            if package.needs_password():
                raise Refused("archive-encrypted")
            left = _left(package, names, taken)
    except PasswordRequired as fault:
        raise Refused("archive-encrypted") from fault
    except UnsupportedCompressionMethodError as fault:
        raise Refused("archive-method") from fault
    except (Refused, MemoryError):
        raise
    except Exception as fault:                   # whatever py7zr makes of bytes that are out of order
        raise Refused("archive-broken") from fault
    yield from left
    yield from (Member(name, file.data) for name, file in taken.files.items())


def _left(package: SevenZipFile, names: list[str], taken: _Taken) -> list[Member]:
    """Take out what is wanted; gives the others. A name that leads out of the archive is one that py7zr refuses."""
    from py7zr.helpers import check_archive_path

    evil = [name for name in names if not check_archive_path(name)]
    wanted = {name for name in names if not passed_by_name(label(name))}.difference(evil)
    if wanted:
        package.extract(targets=wanted, factory=taken.factory())
    if len(taken.files) < len(wanted):
        raise Refused("archive-broken")
    return [Member(name, skip="file-broken-zip" if name in evil else None) for name in names if name not in wanted]


class _Taken:
    """What came out, by name, within the limits."""

    def __init__(self) -> None:
        self.files: dict[str, _File] = {}
        self.size = 0

    def factory(self) -> Any:
        from py7zr.io import WriterFactory

        taken = self

        class Factory(WriterFactory):
            def create(self, filename: str) -> Any:
                taken.files[filename] = _File(taken)
                return taken.files[filename]

        return Factory()


class _File:
    """One member as py7zr writes it; one that is too large is counted and not kept."""

    def __init__(self, taken: _Taken) -> None:
        self.taken, self.content, self.length = taken, io.BytesIO(), 0

    def data(self) -> bytes:
        if self.length > LARGEST:
            raise Refused("file-too-large", **too_large(self.length))
        return self.content.getvalue()

    def write(self, data: bytes) -> int:
        self.length += len(data)
        self.taken.size += len(data)
        if self.taken.size > LARGEST_TOTAL:
            raise Refused("archive-too-large")
        if self.length > LARGEST:
            self.content = io.BytesIO()
        else:
            self.content.write(data)
        return len(data)

    def read(self, size: int | None = None) -> bytes:
        return self.content.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.content.seek(offset, whence)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def size(self) -> int:
        return self.length
