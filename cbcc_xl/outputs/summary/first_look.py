"""The look of the summary's first template: letters, frames, colours, page; what a column and a legend are.

An annex under Decree 30/2020: A4, Times New Roman, page numbers at the top centre from the second page.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.catalogue import load

CATALOGUE = load()
WORDS = CATALOGUE.words["vi"]["template"]
FACE = "Times New Roman"
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
GROUP_FILL = PatternFill("solid", fgColor="F2F2F2")
SHARE, COUNT, DAY = "0.00%", '#,##0;-#,##0;"–"', "dd/mm/yyyy"
MARGIN = "+#,##0;-#,##0;0"
# The look of each state and severity: fill, letters.
LEGENDS = {"status:missing": ("F8CBAD", "833C0B"), "status:unreadable": ("D9D9D9", "3A3A3A"),
           "status:errors": ("FFC7CE", "9C0006"), "status:waiting": ("FFEB9C", "7F6000"),
           "status:clean": ("C6EFCE", "006100"), "status:exempt": ("EDEDED", "595959"),
           "status:read": ("C6EFCE", "006100"), "status:unrecognised": ("FFEB9C", "7F6000"),
           "status:skipped": ("EDEDED", "595959"),
           "severity:error": ("FFC7CE", "9C0006"), "severity:warning": ("FFEB9C", "7F6000"),
           "severity:info": ("DDEBF7", "1F4E78"),
           "verdict:met": ("C6EFCE", "006100"), "verdict:not-met": ("FFC7CE", "9C0006"),
           "verdict:doubt": ("FFEB9C", "7F6000"), "verdict:unknown": ("D9D9D9", "3A3A3A")}


class Column(NamedTuple):
    key: str
    word: str
    width: float
    align: str = "left"
    format: str = "General"
    link: bool = False
    wrap: bool = True


def column(key: str, word: str, width: float, kind: str = "") -> Column:
    """A column of a table: text, or "line" (never wrapped), "center", "count", "decimal", "share", "day", "link"."""
    look = {"": ("left", "General"), "decimal": ("center", "General"), "margin": ("center", MARGIN),
             "line": ("left", "General"),
            "center": ("center", "General"), "count": ("center", COUNT),
            "share": ("center", SHARE), "day": ("center", DAY), "link": ("center", "General")}[kind]
    return Column(key, word, width, *look, kind == "link", kind in ("", "center", "decimal") and key != "no")


NO = column("no", "no", 5, "center")
ORIGIN = (column("file", "file", 30, "line"), column("sheet", "sheet", 16, "line"),
          column("origin", "origin", 9, "link"))


def new_sheet(book: Workbook, name: str, landscape: bool, widths: Sequence[float]) -> Worksheet:
    sheet = book.create_sheet(WORDS[f"sheet_{name}"])
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins                                  # 30 mm where it is bound, 20 and 15 mm elsewhere
    margins.left, margins.right, margins.top, margins.bottom = 1.18, 0.6, 0.8, 0.8
    margins.header = margins.footer = 0.4
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text, sheet.oddHeader.center.font, sheet.oddHeader.center.size = "&P", FACE, 13
    sheet.HeaderFooter.differentFirst = True
    sheet.sheet_view.showGridLines = False
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[letter(place)].width = width
    return sheet


def put(sheet: Worksheet, place: str, text: str, size: float = 11, bold: bool = False, italic: bool = False,
         align: str = "center", box: bool = False, fill: PatternFill | None = None, color: str = "000000",
         wrap: bool = True, format: str = "General", underline: str | None = None) -> None:
    """Text in a cell, or merged over a range."""
    first, _, last = place.partition(":")
    for cells in sheet[place] if last else ((sheet[first],),):
        for cell in cells:
            cell.font = Font(name=FACE, size=size, bold=bold, italic=italic, color=color, underline=underline)
            cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrap)
            cell.number_format = format
            if box:
                cell.border = BOX
            if fill:
                cell.fill = fill
    sheet[first] = text
    if last:
        sheet.merge_cells(place)


def put_head(sheet: Worksheet, place: str, word: str) -> None:
    """A heading: one of our words, or as it is."""
    put(sheet, place, WORDS.get(word, word), bold=True, box=True, fill=HEAD_FILL)


def put_model(sheet: Worksheet, place: str, table: str, one: Column) -> None:
    put(sheet, place, f"{{{{{table}.{one.key}}}}}", align=one.align, box=True, format=one.format, wrap=one.wrap,
         color="0563C1" if one.link else "000000", underline="single" if one.link else None)


def put_table(sheet: Worksheet, name: str, head: int, columns: Sequence[Column]) -> None:
    """The heading of a table and, below it, the model of its rows."""
    for place, one in enumerate(columns, 1):
        put_head(sheet, f"{letter(place)}{head}", one.word)
        put_model(sheet, f"{letter(place)}{head + 1}", name, one)


def put_sums(sheet: Worksheet, name: str, row: int, columns: Sequence[Column], sums: Sequence[str]) -> None:
    """The row of sums, of the columns that have one."""
    put(sheet, f"A{row}:B{row}", WORDS["total"], bold=True, box=True)
    for place, one in enumerate(columns[2:], 3):
        text = f"{{{{{name}.{one.key}:sum}}}}" if one.key in sums else ""
        put(sheet, f"{letter(place)}{row}", text, bold=True, box=True, format=one.format)


def put_legend(sheet: Worksheet, place: str, name: str, count: str) -> None:
    fill, color = LEGENDS[name]
    put(sheet, place, f"{{{{{name}}}}}: {{{{{count}}}}}", box=True, color=color,
        fill=PatternFill("solid", fgColor=fill))


def put_heading(sheet: Worksheet, name: str, last: str, annex: bool = True, when: str = "") -> int:
    """The lines above a table; gives the row of its heading. `when`: the table without which the sheet goes."""
    if annex:
        put(sheet, f"A1:{last}1", f"{{{{{when}:if}}}}{WORDS['annex']}" if when else WORDS["annex"], 13, bold=True)
        put(sheet, f"A2:{last}2", WORDS.get(f"title_{name}", name), 13, bold=True)
        put(sheet, f"A3:{last}3", WORDS["attached"], 12, italic=True)
        return 5
    put(sheet, f"A1:{last}1", WORDS[f"title_{name}"], 13, bold=True)
    return 3


def close_sheet(sheet: Worksheet, head: int, printed: int, last: int, filtered: int, frozen: int = 2) -> None:
    """Frozen panes, filter, repeated heading, print area; `head` is the heading's last row, `last` the table's."""
    sheet.freeze_panes = f"{letter(frozen + 1)}{head + 1}"
    if filtered:
        sheet.auto_filter.ref = f"A{head}:{letter(filtered)}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{letter(printed)}{last}"
