"""What a person should see about a table's headings: unknown, ambiguous, guessed or doubled ones.

Takes a recognised table and its grid; gives findings at the headings. What the cells below say of them is `records`'
matter.
"""
from __future__ import annotations

from collections.abc import Collection, Iterator

from cbcc_xl.forms.matching import CLOSE_TO
from cbcc_xl.forms.recognise import Table
from cbcc_xl.model import Finding, Grid, Origin, a1


def doubts(table: Table, grid: Grid, origin: Origin, needed: Collection[str] = ()) -> Iterator[Finding]:
    """What a person should see about a table's headings: unknown, ambiguous, guessed or doubled ones. One merged
    over several columns of which only the first is filled is one column's, drawn wide. A mapped table has none."""
    if table.mapped:
        return
    taken: dict[str, str] = {}
    for column in table.columns:
        place = Origin(origin.file, origin.sheet, a1(table.bottom, column.index))
        facts = {"text": column.label, "form": table.form}
        if column.key in taken and _drawn_wide(table, grid, column.index):
            continue
        if column.choices:
            yield Finding("heading-ambiguous", "warning", place, {**facts, "fields": list(column.choices)}, "unknown")
        elif not column.key or column.key[0] == "_" and column.sure <= CLOSE_TO:
            yield Finding("heading-unknown", "info", place, facts)
        elif column.sure > CLOSE_TO and (column.key[0] == "_" or ":" in column.key and column.key != "name:either"):
            continue
        elif column.key in taken and column.key not in ("titles", "note"):
            yield Finding("heading-twice", "warning", place, {**facts, "field": column.key,
                                                              "first": taken[column.key]}, "unknown")
        elif column.sure <= CLOSE_TO:
            asked = "warning" if {*column.key.partition(":")[0].split("+")} & {*needed} else "info"
            yield Finding("heading-guessed", asked, place, {**facts, "field": column.key})
        taken.setdefault(column.key, column.label)


def _drawn_wide(table: Table, grid: Grid, column: int) -> bool:
    """Whether a column is the further part of a merged heading, and empty below it."""
    merged = any(top <= table.bottom <= bottom and left < column <= right for top, left, bottom, right in grid.merges)
    return merged and all(grid.value(row, column) in (None, "")
                          for row in range(table.bottom + 1, min(table.end, len(grid.rows))))
