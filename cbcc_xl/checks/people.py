"""Who stands on which list: persons and teams found again by name and unit, over all forms of an inbox.

Takes the records by form. Gives a key under which a subject's spellings meet, and the rows of another form that are
about the same subject. A row's unit is its own column's, else its sender's. A list that an agency keeps for all its
units (a wide one) names no unit: there the name alone tells, as long as one unit only has that name. In doubt two rows
are not the same person.
"""
from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.checks.rows import home
from cbcc_xl.checks.spelling import near, unmarked
from cbcc_xl.checks.wide import Table, table_of, wide_tables
from cbcc_xl.decisions.persons import DecidedPersons
from cbcc_xl.model import Record
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import looks_like_unit, unit_key

PERSONS, TEAMS, EITHER, AUTHORS = "person", "unit", "subject", "authors"     # types of a form's `name`

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class People:
    """Subjects by key, over the forms whose `name` is a person, a team or either."""

    def __init__(self, forms: Mapping[str, list[Record]], catalogue: Catalogue, decided: DecidedPersons) -> None:
        self._decided = decided
        self._types = {name: field.type for name in forms if name in catalogue.forms
                       and (field := catalogue.forms[name].field("name"))
                       and field.type in (PERSONS, TEAMS, EITHER, AUTHORS)}
        self._forms = {name: forms[name] for name in self._types}
        self._keys: dict[int, list[str]] = {}            # of each record met, by its identity
        self._same: dict[tuple[int, str], list[Record]] = {}
        self._rows: dict[str, dict[str, list[Record]]] = {}
        self._members: dict[str, dict[str, list[Record]]] = {}
        self._covered: dict[str, set[str]] = {}

    def keys_of(self, record: Record) -> list[str]:
        """The keys of the subject of a row, or of each of its authors."""
        keys = self._keys.get(id(record))
        if keys is None:
            keys = self._keys[id(record)] = [self._key(record.form, name) for name in self._names(record)]
        return keys

    def is_team(self, record: Record) -> bool:
        """Whether a row is about a team; where its form leaves it open, its name tells."""
        kind = self._types.get(record.form)
        return kind == TEAMS or kind == EITHER and self._names_a_team(record.values.get("name", ""))

    def rows(self, form: str) -> Mapping[str, list[Record]]:
        """A form's rows by subject; "rating@party": those of one branch, which no other list is about."""
        if form not in self._rows:
            found = self._rows[form] = {}
            for record in self._list(form):
                for key in self.keys_of(record):
                    found.setdefault(key, []).append(record)
        return self._rows[form]

    def name(self, record: Record, key: str) -> str:
        """The name on a row that has this key, as it is spelled there."""
        return next((name for name in self._names(record) if self._key(record.form, name) == key), key)

    def members(self, form: str, team: str) -> list[Record]:
        """A team's rows on lists that name their persons' unit, or that the team itself sent; `team` is its key."""
        if form not in self._members:
            found = self._members[form] = {}
            for record in self._list(form):
                if not self.is_wide(record):
                    found.setdefault(home(record), []).append(record)
        return self._members[form].get(team, [])

    def count(self, form: str, team: str) -> int:
        """How many persons those rows are about: a list sent twice counts once, namesakes by their positions."""
        return len({(*self.keys_of(row), plain(row.values.get("position", ""))) for row in self.members(form, team)})

    def same(self, record: Record, form: str) -> list[Record]:
        """A form's rows about the record's subject: of the same unit, else of a list that names no units."""
        found = self._same.get((id(record), form))
        if found is None:
            found = self._same[id(record), form] = self._find(record, form)
        return found

    def _find(self, record: Record, form: str) -> list[Record]:
        keys = self.keys_of(record)
        named = [row for key in keys for row in self.rows(form).get(key, ())]
        here = [row for row in named if home(row) == home(record)]
        if here or not named or any(len(self._homes(record.form, key)) > 1 for key in keys):
            return here
        if self.is_wide(record):
            return named if len({home(row) for row in named}) == 1 else []
        return [row for row in named if self.is_wide(row)]

    def anywhere(self, record: Record, *forms: str) -> list[Record]:
        """Rows of the same name in these forms, whatever the unit."""
        return [row for form in forms for key in self.keys_of(record) for row in self.rows(form).get(key, ())]

    def covers(self, form: str, record: Record) -> bool:
        """Whether a list of that form speaks of the record's unit: it names the unit, or someone of it."""
        if form not in self._covered:
            self._covered[form] = {home(row) for row in self._list(form) if not self.is_wide(row)} | {
                unit for key, rows in self.rows(form).items() if any(map(self.is_wide, rows))
                for other in self._forms if other != form for unit in self._homes(other, key)}
        return home(record) in self._covered[form]

    def has_wide(self, form: str) -> bool:
        """Whether one list of that form is kept for all units."""
        return any(map(self.is_wide, self._list(form)))

    def is_wide(self, record: Record) -> bool:
        """Whether the row stands on a list that names no units and is of several."""
        return "unit" not in record.values and table_of(record) in self._wide

    @cached_property
    def _wide(self) -> set[Table]:
        return wide_tables(((record, self.keys_of(record)) for form, records in self._forms.items()
                            if self._types[form] != TEAMS for record in records))

    def _list(self, form: str) -> Iterator[Record]:
        name, _, branch = form.partition("@")
        return (record for record in self._forms.get(name, ()) if record.values.get("branch", "") == branch)

    def _homes(self, form: str, key: str) -> set[str]:
        return {home(row) for row in self.rows(form).get(key, ()) if not self.is_wide(row)}

    def _names(self, record: Record) -> list[str]:
        if self._types.get(record.form) == AUTHORS and "authors" in record.values:
            return list(record.values["authors"])
        name = record.values.get("name")
        return [name] if name else []

    def _key(self, form: str, name: str) -> str:
        kind = self._types.get(form)
        if kind == TEAMS or kind == EITHER and self._names_a_team(name):
            return unit_key(name)
        return self.person_keys.get(name) or person_key(name)

    def _names_a_team(self, name: str) -> bool:
        return name not in self._persons and looks_like_unit(name)

    @cached_property
    def _persons(self) -> set[str]:
        """Names on lists of persons: no need to ask what they look like."""
        return {name for form, records in self._forms.items() if self._types[form] in (PERSONS, AUTHORS)
                for record in records for name in self._names(record)}

    @cached_property
    def alike(self) -> dict[str, set[str]]:
        """Keys of persons by their names without diacritics."""
        found: dict[str, set[str]] = {}
        for name, key in self.person_keys.items():
            found.setdefault(unmarked(name), set()).add(key)
        return found

    def nearly(self, record: Record, *forms: str) -> bool:
        """Whether one of these lists has the record's name but for its diacritics."""
        others = {other for name in self._names(record) for other in self.alike.get(unmarked(name), ())
                  if not self._decided or not self._decided.apart((name, other), (home(record),))}
        return any(other in self.rows(form) for other in others.difference(self.keys_of(record)) for form in forms)

    @cached_property
    def person_keys(self) -> dict[str, str]:
        """Name → key. `person_key` costs: a name that is near no other spelling is its own key."""
        names = {name for form, records in self._forms.items() if self._types[form] != TEAMS
                 for record in records for name in self._names(record)}
        _, spelled = grouped((near(name), name) for name in names)
        keys = {name: name for name in names}
        return keys | {name: person_key(name) for spellings in spelled.values() for name in spellings}


def grouped(pairs: Iterable[tuple[Key, Thing]]) -> tuple[dict[Key, Thing], dict[Key, list[Thing]]]:
    """The first thing of each key, and all things of the keys that have several (most have one: no list for them)."""
    first: dict[Key, Thing] = {}
    repeated: dict[Key, list[Thing]] = {}
    for key, thing in pairs:
        earlier = first.setdefault(key, thing)
        if earlier is not thing:
            repeated.setdefault(key, [earlier]).append(thing)
    return first, repeated
