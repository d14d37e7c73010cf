"""The sheets of forms in the summary's first template: one for each that we know, and the model for an agency's own.

A form's columns follow its fields. Beside what is printed stand where a row came from, then what stands once a sheet.
"""
from __future__ import annotations

from collections.abc import Container, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.outputs.summary import form_sheet
from cbcc_xl.outputs.summary.first_look import (
    CATALOGUE,
    GROUP_FILL,
    NO,
    ORIGIN,
    THIN,
    Column,
    close_sheet,
    column,
    new_sheet,
    put,
    put_head,
    put_heading,
    put_model,
)
from cbcc_xl.outputs.summary.sheets import LOOKS, MODEL

KINDS = {"text": "", "choice": "center", "count": "count", "decimal": "decimal", "share": "share", "day": "day"}
SENDER = column(form_sheet.SENDER, "sent_by", 22)
WHOLE, LARGE = "#,##0", "#,##0.0##"
# A percentage: whole ones apart, since "0.###%" leaves a lone decimal point behind them ("95.%").
IS_SHARE = 'ISNUMBER({0}),ABS({0})<=1.5,{1}="%"'
PERCENTS = ((f"AND({IS_SHARE},ABS({{0}}*100-ROUND({{0}}*100,0))<0.000001)", "0%"), (f"AND({IS_SHARE})", "0.0##%"))
# The formats of figures that may be whole or not, by a condition on the cell.
FORMATS = (('AND(ISNUMBER({0}),ABS({0})>=1000,{0}=INT({0}))', WHOLE), ('AND(ISNUMBER({0}),ABS({0})>=1000)', LARGE))


def forms(book: Workbook) -> None:
    """All of them, in the order of forms."""
    for form in CATALOGUE.unit_forms():
        if form.name not in form_sheet.ELSEWHERE:
            _known(book, form)
    _model(book)


def _known(book: Workbook, form: Form) -> None:
    fields, once = form_sheet.columns(form), [field for field in form.fields if field.once]
    shown = [NO, *map(_column, fields), SENDER]
    table = form_sheet.name(form)
    figures = {form_sheet.key(field) for field in fields if KINDS[LOOKS.get(field.type, "text")] == "decimal"}
    _draw(book, table, shown, [_column(field)._replace(wrap=False) for field in once], figures, f"form_{form.name}")


def _column(field: Field) -> Column:
    kind = KINDS[LOOKS.get(field.type, "text")]
    return column(form_sheet.key(field), field.vi, max(field.width, 9), kind)


def _model(book: Workbook) -> None:
    """The sheet that a form without its own is made from: a column a kind of field."""
    kinds = [column(kind, f"{{{{{MODEL}.{kind}:head}}}}", 14, look) for kind, look in KINDS.items()]
    _draw(book, MODEL, [NO, *kinds, SENDER], [], {"decimal"}, "form")


def _draw(book: Workbook, table: str, shown: Sequence[Column], once: Sequence[Column], figures: Container[str],
          name: str) -> None:
    all_columns = (*shown, *ORIGIN, *once)
    sheet = new_sheet(book, name, True, [one.width for one in all_columns])
    head = put_heading(sheet, name, letter(len(shown)), when="" if table == MODEL else table)
    grouped = bool(once) or table == MODEL
    row = head + 1 + grouped
    for place, one in enumerate(all_columns, 1):
        put_head(sheet, f"{letter(place)}{head}", one.word)
        if grouped and place <= len(shown):
            put(sheet, f"{letter(place)}{head + 1}", f"{{{{{table}.once:group}}}}" if place == 2 else "", bold=True,
                fill=GROUP_FILL, wrap=False, align="left")
            sheet[f"{letter(place)}{head + 1}"].border = Border(
                top=THIN, bottom=THIN, left=THIN if place == 1 else None, right=THIN if place == len(shown) else None)
        put_model(sheet, f"{letter(place)}{row}", table, one)
        if one.key in figures:
            _format_figures(sheet, f"{letter(place)}{row}", next(
                (letter(at) for at, other in enumerate(shown, 1) if other.key == "measure"), None), row)
    for place in range(len(shown) + len(ORIGIN) + 1, len(all_columns) + 1):
        sheet.column_dimensions[letter(place)].outlineLevel = 1
    close_sheet(sheet, head, len(shown), row, len(shown) + len(ORIGIN))


def _format_figures(sheet: Worksheet, cell: str, measure: str | None, row: int) -> None:
    """Thousands apart; a percentage where the row's measure is %."""
    for text, look in (*(PERCENTS if measure else ()), *FORMATS):
        condition = text.format(cell, f"${measure}{row}")
        style = DifferentialStyle(numFmt=NumberFormat(numFmtId=200 + len(sheet.parent._differential_styles.styles),
                                                      formatCode=look))
        sheet.conditional_formatting.add(cell, Rule(type="expression", dxf=style, formula=[condition],
                                                    stopIfTrue=True))
