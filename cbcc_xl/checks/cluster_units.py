"""The units of an emulation cluster, as its own files name them: who attends, who is scored, who signs.

Takes a batch and the cluster (a sender such as "Khối thi đua số 3"); gives its members, and finds a unit among them by
its name or by the beginning of it ("Đảng ủy Khối" for "Đảng ủy Khối các cơ quan tỉnh"). In doubt a unit is not found.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.checks.batch import Batch
from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import Record
from cbcc_xl.text.units import unit_key

LISTS = (("attendance", "unit"), ("score", "unit"), ("registration", "name"))      # forms that name each member once


def is_cluster(sender: str | None, words: Iterable[str]) -> bool:
    """Whether a sender is a cluster and no single agency."""
    return begins(unit_key(sender or ""), map(unit_key, words))


def members(batch: Batch, sender: str | None) -> list[str]:
    """The cluster's members by the list of its own that has the most; none where there is no list of several."""
    lists = [list({unit_key(name): name for record in batch.records(form) if record.unit == sender
                   and (name := record.values.get(key))}.values()) for form, key in LISTS]
    most = max(lists, key=len)
    return most if len(most) > 1 else []


def found(unit: str, among: Iterable[str]) -> str | None:
    """The one member that a name means."""
    key = unit_key(unit)
    meant = [one for one in among if unit_key(one) == key] or [one for one in among if alike(one, unit)]
    return meant[0] if len(meant) == 1 else None


def alike(one: str, other: str) -> bool:
    """Whether one name is the other, or begins it."""
    return begins(unit_key(one), (unit_key(other),)) or begins(unit_key(other), (unit_key(one),))


def by_sender(records: Iterable[Record]) -> dict[str | None, list[Record]]:
    """Records by who sent them."""
    senders: dict[str | None, list[Record]] = {}
    for record in records:
        senders.setdefault(record.unit, []).append(record)
    return senders
