"""Tables with a column for each unit: of one row a record for each of them.

Takes a table's columns and how cells are read; gives whose columns there are. A unit's record names the heading's cell
as the place of its unit, and its own columns as those of its figures. A unit that has a figure's column twice has two
records; a year is one, in however many columns.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.forms.across import ACROSS, YEAR, Column
from cbcc_xl.forms.recognise import Table
from cbcc_xl.model import Record, a1, letters
from cbcc_xl.records.cells import Context
from cbcc_xl.records.values import Converter, converter


class Whose(NamedTuple):
    """One unit's (or year's) columns: its name, the heading's cell, and each column with its key and converter; and
    whether columns to the left are named the same."""
    name: str
    cell: str
    columns: list[tuple[int, str, Converter]]
    again: bool = False


def units_across(table: Table, context: Context) -> list[Whose]:
    """The units that have columns of their own, from left to right."""
    found: dict[str, list[Whose]] = {}
    by_unit = context.form.across.get("key") != YEAR
    for column in table.columns:
        key, _, part = column.key.partition(":")
        read = converter(Column(column.index, column.label, key, column.sure), context) if part == ACROSS else None
        if read:
            same = found.setdefault(column.across, [])
            if not same or by_unit and key in (own for _, own, _ in same[-1].columns):
                same.append(Whose(column.across, a1(table.bottom, column.index), [], bool(same)))
            same[-1].columns.append((column.index, key, read))
    return [whose for same in found.values() for whose in same]


def spread(record: Record, row: list[object], units: list[Whose], key: str) -> Iterator[Record]:
    """A record for each unit, with `key` (its name) and what its own columns hold in this row."""
    for whose in units:
        if whose.again and all(column >= len(row) or row[column] is None for column, _, _ in whose.columns):
            continue                         # one heading merged over two columns
        values = {**record.values, key: whose.name}
        for column, _, read in whose.columns:
            if column < len(row) and row[column] is not None:
                read(row[column], record.row - 1, column, values)
        places = {own: letters(column) for column, own, _ in whose.columns}
        yield record._replace(values=values, columns={**record.columns, key: whose.cell, **places})
