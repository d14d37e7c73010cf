"""What a check looks at: the records of one file or of a whole inbox, found by form, table, person and team.

Takes records, what their sheets state about themselves, the catalogue and the headcounts that a list of units gives.
Knows no rule. Each index is made when it is first asked for.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.model import Record, Stated, by_form
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key

PERSONS = "persons."               # a count such as `persons.LDTT`: the team's persons with that title
ATTENDANCE = "attendance."         # a figure such as `attendance.present`: the sum over the same file's attendance


class Holder(NamedTuple):
    """A person nominated for a title: as one list names them. Spellings of one name share a key."""
    unit: str                      # key of the row's own unit, else the sender's
    person: str
    position: str


class Batch:
    """The records under judgement, and the laws among which a check may look up another."""

    def __init__(self, records: Iterable[Record], stated: Iterable[Stated], catalogue: Catalogue,
                 laws: Mapping[str, Law], headcounts: Mapping[str, int] | None = None) -> None:
        self.catalogue, self.laws = catalogue, laws
        self.stated = tuple(stated)
        self._forms = by_form(records)
        self._headcounts = headcounts or {}
        self._keys: dict[str, str] = {}

    def records(self, form: str | None) -> list[Record]:
        """The records of one form, or of all."""
        if form is None:
            return [record for records in self._forms.values() for record in records]
        return self._forms.get(form, [])

    @property
    def forms(self) -> Iterable[str]:
        return self._forms

    def titled(self, on: Mapping[str, Any]) -> Iterator[Record]:
        """The records that a rule is about: of its form and, if it names titles, with one of them."""
        records = self.records(on["form"])
        wanted = set(on.get("titles", ())) | ({on["title"]} if "title" in on else set())
        if not wanted:
            return iter(records)
        return (record for record in records if not wanted.isdisjoint(record.values.get("titles", ())))

    def once_each(self, on: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Record]:
        """`titled`, but one record a table where all these figures stand above the table."""
        form = self.catalogue.forms[on["form"]]
        fields = [form.field(key) for key in keys]
        if not all(field and field.once for field in fields):
            return self.titled(on)
        tables: dict[tuple[Any, ...], Record] = {}
        for record in self.titled(on):
            tables.setdefault((record.file, record.sheet, *(record.columns.get(key) for key in keys)), record)
        return iter(tables.values())

    def tables(self, form: str) -> Iterable[list[Record]]:
        """The records of a form by sheet, and on a sheet by their columns' places (stacked tables are two)."""
        found: dict[tuple[Any, ...], list[Record]] = {}
        for record in self.records(form):
            found.setdefault((record.file, record.sheet, *record.columns.items()), []).append(record)
        return found.values()

    def has_column(self, record: Record, key: str) -> bool:
        """Whether the record's table has such a column."""
        return key in record.columns or key in record.values or (record.file, record.sheet, key) in self._filled

    @cached_property
    def _filled(self) -> set[tuple[str, str, str]]:
        return {(record.file, record.sheet, key) for record in self.records(None) for key in record.values}

    def person(self, name: str) -> str:
        """`person_key`, remembered: a name stands on several lists."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = person_key(name)
        return key

    def holder(self, record: Record) -> Holder:
        values = record.values
        return Holder(unit_key(values.get("unit") or record.unit or ""), self.person(values.get("name", "")),
                      plain(values.get("position", "")))

    def figure(self, record: Record, key: str) -> int | None:
        """A count of the row, or one that is counted elsewhere: a team's persons, its headcount, those attending."""
        value = record.values.get(key)
        if value is not None:
            return int(value)
        if key.startswith(PERSONS):
            return self._persons(record, key.removeprefix(PERSONS))
        if key.startswith(ATTENDANCE):
            return self._attendance.get((record.file, key.removeprefix(ATTENDANCE)))
        if key == "headcount" and self.catalogue.forms[record.form].subject == "team":
            team = unit_key(record.values.get("name", ""))
            return self._headcounts.get(team, self._headcount_present.get(team))
        return None

    def _persons(self, team: Record, title: str) -> int | None:
        key = unit_key(team.values.get("name", ""))
        if key not in self._nominated:
            return None
        return distinct(self.holder(record) for record in self._nominated[key] if title in record.values["titles"])

    @cached_property
    def _nominated(self) -> dict[str, list[Record]]:
        """Nominated persons by the unit that they or their list's sender belong to."""
        units: dict[str, list[Record]] = {}
        for record in self.records("award-person"):
            if record.values.get("titles"):
                for key in {unit_key(record.values.get("unit", "")), unit_key(record.unit or "")} - {""}:
                    units.setdefault(key, []).append(record)
        return units

    @cached_property
    def _headcount_present(self) -> dict[str, int]:
        return {unit_key(record.values["unit"]): record.values["headcount"] for record in self.records("attendance")
                if "unit" in record.values and "headcount" in record.values}

    @cached_property
    def _attendance(self) -> dict[tuple[str, str], int]:
        """Sums over a file's one attendance table, where every row has the figure."""
        sums: dict[tuple[str, str], int] = {}
        tables: dict[str, list[list[Record]]] = {}
        for table in self.tables("attendance"):
            tables.setdefault(table[0].file, []).append(table)
        for file, found in tables.items():
            for key in ("headcount", "summoned", "present"):
                figures = [record.values.get(key) for record in found[0]]
                if len(found) == 1 and None not in figures:
                    sums[file, key] = sum(figures)
        return sums


def distinct(holders: Iterable[Holder]) -> int:
    """How many persons: of one name in one unit there are as many as positions are told apart."""
    positions: dict[tuple[str, str], set[str]] = {}
    for holder in holders:
        positions.setdefault((holder.unit, holder.person), set()).add(holder.position)
    return sum(len(found - {""}) or 1 for found in positions.values())


def subject(record: Record) -> dict[str, Any]:
    """Facts that name a row: the person, team or item, and the unit (the row's own, else the sender)."""
    facts = {key: record.values[key] for key in ("name", "item", "post") if key in record.values}
    unit = record.values.get("unit") or record.unit
    return {**facts, "unit": unit} if unit else facts


def span(records: list[Record], *keys: str) -> str:
    """The cells of one column over several rows, as a range."""
    first, last = records[0].cell(*keys), records[-1].cell(*keys)
    return first if first == last else f"{first}:{last}"
