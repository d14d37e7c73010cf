"""What a check looks at: the records of one file or of a whole inbox, found by form, table, person and team.

Takes records, what their sheets state about themselves, the catalogue and the headcounts that a list of units gives.
Knows no rule. Each index is made when it is first asked for.
"""
from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.history import History
from cbcc_xl.checks.people import People, grouped
from cbcc_xl.checks.rows import says, told_apart, unit_of_team
from cbcc_xl.checks.years import Years
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.decisions.persons import DecidedPersons
from cbcc_xl.model import Record, Stated, by_form
from cbcc_xl.text.units import unit_key

PERSON = "award-person"            # the form that lists nominated persons
PERSONS = "persons."               # a count such as `persons.LDTT`: the team's persons with that title
ATTENDANCE = "attendance."         # a figure such as `attendance.present`: the sum over a conference's attendance


class Batch:
    """The records under judgement, and the laws among which a check may look up another."""

    def __init__(self, records: Iterable[Record], stated: Iterable[Stated], catalogue: Catalogue,
                 laws: Mapping[str, Law], headcounts: Mapping[str, int] | None = None,
                 years: Mapping[tuple[str, str], int] | None = None, history: History | None = None,
                 year: int = 0, day: datetime.date | None = None, dates: Mapping[str, str] | None = None,
                 decisions: Decisions = NOTHING_DECIDED) -> None:
        self.catalogue, self.laws, self.stated = catalogue, laws, tuple(stated)
        self.forms = by_form(records)
        self.years = Years(years or {}, year)
        self._headcounts = headcounts or {}
        self.history, self.year, self.day = history or History(), year, day
        self.dates = dates or {}                     # file → the day that its letter names (ISO)
        self.decided = DecidedPersons(decisions)
        self.counted: dict[str, Any] = {}            # what several rules look at, counted once: elections by rule
        self._holders: dict[str, Counter[str | None]] = {}
        self._titled: dict[str, dict[str, list[Record]]] = {}
        self._filled: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def records(self, form: str) -> list[Record]:
        return self.forms.get(form, [])

    def titled(self, on: Mapping[str, Any]) -> Iterator[Record]:
        """The records that a rule is about: of its form and, if it names titles or values (`where`), with them."""
        wanted = {*on.get("titles", ()), *([on["title"]] if "title" in on else ())}
        records = self._with_titles(on["form"], wanted) if wanted else self.records(on["form"])
        return (record for record in records if says(record, on["where"])) if "where" in on else iter(records)

    def _with_titles(self, form: str, wanted: set[str]) -> list[Record]:
        """The records of a form with one of these titles, in their order; looked through once a form."""
        if form not in self._titled:
            found: dict[str, list[Record]] = {}
            for record in self.records(form):
                for title in record.values.get("titles", ()):
                    found.setdefault(title, []).append(record)
            self._titled[form] = found
        known = [title for title in wanted if title in self._titled[form]]
        if len(known) < 2:
            return self._titled[form][known[0]] if known else []
        return [record for record in self.records(form) if not wanted.isdisjoint(record.values.get("titles", ()))]

    def once_each(self, on: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Record]:
        """`titled`, but one record a table where all these figures stand above the table."""
        if not self.above_table(on["form"], keys):
            return self.titled(on)
        tables: dict[tuple[Any, ...], Record] = {}
        for record in self.titled(on):
            tables.setdefault((record.file, record.sheet, *(record.columns.get(key) for key in keys)), record)
        return iter(tables.values())

    def above_table(self, form: str, keys: Iterable[str]) -> bool:
        """Whether all these fields stand once a sheet, or are counted elsewhere."""
        fields = [self.catalogue.forms[form].field(key) for key in keys if not key.startswith(ATTENDANCE)]
        return all(field is not None and field.once for field in fields)

    def subject(self, record: Record, *keys: str) -> dict[str, Any]:
        """Facts that name what figures are about: the row's person, team or item, or the election; and the unit."""
        heading = bool(keys) and self.above_table(record.form, keys)
        named = ("post",) if heading else ("name", "item", "post")
        facts = {key: record.values[key] for key in named if key in record.values}
        unit = (None if heading else record.values.get("unit")) or record.unit
        return {**facts, "unit": unit} if unit else facts

    def tables(self, form: str) -> Iterable[list[Record]]:
        """The records of a form by sheet, and on a sheet by their columns' places (stacked tables are two)."""
        found: dict[tuple[Any, ...], list[Record]] = {}
        for record in self.records(form):
            found.setdefault((record.file, record.sheet, *record.columns.items()), []).append(record)
        return found.values()

    def has_column(self, record: Record, key: str) -> bool:
        """Whether the record's sheet has such a column, or says it in another."""
        if key in record.columns:
            return True
        if (record.form, key) not in self._filled:
            self._filled[record.form, key] = {(other.file, other.sheet) for other in self.records(record.form)
                                              if key in other.values}
        return (record.file, record.sheet) in self._filled[record.form, key]

    def person(self, record: Record) -> str:
        """The key under which a nominated person's spellings meet."""
        return self._keys[record.values.get("name", "")]

    @cached_property
    def people(self) -> People:
        """Who stands on which list."""
        return People(self.forms, self.catalogue, self.decided)

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {"": "", **self.people.person_keys}

    @cached_property
    def namesakes(self) -> list[list[Record]]:
        """Nominations by person, where a name stands more than once."""
        keys = self._keys
        _, repeated = grouped((keys[record.values.get("name", "")], record) for record in self.records(PERSON))
        return [records for key, records in repeated.items() if key]

    def holders(self, title: str) -> Counter[str | None]:
        """How many persons are nominated for a title: by unit (theirs, and their list's sender), None in all."""
        if title not in self._holders:
            self._holders[title] = self._count_holders(title)
        return self._holders[title]

    def _count_holders(self, title: str) -> Counter[str | None]:
        keys = self._keys
        first, repeated = grouped(
            ((unit_key(record.values.get("unit") or record.unit or ""), keys[record.values.get("name", "")]), record)
            for record in self.records(PERSON) if title in record.values.get("titles", ()))
        counts: Counter[str | None] = Counter(unit for unit, _ in first)
        counts.update(sender for (unit, _), record in first.items()
                      if (sender := unit_key(record.unit or "")) != unit)
        counts[None] = len(first)
        for (unit, _), records in repeated.items():
            number, senders = self._told_apart(records, unit), [unit_key(record.unit or "") for record in records]
            for key in {None, unit, *senders}:
                counts[key] += number - (key in (None, unit, senders[0]))      # the first row was counted above
        return counts

    def _told_apart(self, records: list[Record], unit: str) -> int:
        """How many persons of one name in one unit; as many as rows where a person says so."""
        names = {record.values["name"] for record in records if "name" in record.values}
        return len(records) if self.decided and self.decided.apart(names, [unit]) else told_apart(records)

    def figure(self, record: Record, key: str) -> int | None:
        """A count of the row, or one that is counted elsewhere: a team's persons, its headcount, those attending."""
        value = record.values.get(key)
        if value is not None:
            return int(value)
        if key.startswith(PERSONS):
            team = unit_key(record.values.get("name", ""))
            return self.holders(key.removeprefix(PERSONS))[team] if team in self._listed else None
        if key.startswith(ATTENDANCE):
            return self._attending(record, key.removeprefix(ATTENDANCE))
        if key == "headcount" and self.catalogue.forms[record.form].subject == "team":
            team = unit_key(record.values.get("name", ""))
            known = self._headcounts.get(team, self._headcounts_attending.get(team))
            return known if known is not None else self.rated(record)
        return None

    def rated(self, team: Record) -> int | None:
        """How many persons a team's rating list has; None where there is none, or one of some persons only."""
        return None if self.is_parent(team) else self.people.count("rating", unit_of_team(team)) or None

    def is_parent(self, team: Record) -> bool:
        """Whether a team is a sender that nominates other teams too: an agency with its units."""
        sender = unit_key(team.unit or "")
        return unit_of_team(team) == sender and len(self._teams_of.get(sender, ())) > 1

    @cached_property
    def _teams_of(self) -> dict[str, set[str]]:
        """Which teams each sender nominates."""
        teams: dict[str, set[str]] = {}
        for record in self.records("award-team"):
            teams.setdefault(unit_key(record.unit or ""), set()).add(unit_of_team(record))
        return teams

    @cached_property
    def _listed(self) -> set[str]:
        """Units of which nominated persons are known."""
        pairs = {(record.values.get("unit"), record.unit) for record in self.records(PERSON)}
        return {unit_key(unit) for pair in pairs for unit in pair if unit}

    @cached_property
    def _headcounts_attending(self) -> dict[str, int]:
        return {unit_key(record.values["unit"]): record.values["headcount"] for record in self.records("attendance")
                if "unit" in record.values and "headcount" in record.values}

    def _attending(self, record: Record, key: str) -> int | None:
        """The sum over the attendance in the row's own file, else over the only one that its sender has sent."""
        tables = self._attendance.get((record.file, "")) or self._attendance.get(("", unit_key(record.unit or "")), [])
        if len(tables) != 1:
            return None
        figures = [row.values[key] for row in tables[0] if key in row.values]
        return sum(figures) if len(figures) == len(tables[0]) else None

    @cached_property
    def _attendance(self) -> dict[tuple[str, str], list[list[Record]]]:
        """Tables of attendance by file, and by who sent them."""
        found: dict[tuple[str, str], list[list[Record]]] = {}
        for table in self.tables("attendance"):
            found.setdefault((table[0].file, ""), []).append(table)
            found.setdefault(("", unit_key(table[0].unit or "")), []).append(table)
        return found


def span(records: list[Record], *keys: str) -> str:
    """The cells of one column over several rows, as a range."""
    first, last = records[0].cell(*keys), records[-1].cell(*keys)
    return first if first == last else f"{first}:{last}"
