"""Which table of the summary stands where in the template, and where its cells will be once it is filled.

Takes the template's sheets and the tables with their counts; gives for each table its sheet, rows and columns, for each
sheet how it stretches. A table that the agency's template leaves out has no place, and is left out.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.summary.given import Table
from cbcc_xl.outputs.summary.stretch import Axis, Stretch, moved, name, quoted_name
from cbcc_xl.outputs.summary.template_sheet import Cell, Field, TemplateRow, TemplateSheet

MOST_ROWS = 1_048_576


class Place(NamedTuple):
    """A table in the filled workbook; rows and columns count from 1."""
    sheet: str
    model: TemplateRow
    group: TemplateRow | None
    columns: Mapping[str, int]         # key → its (first) column
    first: int
    last: int
    totals: int | None                 # the row of its sums


class Layout:
    """All places, and the references that formulas across sheets need."""

    def __init__(self, sheets: Iterable[TemplateSheet], tables: Mapping[str, Table],
                 renamed: Mapping[str, str]) -> None:
        self.renamed = renamed
        self.places: dict[str, Place] = {}
        self.stretches: dict[str, Stretch] = {}
        for sheet in sheets:
            found = _Found(sheet, tables)
            stretch = self.stretches[sheet.name] = found.stretch()
            self.places |= {table: found.place(table, stretch) for table in found.models}

    def cell(self, table: str, key: str, row: int = 0, spread: int = 0) -> str:
        """`$B12` within the same sheet: the cell of a key in a table's row (from 0)."""
        place = self.places[table]
        return f"${name(place.columns[key] + spread)}{place.first + row}"

    def letter(self, table: str, key: str, spread: int = 0) -> str | None:
        """`E`, the column of a key; None where the template has none."""
        place = self.places.get(table)
        return None if place is None or key not in place.columns else name(place.columns[key] + spread)

    def column(self, table: str, key: str, spread: int = 0) -> str | None:
        """`'Cá nhân'!$E$9:$E$308`, all rows of a key; None where the template has no such column."""
        letter = self.letter(table, key, spread)
        if letter is None:
            return None
        place = self.places[table]
        return f"{self._sheet(place)}!${letter}${place.first}:${letter}${place.last}"

    def far(self, table: str, key: str, row: int, spread: int = 0) -> str | None:
        """`'Khen thưởng'!$E$12`, a cell as another sheet names it; None where the template has no such column."""
        letter = self.letter(table, key, spread)
        if letter is None:
            return None
        place = self.places[table]
        return f"{self._sheet(place)}!${letter}${place.first + row}"

    def total(self, table: str, key: str, spread: int = 0) -> str | None:
        """`'Khen thưởng'!$C$25`, the sum of a key; None where the template has none."""
        letter = self.letter(table, key, spread)
        place = self.places.get(table)
        return f"{self._sheet(place)}!${letter}${place.totals}" if letter and place and place.totals else None

    def moved(self, formula: str, sheet: str = "", first: bool = False) -> str:
        """A formula of the template with its references where they now stand."""
        return moved(formula, sheet, self.stretches, self.renamed, first)

    def _sheet(self, place: Place) -> str:
        return quoted_name(self.renamed.get(place.sheet, place.sheet))


class _Found:
    """The tables of one sheet of the template."""

    def __init__(self, sheet: TemplateSheet, tables: Mapping[str, Table]) -> None:
        self.sheet, self.tables = sheet, tables
        self.models: dict[str, TemplateRow] = {}
        self.groups: dict[str, TemplateRow] = {}
        self.totals: dict[str, int] = {}
        self.parts: dict[str, int] = {}          # where the part that only a table with rows needs begins
        self.columns: dict[str, dict[str, int]] = {}
        for row in sheet.rows:
            for cell, field in row.fields():
                if field.key:
                    self._note(row, cell, field)
                elif field.part == "if" and field.name not in tables:
                    raise unknown_field(sheet.name, row, cell)
                elif field.part == "if":
                    self.parts[field.name] = row.number
        for row in (*self.models.values(), *self.groups.values()):
            for cell, field in row.fields():
                if not field.key:                # a figure of the whole has no place in a row of a table
                    raise unknown_field(sheet.name, row, cell)

    def _note(self, row: TemplateRow, cell: Cell, field: Field) -> None:
        table = self.tables.get(field.name)
        keys = () if table is None else table.group_keys if field.part == "group" else table.keys
        if field.key not in keys or field.part not in ("", "group", "head", "sum"):
            raise unknown_field(self.sheet.name, row, cell)
        if field.part == "sum":
            self.totals[field.name] = row.number
        elif field.part == "group":
            self.groups[field.name] = row
        elif not field.part:
            if self.models.setdefault(field.name, row) is not row or self._is_taken(row, field.name):
                raise unknown_field(self.sheet.name, row, cell)
            self.columns.setdefault(field.name, {})[field.key] = cell.column

    def _is_taken(self, row: TemplateRow, table: str) -> bool:
        """A row is the model of one table only, and holds no formula: what it should become is not said."""
        return (any(model is row for name_, model in self.models.items() if name_ != table)
                or any(cell.formula for cell in row.cells))

    def stretch(self) -> Stretch:
        rows = {row.number: 0 for row in self.groups.values()}
        columns: dict[int, int] = {}
        for name_, row in self.models.items():
            table = self.tables[name_]
            rows[row.number] = max(1, table.length)
            if name_ in self.parts and not table.length:
                rows |= dict.fromkeys(range(self.parts[name_], max(row.number, self.totals.get(name_, 0)) + 1), 0)
            grown = {**{key: len(heads) for key, heads in table.spread.items()}, **dict.fromkeys(table.absent, 0)}
            columns |= {column: grown[key] for key, column in self.columns[name_].items() if key in grown}
        stretch = Stretch(Axis(rows), Axis(columns))
        last = max((stretch.rows.last(row.number) for row in self.sheet.rows), default=0)
        if last > MOST_ROWS:
            raise OutputError(f"Trang “{self.sheet.name}” cần {last} dòng, nhiều hơn Excel cho phép ({MOST_ROWS}); "
                              "hãy tổng hợp từng phần.")
        return stretch

    def place(self, table: str, stretch: Stretch) -> Place:
        model, totals = self.models[table], self.totals.get(table)
        columns = {key: stretch.columns.first(column) for key, column in self.columns[table].items()
                   if key not in self.tables[table].absent}
        return Place(self.sheet.name, model, self.groups.get(table), columns, stretch.rows.first(model.number),
                     stretch.rows.last(model.number), totals and stretch.rows.first(totals))


def unknown_field(sheet: str, row: TemplateRow, cell: Cell) -> OutputError:
    return OutputError(f"Mẫu tổng hợp: trang “{sheet}”, ô {name(cell.column)}{row.number} ghi “{cell.text}”, "
                       "không phải là chỗ điền đã biết.")
