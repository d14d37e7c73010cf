"""The sheets of reviews in the summary's first template: conditions, shares, statistics, prizes, the cluster."""
from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.outputs.summary.first_look import (
    HEAD_FILL,
    NO,
    ORIGIN,
    WORDS,
    Column,
    close_sheet,
    column,
    new_sheet,
    put,
    put_head,
    put_heading,
    put_legend,
    put_model,
    put_sums,
    put_table,
)

OUTCOMES = ("met", "not-met", "doubt", "unknown")
ELIGIBILITY = (NO, column("name", "name", 22), column("position", "position", 16), column("unit", "own_unit", 18),
               column("titles", "titles", 24), column("condition", "", 11, "center"),
               column("verdict", "verdict", 13, "center"), column("reason", "reason_of_verdict", 44),
               column("sent_by", "sent_by", 18))
RATIOS = (NO, column("rule", "ratio_rule", 26), column("about", "about", 26), column("unit", "unit", 20),
          column("count", "counted", 8, "count"), column("of", "of", 8, "count"), column("share", "share", 9, "share"),
          column("limit", "limit", 14, "center"), column("bound", "bound", 8, "count"),
          column("margin", "margin", 9, "margin"), column("verdict", "verdict", 12, "center"),
          column("note", "rounding", 28), column("basis", "basis", 24))
BY_FORM = (NO, column("title", "title", 34), column("level", "level", 15, "center"),
           column("teams", "sheet_teams", 9, "count"), column("leaders", "leaders", 12, "count"),
           column("workers", "workers", 12, "count"), column("unstated", "unstated", 10, "count"),
           column("persons", "persons_sum", 9, "count"), column("total", "total", 9, "count"))
BY_KIND = (NO, column("kind", "movement_kind", 34), column("count", "number_of", 13, "count"),
           column("units", "units", 9, "count"), column("amount", "amount_sum", 12, "count"))
PRIZES = (NO, column("unit", "unit", 26), column("title", "title", 28), column("subject", "subject", 9, "center"),
          column("count", "number_of", 8, "count"), column("paid", "paid", 8, "count"),
          column("coefficient", "coefficient", 8, "decimal"), column("base", "base_salary", 12, "count"),
          column("unrounded", "unrounded", 12, "count"), column("amount", "rounded", 12, "count"),
          column("total", "money", 14, "count"), column("basis", "basis", 26), column("remark", "remark", 20))
RANKING = (NO, column("unit", "unit", 40), column("score", "score", 12, "decimal"), column("rank", "rank", 8, "count"),
           column("remark", "note", 30))
MATRIX = (NO, column("criterion", "criterion", 46), column("max", "max", 9, "decimal"),
          column("score", "", 13, "decimal"))


def nominations(book: Workbook) -> None:
    """The sheets about awards."""
    sheet, head = _sheet(book, "eligibility", ELIGIBILITY, 1)
    _legend(sheet, head - 1, "people", ("B", "C", "D", "E"))
    put(sheet, f"F{head - 2}:H{head - 2}", "{{people_listed}}", italic=True, align="left", wrap=False)
    put(sheet, f"F{head}", "{{eligibility.condition:head}}", bold=True, box=True, fill=HEAD_FILL)
    sheet, head = _sheet(book, "ratios", RATIOS, 1)
    _legend(sheet, head - 1, "ratios", ("B", "C", "D", "E:G"))
    _statistics(book)
    _sheet(book, "prizes", PRIZES, sums=("count", "paid", "total"))


def cluster(book: Workbook) -> None:
    """The sheets about an emulation cluster."""
    shown = (*RANKING, *ORIGIN)
    sheet = new_sheet(book, "ranking", False, [one.width for one in shown])
    head = put_heading(sheet, "ranking", "E", when="ranking")
    put(sheet, f"A{head}:E{head}", WORDS["part_ranking"], 12, bold=True, align="left")
    put_table(sheet, "ranking", head + 1, shown)
    put(sheet, f"A{head + 4}:E{head + 4}", WORDS["part_nominated"], 12, bold=True, align="left")
    _nominated(sheet, head + 5)
    sheet.print_area = f"A1:E{head + 6}"
    sheet, head = _sheet(book, "matrix", MATRIX, sums=("max", "score"))
    put(sheet, f"D{head}", "{{matrix.score:head}}", bold=True, box=True, fill=HEAD_FILL)


def _nominated(sheet: Worksheet, head: int) -> None:
    """The ballot of a cluster, in the columns of the ranking: the title beside the unit, the count of the whole."""
    columns = (NO, column("unit", "unit", 0), column("agree", "nominated_agree", 0, "count"),
               column("of", "nominated_of", 0, "count"), column("title", "title", 0), *ORIGIN)
    put_table(sheet, "nominated", head, columns)


def _statistics(book: Workbook) -> None:
    sheet = new_sheet(book, "statistics", False, [one.width for one in BY_FORM])
    head = put_heading(sheet, "statistics", "I", when="by_form")
    put(sheet, "A3:I3", WORDS["note_statistics"], 12, italic=True)
    put(sheet, f"A{head}:I{head}", WORDS["part_by_form"], 12, bold=True, align="left")
    put_table(sheet, "by_form", head + 1, BY_FORM)
    put_sums(sheet, "by_form", head + 3, BY_FORM, ("teams", "leaders", "workers", "unstated", "persons", "total"))
    put(sheet, f"A{head + 5}:I{head + 5}", WORDS["part_by_kind"], 12, bold=True, align="left")
    for place, one in zip(("A", "B", "C", "D:E", "F:G"), BY_KIND, strict=True):
        ends = place.split(":")
        put_head(sheet, ":".join(f"{end}{head + 6}" for end in ends), one.word)
        put_model(sheet, ":".join(f"{end}{head + 7}" for end in ends), "by_kind", one)
    sheet.print_area = f"A1:I{head + 7}"


def _sheet(book: Workbook, name: str, columns: Sequence[Column], legend: int = 0,
           sums: Sequence[str] = ()) -> tuple[Worksheet, int]:
    """A sheet of one table, over which there may be a legend; with the row of its heading."""
    origin = () if name == "prizes" else ORIGIN
    shown = (*columns, *origin)
    sheet = new_sheet(book, name, True, [one.width for one in shown])
    head = put_heading(sheet, name, letter(len(columns)), when=name) + 2 * legend
    put_table(sheet, name, head, shown)
    if sums:
        put_sums(sheet, name, head + 2, columns, sums)
    close_sheet(sheet, head, len(columns), head + 1 + bool(sums), 0 if name == "matrix" else len(shown))
    return sheet, head


def _legend(sheet: Worksheet, row: int, figures: str, places: Sequence[str]) -> None:
    for place, outcome in zip(places, OUTCOMES, strict=True):
        put_legend(sheet, ":".join(f"{end}{row - 1}" for end in place.split(":")), f"verdict:{outcome}",
                   f"{figures}_{outcome}")
