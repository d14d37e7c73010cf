"""What a table's looks say beyond its values: hidden rows, formulas without a result, tracked changes, withdrawn rows.

A row that looks withdrawn (`withdrawn`) is a record with a question, never dropped and never silently counted.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.forms.marked_sheet import without_marks
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import RECORD, TOTAL, Grid, Record
from cbcc_xl.records.rows import Body
from cbcc_xl.records.trouble import Troubles, clipped
from cbcc_xl.records.withdrawn import Withdrawn

ROW = "Dòng {}"


def appearances(grid: Grid, table: Table, body: Body, vocabulary: Vocabulary, troubles: Troubles) -> None:
    """Reported into `troubles`; nothing where a sheet has no such looks, which is nearly always."""
    columns = {column.index for column in table.columns if column.key}
    rows = {row for row, fate in body.fates.items() if fate in (RECORD, TOTAL)}
    _hidden(grid, rows, table, troubles)
    _formulas(grid, rows, columns, troubles)
    _changed(grid, rows, table, troubles)
    for (row, column), text in grid.look.errors.items():
        if row in rows and column in columns:
            troubles.at("cell-error", row, column, text=text)
    for (row, column), text in grid.look.comments.items():
        own = without_marks(text)
        if own and row in rows and column in columns:
            troubles.at("note-on-cell", row, column, text=clipped(own))
    signs = Withdrawn(grid, table, body, vocabulary)
    asked: dict[int, str] = {}
    for place, record in enumerate(body.records):
        if why := signs.sign(record):
            body.records[place] = signs.named(record)._replace(withdrawn=why)
            if record.row not in asked:
                troubles.add("maybe-withdrawn", record.cell(), name=_called(body.records[place]), why=why)
            asked[record.row] = why


def _called(record: Record) -> str:
    """Whom or what a row is about, in its own words, whatever the form; else the row itself."""
    named = (record.values.get(key) for key in ("name", "item", "unit"))
    return next(filter(None, named), ROW.format(record.row))


def _hidden(grid: Grid, rows: set[int], table: Table, troubles: Troubles) -> None:
    hidden = sorted(rows & grid.look.hidden_rows)
    if hidden:
        shown = ", ".join(str(row + 1) for row in hidden[:12]) + ("…" if len(hidden) > 12 else "")
        first = min(column.index for column in table.columns)
        troubles.at("rows-hidden", hidden[0], first, hidden[-1], max(column.index for column in table.columns),
                    count=len(hidden), rows=shown)


def _changed(grid: Grid, rows: set[int], table: Table, troubles: Troubles) -> None:
    """One finding for all cells of a table whose tracked changes nobody has accepted or rejected."""
    cells = sorted((row, column) for row, column in grid.look.changed if row in rows)
    if cells:
        columns = [column for _, column in cells]
        troubles.at("tracked-changes", cells[0][0], min(columns), cells[-1][0], max(columns), count=len(cells))


def _formulas(grid: Grid, rows: set[int], columns: set[int], troubles: Troubles) -> None:
    """One finding a run of formulas without a result, down a column or along a total row."""
    cells = {(row, column) for row, column in grid.look.uncached if row in rows and column in columns}
    for top, left, bottom, right in _runs(cells):
        count = sum(top <= row <= bottom and left <= column <= right for row, column in cells)
        troubles.at("formula-without-result", top, left, bottom, right, count=count)


def _runs(cells: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    left = set(cells)
    for row, column in sorted(cells):
        if (row, column) not in left:
            continue
        bottom, right = row, column
        while (bottom + 1, column) in left:
            bottom += 1
        while bottom == row and (row, right + 1) in left:
            right += 1
        left -= {(one, column) for one in range(row, bottom + 1)} | {(row, one) for one in range(column, right + 1)}
        yield row, column, bottom, right
