"""Which units make up a cluster: tables of scores that have a unit in common are one cluster, all others are apart.

Takes each sheet's units; gives the clusters, the one with the biggest table first. A unit counts once, from the table
that has the most units; a table of one unit that no other table has stands for itself.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from cbcc_xl.checks.standings import Standing
from cbcc_xl.text.units import unit_key


def clusters(tables: Iterable[Sequence[Standing]]) -> list[list[Standing]]:
    """Each cluster's units, in the order of its tables."""
    found: list[dict[str, Standing]] = []
    for table in sorted(tables, key=len, reverse=True):
        units = {unit_key(one.unit): one for one in reversed(table)}
        own = next((some for some in found if not some.keys().isdisjoint(units)), None)
        if own is None:
            found.append(own := {})
        for one in table:
            key = unit_key(one.unit)
            if not any(key in some for some in found):
                own[key] = units[key]
    return [list(units.values()) for units in found]
