"""The cells of a blank form: letterhead, title, figures above the table, the table with its formulas, signatures.

Takes the catalogue and a form; gives an openpyxl workbook. What may be typed into a cell is `entry`'s business, how it
prints is `printed`'s.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.catalogue import Catalogue, Field, Form
from cbcc_xl.catalogue.load import DATA, read_toml
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.model import letters
from cbcc_xl.outputs.sheet_names import sheet_name
from cbcc_xl.outputs.templates import entry, layout, printed, styles
from cbcc_xl.outputs.templates.layout import Layout

# How figures look; every other type is text, which stays as typed. A figure may be a number, a share or words.
FORMATS = {"count": "0", "year": "0", "share": "0.00%", "date": "dd/mm/yyyy", "decimal": "General", "figure": "General",
           "money": "#,##0"}
ADDED = ("count", "decimal", "money")      # what the total row adds up
LINE = 1.4                     # height of a row of one line, in sizes of its font


def drawn(catalogue: Catalogue, form: Form, unit: str | None, year: int | None, lang: str) -> Workbook:
    """A blank form as a workbook: its sheet, and a hidden one with the values of its drop-downs."""
    look = read_toml(DATA / "templates.toml")
    place = layout.laid_out(form, look)
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name(form.sheet, form.name)
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = look["size"] * LINE, True
    styles.add(book, look["font"], look["size"])
    _letterhead(sheet, place, look["sheet"])
    _title(sheet, place, look["sheet"], unit, year)
    _once(sheet, place, look["size"])
    _table(sheet, place, look)
    _signatures(sheet, place, look["sheet"])
    entry.guard(book, catalogue, place, look, lang)
    printed.set_up(sheet, place, look["page"], look["font"])
    sheet.defined_names[MARK] = DefinedName(MARK, attr_text=f'"{form.name}"', hidden=True)
    book.properties.title, book.properties.creator = form.title, "cbcc_xl"
    return book


def _put(sheet: Worksheet, row: int, columns: tuple[int, int], value: Any, style: str) -> None:
    """A value in a cell, or in cells merged from one column to another (counted from 1)."""
    first, last = columns
    for column in range(first, last + 1):
        sheet.cell(row, column).style = style
    sheet.cell(row, first).value = value
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def _letterhead(sheet: Worksheet, place: Layout, words: dict[str, str]) -> None:
    left, right = (1, place.split), (place.split + 1, place.last_column)
    _put(sheet, layout.PARENT, left, None, styles.PARENT)
    _put(sheet, layout.PARENT, right, words["nation"], styles.NATION)
    name = f'=IF({layout.UNIT_CELL}="","{words["unnamed"]}",UPPER({layout.UNIT_CELL}))'
    _put(sheet, layout.UNIT_IN_CAPITALS, left, name, styles.NATION)
    _put(sheet, layout.UNIT_IN_CAPITALS, right, words["motto"], styles.MOTTO)
    _put(sheet, layout.DATED, right, words["dated"], styles.DATED)


def _title(sheet: Worksheet, place: Layout, words: dict[str, str], unit: str | None, year: int | None) -> None:
    _put(sheet, layout.TITLE, (1, place.last_column), place.form.title, styles.TITLE)
    sheet.row_dimensions[layout.TITLE].height = 36
    _labelled(sheet, place, layout.UNIT, words["unit"], unit, "@")
    _labelled(sheet, place, layout.YEAR, words["year"], year, "0")


def _labelled(sheet: Worksheet, place: Layout, row: int, label: str, value: Any, number_format: str) -> None:
    _put(sheet, row, (2, 2), label, styles.LABEL)
    _put(sheet, row, (3, place.value_end), value, styles.VALUE)
    cell = sheet.cell(row, 3)
    cell.number_format = number_format
    if isinstance(value, str):
        cell.data_type = "s"            # a name that begins with "=" is a name


def _once(sheet: Worksheet, place: Layout, size: int) -> None:
    for field in place.once:
        row, label = place.once_row(field.key), f"{field.vi}:"
        _labelled(sheet, place, row, label, None, FORMATS.get(field.type, "@"))
        if place.label_lines(label) > 1:
            sheet.row_dimensions[row].height = place.label_lines(label) * size * LINE


def _table(sheet: Worksheet, place: Layout, look: dict[str, Any]) -> None:
    for column, heading in enumerate((look["sheet"]["number"], *(field.vi for field in place.fields)), 1):
        _put(sheet, place.heading, (column, column), heading, styles.HEADING)
        sheet.column_dimensions[letters(column - 1)].width = place.widths[column - 1]
    sheet.row_dimensions[place.heading].height = place.heading_lines * look["size"] * LINE
    for row in range(place.first, place.last + 1):
        _put(sheet, row, (1, 1), f'=IF(B{row}="","",COUNTA(B${place.first}:B{row}))', styles.FORMULA)
        for column, field in enumerate(place.fields, 2):
            formula = _share(place, field, row)
            style = styles.FORMULA if formula else styles.ENTRIES.get(field.type, styles.ENTRY)
            _put(sheet, row, (column, column), formula, style)
            sheet.cell(row, column).number_format = FORMATS.get(field.type, "@")
    for column, value in _totals(place, look):
        _put(sheet, place.total, (column, column) if column > 1 else (1, 2), value, styles.TOTAL)
        if value and column > 1:
            sheet.cell(place.total, column).number_format = FORMATS[place.fields[column - 2].type]


def _share(place: Layout, field: Field, row: int) -> str | None:
    """The formula of a share that the form's data says how to compute."""
    if not field.computed:
        return None
    count, of = (place.reference(field.computed[part], row) for part in ("count", "of"))
    return f'=IF(AND(COUNT({count},{of})=2,N({of})>0),{count}/{of},"")'


def _totals(place: Layout, look: dict[str, Any]) -> Iterator[tuple[int, str | None]]:
    """The total row: how many rows are filled in, and the sum of each count, score or amount.

    Where the form computes a share, each row is a ballot of its own, and only people are added up, not ballots; nor
    are the points of one person added to another's.
    """
    noun = layout.counted(place.form, look)
    filled = f"COUNTA({place.entries(place.fields[0].key)})"
    yield 1, f'=IF({filled}=0,"{look["sheet"]["total"]}","{look["sheet"]["total"]}: "&{filled}&" {noun}")'
    ballots = any(field.computed for field in place.fields)
    for column, field in enumerate(place.fields[1:], 3):
        of_one = ballots or field.type == "decimal" and place.form.subject
        summed = field.type in ADDED and (field.key == "headcount" or not of_one)
        cells = place.entries(field.key)
        yield column, f'=IF(COUNT({cells})=0,"",SUM({cells}))' if summed else None


def _signatures(sheet: Worksheet, place: Layout, words: dict[str, str]) -> None:
    for columns, who in (((1, place.split), "maker"), ((place.split + 1, place.last_column), "head")):
        _put(sheet, place.signature, columns, words[who], styles.NATION)
        _put(sheet, place.signature + 1, columns, words[f"{who}_signs"], styles.SIGNS)
        _put(sheet, place.signature + 6, columns, None, styles.SIGNED)
