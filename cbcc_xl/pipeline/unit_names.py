"""One name a unit over the whole inbox, whatever its letterheads, cells and file names make of it.

Takes parts and the list of units due (where there is one); gives parts and records with one spelling each. The list's
spelling comes first, then the letterhead's (in the capitals that someone typed), then what someone typed in a cell.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from cbcc_xl.model import SKIPPED, Part, Record
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.units import looks_like_unit, unit_key

OWN = ("letterhead", "template")       # where a sender writes its own name


class UnitNames:
    """Spellings by key. A name without diacritics finds the one unit that it may be."""

    def __init__(self, parts: Sequence[Part], due: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._names: dict[str, str] = {}
        self._bare: dict[str, set[str]] = {}
        for name, aliases in due:
            for alias in (name, *aliases):
                self._add(alias, name)
        for name in _in_order(parts):
            self._add(name, name)

    def _add(self, alias: str, name: str) -> None:
        key = unit_key(alias)
        known = self._names.setdefault(key, name)
        self._bare.setdefault(bare(key), set()).add(known)

    def name(self, unit: str) -> str:
        """The spelling to show for a unit."""
        key = unit_key(unit)
        if key != bare(key) or key not in self._names:
            return self._names.get(key, unit)
        names = {name for name in self._bare.get(bare(key), ()) if unit_key(name) != key}
        return names.pop() if len(names) == 1 else self._names[key]

    def renamed(self, part: Part) -> Part:
        """A part with its unit and its records' senders in the one spelling."""
        if not part.unit:
            return part
        name = self.name(part.unit)
        if name == part.unit:
            return part
        return part._replace(unit=name, records=tuple(record._replace(unit=name) for record in part.records))


def _in_order(parts: Sequence[Part]) -> list[str]:
    """Spellings, the best first: a letterhead's in the capitals that someone typed, a letterhead's, any other."""
    typed = _typed(parts)
    parts = [part for part in parts if part.status != SKIPPED]       # one set aside names nobody
    heads = [part.unit for part in parts if part.unit and part.unit_from in OWN]
    own = {plain(unit) for unit in heads}
    every = [part.unit for part in parts if part.unit]
    return [*(name for name in typed if plain(name) in own), *heads, *typed, *every]


def _typed(parts: Sequence[Part]) -> list[str]:
    """Units' names as someone typed them in mixed case: in attendance lists, as teams, in a unit column."""
    found: dict[str, None] = {}
    for part in parts:
        for record in part.records:
            for name in _names_in(record):
                if name and not name.isupper() and looks_like_unit(name):
                    found[name] = None
    return list(found)


def _names_in(record: Record) -> tuple[str | None, ...]:
    team = record.values.get("name") if record.form in ("award-team",) else None
    return record.values.get("unit"), team
