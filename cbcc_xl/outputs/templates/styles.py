"""The cell styles of a blank form, under names that an agency finds in Excel's list of styles and may change there.

Unlocked styles are those of cells to fill in; everything else is locked once the sheet is protected.
"""
from __future__ import annotations

from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

PARENT, NATION, MOTTO, DATED = "CB cấp trên", "CB tiêu ngữ", "CB tiêu ngữ gạch chân", "CB ngày tháng"
TITLE, LABEL, VALUE = "CB tên biểu", "CB nhãn", "CB ô nhập trên bảng"
HEADING, ENTRY, ENTRY_CENTRE, SUM = "CB đầu cột", "CB ô nhập", "CB ô nhập giữa", "CB ô nhập số tiền"
FORMULA, TOTAL, SIGNS, SIGNED = "CB công thức", "CB dòng cộng", "CB ký", "CB tên người ký"


class Style(NamedTuple):
    horizontal: str = "center"
    border: str = ""
    to_fill: bool = False          # unlocked
    bold: bool = False
    italic: bool = False
    underline: str | None = None
    larger: int = 0                # points above the form's size


STYLES = {
    PARENT: Style(to_fill=True),
    NATION: Style(bold=True),
    MOTTO: Style(bold=True, underline="single"),
    DATED: Style(italic=True, to_fill=True),
    TITLE: Style(bold=True, larger=2),
    LABEL: Style("right"),
    VALUE: Style("left", "below", to_fill=True, bold=True),
    HEADING: Style(border="box", bold=True),
    ENTRY: Style("left", "box", to_fill=True),
    ENTRY_CENTRE: Style(border="box", to_fill=True),
    SUM: Style("right", "box", to_fill=True),
    FORMULA: Style(border="box"),
    TOTAL: Style(border="box", bold=True),
    SIGNS: Style(italic=True),
    SIGNED: Style(to_fill=True, bold=True),
}
# The style of a cell to fill in, by the type of its field; all others are texts, from the left.
CENTRED = ("count", "year", "share", "date", "decimal", "figure", "deadline")
ENTRIES = {"money": SUM} | dict.fromkeys(CENTRED, ENTRY_CENTRE)
THIN, DOTTED = Side("thin"), Side("dotted")
BORDERS = {"": Border(), "box": Border(THIN, THIN, THIN, THIN), "below": Border(bottom=DOTTED)}


def add(book: Workbook, font: str, size: int) -> None:
    """Put the styles into a workbook."""
    for name, style in STYLES.items():
        made = NamedStyle(name)
        made.font = Font(name=font, size=size + style.larger, bold=style.bold, italic=style.italic,
                         underline=style.underline)
        made.alignment = Alignment(horizontal=style.horizontal, vertical="center", wrap_text=True,
                                   indent=1 if style.to_fill and style.horizontal != "center" else 0)
        made.border = BORDERS[style.border]
        made.protection = Protection(locked=not style.to_fill)
        if name == HEADING:
            made.fill = PatternFill("solid", "F2F2F2")
        book.add_named_style(made)
