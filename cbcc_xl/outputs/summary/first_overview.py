"""The overview of the summary's first template: letterhead, files and ledger, forms, titles with a chart, units due."""
from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as ChartFont
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.outputs.summary.first_look import (
    COUNT,
    FACE,
    NO,
    WORDS,
    Column,
    column,
    new_sheet,
    put,
    put_head,
    put_legend,
    put_model,
)

CHART_ROWS = {"by_title": 20, "by_unit": 14, "by_rating": 14, "ranks": 14}    # rows that a chart stands over
NEW_PAGE = ("by_title", "by_unit", "ranks")
CHARTED = {"by_title": (("A", NO), ("B:E", column("title", "title", 0)),
                        ("F", column("subject", "subject", 0, "center")),
                        ("G", column("count", "number_of", 0, "count"))),
           "by_unit": (("A", NO), ("B:F", column("unit", "unit", 0)), ("G", column("count", "number_of", 0, "count"))),
           "by_rating": (("A", NO), ("B:F", column("rating", "rating", 0)),
                         ("G", column("count", "persons", 0, "count"))),
           "ranks": (("A", NO), ("B:E", column("unit", "unit", 0)), ("F", column("rank", "rank", 0, "count")),
                     ("G", column("score", "score", 0, "decimal")))}


# What is counted, and what were left of it without the rows that may be withdrawn.
BY_TITLE_IF = (("A", NO), ("B:D", column("title", "title", 0)), ("E", column("subject", "subject", 0, "center")),
               ("F", column("count", "counted_now", 0, "count")), ("G", column("rest", "if_withdrawn", 0, "count")))


def overview(book: Workbook) -> None:
    sheet = new_sheet(book, "overview", False, [5, 28, 12, 9.5, 16, 10, 26])
    _letterhead(sheet)
    _files(sheet, 10)
    _part(sheet, 19, "part_forms", "forms", (("A", NO), ("B:D", column("form", "form", 0)),
                                             ("E", column("sheets", "sheets", 0, "count")),
                                             ("F", column("units", "units", 0, "count")),
                                             ("G", column("records", "records", 0, "count"))))
    row = 23
    for table, columns in CHARTED.items():
        row = _charted(sheet, row, table, columns)
        if table == "by_title":
            _part(sheet, row, "part_by_title_if", "by_title_if", BY_TITLE_IF)
            row += 4
    _units(sheet, row)
    sheet.print_area = f"A1:G{row + 4}"


def _charted(sheet: Worksheet, row: int, table: str, columns: Sequence[tuple[str, Column]]) -> int:
    """A part that is left out where its table has no rows: its title, its chart, its table; gives the row after it."""
    put(sheet, f"A{row}:G{row}", WORDS[f"part_{table}"], 12, bold=True, align="left")
    head = row + CHART_ROWS[table] + 1
    for place, one in columns:
        ends = place.split(":")
        put_head(sheet, ":".join(f"{end}{head}" for end in ends), one.word)
        put_model(sheet, ":".join(f"{end}{head + 1}" for end in ends), table, one)
    if table == "by_title":
        put(sheet, f"A{head + 2}:F{head + 2}", WORDS["total"], bold=True, box=True)
        put(sheet, f"G{head + 2}", "{{by_title.count:sum}}", bold=True, box=True, format=COUNT)
    chart = _chart(sheet, f"chart_{table}", head + 1)
    chart.height = CHART_ROWS[table] * 0.5
    sheet.add_chart(chart, f"A{row + 1}")
    if table in NEW_PAGE:
        sheet.row_breaks.append(Break(id=row - 1))
    return head + 4


def _units(sheet: Worksheet, row: int) -> None:
    """The board of units due, under its legend."""
    _part(sheet, row, "part_units", "units", (("A", NO), ("B", column("unit", "unit", 0)),
                                              ("C", column("due", "due", 0, "day")),
                                              ("D", column("headcount", "headcount_due", 0, "count")),
                                              ("E", column("status", "state_of_unit", 0, "center")),
                                              ("F", column("files", "files", 0, "count")),
                                              ("G", column("missing", "missing", 0))), legends=2)
    places = ("A{0}:B{0}", "C{0}:E{0}", "F{0}:G{0}")
    sheet.row_breaks.append(Break(id=row - 1))
    for at, status in enumerate(("missing", "unreadable", "errors", "waiting", "clean", "exempt")):
        put_legend(sheet, places[at % 3].format(row + 1 + at // 3), f"status:{status}", f"units_{status}")


def _letterhead(sheet: Worksheet) -> None:
    put(sheet, "A1:B1", "…………………………", 12)
    put(sheet, "A2:B2", "…………………………", 12, bold=True)
    put(sheet, "C1:G1", WORDS["state"], 12, bold=True)
    put(sheet, "C2:G2", WORDS["motto"], 13, bold=True, underline="single")
    put(sheet, "C4:G4", WORDS["place_and_day"], 12, italic=True)
    put(sheet, "A6:G6", WORDS["title_overview"], 14, bold=True)
    put(sheet, "A7:G7", WORDS["subtitle_overview"], 13, bold=True)
    put(sheet, "A8:G8", WORDS["rulebook"], 12, italic=True)


def _files(sheet: Worksheet, row: int) -> None:
    put(sheet, f"A{row}:G{row}", WORDS["part_files"], 12, bold=True, align="left")
    lines = (("files_read", "files_read", "errors", "findings_error"),
             ("files_unrecognised", "files_unrecognised", "warnings", "findings_warning"),
             ("files_unreadable", "files_unreadable", "notes", "findings_info"),
             ("files_skipped", "files_skipped", "in_all", "findings"))
    for place, word in ((f"A{row + 1}:B{row + 1}", "files_of_units"), (f"C{row + 1}", "number_of"),
                        (f"D{row + 1}:F{row + 1}", "found"), (f"G{row + 1}", "number_of")):
        put_head(sheet, place, word)
    for at, (left, files, right, found) in enumerate(lines, row + 2):
        put(sheet, f"A{at}:B{at}", WORDS[left], align="left", box=True)
        put(sheet, f"C{at}", f"{{{{{files}}}}}", box=True, format="#,##0")
        put(sheet, f"D{at}:F{at}", WORDS[right], align="left", box=True)
        put(sheet, f"G{at}", f"{{{{{found}}}}}", box=True, format="#,##0")
    put(sheet, f"A{row + 6}:G{row + 7}", WORDS["balance"], 11, italic=True, align="left")
    sheet.row_dimensions[row + 6].height = sheet.row_dimensions[row + 7].height = 18


def _part(sheet: Worksheet, row: int, word: str, table: str, columns: Sequence[tuple[str, Column]],
          legends: int = 0) -> None:
    """A part of the overview: its title, its legend's rows, its table."""
    put(sheet, f"A{row}:G{row}", WORDS[word], 12, bold=True, align="left")
    head = row + 1 + legends
    for place, one in columns:
        ends = place.split(":")
        put_head(sheet, ":".join(f"{end}{head}" for end in ends), one.word)
        put_model(sheet, ":".join(f"{end}{head + 1}" for end in ends), table, one)


def _chart(sheet: Worksheet, word: str, row: int) -> BarChart:
    """Figures of column G by the words of column B, from a table's model row: lying bars, in the order of the table."""
    chart = BarChart()
    chart.type, chart.style, chart.legend, chart.gapWidth = "bar", 10, None, 60
    chart.title = WORDS[word]
    chart.add_data(Reference(sheet, min_col=7, min_row=row, max_row=row))
    chart.set_categories(Reference(sheet, min_col=2, min_row=row, max_row=row))
    chart.width = 20.2
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.x_axis.tickLblSkip = 1
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill="4472C4")
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for off in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, off, False)
    series.dLbls.txPr, chart.x_axis.txPr = _letters(900), _letters(900)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_face(1200, True))
    chart.title.tx.rich.p[0].r[0].rPr = _face(1200, True)
    return chart


def _letters(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_face(size)), endParaRPr=_face(size))])


def _face(size: int, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, latin=ChartFont(typeface=FACE))
