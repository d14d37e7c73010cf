"""Resubmissions in one inbox: of two versions of a unit's list the newer counts, and nothing counts twice.

Takes parts; gives them with copies and older versions skipped, or without those rows that count in a newer file, and
with what differs row by row. Finds which files of one unit speak of the same (or two whose rows are nearly all alike,
whatever names their senders have: that is asked about); `family` settles what replaces what.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.inbox.search import natural
from cbcc_xl.model import READ, Part
from cbcc_xl.pipeline import differences
from cbcc_xl.pipeline.copies import without_copies
from cbcc_xl.pipeline.differences import Key
from cbcc_xl.pipeline.family import ALIKE, Family
from cbcc_xl.pipeline.summaries import FEWEST, NEARLY, Rows, telling, without_summaries
from cbcc_xl.text.units import unit_key


def settled(parts: Iterable[Part], catalogue: Catalogue, decisions: Decisions = NOTHING_DECIDED) -> list[Part]:
    """The parts with copies, older versions and what sums up others skipped, and a finding at what counts instead."""
    settled = without_copies(list(parts))
    kept = frozenset(one.sha256 for one in decisions.version if one.kept)
    for family in _families_of_units(settled, catalogue):
        _settle(family, settled, catalogue, kept)
    keys = [telling(part, catalogue) for part in settled]
    for family in _of_two_names(settled, keys):
        _settle(family, settled, catalogue, kept)
        for place in family:
            keys[place] = telling(settled[place], catalogue)
    return without_summaries(settled, keys, kept)


def _settle(family: Sequence[int], parts: list[Part], catalogue: Catalogue, kept: frozenset[str]) -> None:
    done = Family([parts[place] for place in family], catalogue, kept).settled()
    for place, part in zip(family, done, strict=True):
        parts[place] = part


def _families_of_units(parts: Sequence[Part], catalogue: Catalogue) -> list[list[int]]:
    """Files of one unit that speak of the same."""
    by_unit: dict[str, list[int]] = {}
    for place, part in enumerate(parts):
        if part.status == READ and part.records:
            by_unit.setdefault(unit_key(part.unit or ""), []).append(place)
    return [family for places in by_unit.values() for family in _families(places, parts, catalogue)]


def _of_two_names(parts: Sequence[Part], told: Sequence[Rows]) -> list[list[int]]:
    """Two files that put forward the same, as good as row by row, under two names of a sender."""
    keys = [{key for found in rows.values() for key in found} for rows in told]
    pairs: list[list[int]] = []
    homes: dict[Key, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            homes.setdefault(key, []).append(place)
    taken: set[int] = set()
    for place, own in enumerate(keys):
        shared = Counter(other for key in own for other in homes[key] if other > place)
        for other, both in shared.items():
            if both >= max(FEWEST, NEARLY * len(own), NEARLY * len(keys[other])) \
                    and _name(parts[place]) != _name(parts[other]) and {place, other}.isdisjoint(taken):
                taken |= {place, other}
                pairs.append([place, other])
    return pairs


def _name(part: Part) -> str:
    return unit_key(part.unit or "")


def _families(places: Sequence[int], parts: Sequence[Part], catalogue: Catalogue) -> Iterator[list[int]]:
    """Files that speak of the same in at least one of their lists, over however many steps; of files without a unit
    those that name the same persons."""
    if len(places) < 2:
        return
    lists = {place: _subjects(parts[place], catalogue) for place in places}
    shortest = {place: min(map(len, own), default=0) for place, own in lists.items()}
    homes: dict[Key, list[int]] = {}
    for place, own in lists.items():
        for key in set().union(*own):
            homes.setdefault(key, []).append(place)
    shared = Counter(pair for some in homes.values() for pair in combinations(some, 2))
    joined = _Joined(places)
    for (one, other), both in shared.items():
        if both * ALIKE >= min(shortest[one], shortest[other]):
            joined.join(one, other)
    yield from (sorted(family, key=lambda place: natural(parts[place].file)) for family in joined.families())


def _subjects(part: Part, catalogue: Catalogue) -> list[set[Key]]:
    """Whom or what each of a file's lists is about."""
    lists: dict[tuple[str, str], set[Key]] = {}
    for record in part.records:
        if part.unit or "name" in record.values:
            lists.setdefault((record.sheet, record.form), set()).add(differences.subject(record, catalogue))
    return list(lists.values())


class _Joined:
    """Places that belong together."""

    def __init__(self, places: Sequence[int]) -> None:
        self._home = {place: place for place in places}

    def root(self, place: int) -> int:
        while self._home[place] != place:
            place = self._home[place]
        return place

    def join(self, one: int, other: int) -> None:
        self._home[self.root(one)] = self.root(other)

    def families(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for place in self._home:
            found.setdefault(self.root(place), []).append(place)
        return [family for family in found.values() if len(family) > 1]
