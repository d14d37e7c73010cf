"""Names that a person has said to be one person's, or not.

Takes decisions; answers for names in a unit. Units left out, a decision holds anywhere.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.decisions.entries import Decisions, SamePerson, id_of
from cbcc_xl.decisions.units import Named
from cbcc_xl.text.letters import clean
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key


class DecidedPersons:
    def __init__(self, decisions: Decisions) -> None:
        self._same: dict[str, list[tuple[SamePerson, frozenset[str]]]] = {}
        self._apart: dict[frozenset[str], list[tuple[SamePerson, frozenset[str]]]] = {}
        for entry in decisions.person:
            units = frozenset(map(unit_key, entry.units))
            if entry.same:
                for name in entry.names[1:]:
                    self._same.setdefault(person_key(name), []).append((entry, units))
            else:
                self._apart.setdefault(frozenset(map(person_key, entry.names)), []).append((entry, units))

    def __bool__(self) -> bool:
        return bool(self._same or self._apart)

    def named(self, name: str, unit: str) -> Named:
        """The spelling to use for a name in a unit (its key)."""
        for entry, units in self._same.get(person_key(name), ()):
            own = clean(entry.names[0])
            if own != name and (not units or unit in units):
                return Named(own, (id_of(entry),))
        return Named(name)

    def apart(self, names: Iterable[str], units: Iterable[str]) -> str | None:
        """The decision by which these names (or the one name) are several persons in these units (keys)."""
        there = set(units)
        keys = frozenset(map(person_key, names))
        return next((id_of(entry) for entry, own in self._apart.get(keys, ())
                     if not own or there <= own and (len(keys) > 1 or len(there) > 1 or there == own)), None)
