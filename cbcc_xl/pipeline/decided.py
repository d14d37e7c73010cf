"""What a person decided about names, brought into one file's part: units under their one name, persons in one spelling.

Takes a part and the decisions; gives the part with its sender and records renamed, and findings that say so where each
name stands first on a sheet. Which units have become one depends on the file's day: its letter's, else its mail's, else
the day that it was saved, else the day of the run or of the year that it speaks of.
"""
from __future__ import annotations

import datetime
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import Decisions
from cbcc_xl.decisions.persons import DecidedPersons
from cbcc_xl.decisions.units import DecidedUnits, Named
from cbcc_xl.model import INFO, Finding, Origin, Part, Record
from cbcc_xl.text.units import looks_like_unit, unit_key

PERSONS = ("person", "subject")    # types of fields that name one, a team or either


def decided(part: Part, catalogue: Catalogue, decisions: Decisions, day: datetime.date | None) -> Part:
    """The part itself where nothing is decided about names."""
    units, persons = DecidedUnits(decisions), DecidedPersons(decisions)
    if not (units or persons) or not (part.unit or part.records):
        return part
    return _Names(part, catalogue, units, persons, day).renamed()


class _Names:
    """One part's names as decided, and what there is to say about them."""

    def __init__(self, part: Part, catalogue: Catalogue, units: DecidedUnits, persons: DecidedPersons,
                 day: datetime.date | None) -> None:
        self._part, self._forms, self._units, self._persons = part, catalogue.forms, units, persons
        self._day = day_of(part) or day or (datetime.date(part.year, 12, 31) if part.year else None)
        self._said: dict[tuple[str, ...], Finding] = {}

    def renamed(self) -> Part:
        part = self._part
        sender = self._unit(part.unit, Origin(part.file)) if part.unit else None
        records = tuple(self._record(record, sender) for record in part.records)
        return part._replace(unit=sender, records=records, findings=(*part.findings, *self._said.values()))

    def _record(self, record: Record, sender: str | None) -> Record:
        values = dict(record.values)
        for field in self._forms[record.form].fields:
            if field.type == "unit" and field.key in values:
                names_a_team = field.key == "name" or "name" not in values
                values[field.key] = self._unit(values[field.key], record.origin(field.key), merged=not names_a_team)
        home = unit_key(values.get("unit") or sender or "")
        for field in self._forms[record.form].fields:
            if field.type in PERSONS and field.key in values:
                values[field.key] = self._subject(values[field.key], home, record.origin(field.key), field.type)
        if "authors" in values:
            values["authors"] = [self._told(name, self._persons.named(name, home), record.origin("authors"),
                                            "person-decided") for name in values["authors"]]
        return record._replace(unit=sender, values=values)

    def _subject(self, name: str, home: str, origin: Origin, kind: str) -> str:
        if kind == "subject" and looks_like_unit(name):
            return self._unit(name, origin, merged=False)
        return self._told(name, self._persons.named(name, home), origin, "person-decided")

    def _unit(self, name: str, origin: Origin, merged: bool = True) -> str:
        """A unit's name; that of a team that a row is about stays its own after a merger."""
        made = self._units.on(self._day, name) if merged else self._units.alias(name)
        return self._told(name, made, origin, "unit-decided")

    def _told(self, name: str, made: Named, origin: Origin, code: str) -> str:
        for decision in made.by:
            key = (code, name, str(origin.sheet), decision)
            first = self._said.get(key)
            facts: dict[str, Any] = {"text": name, "name": made.name, "decision": decision,
                                     "count": first.facts["count"] + 1 if first else 1}
            self._said[key] = first._replace(facts=facts) if first else Finding(code, INFO, origin, facts)
        return made.name


def day_of(part: Part) -> datetime.date | None:
    """The day that a file is of, as far as it says one."""
    for said in (part.dated, part.sent.time if part.sent else None, part.modified):
        if said:
            try:
                return datetime.date.fromisoformat(said[:10])
            except ValueError:
                continue
    return None
