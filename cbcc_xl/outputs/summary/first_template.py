"""Draws `templates_xlsx/summary.xlsx` for the first time; from then on it is restyled by hand, in Excel.

`python -m cbcc_xl.outputs.summary.first_template PATH`. Words come from `[template]` of `data/messages/vi.toml`, so
that the English edition knows them again. Takes no part in filling.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter

from cbcc_xl.outputs.summary.first_forms import forms
from cbcc_xl.outputs.summary.first_look import (
    COUNT,
    FACE,
    GROUP_FILL,
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
from cbcc_xl.outputs.summary.first_overview import overview
from cbcc_xl.outputs.summary.first_reviews import cluster, nominations

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
WITHDRAWN = (NO, column("name", "about", 24), column("sent_by", "sent_by", 22), column("form", "form", 18),
             column("titles", "titles", 26), column("sign", "sign", 30), column("state", "state_of_unit", 20, "center"),
             column("file", "file", 26), column("sheet", "sheet", 14), column("origin", "origin", 9, "link"))
CHANGES = (NO, column("unit", "unit", 20), column("what", "change", 8, "center"), column("name", "about", 22),
           column("field", "changed_field", 16), column("before", "before", 22), column("after", "after", 22),
           column("file", "newer_file", 22), column("origin", "origin", 9, "link"),
           column("old_file", "older_file", 22), column("old_origin", "origin", 9, "link"),
           column("sign", "newer_by", 16))
FINDINGS = (NO, column("severity", "severity", 10.5, "center"), column("file", "file", 22),
            column("sheet", "sheet", 13), column("origin", "origin", 9, "link"), column("message", "message", 46),
            column("fix", "fix", 36), column("basis", "basis", 24))
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
    overview(book)
    _awards(book)
    _list(book, "people", PEOPLE, spread=True)
    _list(book, "teams", TEAMS, spread=True)
    nominations(book)
    _list(book, "votes", VOTES)
    _list(book, "elections", ELECTIONS, landscape=False)
    _list(book, "attendance", ATTENDANCE, landscape=False, sums=("headcount", "summoned", "present"))
    cluster(book)
    forms(book)
    _plain(book, "withdrawn", WITHDRAWN)
    _plain(book, "changes", CHANGES)
    _findings(book)
    _ledger(book)
    _sources(book)
    book.properties.creator, book.properties.title = "cbcc-xl", WORDS["title_overview"]
    book.calculation.fullCalcOnLoad = False                       # the stored results are right
    book.save(path)


def _list(book: Workbook, name: str, columns: Sequence[Column], landscape: bool = True,
          spread: bool = False, sums: Sequence[str] = ()) -> None:
    """A data sheet: what is printed, then where each row came from, then (spread) a column a title."""
    shown = (*columns, *ORIGIN)
    sheet = new_sheet(book, name, landscape, [one.width for one in shown])
    head = put_heading(sheet, name, letter(len(columns)), when=name)
    put_table(sheet, name, head, shown)
    if spread:
        extra, doubt = letter(len(shown) + 1), letter(len(shown) + 2)
        put(sheet, f"{doubt}{head}", WORDS["maybe_withdrawn"], 9, italic=True)
        sheet[f"{doubt}{head + 1}"] = f"{{{{{name}.withdrawn}}}}"
        put(sheet, f"{extra}{head}", f"{{{{{name}.title:head}}}}", 9, italic=True)
        sheet[f"{extra}{head + 1}"] = f"{{{{{name}.title}}}}"
        for place in (extra, doubt):
            sheet.column_dimensions[place].width = 11
            sheet.column_dimensions[place].outlineLevel = sheet.column_dimensions.max_outline = 1
    if sums:
        put_sums(sheet, name, head + 2, columns, sums)
    close_sheet(sheet, head, len(columns), head + 1 + bool(sums), len(shown))


def _plain(book: Workbook, name: str, columns: Sequence[Column]) -> None:
    """A sheet for the staffer, no annex, that goes where its table has no rows."""
    sheet = new_sheet(book, name, True, [one.width for one in columns])
    head = put_heading(sheet, name, letter(len(columns)), annex=False)
    put_table(sheet, name, head, columns)
    close_sheet(sheet, head, len(columns), head + 1, len(columns))


def _awards(book: Workbook) -> None:
    keys = ("no", "unit", "headcount", "rating", "person", "person_sum", "team", "team_sum")
    sheet = new_sheet(book, "awards", True, [5, 30, 8, 9, 9, 7, 9, 7])
    head = put_heading(sheet, "awards", "H", when="by_title")
    for places, word in ((f"A{head}:A{head + 1}", "no"), (f"B{head}:B{head + 1}", "unit"),
                         (f"C{head}:D{head}", "staff"), (f"E{head}:F{head}", "sheet_people"),
                         (f"G{head}:H{head}", "sheet_teams"),
                         (f"C{head + 1}", "in_all"), (f"F{head + 1}", "sum"), (f"H{head + 1}", "sum")):
        put_head(sheet, places, word)
    row = head + 2
    for place, key in zip("ABCDEFGH", keys, strict=True):
        if key in ("rating", "person", "team"):
            put(sheet, f"{place}{head + 1}", f"{{{{awards.{key}:head}}}}", bold=True, box=True, fill=HEAD_FILL)
        put(sheet, f"{place}{row}", f"{{{{awards.{key}}}}}", align="left" if key == "unit" else "center", box=True,
            bold=key.endswith("_sum"), format="General" if key in ("no", "unit") else COUNT)
        if key not in ("no", "unit"):
            put(sheet, f"{place}{row + 1}", f"{{{{awards.{key}:sum}}}}", bold=True, box=True, format=COUNT)
    put(sheet, f"A{row + 1}:B{row + 1}", WORDS["total"], bold=True, box=True)
    put(sheet, f"A{row + 2}", "{{awards_if:if}}")
    put(sheet, f"A{row + 3}:H{row + 3}", WORDS["part_awards_if"], 12, bold=True, align="left")
    for place, key in zip("BEFGH", ("unit", "person", "person_sum", "team", "team_sum"), strict=True):
        put(sheet, f"{place}{row + 4}", f"{{{{awards_if.{key}}}}}", box=True,
            align="left" if key == "unit" else "center", bold=key.endswith("_sum"),
            format="General" if key == "unit" else COUNT)
    for place in "ACD":
        put(sheet, f"{place}{row + 4}", "", box=True)
    close_sheet(sheet, head + 1, 8, row + 4, 0)
    sheet.print_title_rows = f"{head}:{head + 1}"


def _findings(book: Workbook) -> None:
    shown = (*FINDINGS, column("cause", "cause", 40, "line"), column("code", "code", 30, "line"))
    sheet = new_sheet(book, "findings", True, [one.width for one in shown])
    put_heading(sheet, "findings", "H", annex=False)
    for range_, severity in (("B3:C3", "error"), ("D3:E3", "warning"), ("F3", "info")):
        put_legend(sheet, range_, f"severity:{severity}", f"findings_{severity}")
    head = 5
    for place, one in enumerate(shown, 1):
        put_head(sheet, f"{letter(place)}{head}", one.word)
        group = {"severity": "{{findings.severity:group}}", "cause": "{{findings.cause:group}}",
                 "file": "{{findings.cause:group}}: {{findings.count:group}}",
                 "code": "{{findings.code:group}}"}.get(one.key, "")
        put(sheet, f"{letter(place)}{head + 1}", group, bold=True, box=True, fill=GROUP_FILL, wrap=False,
             align="center" if one.key == "severity" else "left")
        put_model(sheet, f"{letter(place)}{head + 2}", "findings", one)
    sheet.row_dimensions[head + 2].outlineLevel = sheet.sheet_format.outlineLevelRow = 1
    sheet.sheet_properties.outlinePr.summaryBelow = False
    close_sheet(sheet, head, len(FINDINGS), head + 2, len(shown))
    sheet.auto_filter.ref = f"A{head}:{letter(len(shown))}{head + 2}"


def _ledger(book: Workbook) -> None:
    sheet = new_sheet(book, "ledger", True, [one.width for one in LEDGER])
    put_heading(sheet, "ledger", letter(len(LEDGER)), annex=False)
    for range_, status in (("B3", "read"), ("C3", "unrecognised"), ("D3:E3", "unreadable"), ("F3:G3", "skipped")):
        put_legend(sheet, range_, f"status:{status}", f"files_{status}")
    head = 5
    for place, one in enumerate(LEDGER, 1):
        put_head(sheet, f"{letter(place)}{head}", one.word)
        put_model(sheet, f"{letter(place)}{head + 1}", "ledger", one)
        text = f"{{{{ledger.{one.key}:sum}}}}" if one.format == COUNT else ""
        put(sheet, f"{letter(place)}{head + 2}", text, bold=True, box=True, format=one.format)
    put(sheet, f"A{head + 2}:H{head + 2}", WORDS["total"], bold=True, box=True)
    close_sheet(sheet, head, len(LEDGER), head + 2, len(LEDGER))


def _sources(book: Workbook) -> None:
    sheet = new_sheet(book, "sources", True, [5, 24, 44, 15, 12, 34, 17, 16])
    put_heading(sheet, "sources", "H", annex=False)
    documents = (NO, column("number", "number", 0), column("name", "document", 0), column("start", "start", 0, "day"),
                 column("end", "end", 0, "day"), column("articles", "articles", 0),
                 column("confidence", "confidence", 0, "center"), column("rules", "rules", 0, "count"))
    rules = (NO, column("code", "code", 0), column("rule", "rule", 0), column("limit", "limit", 0, "center"),
             column("severity", "severity", 0, "center"), column("basis", "basis", 0), column("remark", "remark", 0),
             column("changed_by", "changed_by", 0))
    for row, part, table, columns in ((3, "part_sources", "sources", documents), (7, "part_rules", "rules", rules)):
        put(sheet, f"A{row}:H{row}", WORDS[part], 12, bold=True, align="left")
        put_table(sheet, table, row + 1, columns)
    sheet.print_area = "A1:H9"


if __name__ == "__main__":
    draw(Path(sys.argv[1] if sys.argv[1:] else Path("templates_xlsx") / "summary.xlsx"))
