"""Tables with a column for each unit: of one row a record for each of them.

Takes a table's columns and how cells are read; gives whose columns there are. A unit's record names the heading's cell
as the place of its unit, and its own columns as those of its figures.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.forms.across import ACROSS, Column
from cbcc_xl.forms.recognise import Table
from cbcc_xl.model import Record, a1, letters
from cbcc_xl.records.cells import Context
from cbcc_xl.records.values import Converter, converter


class Whose(NamedTuple):
    """One unit's (or year's) columns: its name, the heading's cell, and each column with its key and converter."""
    name: str
    cell: str
    columns: list[tuple[int, str, Converter]]


def units_across(table: Table, context: Context) -> list[Whose]:
    """The units that have columns of their own, from left to right."""
    found: dict[str, Whose] = {}
    for column in table.columns:
        key, _, part = column.key.partition(":")
        read = converter(Column(column.index, column.label, key, column.sure), context) if part == ACROSS else None
        if read:
            whose = found.setdefault(column.across, Whose(column.across, a1(table.bottom, column.index), []))
            whose.columns.append((column.index, key, read))
    return list(found.values())


def spread(record: Record, row: list[object], units: list[Whose], key: str) -> Iterator[Record]:
    """A record for each unit, with `key` (its name) and what its own columns hold in this row."""
    for whose in units:
        values = {**record.values, key: whose.name}
        for column, _, read in whose.columns:
            if column < len(row) and row[column] is not None:
                read(row[column], record.row - 1, column, values)
        places = {own: letters(column) for column, own, _ in whose.columns}
        yield record._replace(values=values, columns={**record.columns, key: whose.cell, **places})
