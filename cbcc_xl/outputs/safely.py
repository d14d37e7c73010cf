"""A file is written whole or not at all: beside its target first, then put in its place in one step.

Takes the target's path; gives a path in the same folder to write to. What stood at the target is untouched until the
new file is complete, and nothing is left behind on failure. Whatever hinders the writing becomes an `OutputError`, one
Vietnamese sentence; other errors pass through.
"""
from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cbcc_xl.inbox.found import Found
from cbcc_xl.text.refused import WRITE, refused

WORKBOOK = ".xlsx"
ABOUT_THE_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


class OutputError(OSError):
    """An output that can't be written: one sentence for the person who asked for it, and the system's number for it."""

    def __init__(self, sentence: str, number: int | None = None) -> None:
        super().__init__(sentence)
        self.errno = number


def spare(path: str | os.PathLike[str], inbox: Mapping[str, Found]) -> None:
    """Refuse to write over a file of the inbox, by whatever name it is reached."""
    target = Path(path)
    given = [file.path for file in inbox.values() if file.path is not None]
    if target.is_file() and any(one.exists() and target.samefile(one) for one in given):
        raise OutputError(f"Không ghi được {target}: đó là tệp do đơn vị gửi. Hãy chọn tên hoặc thư mục khác.")


def workbook_name(path: str | os.PathLike[str]) -> None:
    """Refuse a name whose ending promises something else than the .xlsx that is written (a device has no ending)."""
    target = Path(path)
    if target.suffix.lower() != WORKBOOK and (target.is_file() or not target.exists()):
        named = target.with_suffix(WORKBOOK).name
        raise OutputError(f"Không ghi được {target}: bảng tổng hợp là tệp {WORKBOOK}, hãy đặt tên {named}.")


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A temporary path beside `path`; what is written there stands at `path` once the block ends without an error."""
    shown, target = Path(path), Path(os.path.realpath(path))      # a link to a file stays a link
    if target.is_dir():
        raise _error(shown, refused(OSError(errno.EISDIR, "")))
    if not target.parent.is_dir():
        raise _error(shown, f"{shown.parent} không phải là thư mục" if target.parent.exists()
                     else f"thư mục {shown.parent} không tồn tại")
    if target.exists() and not target.is_file():                  # /dev/stdout, a pipe: nothing to put in place
        draft = target
    else:
        draft = target.with_name(f".{target.stem[:60]}-{secrets.token_hex(4)}{target.suffix}")
    try:
        yield draft
        if draft != target:
            os.replace(draft, target)
    except OSError as fault:
        if isinstance(fault, OutputError) or not _is_about(fault, draft):
            raise
        raise _error(shown, refused(fault, WRITE), fault.errno) from fault
    finally:
        if draft != target:
            draft.unlink(missing_ok=True)


def folder(path: str | os.PathLike[str]) -> Path:
    """A folder for outputs, made where it is missing."""
    made = Path(path)
    try:
        made.mkdir(parents=True, exist_ok=True)
    except FileExistsError as fault:
        raise OutputError(f"Không tạo được thư mục {made}: đã có một tệp trùng tên.") from fault
    except OSError as fault:
        raise OutputError(f"Không tạo được thư mục {made}: {refused(fault, WRITE)}.", fault.errno) from fault
    return made


def _is_about(fault: OSError, draft: Path) -> bool:
    """Whether an error came from writing the draft, not from something else that was read meanwhile."""
    return fault.filename is None or os.fspath(fault.filename) == os.fspath(draft)


def _error(path: Path, why: str, number: int | None = None) -> OutputError:
    return OutputError(f"Không ghi được {path}: {why}.", number)
