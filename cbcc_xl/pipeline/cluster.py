"""Scores of an emulation cluster: each unit's total of its agreed scores, and its rank.

Takes the records of form `score`. A unit's agreed scores may stand in several tables; they count once, from the table
that has the most units. A unit that lacks an agreed score has neither total nor rank.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cbcc_xl.model import Record
from cbcc_xl.pipeline.consolidation import Scored
from cbcc_xl.tally import ranks
from cbcc_xl.text.units import unit_key

Units = dict[str, list[Record]]


def cluster(records: Iterable[Record]) -> Iterator[Scored]:
    """One line a unit, in the order of the table."""
    units: Units = {}
    for table in sorted(_tables(records), key=len, reverse=True):
        for key, rows in table.items():
            units.setdefault(key, rows)
    totals = {key: total(rows) for key, rows in units.items()}
    known = [score for score in totals.values() if score is not None]
    rank = dict(zip(known, ranks(known), strict=True))
    for key, rows in units.items():
        score = totals[key]
        yield Scored(_named(rows[0]), None if score is None else f"{score:f}", None if score is None else rank[score])


def total(rows: list[Record]) -> Decimal | None:
    """The sum of a unit's agreed scores; None where one is missing."""
    scores = [row.values.get("final") for row in rows]
    return None if None in scores else sum((Decimal(score) for score in scores if score is not None), Decimal(0))


def _tables(records: Iterable[Record]) -> list[Units]:
    """Each sheet's rows by unit, where the sheet has agreed scores."""
    tables: dict[tuple[str, str], Units] = {}
    for record in records:
        table = tables.setdefault((record.file, record.sheet), {})
        table.setdefault(unit_key(_named(record)), []).append(record)
    return [table for table in tables.values() if any("final" in row.values for rows in table.values() for row in rows)]


def _named(record: Record) -> str:
    return record.values.get("unit") or record.unit or ""
