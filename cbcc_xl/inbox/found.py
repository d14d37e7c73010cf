"""One file of an inbox, and what is wrong with an inbox as a whole."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from cbcc_xl.model import Sent

# Reasons for which a unit's file is lost to us, rather than passed over as nobody's list.
LOST = frozenset("""
file-too-large file-empty file-failed file-broken-zip file-is-picture
archive-broken archive-empty archive-encrypted archive-in-parts archive-method archive-needs-program archive-too-deep
archive-too-heavy archive-too-large mail-encrypted mail-names-persons mail-object
""".split())


class Found(NamedTuple):
    """A file as it lies in the inbox: on disk at `path`, or as `data` where it came in an archive or a mail.

    `name` is only a label: nothing is ever written or opened by it. `skip` says why the file is passed over, or why it
    can't be taken out. `sent` is the mail that it came with.
    """
    name: str
    path: Path | None = None
    data: bytes | None = None
    skip: str | None = None
    facts: dict[str, Any] = {}
    sent: Sent | None = None
    folder: str = ""                    # where a file lies that was given on its own: a unit's, perhaps
    passwords: tuple[str, ...] = ()     # to try where it is locked

    @property
    def lost(self) -> bool:
        """Whether this is a unit's file that can't be read, so that the unit must hear of it."""
        return self.skip in LOST

    def read(self) -> bytes:
        """Its bytes; an OSError where the disk won't give them (locked by another user, gone meanwhile)."""
        return self.path.read_bytes() if self.path is not None else self.data or b""


class InboxError(ValueError):
    """An inbox that can't be used at all: a message's code, and its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{key}={value}" for key, value in self.facts.items())])


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, by which two copies of one file are known."""
    return hashlib.sha256(data).hexdigest()
