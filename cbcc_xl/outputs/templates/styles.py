"""The cell styles of a blank form, under names that an agency finds in Excel's list of styles and may change there.

Unlocked styles are those of cells to fill in; everything else is locked once the sheet is protected.
"""
from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

PARENT, NATION, MOTTO, DATED = "CB cấp trên", "CB tiêu ngữ", "CB tiêu ngữ gạch chân", "CB ngày tháng"
TITLE, LABEL, VALUE = "CB tên biểu", "CB nhãn", "CB ô nhập trên bảng"
HEADING, ENTRY, ENTRY_CENTRE, FORMULA, TOTAL = "CB đầu cột", "CB ô nhập", "CB ô nhập giữa", "CB công thức", "CB dòng cộng"
SIGNS, SIGNED = "CB ký", "CB tên người ký"

#        name: (font, horizontal, vertical, border, to fill in)
LOOKS = {
    PARENT: ({}, "center", "center", "", True),
    NATION: ({"bold": True}, "center", "center", "", False),
    MOTTO: ({"bold": True, "underline": "single"}, "center", "center", "", False),
    DATED: ({"italic": True}, "center", "center", "", True),
    TITLE: ({"bold": True, "larger": 2}, "center", "center", "", False),
    LABEL: ({}, "right", "center", "", False),
    VALUE: ({"bold": True}, "left", "center", "below", True),
    HEADING: ({"bold": True}, "center", "center", "box", False),
    ENTRY: ({}, "left", "center", "box", True),
    ENTRY_CENTRE: ({}, "center", "center", "box", True),
    FORMULA: ({}, "center", "center", "box", False),
    TOTAL: ({"bold": True}, "center", "center", "box", False),
    SIGNS: ({"italic": True}, "center", "center", "", False),
    SIGNED: ({"bold": True}, "center", "center", "", True),
}
THIN, DOTTED = Side("thin"), Side("dotted")
BORDERS = {"": Border(), "box": Border(THIN, THIN, THIN, THIN), "below": Border(bottom=DOTTED)}


def add(book: Workbook, font: str, size: int) -> None:
    """Put the styles into a workbook."""
    for name, (look, horizontal, vertical, border, to_fill) in LOOKS.items():
        style = NamedStyle(name)
        more = {key: value for key, value in look.items() if key != "larger"}
        style.font = Font(name=font, size=size + look.get("larger", 0), **more)
        style.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)
        style.border = BORDERS[border]
        style.protection = Protection(locked=not to_fill)
        if name == HEADING:
            style.fill = PatternFill("solid", "F2F2F2")
        book.add_named_style(style)
