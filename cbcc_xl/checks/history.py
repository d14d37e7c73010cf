"""Who was awarded what in which year: titles, forms of commendation, ratings.

Takes past awards as they were handed in, or as a nomination's own column of them says; answers what a chain of years
asks. Distinct adjacent years count, each once: a year that is missing breaks the chain.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import looks_like_unit, unit_key

Years = Mapping[str, frozenset[int]]                    # code → the years of it


class History(NamedTuple):
    """Past awards by subject: by name and unit, and by name alone where that leads to one unit at most.

    `units`: keys of units and of what they have become: a person's awards in the old unit go with him.
    """
    subjects: Mapping[tuple[str, str], Years] = {}
    units: Mapping[str, str] = {}

    @classmethod
    def of(cls, awards: Iterable[tuple[str, str | None, int, str]], became: Mapping[str, str] | None = None) -> History:
        """From (name, unit or None, year, code of a title or rating)."""
        found: dict[tuple[str, str], dict[str, set[int]]] = {}
        units: dict[str, set[str]] = {}
        for name, unit, year, code in awards:
            own, of = _key(name, unit, became or {})
            units.setdefault(own, set()).add(of)
            for key in {(own, of), (own, "")}:
                found.setdefault(key, {}).setdefault(code, set()).add(year)
        shared = {(own, "") for own, some in units.items() if len(some - {""}) > 1}       # namesakes, perhaps
        return cls({key: {code: frozenset(years) for code, years in codes.items()} for key, codes in found.items()
                    if key not in shared}, became or {})

    @property
    def since(self) -> int:
        """The first year that the list as a whole speaks of."""
        return min(year for codes in self.subjects.values() for years in codes.values() for year in years)

    def years(self, name: str, unit: str | None) -> Years | None:
        """The subject's years by code; None for one who isn't in the list."""
        return self.subjects.get(_key(name, unit, self.units)) or self.subjects.get(_key(name, None, self.units))


def run(years: Iterable[int], last: int) -> int:
    """How many adjacent years end at `last`."""
    known, count = set(years), 0
    while last - count in known:
        count += 1
    return count


def _key(name: str, unit: str | None, became: Mapping[str, str]) -> tuple[str, str]:
    own = unit_key(name) if looks_like_unit(name) else person_key(name)
    of = unit_key(unit) if unit else ""
    return own, became.get(of, of)
