"""A filled sheet as a stream of text: the template's sheet with its rows filled, and all ranges moved along.

Takes a template sheet, the layout, the tables and the figures of the whole; knows no sheet by name.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from cbcc_xl.outputs.summary import row_writer
from cbcc_xl.outputs.summary.cell_text import Ready, escaped
from cbcc_xl.outputs.summary.given import Figure, Formula, Group, Row, Table
from cbcc_xl.outputs.summary.heights import Heights, Look, said
from cbcc_xl.outputs.summary.layout import Layout, unknown_field
from cbcc_xl.outputs.summary.ranges import breaks, columns, merges, moved_ranges
from cbcc_xl.outputs.summary.stretch import name
from cbcc_xl.outputs.summary.template_sheet import FIELD, Cell, Field, TemplateRow, TemplateSheet

CONDITION = re.compile(r"\{\{[\w-]+:if\}\}")


class Whole(NamedTuple):
    """What all sheets share while a workbook is written."""
    layout: Layout
    tables: Mapping[str, Table]
    figures: Mapping[str, Any]              # {{year}} and the like, legends ("status:errors")
    words: Mapping[str, str]                # the template's words → those of the language asked
    bodies: row_writer.Bodies
    looks: Sequence[Look]
    annexes: Mapping[str, str]              # sheet → the number of its annex
    names: Sequence[tuple[str, str]] = ()   # hidden names of the workbook and their texts


class Sections:
    """The parts of one sheet, numbered as they are met: what is left out takes no number."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return roman(self.count)


def chunks(sheet: TemplateSheet, whole: Whole) -> Iterator[str]:
    """The sheet's XML, piece by piece."""
    stretch = whole.layout.stretches[sheet.name]
    whole = whole._replace(figures={**whole.figures, "annex": whole.annexes.get(sheet.name), "section": Sections()})
    yield columns(moved_ranges(sheet.head, sheet.name, whole.layout), stretch)
    yield "<sheetData>"
    places = {place.model.number: (table, place) for table, place in whole.layout.places.items()
              if place.sheet == sheet.name}
    sums: dict[str, Row] = {}
    heights = Heights(sheet, whole.looks, stretch.columns)
    for row in sheet.rows:
        if stretch.rows.grown.get(row.number) == 0:
            continue
        if row.number in places:
            table, place = whole.tables[places[row.number][0]], places[row.number][1]
            given = table.rows(whole.layout)
            if place.totals:
                given = list(given)
                sums[table.name] = _sums(table, given)
            yield from row_writer.rows(table, place, stretch.columns, given, whole.bodies, heights)
        else:
            yield _static(row, sheet.name, sums, heights, whole)
    yield "</sheetData>"
    lengths = {row: whole.tables[table].length for row, (table, _) in places.items()}
    yield moved_ranges(breaks(merges(sheet.tail, stretch), stretch, lengths), sheet.name, whole.layout)


def roman(number: int) -> str:
    """A small number in Roman figures."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def _sums(table: Table, given: list[Any]) -> Row:
    """The sum of each key's numbers and results, one a column where a key is spread."""
    def added(values: Iterable[Any]) -> int | Figure:
        found = [value.value if isinstance(value, Formula) else value for value in values]
        total = sum(value for value in found if type(value) is int)
        decimals = [Decimal(value) for value in found if type(value) is Figure]
        return Figure(f"{sum(decimals, Decimal(total)):f}") if decimals else total

    rows = [row for row in given if type(row) is not Group]
    return [tuple(added(row[place][step] for row in rows) for step in range(len(table.spread[key])))
            if key in table.spread else added(row[place] for row in rows)
            for place, key in enumerate(table.keys)]


def _static(row: TemplateRow, sheet: str, sums: Mapping[str, Row], heights: Heights, whole: Whole) -> str:
    """A row that is no model: where it now stands, its places filled."""
    stretch = whole.layout.stretches[sheet]
    r = stretch.rows.first(row.number)
    cells, points = [], 0.0
    for cell in row.cells:
        measure = heights.of(row, cell)
        first, last = stretch.columns.first(cell.column), stretch.columns.last(cell.column)
        for step in range(last - first + 1):
            value = _value(cell, row, sheet, step, sums, whole)
            cells.append(f'<c r="{name(first + step)}{r}{cell.style}{whole.bodies[type(value)](value)}')
            if measure is not None:
                points = max(points, measure[cell.text if type(value) is Ready and not step else value])
    return f'<row r="{r}"{row.says}{said(points)}>{"".join(cells)}</row>'


def _value(cell: Cell, row: TemplateRow, sheet: str, step: int, sums: Mapping[str, Row], whole: Whole) -> Any:
    if cell.formula is not None:
        return Ready(f'"><f>{escaped(whole.layout.moved(cell.formula, sheet))}</f></c>')
    text = CONDITION.sub("", whole.words.get(cell.text or "", cell.text or ""))
    text = whole.words.get(text, text)
    fields = FIELD.findall(text)
    if not fields:
        return None if step else text if text != cell.text else Ready(cell.xml) if cell.xml else text
    values = [_filled(Field(*field), cell, row, sheet, step, sums, whole) for field in fields]
    if FIELD.fullmatch(text):
        return values[0]
    shown = iter(values)
    return FIELD.sub(lambda found: _shown(next(shown), whole), text)


def _filled(field: Field, cell: Cell, row: TemplateRow, sheet: str, step: int, sums: Mapping[str, Row],
            whole: Whole) -> Any:
    if not field.key:
        key = f"{field.name}:{field.part}" if field.part else field.name
        if key not in whole.figures:
            raise unknown_field(sheet, row, cell)
        value = whole.figures[key]
        return value.next() if isinstance(value, Sections) else value
    table = whole.tables[field.name]
    if field.part == "head":
        return table.spread[field.key][step]
    if field.name not in sums:
        raise unknown_field(sheet, row, cell)
    place = whole.layout.places[field.name]
    letter = name(whole.layout.stretches[sheet].columns.first(cell.column) + step)
    total = sums[field.name][table.keys.index(field.key)]
    return Formula(f"SUM({letter}{place.first}:{letter}{place.last})",
                   total[step] if field.key in table.spread else total)


def _shown(value: Any, whole: Whole) -> str:
    """A figure inside a sentence: 1551 → "1.551" ("1,551" in English)."""
    if type(value) is int:
        return f"{value:,}".replace(",", whole.figures["thousands"])
    return "" if value is None else str(value)
