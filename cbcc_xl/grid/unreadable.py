"""Why a file can't be read: a message's code, and its facts."""
from __future__ import annotations

from typing import Any


class Unreadable(ValueError):
    """A file that gives no cells. It crosses process borders, code and facts included.

    "file-too-large" says what of it (a part, a sheet, a count), its value and the most that is borne.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{key}={value}" for key, value in self.facts.items())])
