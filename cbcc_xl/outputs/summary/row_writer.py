"""The long sheets, fast: each row of a table as XML in the look of the template's model row.

What a cell needs besides its value and row number (column, style, order of keys) is worked out once a table. The cells
of a key that is spread over columns are made once for each distinct value, since few combinations of titles occur.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from cbcc_xl.outputs.summary.cell_text import KEPT, Ready
from cbcc_xl.outputs.summary.given import Group, Marked, Row, Table
from cbcc_xl.outputs.summary.heights import Heights, said
from cbcc_xl.outputs.summary.layout import Place
from cbcc_xl.outputs.summary.stretch import Axis, name
from cbcc_xl.outputs.summary.template_sheet import FIELD, Cell, TemplateRow

Bodies = Mapping[type, Callable[[Any], str]]
Piece = Callable[[Row], str]                   # values → cells, HERE where the row's number belongs
HERE = "\0"                                    # no text of a cell holds it


def rows(table: Table, place: Place, columns: Axis, given: Iterable[Row | Group], bodies: Bodies,
         heights: Heights) -> Iterator[str]:
    """The rows of a table; the model row's own cells, empty but for a word, where it has none."""
    model = _writer(place.model, table, table.keys, columns, bodies, heights)
    group = _writer(place.group, table, table.group_keys, columns, bodies, heights) if place.group else model
    for number, row in enumerate(given, place.first):
        cells = group(row.values) if type(row) is Group else model(row)
        yield cells.replace(HERE, str(number))
    if not table.length:
        yield model(_nothing(table)).replace(HERE, str(place.first))


def _writer(model: TemplateRow, table: Table, keys: tuple[str, ...], columns: Axis, bodies: Bodies,
            heights: Heights) -> Piece:
    """A model row as a writer of whole rows."""
    pieces = _pieces(model, table, keys, columns, bodies)
    says, height = model.says, _height(model, table, keys, heights)

    def row(values: Row) -> str:
        return f'<row r="{HERE}"{says}{height(values)}>{"".join([piece(values) for piece in pieces])}</row>'

    return row


def _height(model: TemplateRow, table: Table, keys: tuple[str, ...], heights: Heights) -> Callable[[Row], str]:
    """What a row says of its height: as high as the highest of its wrapped texts."""
    places, measures = [], []
    for cell in model.cells:
        measure = heights.of(model, cell)
        if measure is not None and len(cell.fields) == 1 and cell.fields[0].key not in {*table.spread, *table.marked}:
            places.append(keys.index(cell.fields[0].key))
            measures.append(measure)
    if not measures:
        return lambda values: ""
    pick = itemgetter(*places, places[0])
    one_line = said(0)

    def height(values: Row) -> str:
        points = max([measure[value] for measure, value in zip(measures, pick(values), strict=False)])
        return said(points) if points else one_line

    return height


def _nothing(table: Table) -> Row:
    row: list[Any] = [None if key not in table.spread else (None,) * len(table.spread[key]) for key in table.keys]
    row[1] = table.empty                       # the first column is the running number
    return row


def _pieces(model: TemplateRow, table: Table, keys: tuple[str, ...], columns: Axis, bodies: Bodies) -> list[Piece]:
    """The model row as writers of its cells, from left to right."""
    pieces: list[Piece] = []
    plain: list[Cell] = []
    for cell in model.cells:
        if columns.grown.get(cell.column) == 0:
            continue
        spread = next((field.key for field in cell.fields if field.key in table.spread), None)
        if spread is None:
            plain.append(cell)
        else:
            pieces += [_plain(plain, table, keys, columns, bodies),
                       _spread(cell, table, keys.index(spread), columns, bodies)]
            plain = []
    return [*pieces, _plain(plain, table, keys, columns, bodies)]


def _plain(cells: list[Cell], table: Table, keys: tuple[str, ...], columns: Axis, bodies: Bodies) -> Piece:
    """Neighbouring cells of one key each; what mixes keys with other words, or has none, is made from the row."""
    cells_xml, places = [], []
    made: list[Callable[[Row], Any]] = []
    for cell in cells:
        fields = cell.fields
        if len(fields) == 1 and FIELD.fullmatch(cell.text or ""):
            places.append(keys.index(fields[0].key))
        else:
            places.append(len(keys) + len(made))
            made.append(_mixed(cell, keys))
        style = "" if any(field.key in table.marked for field in fields) else cell.style
        cells_xml.append(f'<c r="{name(columns.first(cell.column))}{HERE}{style}'.replace("%", "%%") + "%s")
    if not places:
        return lambda row: ""
    template, wanted = "".join(cells_xml), len(places)
    pick = itemgetter(*places, places[0])      # one more than needed, so that one place gives a tuple too

    def piece(row: Row) -> str:
        values = pick((*row, *[make(row) for make in made]) if made else row)
        return template % tuple([bodies[type(value)](value) for value in values[:wanted]])

    return piece


def _mixed(cell: Cell, keys: tuple[str, ...]) -> Callable[[Row], Any]:
    if not cell.fields:
        ready = Ready(cell.xml) if cell.xml else cell.text
        return lambda row: ready

    def mixed(row: Row) -> str:
        return FIELD.sub(lambda found: _shown(row[keys.index(found[2])]), cell.text or "")

    return mixed


def _shown(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", getattr(value, "text", value)))


def _spread(cell: Cell, table: Table, place: int, columns: Axis, bodies: Bodies) -> Piece:
    """The cells of a key over its columns; an empty one without a look of its own is left out."""
    first = columns.first(cell.column)
    before = [f'<c r="{name(first + step)}{HERE}' for step in range(len(table.spread[table.keys[place]]))]
    made: dict[Any, str] = {}

    def piece(row: Row) -> str:
        values = row[place]
        cells = made.get(values)
        if cells is None:
            cells = "".join([f"{start}{'' if type(value) is Marked else cell.style}{bodies[type(value)](value)}"
                             for start, value in zip(before, values, strict=True) if cell.style or value is not None])
            if len(made) < KEPT:
                made[values] = cells
        return cells

    return piece
