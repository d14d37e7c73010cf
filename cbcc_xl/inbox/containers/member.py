"""One file in a container, not yet taken out."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from cbcc_xl.model import Sent

UNNAMED = "tệp kèm {}"             # what an attachment without a name is called


def nothing() -> bytes:
    return b""


class Member(NamedTuple):
    """`read` gives its bytes, or raises `Refused`. A mail within a mail has `inner` instead: it is opened already.

    `name` is what the container says, made a label by whoever opens it. `skip` says why it can't be taken out.
    """
    name: str
    read: Callable[[], bytes] = nothing
    inner: Callable[[], Iterator[Member]] | None = None
    skip: str | None = None
    sent: Sent | None = None
