"""Draws `templates_xlsx/summary.xlsx` for the first time; from then on it is restyled by hand, in Excel.

`python -m cbcc_xl.outputs.summary.first_template PATH`. Look of an annex under Decree 30/2020: A4, Times New Roman, page
numbers at the top centre from the second page. Words come from `[template]` of `data/messages/vi.toml`, so that the
English edition knows them again. Takes no part in filling.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Font as ChartFont, Paragraph, ParagraphProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.catalogue import load

WORDS = load().words["vi"]["template"]
FACE = "Times New Roman"
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
GROUP_FILL = PatternFill("solid", fgColor="F2F2F2")
SHARE, COUNT, DAY = "0.00%", '#,##0;-#,##0;"–"', "dd/mm/yyyy"
# The look of each state and severity: fill, letters.
LEGENDS = {"status:missing": ("F8CBAD", "833C0B"), "status:unreadable": ("D9D9D9", "3A3A3A"),
           "status:errors": ("FFC7CE", "9C0006"), "status:waiting": ("FFEB9C", "7F6000"),
           "status:clean": ("C6EFCE", "006100"), "status:exempt": ("EDEDED", "595959"),
           "status:read": ("C6EFCE", "006100"), "status:unrecognised": ("FFEB9C", "7F6000"),
           "status:skipped": ("EDEDED", "595959"),
           "severity:error": ("FFC7CE", "9C0006"), "severity:warning": ("FFEB9C", "7F6000"),
           "severity:info": ("DDEBF7", "1F4E78")}


class Column(NamedTuple):
    key: str
    word: str
    width: float
    align: str = "left"
    format: str = "General"
    link: bool = False


def column(key: str, word: str, width: float, kind: str = "") -> Column:
    """A column of a table: text, or "center", "count", "share", "day", "link"."""
    look = {"": ("left", "General"), "center": ("center", "General"), "count": ("center", COUNT),
            "share": ("center", SHARE), "day": ("center", DAY), "link": ("center", "General")}[kind]
    return Column(key, word, width, *look, kind == "link")


NO = column("no", "no", 5, "center")
ORIGIN = (column("file", "file", 26), column("sheet", "sheet", 14), column("origin", "origin", 9, "link"))
NOMINATION = (column("rating", "rating", 16), column("titles", "titles", 26))
PEOPLE = (NO, column("name", "name", 22), column("position", "position", 15), column("unit", "own_unit", 18),
          column("sent_by", "sent_by", 18), *NOMINATION, column("initiative", "initiative", 20),
          column("decision", "decision", 15), column("agree", "agree", 7.5, "count"),
          column("share", "share", 9, "share"), column("note", "note", 12))
TEAMS = (NO, column("name", "team", 28), column("headcount", "headcount_team", 9, "count"),
         column("sent_by", "sent_by", 24), *NOMINATION, column("decision", "decision", 17),
         column("agree", "agree", 8, "count"), column("share", "share", 9, "share"), column("note", "note", 16))
VOTES = (NO, column("unit", "unit", 26), column("item", "item", 46), column("kind", "kind", 11, "center"),
         column("agree", "agreed", 9, "count"), column("disagree", "disagreed", 9, "count"),
         column("abstain", "abstained", 9, "count"), column("share", "share", 9, "share"),
         column("passed", "result", 14, "center"))
ELECTIONS = (NO, column("unit", "unit", 24), column("post", "post", 24), column("name", "candidate", 22),
             column("votes", "votes", 9, "count"), column("share", "share", 9, "share"),
             column("result", "result", 14, "center"))
ATTENDANCE = (NO, column("unit", "unit", 36), column("headcount", "headcount", 12, "count"),
              column("summoned", "summoned", 12, "count"), column("present", "present", 12, "count"),
              column("quorate", "quorum", 18, "center"))
FINDINGS = (NO, column("severity", "severity", 10.5, "center"), column("file", "file", 22), column("sheet", "sheet", 13),
            column("origin", "origin", 9, "link"), column("message", "message", 46), column("fix", "fix", 36),
            column("basis", "basis", 24))
LEDGER = (NO, column("file", "file", 28), column("unit", "unit", 22), column("status", "state_of_unit", 13, "center"),
          column("reason", "reason", 22), column("sheet", "sheet", 14), column("form", "form", 20),
          column("header_row", "header_row", 7.5, "center"), column("record", "record", 7.5, "count"),
          column("heading", "heading", 7.5, "count"), column("total", "total_rows", 7.5, "count"),
          column("other", "other", 9.5, "count"), column("problem", "problem", 7.5, "count"),
          column("rows", "rows", 7.5, "count"), column("origin", "open", 7, "link"))


def draw(path: Path) -> None:
    """The whole template."""
    book = Workbook()
    book.remove(book.active)
    book._fonts[0] = Font(name=FACE, size=11)                     # what a cell without a look of its own has
    book._named_styles["Normal"].font = Font(name=FACE, size=11)
    _overview(book)
    _awards(book)
    _list(book, "people", 2, PEOPLE, spread=True)
    _list(book, "teams", 3, TEAMS, spread=True)
    _list(book, "votes", 4, VOTES)
    _list(book, "elections", 5, ELECTIONS, landscape=False)
    _list(book, "attendance", 6, ATTENDANCE, landscape=False, sums=("headcount", "summoned", "present"))
    _findings(book)
    _ledger(book)
    _sources(book)
    book.calculation.fullCalcOnLoad = False                       # the stored results are right
    book.save(path)


def _sheet(book: Workbook, name: str, landscape: bool, widths: Sequence[float]) -> Worksheet:
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


def _put(sheet: Worksheet, place: str, text: str, size: float = 11, bold: bool = False, italic: bool = False,
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


def _head(sheet: Worksheet, place: str, word: str) -> None:
    _put(sheet, place, WORDS[word], bold=True, box=True, fill=HEAD_FILL)


def _model(sheet: Worksheet, place: str, table: str, one: Column) -> None:
    _put(sheet, place, f"{{{{{table}.{one.key}}}}}", align=one.align, box=True, format=one.format,
         color="0563C1" if one.link else "000000", underline="single" if one.link else None)


def _legend(sheet: Worksheet, place: str, name: str, count: str) -> None:
    fill, color = LEGENDS[name]
    _put(sheet, place, f"{{{{{name}}}}}: {{{{{count}}}}}", box=True, fill=PatternFill("solid", fgColor=fill), color=color)


def _heading(sheet: Worksheet, name: str, last: str, annex: int | None) -> int:
    """The lines above a table; gives the row of the table's own heading."""
    if annex:
        _put(sheet, f"A1:{last}1", WORDS[f"annex_{annex}"], 13, bold=True)
        _put(sheet, f"A2:{last}2", WORDS[f"title_{name}"], 13, bold=True)
        _put(sheet, f"A3:{last}3", WORDS["attached"], 12, italic=True)
        return 5
    _put(sheet, f"A1:{last}1", WORDS[f"title_{name}"], 13, bold=True)
    return 3


def _close(sheet: Worksheet, head: int, printed: int, last: int, filtered: int, frozen: int = 2) -> None:
    """Frozen panes, filter, repeated heading, print area; `head` is the heading's last row, `last` the table's."""
    sheet.freeze_panes = f"{letter(frozen + 1)}{head + 1}"
    if filtered:
        sheet.auto_filter.ref = f"A{head}:{letter(filtered)}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{letter(printed)}{last}"


def _list(book: Workbook, name: str, annex: int, columns: Sequence[Column], landscape: bool = True,
          spread: bool = False, sums: Sequence[str] = ()) -> None:
    """A data sheet: what is printed, then where each row came from, then (spread) a column a title."""
    shown = (*columns, *ORIGIN)
    sheet = _sheet(book, name, landscape, [one.width for one in shown])
    head = _heading(sheet, name, letter(len(columns)), annex)
    for place, one in enumerate(shown, 1):
        _head(sheet, f"{letter(place)}{head}", one.word)
        _model(sheet, f"{letter(place)}{head + 1}", name, one)
    if spread:
        extra = letter(len(shown) + 1)
        _put(sheet, f"{extra}{head}", f"{{{{{name}.title:head}}}}", 9, italic=True)
        sheet[f"{extra}{head + 1}"] = f"{{{{{name}.title}}}}"
        sheet.column_dimensions[extra].width, sheet.column_dimensions[extra].outlineLevel = 11, 1
    if sums:
        _put(sheet, f"A{head + 2}:B{head + 2}", WORDS["total"], bold=True, box=True)
        for place, one in enumerate(columns[2:], 3):
            text = f"{{{{{name}.{one.key}:sum}}}}" if one.key in sums else ""
            _put(sheet, f"{letter(place)}{head + 2}", text, bold=True, box=True, format=one.format)
    _close(sheet, head, len(columns), head + 1 + bool(sums), len(shown))


def _awards(book: Workbook) -> None:
    sheet = _sheet(book, "awards", True, [5, 34, 13, 9, 13, 9])
    head = _heading(sheet, "awards", "F", 1)
    _head(sheet, f"A{head}:A{head + 1}", "no")
    _head(sheet, f"B{head}:B{head + 1}", "unit")
    _head(sheet, f"C{head}:D{head}", "sheet_people")
    _head(sheet, f"E{head}:F{head}", "sheet_teams")
    for place, key in (("C", "person"), ("E", "team")):
        _put(sheet, f"{place}{head + 1}", f"{{{{awards.{key}:head}}}}", bold=True, box=True, fill=HEAD_FILL)
        _head(sheet, f"{letter('ABCDEF'.index(place) + 2)}{head + 1}", "sum")
    row = head + 2
    for place, key in zip("ABCDEF", ("no", "unit", "person", "person_sum", "team", "team_sum"), strict=True):
        _put(sheet, f"{place}{row}", f"{{{{awards.{key}}}}}", align="left" if key == "unit" else "center", box=True,
             bold=key.endswith("_sum"), format="General" if key in ("no", "unit") else COUNT)
        if place in "CDEF":
            _put(sheet, f"{place}{row + 1}", f"{{{{awards.{key}:sum}}}}", bold=True, box=True, format=COUNT)
    _put(sheet, f"A{row + 1}:B{row + 1}", WORDS["total"], bold=True, box=True)
    _close(sheet, head + 1, 6, row + 1, 0)
    sheet.print_title_rows = f"{head}:{head + 1}"


def _findings(book: Workbook) -> None:
    shown = (*FINDINGS, column("cause", "cause", 30), column("code", "code", 24))
    sheet = _sheet(book, "findings", True, [one.width for one in shown])
    _heading(sheet, "findings", "H", None)
    for place, severity in (("B3:C3", "error"), ("D3:E3", "warning"), ("F3", "info")):
        _legend(sheet, place, f"severity:{severity}", f"findings_{severity}")
    head = 5
    for place, one in enumerate(shown, 1):
        _head(sheet, f"{letter(place)}{head}", one.word)
        group = {"severity": "{{findings.severity:group}}", "file": "{{findings.cause:group}}: {{findings.count:group}}",
                 "cause": "{{findings.cause:group}}", "code": "{{findings.code:group}}"}.get(one.key, "")
        _put(sheet, f"{letter(place)}{head + 1}", group, bold=True, box=True, fill=GROUP_FILL, wrap=False,
             align="center" if one.key == "severity" else "left")
        _model(sheet, f"{letter(place)}{head + 2}", "findings", one)
    sheet.row_dimensions[head + 2].outlineLevel = 1
    sheet.sheet_properties.outlinePr.summaryBelow = False
    _close(sheet, head, len(FINDINGS), head + 2, len(shown))
    sheet.auto_filter.ref = f"A{head}:{letter(len(shown))}{head + 2}"


def _ledger(book: Workbook) -> None:
    sheet = _sheet(book, "ledger", True, [one.width for one in LEDGER])
    _heading(sheet, "ledger", letter(len(LEDGER)), None)
    for place, status in (("B3", "read"), ("C3", "unrecognised"), ("D3:E3", "unreadable"), ("F3:G3", "skipped")):
        _legend(sheet, place, f"status:{status}", f"files_{status}")
    head = 5
    for place, one in enumerate(LEDGER, 1):
        _head(sheet, f"{letter(place)}{head}", one.word)
        _model(sheet, f"{letter(place)}{head + 1}", "ledger", one)
        text = f"{{{{ledger.{one.key}:sum}}}}" if one.format == COUNT else ""
        _put(sheet, f"{letter(place)}{head + 2}", text, bold=True, box=True, format=one.format)
    _put(sheet, f"A{head + 2}:H{head + 2}", WORDS["total"], bold=True, box=True)
    _close(sheet, head, len(LEDGER), head + 2, len(LEDGER))


def _sources(book: Workbook) -> None:
    sheet = _sheet(book, "sources", True, [5, 24, 44, 15, 12, 34, 17, 16])
    _heading(sheet, "sources", "H", None)
    documents = (NO, column("number", "number", 0), column("name", "document", 0), column("start", "start", 0, "day"),
                 column("end", "end", 0, "day"), column("link", "link", 0), column("confidence", "confidence", 0, "center"),
                 column("rules", "rules", 0, "count"))
    rules = (NO, column("code", "code", 0), column("rule", "rule", 0), column("limit", "limit", 0, "center"),
             column("severity", "severity", 0, "center"), column("basis", "basis", 0), column("remark", "remark", 0),
             column("changed_by", "changed_by", 0))
    for row, part, table, columns in ((3, "part_sources", "sources", documents), (7, "part_rules", "rules", rules)):
        _put(sheet, f"A{row}:H{row}", WORDS[part], 12, bold=True, align="left")
        for place, one in zip("ABCDEFGH", columns, strict=True):
            _head(sheet, f"{place}{row + 1}", one.word)
            _model(sheet, f"{place}{row + 2}", table, one)
    sheet.print_area = "A1:H9"


def _overview(book: Workbook) -> None:
    sheet = _sheet(book, "overview", False, [5, 28, 12, 9.5, 16, 10, 26])
    _letterhead(sheet)
    _files(sheet, 10)
    _part(sheet, 19, "part_forms", "forms", (("A", NO), ("B:D", column("form", "form", 0)),
                                             ("E", column("sheets", "sheets", 0, "count")),
                                             ("F", column("units", "units", 0, "count")),
                                             ("G", column("records", "records", 0, "count"))))
    _part(sheet, 23, "part_titles", "by_title", (("A", NO), ("B:E", column("title", "title", 0)),
                                                 ("F", column("subject", "subject", 0, "center")),
                                                 ("G", column("count", "number_of", 0, "count"))))
    _put(sheet, "A26:F26", WORDS["total"], bold=True, box=True)
    _put(sheet, "G26", "{{by_title.count:sum}}", bold=True, box=True, format=COUNT)
    sheet.add_chart(_chart(sheet), "A28")
    _part(sheet, 48, "part_units", "units", (("A", NO), ("B", column("unit", "unit", 0)), ("C", column("due", "due", 0, "day")),
                                             ("D", column("headcount", "headcount_due", 0, "count")),
                                             ("E", column("status", "state_of_unit", 0, "center")),
                                             ("F", column("files", "files", 0, "count")),
                                             ("G", column("missing", "missing", 0))), legends=2)
    places = ("A49:B49", "C49:E49", "F49:G49", "A50:B50", "C50:E50", "F50:G50")
    for place, status in zip(places, ("missing", "unreadable", "errors", "waiting", "clean", "exempt"), strict=True):
        _legend(sheet, place, f"status:{status}", f"units_{status}")
    sheet.row_breaks.append(Break(id=47))
    sheet.print_area = "A1:G52"


def _letterhead(sheet: Worksheet) -> None:
    _put(sheet, "A1:B1", "…………………………", 12)
    _put(sheet, "A2:B2", "…………………………", 12, bold=True)
    _put(sheet, "C1:G1", WORDS["state"], 12, bold=True)
    _put(sheet, "C2:G2", WORDS["motto"], 13, bold=True, underline="single")
    _put(sheet, "C4:G4", WORDS["place_and_day"], 12, italic=True)
    _put(sheet, "A6:G6", WORDS["title_overview"], 14, bold=True)
    _put(sheet, "A7:G7", WORDS["subtitle_overview"], 13, bold=True)
    _put(sheet, "A8:G8", WORDS["rulebook"], 12, italic=True)


def _files(sheet: Worksheet, row: int) -> None:
    _put(sheet, f"A{row}:G{row}", WORDS["part_files"], 12, bold=True, align="left")
    lines = (("files_read", "files_read", "errors", "findings_error"),
             ("files_unrecognised", "files_unrecognised", "warnings", "findings_warning"),
             ("files_unreadable", "files_unreadable", "notes", "findings_info"),
             ("files_skipped", "files_skipped", "in_all", "findings"))
    for place, word in ((f"A{row + 1}:B{row + 1}", "files_of_units"), (f"C{row + 1}", "number_of"),
                        (f"D{row + 1}:F{row + 1}", "found"), (f"G{row + 1}", "number_of")):
        _head(sheet, place, word)
    for at, (left, files, right, found) in enumerate(lines, row + 2):
        _put(sheet, f"A{at}:B{at}", WORDS[left], align="left", box=True)
        _put(sheet, f"C{at}", f"{{{{{files}}}}}", box=True, format="#,##0")
        _put(sheet, f"D{at}:F{at}", WORDS[right], align="left", box=True)
        _put(sheet, f"G{at}", f"{{{{{found}}}}}", box=True, format="#,##0")
    _put(sheet, f"A{row + 6}:G{row + 7}", WORDS["balance"], 11, italic=True, align="left")
    sheet.row_dimensions[row + 6].height = sheet.row_dimensions[row + 7].height = 18


def _part(sheet: Worksheet, row: int, word: str, table: str, columns: Sequence[tuple[str, Column]], legends: int = 0) -> None:
    """A part of the overview: its title, its legend's rows, its table."""
    _put(sheet, f"A{row}:G{row}", WORDS[word], 12, bold=True, align="left")
    head = row + 1 + legends
    for place, one in columns:
        first, _, last = place.partition(":")
        at, model = (f"{first}{head}:{last}{head}", f"{first}{head + 1}:{last}{head + 1}") if last else (
            f"{first}{head}", f"{first}{head + 1}")
        _head(sheet, at, one.word)
        _model(sheet, model, table, one)


def _chart(sheet: Worksheet) -> BarChart:
    """Nominations by title, lying bars, in the order of the table."""
    chart = BarChart()
    chart.type, chart.style, chart.legend, chart.gapWidth = "bar", 10, None, 60
    chart.title = WORDS["chart"]
    chart.add_data(Reference(sheet, min_col=7, min_row=25, max_row=25))
    chart.set_categories(Reference(sheet, min_col=2, min_row=25, max_row=25))
    chart.width, chart.height = 20.2, 9.5
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill="4472C4")
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for off in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, off, False)
    series.dLbls.txPr, chart.x_axis.txPr = _letters(1000), _letters(1000)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_face(1200, True))
    chart.title.tx.rich.p[0].r[0].rPr = _face(1200, True)
    return chart


def _letters(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_face(size)), endParaRPr=_face(size))])


def _face(size: int, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, latin=ChartFont(typeface=FACE))


if __name__ == "__main__":
    draw(Path(sys.argv[1] if sys.argv[1:] else Path("templates_xlsx") / "summary.xlsx"))
