"""What stands beside our tables and may be a list all the same: a letter's table that no form knows, names in lines.

Takes a grid and what became of its rows; tells questions into `troubles`. Nothing of it is read, and nothing is passed
over in silence.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.reference import place
from cbcc_xl.model import OTHER, PROBLEM, RECORD, Grid
from cbcc_xl.records.shapes import blank
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.text.names import begins_with_person, is_full, numbers_a_person, person, told_of

FEWEST = 2                         # names below each other that may be a list, and filled rows of a table
LONG = 40                          # letters of a text that may be a sentence with names
ABOVE = 3                          # texts above them that may say what they are
WIDE = 3                           # columns of a table that is no frame for labels


def letter_tables(grid: Grid, tables: list[Table], fates: dict[int, str], figures: Iterable[str],
                  troubles: Troubles) -> None:
    """A table of a letter of which nothing was read: its rows are a question. `figures`: cells read once a sheet."""
    known = {table.top for table in tables} | {at[0] for cell in figures if (at := place(cell))} | fates.keys()
    for first, last, _ in grid.tables:
        rows = [row for row in range(first, last + 1) if sum(not blank(value) for value in grid.rows[row]) >= 2]
        width = max(len(grid.rows[row]) for row in range(first, last + 1))
        if known.isdisjoint(range(first, last + 1)) and len(rows) >= FEWEST + (width < WIDE):
            fates.update(dict.fromkeys(rows, PROBLEM))
            troubles.at("table-not-read", first, 0, last, width - 1, count=len(rows))


def names_in_lines(grid: Grid, fates: dict[int, str], vocabulary: Vocabulary, troubles: Troubles) -> None:
    """Persons in lines of text, each numbered or with what is said of him, below words that name a title; in a letter
    also those that a sentence lists for one."""
    for run in _runs(grid, fates):
        above = [text for row in range(run[0] - 1, -1, -1) if (text := _alone(grid, row))][:ABOVE]
        if len(run) >= FEWEST and any(vocabulary.titles.find(text) for text in above):
            troubles.at("list-not-in-table", run[0], 0, run[-1], 0, count=len(run))
    for row in range(len(grid.rows)) if grid.tables else ():
        text = _alone(grid, row) if fates.get(row, OTHER) == OTHER else ""
        if len(text) > LONG and vocabulary.titles.find(text) and len(names := told_of(text)) >= FEWEST:
            troubles.at("list-not-in-table", row, 0, count=len(names))


def names_in_columns(grid: Grid, tables: list[Table], fates: dict[int, str], troubles: Troubles) -> None:
    """Persons right of a table, under no heading, as where a list runs on beside itself."""
    last = max(column.index for table in tables for column in table.columns)
    records = [row for row, fate in fates.items() if fate == RECORD and len(grid.rows[row]) > last + 1]
    for column in range(last + 1, max((len(grid.rows[row]) for row in records), default=0)):
        rows = [row for row in records if column < len(grid.rows[row]) and _is_name(grid.rows[row][column])]
        if len(rows) >= FEWEST and not any(table.mapped for table in tables):
            troubles.at("names-beside-table", min(rows), column, max(rows), column, count=len(rows))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and is_full(person(value))


def _runs(grid: Grid, fates: dict[int, str]) -> Iterator[list[int]]:
    """Rows of one name each that follow one another, empty rows aside."""
    run: list[int] = []
    for row, cells in enumerate(grid.rows):
        known = fates.get(row, OTHER) != OTHER
        if not known and _is_of_person(_alone(grid, row)):
            run.append(row)
        elif known or any(not blank(value) for value in cells):
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_of_person(text: str) -> bool:
    return numbers_a_person(text) or begins_with_person(text)


def _alone(grid: Grid, row: int) -> str:
    """A row's text where it has no other."""
    texts = [value for value in grid.rows[row] if not blank(value)]
    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) else ""
