"""The ledger: every file with what became of it, every sheet with what became of its rows."""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.model import FATES, Part, Sheet
from cbcc_xl.outputs import report_json
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula, Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.outputs.told_first import told_first

KEYS = ("no", "file", "unit", "status", "reason", "sheet", "form", "header_row", *FATES, "rows", "origin")


def ledger(edition: Edition) -> Table:
    lines = [(part, sheet) for part in told_first(edition.consolidation.files) for sheet in part.sheets or (None,)]

    def rows(layout: Layout) -> Iterator[Row]:
        for place, (part, sheet) in enumerate(lines):
            status = Marked(edition.word("status", part.status), f"status:{part.status}")
            reason = report_json.reason(part, edition.catalogue, edition.lang)
            yield [place + 1, part.file, part.unit, status, reason, *_sheet(edition, layout, place, part, sheet)]

    return Table("ledger", KEYS, len(lines), rows, marked=frozenset({"status"}), empty=edition.word("summary", "none"))


def _sheet(edition: Edition, layout: Layout, place: int, part: Part, sheet: Sheet | None) -> Row:
    if sheet is None:
        return [None] * (4 + len(FATES)) + [edition.links.to(part.file, None, None, edition.word("summary", "open"))]
    link = edition.links.to(part.file, sheet.sheet, "A1", edition.word("summary", "open"))
    if sheet.form is None:
        return [sheet.sheet, edition.word("summary", "no_form"), *[None] * (len(FATES) + 2), link]
    counts = [sheet.rows.get(fate, 0) for fate in FATES]
    return [sheet.sheet, edition.form(sheet.form), sheet.header_row, *counts, _sum(layout, place, counts), link]


def _sum(layout: Layout, place: int, counts: list[int]) -> Formula | int:
    """All rows of the sheet that hold something, added up where the template shows each fate."""
    if any(layout.column("ledger", fate) is None for fate in FATES):
        return sum(counts)
    return Formula("+".join(layout.cell("ledger", fate, place) for fate in FATES), sum(counts))
