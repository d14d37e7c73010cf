"""A filled sheet as a stream of text: the template's sheet with its rows filled, and all ranges moved along.

Takes a template sheet, the layout, the tables and the figures of the whole; knows no sheet by name.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from cbcc_xl.outputs.summary import row_writer
from cbcc_xl.outputs.summary.cell_text import Ready, escaped
from cbcc_xl.outputs.summary.given import Formula, Row, Table
from cbcc_xl.outputs.summary.heights import Heights, Look, said
from cbcc_xl.outputs.summary.layout import Layout, unknown_field
from cbcc_xl.outputs.summary.stretch import Stretch, name
from cbcc_xl.outputs.summary.template_sheet import FIELD, Cell, Field, TemplateRow, TemplateSheet

COLUMN = re.compile(r'<col\b[^>]*/>')
RANGES = re.compile(r'(<(?!mergeCell\b)[\w:]+\b[^>]*?\b(?:sqref|ref)=")([^"]*)"|(<xm:sqref>)([^<]*)')
RULES = re.compile(r"(<(formula|formula1|formula2|xm:f)>)([^<]*)")
MERGES = re.compile(r"<mergeCells\b.*?</mergeCells>", re.DOTALL)
BREAKS = re.compile(r"<rowBreaks\b([^>]*)>(.*?)</rowBreaks>", re.DOTALL)


class Whole(NamedTuple):
    """What all sheets share while a workbook is written."""
    layout: Layout
    tables: Mapping[str, Table]
    figures: Mapping[str, Any]              # {{year}} and the like, legends ("status:errors")
    words: Mapping[str, str]                # the template's words → those of the language asked
    bodies: row_writer.Bodies
    looks: Sequence[Look]


def chunks(sheet: TemplateSheet, whole: Whole) -> Iterator[str]:
    """The sheet's XML, piece by piece."""
    stretch = whole.layout.stretches[sheet.name]
    yield _columns(_moved_ranges(sheet.head, sheet.name, whole), stretch)
    yield "<sheetData>"
    places = {place.model.number: (table, place) for table, place in whole.layout.places.items()
              if place.sheet == sheet.name}
    sums: dict[str, Row] = {}
    heights = Heights(sheet, whole.looks)
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
    yield _moved_ranges(_breaks(_merges(sheet, stretch), stretch, lengths), sheet.name, whole)


def _sums(table: Table, given: list[Any]) -> Row:
    """The sum of each key's whole numbers and results, one a column where a key is spread."""
    def figure(value: Any) -> int:
        value = value.value if isinstance(value, Formula) else value
        return value if type(value) is int else 0

    return [tuple(sum(figure(row[place][step]) for row in given) for step in range(len(table.spread[key])))
            if key in table.spread else sum(figure(row[place]) for row in given)
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
    text = whole.words.get(cell.text or "", cell.text or "")
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
        if field.part == "if" and field.name in whole.tables:
            return None
        if key not in whole.figures:
            raise unknown_field(sheet, row, cell)
        return whole.figures[key]
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


def _columns(head: str, stretch: Stretch) -> str:
    """Widths and looks of columns, where they now stand."""
    def follow(found: re.Match[str]) -> str:
        says = dict(re.findall(r'(\w+)="(\d+)"', found[0]))
        first, last = stretch.columns.first(int(says["min"])), stretch.columns.last(int(says["max"]))
        if first > last:
            return ""
        return re.sub(r'min="\d+"', f'min="{first}"', re.sub(r'max="\d+"', f'max="{min(last, 16384)}"', found[0]))

    head = COLUMN.sub(follow, head)
    return re.sub(r"<cols>\s*</cols>", "", head)


def _merges(sheet: TemplateSheet, stretch: Stretch) -> str:
    """The tail with its merged cells moved; a merge within a model row is there in each of its rows."""
    def follow(found: re.Match[str]) -> str:
        areas = [area for old in re.findall(r'ref="([^"]*)"', found[0]) for area in _merged(old, stretch)]
        cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        return f'<mergeCells count="{len(areas)}">{cells}</mergeCells>' if areas else ""

    return MERGES.sub(follow, sheet.tail)


def _breaks(tail: str, stretch: Stretch, lengths: Mapping[int, int]) -> str:
    """Page breaks where they now stand; one that leads to a table without rows (by its model row) goes."""
    def follow(found: re.Match[str]) -> str:
        row = int(dict(re.findall(r'(\w+)="(\d+)"', found[0]))["id"])
        if not lengths.get(min((model for model in lengths if model > row), default=0), 1):
            return ""
        return re.sub(r'\bid="\d+"', f'id="{stretch.rows.last(row)}"', found[0])

    def counted(found: re.Match[str]) -> str:
        breaks = re.sub(r"<brk\b[^>]*/>", follow, found[2])
        count = breaks.count("<brk")
        return f'<rowBreaks count="{count}" manualBreakCount="{count}">{breaks}</rowBreaks>' if count else ""

    return BREAKS.sub(counted, tail)


def _merged(old: str, stretch: Stretch) -> list[str]:
    rows = {int(row) for row in re.findall(r"\d+", old)}
    row = min(rows)
    if len(rows) > 1 or row not in stretch.rows.grown:
        new = stretch.area(old)
        return [new] if new and ":" in new and len(set(new.split(":"))) == 2 else []
    columns = Stretch(columns=stretch.columns).area(old) or ""
    first = stretch.rows.first(row)
    return [re.sub(r"\d+", str(first + step), columns) for step in range(stretch.rows.grown[row]) if columns]


def _moved_ranges(text: str, sheet: str, whole: Whole) -> str:
    """Ranges of filters, conditional looks, validations and links, and the formulas among them."""
    stretch = whole.layout.stretches[sheet]

    def follow(found: re.Match[str]) -> str:
        if found[3]:
            return found[3] + stretch.areas(found[4])
        return f'{found[1]}{stretch.areas(found[2])}"'

    def rule(found: re.Match[str]) -> str:
        return found[1] + escaped(whole.layout.moved(unescape(found[3]), sheet))

    return RULES.sub(rule, RANGES.sub(follow, text))
