"""Passwords of units' files, from a text file that the staffer keeps.

One line a password: `Phòng Tổng hợp/*.xlsx = mật khẩu`; the pattern is held against the file's name as the report has
it, or its last part. A line without ` = ` is a password for any file. `#` begins a remark. All that match are tried,
the last line first. Takes the file's path; gives `Passwords`, which show themselves nowhere. Raises `ListError`.
"""
from __future__ import annotations

import os
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.text.legacy_fonts import decode_bytes
from cbcc_xl.text.refused import refused

BETWEEN = " = "
ANY = "*"


class Password(str):
    """A text that a fault's report doesn't show."""

    def __repr__(self) -> str:
        return "…"


class Passwords(NamedTuple):
    """The lines of a password file: pattern and password."""
    lines: tuple[tuple[str, Password], ...] = ()

    def of(self, file: str) -> tuple[Password, ...]:
        """The passwords to try on a file."""
        name = _known(file)
        return tuple(dict.fromkeys(password for pattern, said in reversed(self.lines) if _matches(pattern, name)
                                   for password in _spellings(said)))


def read_passwords(path: str | os.PathLike[str]) -> Passwords:
    """The passwords of a file in any encoding that Vietnamese offices use."""
    try:
        text = decode_bytes(Path(path).read_bytes())
    except OSError as fault:
        raise ListError(f"Không đọc được tệp mật khẩu {path}: {refused(fault)}.") from fault
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    said = tuple(_line(number, line, path) for number, line in lines if line and not line.startswith("#"))
    if not said:
        raise ListError(f"Tệp mật khẩu {path} không có dòng nào; ghi mỗi dòng “tên tệp = mật khẩu”.")
    return Passwords(said)


def _line(number: int, line: str, path: str | os.PathLike[str]) -> tuple[str, Password]:
    pattern, between, password = f" {line} ".partition(BETWEEN)
    if not between:
        return ANY, Password(line)
    if not pattern.strip() or not password.strip():
        raise ListError(f"Tệp mật khẩu {path}: dòng {number} thiếu tên tệp hoặc mật khẩu; ghi “tên tệp = mật khẩu”.")
    return _known(pattern.strip()), Password(password.strip())


def _known(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/")


def _matches(pattern: str, name: str) -> bool:
    """Whether a pattern speaks of a file; a name may itself hold what a pattern takes for a sign, such as `[`."""
    last = name.rpartition("/")[2]
    return any(pattern == one or fnmatchcase(one, pattern) for one in (name, last))


def _spellings(password: str) -> list[Password]:
    """A Vietnamese password as typed here and as another keyboard would have typed it."""
    return [Password(password), *(Password(unicodedata.normalize(form, password)) for form in ("NFC", "NFD"))]
