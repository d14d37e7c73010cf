"""How much an inbox may hold, mails and archives alike: files, bytes, layers; and bytes taken out no further than that.

Sizes that an archive states about itself are never believed: what comes out is counted.
"""
from __future__ import annotations

from typing import Any, Protocol

MOST_MEMBERS = 5_000
MOST_CONTAINERS = 1_000        # archives and mails within the files of one inbox
LARGEST = 64 * 2**20           # bytes of one file: a unit's list is some hundred kB
LARGEST_TOTAL = 512 * 2**20
DEEPEST = 5                    # a forwarded mail, the mail in it, its archive, in it a unit's, in it a list
PIECE = 2**16


class Refused(Exception):
    """A container or a member that isn't taken out: a message's code, and its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Full(Exception):
    """There is no room for all that a file of the inbox holds."""


class Room:
    """What may still be taken out of the files of one inbox, all mails and archives together."""

    def __init__(self) -> None:
        self.files, self.size, self.containers = MOST_MEMBERS, LARGEST_TOTAL, MOST_CONTAINERS

    def take(self, files: int = 0, size: int = 0, containers: int = 0) -> None:
        """Make room for so much more; `Full` where there is none."""
        self.files, self.size, self.containers = self.files - files, self.size - size, self.containers - containers
        if min(self.files, self.size, self.containers) < 0:
            raise Full

    def copy(self) -> Room:
        other = Room()
        other.files, other.size, other.containers = self.files, self.size, self.containers
        return other


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def capped(stream: Stream, most: int = LARGEST, piece: int = PIECE) -> bytes:
    """All that a stream gives; `Refused` as soon as it is more than any list."""
    parts, size = [], 0
    while part := stream.read(piece):
        parts.append(part)
        size += len(part)
        if size > most:
            raise Refused("file-too-large", **too_large(size))
    return b"".join(parts)


def too_large(size: int) -> dict[str, Any]:
    """The facts about a file that is larger than any list."""
    return {"what": "MB", "value": -(-size >> 20), "most": LARGEST >> 20}
