"""What a title takes: another title, a rating, or evidence, with alternatives (`any_of`, each a list of needs).

A need is "titles:LDTT" (the same person is nominated for it in the same unit; where that unit sent no such list, in any
list), "rating:HTXSNV" or "initiative" (a name or a decision). What the person's other lists in the unit say counts too,
and so do the list of ratings and the list of recognised initiatives. Where no list or column could tell, there is too
little data.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import PERSON, Batch
from cbcc_xl.checks.three_valued import all_of, any_of
from cbcc_xl.model import NOT_MET, UNKNOWN, Finding, Record
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "title", "any_of")
FACTS = ("needs", "titles")
# Columns that show a recognised initiative.
EVIDENCE = ("initiative", "decision")
# The list of its own that says it too.
LISTS = {"rating": "rating", "initiative": "initiative"}


def rests_on(law: Law) -> list[str]:
    """The columns that may show what a title takes."""
    return list(dict.fromkeys(need.partition(":")[0] for way in law.on["any_of"] for need in way))


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    ways, grounds = law.on["any_of"], Grounds(batch)
    needs = ["+".join(way) for way in ways]
    columns = rests_on(law)
    for record in batch.titled(law.on):
        if any(all(_in_row(record, need) for need in way) for way in ways):
            continue
        met = any_of(all_of(grounds.meets(record, need) for need in way) for way in ways)
        if met is not True:
            facts = {**batch.subject(record), "titles": [law.on["title"]], "needs": needs}
            yield law.finding(record.origin(*columns, "titles"), facts, UNKNOWN if met is None else NOT_MET)


def _in_row(record: Record, need: str) -> bool:
    """Whether the row itself meets a need: mostly it does, and no other list need be looked at."""
    key, _, code = need.partition(":")
    if key == "titles":
        return code in record.values.get("titles", ())
    if key == "initiative":
        return record.form == LISTS[key] or any(column in record.values for column in EVIDENCE)
    return record.values.get(key) == code if code else key in record.values


class Grounds:
    """What all lists say of a nominated person."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def meets(self, record: Record, need: str) -> bool | None:
        """Whether the person meets a need by any row of the unit; None where it can't be told."""
        rows = self._rows[unit_key(record.unit or ""), self._batch.person(record)]
        key, _, code = need.partition(":")
        listed = self._batch.people.same(record, LISTS[key]) if key in LISTS else []
        if any(_in_row(row, need) for row in (*rows, *listed)):
            return True
        if key == "titles":
            return self._in_other_list(record, code)
        if key == "rating":        # everyone has one: an empty cell isn't an answer
            return False if any("rating" in row.values for row in (*rows, *listed)) else None
        columns = EVIDENCE if key == "initiative" else (key,)
        told = any(self._batch.has_column(row, column) for row in rows for column in columns)
        return False if told or key in LISTS and self._batch.people.covers(LISTS[key], record) else None

    def _in_other_list(self, record: Record, title: str) -> bool | None:
        if unit_key(record.unit or "") in self._batch.holders(title):
            return False
        return True if self._batch.person(record) in self._persons(title) else None

    def _persons(self, title: str) -> set[str]:
        return {self._batch.person(record) for record in self._batch.records(PERSON)
                if title in record.values.get("titles", ())}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], list[Record]]:
        rows: dict[tuple[str, str], list[Record]] = {}
        for record in self._batch.records(PERSON):
            rows.setdefault((unit_key(record.unit or ""), self._batch.person(record)), []).append(record)
        return rows
