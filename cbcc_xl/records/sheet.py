"""One sheet: its tables' records, stated figures and the ledger of its rows.

Takes a grid, the vocabulary and who sent it; gives a `Reading`. Every non-empty row gets one fate.
"""
from __future__ import annotations

from typing import Any, NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.decisions import id_of
from cbcc_xl.forms.doubts import doubts
from cbcc_xl.forms.headers import Block
from cbcc_xl.forms.mapped_blocks import all_blocks
from cbcc_xl.forms.merges import Merges
from cbcc_xl.forms.recognise import Table, find_tables
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import FATES, HEADING, OTHER, PROBLEM, RECORD, TOTAL, Finding, Grid, Origin, Record, Sheet, Stated
from cbcc_xl.records.appearance import appearances
from cbcc_xl.records.beside import letter_tables, names_in_columns, names_in_lines
from cbcc_xl.records.cited import citations
from cbcc_xl.records.declared_above import count_above
from cbcc_xl.records.misread import misread
from cbcc_xl.records.named import tell_decided
from cbcc_xl.records.once import sheet_values
from cbcc_xl.records.personal import personal_data
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.rows import read_body
from cbcc_xl.records.shapes import blank
from cbcc_xl.records.trouble import Troubles

STRONGEST = (RECORD, PROBLEM, TOTAL, HEADING, OTHER)     # a row of two tables side by side has the first of its fates


class Reading(NamedTuple):
    """What a sheet gave. `sheet.form` is None where no table of it is a form of ours; `set_aside`: a person said so."""
    sheet: Sheet
    records: list[Record]
    stated: list[Stated]
    findings: list[Finding]
    set_aside: bool = False


def read_sheet(grid: Grid, file: str, unit: str | None, vocabulary: Vocabulary) -> Reading:
    """All tables of one sheet."""
    troubles, origin = Troubles(file, grid.sheet, vocabulary.catalogue), Origin(file, grid.sheet)
    blocks = all_blocks(grid, vocabulary, Merges(grid))
    tables, findings = find_tables(grid, blocks, vocabulary, origin)
    if not tables:
        aside = bool(blocks) and all(block.mapped for block in blocks)
        names_in_lines(grid, {}, vocabulary, troubles)
        sheet = Sheet(grid.sheet, None, None, {}, decided=_decided(blocks), tables=grid.tables)
        return Reading(sheet, [], [], findings + troubles.found, aside)
    read = _Tables(grid, unit, vocabulary, troubles)
    for table in tables:
        findings += read.add(table, origin)
    fates = read.fates
    _unread_tables(grid, blocks, tables, fates, troubles)
    letter_tables(grid, tables, fates, read.figures, troubles)
    names_in_lines(grid, fates, vocabulary, troubles)
    names_in_columns(grid, tables, fates, troubles)
    if len(tables) == 1:
        count_above(grid, tables[0], read.records, vocabulary, troubles)
    stated = [*read.stated, *citations(grid, tables[0].form, file, fates)]
    read.records.sort(key=lambda record: record.row)
    ledger = _ledger(grid, tables, fates)._replace(decided=_decided(blocks))
    return Reading(ledger, read.records, stated, findings + troubles.gathered())


class _Tables:
    """What the tables of a sheet give, one after the other. `figures`: cells that are read once for a whole table."""

    def __init__(self, grid: Grid, unit: str | None, vocabulary: Vocabulary, troubles: Troubles) -> None:
        self._grid, self._unit, self._vocabulary, self._troubles = grid, unit, vocabulary, troubles
        self.records: list[Record] = []
        self.stated: list[Stated] = []
        self.fates: dict[int, str] = {}
        self.figures: list[str] = []
        self._lasting: dict[tuple[str, str], tuple[Any, str]] = {}

    def add(self, table: Table, origin: Origin) -> list[Finding]:
        """Read one more; gives what there is to say of its headings."""
        grid, vocabulary, troubles = self._grid, self._vocabulary, self._troubles
        _tell_decided_headings(table, vocabulary, troubles)
        form = vocabulary.catalogue.forms[table.form]
        once = self._once(table, form)
        self.figures += [cell for _, cell in once.values()]
        plan = Plan(grid, table, vocabulary, troubles, once)
        body = read_body(plan, self._unit)
        self.stated += body.stated
        for row, fate in body.fates.items():
            self.fates[row] = min(fate, self.fates.get(row, fate), key=STRONGEST.index)
        appearances(grid, table, body, vocabulary, troubles)
        self.records += body.records
        personal_data(grid, table, troubles)
        needed = {field.key for field in form.fields if field.must or field.should}
        return misread(plan, body, doubts(table, grid, origin, needed))

    def _once(self, table: Table, form: Form) -> dict[str, tuple[Any, str]]:
        """The figures above a table; some last for those below it, until they are said anew."""
        once = sheet_values(self._grid, table, form, self._vocabulary, self._troubles)
        for key in [field.key for field in form.fields if field.lasting and not table.region[0]]:
            if key in once:
                self._lasting[form.name, key] = once[key]
            elif (form.name, key) in self._lasting:
                once[key] = self._lasting[form.name, key]
        return once


def _tell_decided_headings(table: Table, vocabulary: Vocabulary, troubles: Troubles) -> None:
    for column in table.columns if vocabulary.catalogue.decided else ():
        if column.key.startswith("titles:"):
            tell_decided(column.label, table.bottom, column.index, vocabulary, troubles)


def _decided(blocks: list[Block]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_of(block.mapped) for block in blocks if block.mapped))


def _unread_tables(grid: Grid, blocks: list[Block], tables: list[Table], fates: dict[int, str],
                   troubles: Troubles) -> None:
    """A table beside ours that is no form: its rows are a question, not a note; so is what looks like a heading right
    below a row, since it may be one."""
    ours = {table.top for table in tables}
    tops = sorted({block.top for block in blocks} | {len(grid.rows)})
    for block in blocks:
        if block.top in ours or block.mapped:
            continue
        end = next(top for top in tops if top > block.top)
        own = block.top if block.top and _is_wide(grid.rows[block.top - 1]) else block.bottom + 1
        rows = [row for row in range(own, end) if row not in fates and _is_wide(grid.rows[row])]
        fates.update(dict.fromkeys(rows, PROBLEM))
        if rows:
            troubles.at("table-not-read", block.top, block.first, rows[-1], block.last, count=len(rows))


def _is_wide(cells: list[Any]) -> bool:
    """Whether a row holds two cells or more, as rows of tables do."""
    return sum(not blank(value) for value in cells) >= 2


def _ledger(grid: Grid, tables: list[Table], fates: dict[int, str]) -> Sheet:
    every = tuple((row + 1, fates.get(row, OTHER)) for row, cells in enumerate(grid.rows)
                  if row in fates or any(not blank(value) for value in cells))
    counts = dict.fromkeys(FATES, 0)
    for _, fate in every:
        counts[fate] += 1
    return Sheet(grid.sheet, tables[0].form, tables[0].bottom + 1, counts, every, tables=grid.tables)
