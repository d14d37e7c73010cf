"""Names of units that a person has brought together: other names of one unit, and units that became one on a day.

Takes decisions; gives for a name the one to use, and the decisions that led there. A chain of them is followed to its
end; one that goes in a circle leads nowhere.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from cbcc_xl.decisions.entries import Decisions, id_of
from cbcc_xl.text.letters import clean
from cbcc_xl.text.units import unit_key


class Named(NamedTuple):
    """A unit's name as decided. `by`: ids of the decisions that led to it; none: the name as it was."""
    name: str
    by: tuple[str, ...] = ()


class DecidedUnits:
    def __init__(self, decisions: Decisions) -> None:
        self._aliases = {unit_key(also): (clean(entry.name), id_of(entry))
                         for entry in decisions.unit for also in entry.also}
        self._mergers = {unit_key(unit): (clean(entry.into), entry.start, id_of(entry))
                         for entry in decisions.merger for unit in entry.units}

    def __bool__(self) -> bool:
        return bool(self._aliases or self._mergers)

    def alias(self, name: str) -> Named:
        """The name under which a unit goes, whatever became of it."""
        made, seen = Named(name), {name}
        while (found := self._aliases.get(unit_key(made.name))) and found[0] != made.name:
            if found[0] in seen:
                return Named(name)
            made = Named(found[0], (*made.by, found[1]))
            seen.add(made.name)
        return made

    def others(self, name: str) -> list[str]:
        """Keys of what else a unit of this name is called."""
        own, end = unit_key(name), unit_key(self.alias(name).name)
        return [key for key in dict.fromkeys((*self._aliases, end))
                if key != own and unit_key(self.alias(key).name) == end]

    def on(self, day: datetime.date | None, name: str) -> Named:
        """The name of a unit on a day, after all mergers until then; without a day, after all."""
        made, seen = self.alias(name), {unit_key(name)}
        while merged := self._mergers.get(unit_key(made.name)):
            into, start, decision = merged
            if day and day < start:
                break
            if unit_key(into) in seen:
                return self.alias(name)
            seen.add(unit_key(into))
            further = self.alias(into)
            made = Named(further.name, (*made.by, decision, *further.by))
        return made

    def last(self, names: Iterable[str]) -> dict[str, str]:
        """Keys of names and of what they became in the end, where that is another unit."""
        every = {*names, *self._aliases, *self._mergers}
        ends = {unit_key(name): unit_key(self.on(None, name).name) for name in every}
        return {key: end for key, end in ends.items() if key != end}
