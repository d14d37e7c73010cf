"""Two units of one name: "Phòng Hành chính" of one sub-department and of another, told apart by the parents above them.

Takes parts as read, with the parent line of each letterhead; gives them with the parent behind the unit's name where
two parents of one rank stand above it. Nothing changes where a parent is unknown, where the list of units due or a
person's decision knows the name, or where one parent may be the other written longer, or a level above it.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from cbcc_xl.decisions import Decisions
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import SKIPPED, Part, Record
from cbcc_xl.text.letters import bare
from cbcc_xl.text.units import first_words, unit_key

NAMING = ("unit", "name")          # keys of a row that may name its own sender


def told_apart(parts: Sequence[Part], known: Iterable[str], decisions: Decisions) -> list[Part]:
    """The parts, those of units that share a name named with their parents. `known`: names on the list of units due."""
    keep = {unit_key(name) for name in (*known, *(entry.name for entry in decisions.unit))}
    parents: dict[str, set[str]] = {}
    for part in parts:
        if part.unit and part.parent and part.status != SKIPPED and unit_key(part.unit) not in keep:
            parents.setdefault(unit_key(part.unit), set()).add(part.parent)
    several = {key for key, some in parents.items() if _differ(some)}
    units = DecidedUnits(decisions)
    return [_named(part, units) if part.unit and part.parent and unit_key(part.unit) in several else part
            for part in parts]


def _differ(parents: Collection[str]) -> bool:
    """Whether two of them are units of one rank that can't be the same."""
    keys = {unit_key(parent): first_words(parent) for parent in parents}
    return any(rank == other_rank and not (bare(key).startswith(bare(other)) or bare(other).startswith(bare(key)))
               for (key, rank), (other, other_rank) in combinations(keys.items(), 2))


def _named(part: Part, units: DecidedUnits) -> Part:
    own = unit_key(part.unit or "")
    name = units.alias(f"{part.unit} - {part.parent}").name
    return part._replace(unit=name, records=tuple(_record(record, own, name) for record in part.records))


def _record(record: Record, own: str, name: str) -> Record:
    """A row under its sender's name, where it names its sender too."""
    told = {key: name for key in NAMING if (value := record.values.get(key)) and unit_key(str(value)) == own}
    return record._replace(unit=name, values={**record.values, **told} if told else record.values)
