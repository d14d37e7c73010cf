"""What differs between two views of the rules: two days, or one day without and with an agency's file.

Takes two rulebooks. Gives the rules that came, went or changed, by their codes' order, each with the names of what
differs: `limit`, `severity`, `basis` (document and article), `unverified`, or a setting (`any_of`, `bases`, …).
Words are put to it by who shows it.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue.in_force import Law, Rulebook

CAME, WENT, CHANGED = "came", "went", "changed"


class Change(NamedTuple):
    """One rule that differs; `before` is None where it came, `after` where it went."""
    code: str
    before: Law | None
    after: Law | None
    parts: tuple[str, ...] = ()     # what differs, where both stand

    @property
    def what(self) -> str:
        return CAME if self.before is None else WENT if self.after is None else CHANGED


def changes(before: Rulebook, after: Rulebook) -> list[Change]:
    """The rules that differ between two views; none for a view and itself."""
    found = []
    for code in sorted({*before.laws, *after.laws}):
        old, new = before.laws.get(code), after.laws.get(code)
        parts = tuple(_parts(old, new)) if old and new else ()
        if parts or not (old and new):
            found.append(Change(code, old, new, parts))
    return found


def _parts(old: Law, new: Law) -> Iterator[str]:
    for part in ("limit", "severity"):
        if getattr(old, part) != getattr(new, part):
            yield part
    if (old.document, old.article) != (new.document, new.article):
        yield "basis"
    for part in ("unverified", "kind", "unknown", "after"):
        if getattr(old, part) != getattr(new, part):
            yield part
    yield from (key for key in sorted({*old.on, *new.on}) if old.on.get(key) != new.on.get(key))
