"""Where the units of a cluster stand: each unit's total in a table of scores, the rank typed for it, why it has none.

Takes the records of form `score`, what their sheets state, and the form (for its formula); gives each sheet's units in
order. A criterion without a maximum may be left empty: it gives or takes points where there is cause. Any other score
that is missing leaves the unit without a total, and so does a second score for the same thing: it isn't known which
counts.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.checks.figures import decimal
from cbcc_xl.checks.formula import applies, points
from cbcc_xl.model import Origin, Record, Stated
from cbcc_xl.tally import ranks
from cbcc_xl.text.units import unit_key

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Standing(NamedTuple):
    """One unit in one table."""
    unit: str
    rows: list[Record]
    score: Decimal | None
    left_out: str = ""             # why it isn't ranked, in the sheet's words
    ranked: int | None = None      # as typed
    origin: Origin | None = None   # of the rank, or of the words in its place
    twice: tuple[Record, Record] | None = None       # where the table has the unit twice


def standings(records: Iterable[Record], stated: Iterable[Stated], form: Form,
              key: str = "final") -> list[list[Standing]]:
    """Each sheet that has such scores, its units from the first on."""
    tables: dict[tuple[str, str], dict[str, list[Record]]] = {}
    for record in records:
        table = tables.setdefault((record.file, record.sheet), {})
        table.setdefault(unit_key(unit_of(record)), []).append(record)
    said = [one for one in stated if one.what.partition(":")[0] in ("rank", "unranked")]
    return [list(_table(units, [one for one in said if one.origin[:2] == place], form, key))
            for place, units in tables.items() if any(key in row.values for rows in units.values() for row in rows)]


def ranks_of(table: Sequence[Standing]) -> dict[str, int] | None:
    """Each unit's rank among those that are ranked; equal totals share the better one. None where one is missing."""
    ranked = [one for one in table if not one.left_out]
    scores = [one.score for one in ranked if one.score is not None]
    if len(scores) < len(ranked):
        return None
    return {one.unit: rank for one, rank in zip(ranked, ranks(scores), strict=True)}


def unit_of(record: Record) -> str:
    """The unit that a score is about: the row's or column's own, else the sender."""
    return str(record.values.get("unit") or record.unit or "")


def _table(units: dict[str, list[Record]], said: list[Stated], form: Form, key: str) -> Iterator[Standing]:
    reached = _reached(units, key)
    said = [one for one in said if one.what.endswith(f":{key}")] or said
    for rows in units.values():
        own = next((one for one in said if _about(one, rows)), None)
        twice = _twice(rows, key)
        ranked = own.what.startswith("rank:") if own else False
        yield Standing(unit_of(rows[0]), rows, None if twice else _total(rows, key, form, reached),
                       "" if own is None or ranked else str(own.value),
                       int(own.value) if own and ranked else None, own.origin if own else None, twice)


def _twice(rows: list[Record], key: str) -> tuple[Record, Record] | None:
    """Two scores that a unit has for one thing: of one criterion in two rows that name it, or in one row under two
    headings that do."""
    first: dict[tuple[str, int], Record] = {}
    for row in rows:
        place = row.columns.get("unit", "") if "unit" in row.values and decimal(row, key) is not None else ""
        if place:
            under_heading = place.lstrip(LETTERS) != ""
            earlier = first.setdefault((str(row.values.get("criterion", "")), row.row if under_heading else 0), row)
            if earlier is not row:
                return earlier, row
    return None


def _about(stated: Stated, rows: list[Record]) -> bool:
    """Whether a rank stands under one of the unit's columns, or in its row where units have none of their own."""
    if len(stated.rows) == 1 and str(stated.origin.cell).lstrip(LETTERS) == str(stated.rows[0]):
        return any(row.row == stated.rows[0] for row in rows)
    column = str(stated.origin.cell).rstrip("0123456789")
    return any(rows[0].columns.get(key) == column for key in ("final", "cross", "self"))


def _reached(units: dict[str, list[Record]], key: str) -> dict[str, list[Decimal]]:
    """All units' figures by criterion."""
    figures: dict[str, list[Decimal]] = {}
    for rows in units.values():
        for row in rows:
            if (figure := decimal(row, key)) is not None:
                figures.setdefault(str(row.values.get("criterion", "")), []).append(figure)
    return figures


def _total(rows: list[Record], key: str, form: Form, reached: dict[str, list[Decimal]]) -> Decimal | None:
    total = Decimal(0)
    known = False
    for row in rows:
        figure, most = decimal(row, key), decimal(row, "max")
        criterion = str(row.values.get("criterion", ""))
        if figure is not None and most is not None and applies(form.formula, criterion):
            figure = points(form.formula, criterion, figure, reached[criterion], most)
        if figure is None and (most is not None or "criterion" not in row.values):
            return None
        known = known or figure is not None
        total += figure or 0
    return total if known else None
