"""All files of one or several inboxes, in natural order, each with its label and the reason if it is passed over."""
from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cbcc_xl.inbox.apart import Apart
from cbcc_xl.inbox.found import Found, InboxError
from cbcc_xl.inbox.limits import LARGEST, too_large
from cbcc_xl.inbox.opening import ENOUGH, kind_of, passed
from cbcc_xl.inbox.our_outputs import is_ours
from cbcc_xl.inbox.passed_over import reason
from cbcc_xl.text.refused import refused

UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A container given as the inbox itself, which can't be used at all.
UNUSABLE = {"archive-broken": "inbox-broken-zip", "archive-too-large": "inbox-too-large"}


def find(*inboxes: str | os.PathLike[str], leave_out: Iterable[str | os.PathLike[str]] = ()) -> list[Found]:
    """The files of folders (to any depth), archives, mails and single files; `leave_out` are our outputs.

    A file among them is left out where an earlier run wrote it, a folder where it lies within an inbox.
    """
    homes = [Path(os.path.realpath(inbox)) for inbox in inboxes]
    own = {path for path in (Path(os.path.realpath(one)) for one in leave_out)
           if is_ours(path) or path.is_dir() and not any(home.is_relative_to(path) for home in homes)}
    found: list[tuple[str, Found]] = []
    for inbox in inboxes:
        path = Path(inbox)
        with Apart() as apart:
            files = [file for file in _files(path, apart) if not _is_own(file, own)]
        if not files:
            raise InboxError("inbox-empty", inbox=str(inbox))
        found += ((_label(path.absolute().name), file) for file in files)
    return sorted(_told_apart(found), key=lambda file: natural(file.name))


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which "Tổ 2" stands before "Tổ 10"."""
    parts = re.split(r"([0-9]+)", unicodedata.normalize("NFC", name).casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part] + [(2, 0, name)]


def _files(inbox: Path, apart: Apart) -> Iterator[Found]:
    try:
        if inbox.is_dir():
            yield from _of_folder(inbox, apart)
        elif not inbox.exists():
            raise InboxError("inbox-missing", inbox=str(inbox))
        elif not inbox.is_file():                           # a pipe would be waited for
            raise InboxError("inbox-not-a-file", inbox=str(inbox))
        else:
            yield from _of_file(inbox, apart)
    except OSError as fault:
        raise InboxError("inbox-not-readable", inbox=str(inbox), why=refused(fault)) from fault


def _of_file(inbox: Path, apart: Apart) -> Iterator[Found]:
    """The file, or where it is a container the files in it, named as in it."""
    file = _on_disk(inbox, inbox.name)._replace(folder=_label(inbox.absolute().parent.name))
    for one in _opened(file, apart):
        if one.path and one.skip in UNUSABLE:
            raise InboxError(UNUSABLE[one.skip], inbox=str(inbox), **one.facts)
        yield one if one.path else one._replace(name=one.name.removeprefix(f"{file.name}/"))


def _opened(file: Found, apart: Apart) -> list[Found]:
    return [file] if file.skip or not _may_hold_files(file) else apart.opened(file)


def _of_folder(inbox: Path, apart: Apart) -> Iterator[Found]:
    home = Path(os.path.realpath(inbox))

    def refuse(fault: OSError) -> None:
        raise fault

    for folder, folders, files in os.walk(inbox, onerror=refuse):
        folders.sort()                                     # which zips fill the room must not depend on the disk
        for name in sorted(files + folders):               # the walk enters no link: a folder behind one is named here
            path = Path(folder) / name
            label = path.relative_to(inbox).as_posix()
            if path.is_symlink() and not (path.exists() and Path(os.path.realpath(path)).is_relative_to(home)):
                yield Found(_label(label), path, skip="link-outside")
            elif path.is_file():
                yield from _opened(_on_disk(path, label), apart)
            elif not path.is_dir():                        # a pipe would be waited for
                yield Found(_label(label), path, skip="not-a-file")


def _on_disk(path: Path, label: str) -> Found:
    label = _label(label)
    size, first_bytes = _look(path)
    if kind_of(label, first_bytes):
        return Found(label, path)
    why = reason(label, first_bytes, size)
    if why is None and size > LARGEST:
        return Found(label, path, skip="file-too-large", facts=too_large(size))
    return passed(Found(label, path), why) if why else Found(label, path)


def _may_hold_files(file: Found) -> bool:
    return file.path is not None and kind_of(file.name, _look(file.path)[1]) is not None


def _look(path: Path) -> tuple[int, bytes]:
    """A file's size and first bytes; a file that can't be opened is told by whoever reads it."""
    with suppress(OSError), path.open("rb") as stream:
        return path.stat().st_size, stream.read(ENOUGH)
    return 0, b""


def _label(name: str) -> str:
    """A name as it can be shown and written: bytes that are no text and signs that steer a terminal are neither."""
    return UNWRITABLE.sub("\ufffd", unicodedata.normalize("NFC", name))


def _is_own(file: Found, own: set[Path]) -> bool:
    if not own or file.path is None:
        return False
    path = Path(os.path.realpath(file.path))
    return path in own or not own.isdisjoint(path.parents)


def _told_apart(found: list[tuple[str, Found]]) -> Iterator[Found]:
    """Names are what findings point to: where two inboxes have the same, the inbox's own name is put before it."""
    often = Counter(file.name for _, file in found)
    used: set[str] = set()
    for inbox, file in found:
        name = first = file.name if often[file.name] == 1 else f"{inbox}/{file.name}"
        number = 1
        while name in used:
            number += 1
            name = f"{first} [{number}]"
        used.add(name)
        yield file._replace(name=name)
