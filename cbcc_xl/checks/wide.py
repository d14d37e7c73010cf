"""Lists that an agency keeps for all its units without naming them: whom they are about is known from other lists.

Takes the rows of all lists of persons, each with its keys. Gives the tables (form, file, sheet) that are of that kind.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cbcc_xl.checks.rows import home
from cbcc_xl.model import Record

Table = tuple[str, str, str]       # form, file, sheet


def table_of(record: Record) -> Table:
    """The table that a row stands on."""
    return record.form, record.file, record.sheet


def wide_tables(rows: Iterable[tuple[Record, list[str]]]) -> set[Table]:
    """Lists without units, most of whose persons are known in other units: in several, or all in one that keeps no such
    list itself."""
    tables: dict[Table, dict[str, str]] = {}             # key → the sender
    units: dict[str, set[str]] = {}                      # key → the units that it is known in
    for record, keys in rows:
        for key in keys:
            units.setdefault(key, set()).add(home(record))
            if "unit" not in record.values:
                tables.setdefault(table_of(record), {})[key] = home(record)
    elsewhere = {table: _elsewhere(senders, units) for table, senders in tables.items()}
    several = {table for table, found in elsewhere.items() if _not_in_one(found) > 1}
    keepers = {next(iter(tables[table].values())) for table in several}
    return several | {table for table, found in elsewhere.items()
                      if found and keepers.isdisjoint(unit for others in found for unit in others)}


def _elsewhere(senders: Mapping[str, str], units: Mapping[str, set[str]]) -> list[set[str]]:
    """The other units of each person that has any; empty where no more than half do, or one (a namesake, perhaps)."""
    found = [others for key, sender in senders.items() if (others := units[key] - {sender})]
    return found if len(found) > 1 and 2 * len(found) > len(senders) else []


def _not_in_one(found: list[set[str]]) -> int:
    """How many are not known in the unit that most are known in."""
    return len(found) - max(Counter(unit for units in found for unit in units).values(), default=0)
