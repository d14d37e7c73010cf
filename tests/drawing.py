"""Sheets drawn in text, and written as real files: .xlsx by openpyxl, .xls by xlwt, .ods by its content.

A drawing is a table whose first column numbers the rows and whose first row names the columns:

    | hàng | B  | C                  | D            | E    |
    |  7   | TT | Họ và tên          | Danh hiệu    | <    |    "<" merged with the cell on its left, "^" above
    |  8   | ^  | ^                  | LĐTT         | GK   |
    |  9 h | 1  | ~Nguyễn Thị Hoà~   | !x           | '04  |    "h": a hidden row; ~struck out~; "!" in red
    | 10   | 2  | Trần Văn⏎Bình      | 95.5%        | 0.5  |    "⏎": a line break

What looks like a number is one (`12`, `0.5`, `95.5%` shown as a percentage, `2023-12-20` a date); an apostrophe before
it makes it text, as in Excel. `=SUM(C9:C12)` is a formula without a stored result, which only .xlsx can hold.
"""
from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

import openpyxl
import xlwt
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string
from workbooks import ods, saved

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")
LOOKS = {"": "", "struck": "struck_out on", "red": "colour red"}


class Cell(NamedTuple):
    value: Any
    look: str = ""                 # struck or red
    percent: bool = False


class Drawing(NamedTuple):
    """One sheet: cells and merged ranges by (row, column) counted from 0, and its hidden rows."""
    name: str
    cells: dict[tuple[int, int], Cell]
    merges: list[tuple[int, int, int, int]]
    hidden: list[int]


def drawn(name: str, lines: list[str], decomposed: bool = False) -> Drawing:
    """The sheet that a table of text draws; `decomposed`: its letters and their marks are written apart (NFD)."""
    head, *body = [_split(line) for line in lines]
    columns = [column_index_from_string(letters) - 1 for letters in head[1:]]
    texts: dict[tuple[int, int], str] = {}
    hidden = []
    for label, *cells in body:
        row = int(label.split()[0]) - 1
        hidden += [row] if label.endswith("h") else []
        texts.update({(row, column): text for column, text in zip(columns, cells, strict=False) if text})
    cells = {place: _cell(text, decomposed) for place, text in texts.items() if text not in "<^"}
    return Drawing(name, cells, list(_merges(texts)), hidden)


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _cell(text: str, decomposed: bool) -> Cell:
    look = "struck" if re.fullmatch("~.+~", text) else "red" if text.startswith("!") else ""
    text = text.strip("~") if look == "struck" else text.removeprefix("!")
    percent = PERCENT.fullmatch(text)
    if percent:
        return Cell(float(Decimal(percent[1]) / 100), look, True)
    if NUMBER.fullmatch(text):
        return Cell(float(text) if "." in text else int(text), look)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Cell(datetime.date.fromisoformat(text), look)
    text = text.removeprefix("'").replace("⏎", "\n")
    return Cell(unicodedata.normalize("NFD", text) if decomposed else text, look)


def _merges(texts: dict[tuple[int, int], str]) -> Iterator[tuple[int, int, int, int]]:
    """The ranges that "<" and "^" join to the cell they lead to."""
    ends: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, text in texts.items():
        if text in "<^":
            first = place
            while texts.get(first) in ("<", "^"):
                first = (first[0], first[1] - 1) if texts[first] == "<" else (first[0] - 1, first[1])
            ends.setdefault(first, []).append(place)
    for (row, column), places in ends.items():
        yield row, column, max(one[0] for one in places), max(one[1] for one in places)


# --- as files --------------------------------------------------------------------------------------------------------

def as_xlsx(drawings: list[Drawing]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for drawing in drawings:
        sheet = workbook.create_sheet(drawing.name)
        for (row, column), (value, look, percent) in drawing.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            if look:
                cell.font = Font(strike=look == "struck", color="FFFF0000" if look == "red" else None)
            if percent:
                cell.number_format = "0.0%"
        for top, left, bottom, right in drawing.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for row in drawing.hidden:
            sheet.row_dimensions[row + 1].hidden = True
    return saved(workbook)


def as_xls(drawings: list[Drawing]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for drawing in drawings:
        sheet = workbook.add_sheet(drawing.name)
        merges = {merge[:2]: merge for merge in drawing.merges}
        for (row, column), (value, look, percent) in drawing.cells.items():
            shown = "0.0%" if percent else "DD/MM/YYYY" if isinstance(value, datetime.date) else "General"
            style = xlwt.easyxf(f"font: {LOOKS[look]}" if look else "", num_format_str=shown)
            if (row, column) in merges:
                top, left, bottom, right = merges[row, column]
                sheet.write_merge(top, bottom, left, right, value, style)
            else:
                sheet.write(row, column, value, style)
        for row in drawing.hidden:
            sheet.row(row).hidden = True
    return saved(workbook)


def as_ods(drawings: list[Drawing]) -> bytes:
    styles = "".join(f'<style:style style:name="{name}" style:family="table-cell"><style:text-properties {says}/>'
                     f'</style:style>' for name, says in (("struck", 'style:text-line-through-style="solid"'),
                                                          ("red", 'fo:color="#ff0000"')))
    return ods("".join(map(_ods_table, drawings)), styles)


def _ods_table(drawing: Drawing) -> str:
    last_row = max(max(row for row, _ in drawing.cells), *(merge[2] for merge in drawing.merges), 0)
    last_column = max(max(column for _, column in drawing.cells), *(merge[3] for merge in drawing.merges), 0)
    merges = {merge[:2]: merge for merge in drawing.merges}
    covered = {(row, column) for top, left, bottom, right in drawing.merges for row in range(top, bottom + 1)
               for column in range(left, right + 1)} - set(merges)
    rows = []
    for row in range(last_row + 1):
        cells = "".join(_ods_cell(drawing.cells.get((row, column)), merges.get((row, column)), (row, column) in covered)
                        for column in range(last_column + 1))
        state = ' table:visibility="collapse"' if row in drawing.hidden else ""
        rows.append(f"<table:table-row{state}>{cells}</table:table-row>")
    return f"<table:table table:name={quoteattr(drawing.name)}>{''.join(rows)}</table:table>"


def _ods_cell(cell: Cell | None, merge: tuple[int, int, int, int] | None, covered: bool) -> str:
    if covered:
        return "<table:covered-table-cell/>"
    span = "" if merge is None else (f' table:number-columns-spanned="{merge[3] - merge[1] + 1}"'
                                     f' table:number-rows-spanned="{merge[2] - merge[0] + 1}"')
    if cell is None:
        return f"<table:table-cell{span}/>"
    look = f' table:style-name="{cell.look}"' if cell.look else ""
    value = cell.value
    if isinstance(value, str):
        lines = "".join(f"<text:p>{quoteattr(line)[1:-1]}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string"{span}{look}>{lines}</table:table-cell>'
    if isinstance(value, datetime.date):
        stated = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        stated = f'office:value-type="{"percentage" if cell.percent else "float"}" office:value="{value!r}"'
    return f"<table:table-cell {stated}{span}{look}/>"
