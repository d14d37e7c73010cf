"""What a person sees while mapping: the rows around a heading, each column with its cells, and what would be read."""
from __future__ import annotations

from collections.abc import Mapping

from cbcc_xl.catalogue import Catalogue, Form
from cbcc_xl.catalogue.wording import field, shown, words
from cbcc_xl.cli.desk import Desk
from cbcc_xl.mapping import Opened, Place, Preview, said, shown_rows
from cbcc_xl.model import FATES, Grid, Record, letters
from cbcc_xl.records.cells import written

WIDE, MANY, AROUND = 18, 10, 2     # characters of a cell, columns shown, rows above and below a heading
FIRST, FIRST_ROWS = 3, 20          # records shown, rows of a sheet


def excerpt(grid: Grid, place: Place, desk: Desk) -> None:
    """The rows around a heading, as Excel numbers them."""
    shown = [heading.column for heading in place.headings]
    _rows(grid, range(max(place.block.top - AROUND, 0), place.block.bottom + 1 + AROUND), shown, desk,
          range(place.block.top, place.block.bottom + 1))


def top_of(grid: Grid, desk: Desk) -> None:
    """The first rows of a sheet."""
    filled = {column for cells in grid.rows[:FIRST_ROWS] for column, value in enumerate(cells) if written(value)}
    _rows(grid, range(FIRST_ROWS), sorted(filled), desk)


def _rows(grid: Grid, rows: range, columns: list[int], desk: Desk, heading: range = range(0)) -> None:
    columns = columns[:MANY]
    desk.say("      " + " | ".join(f"{letters(column):<{WIDE}}" for column in columns).rstrip())
    for row in range(rows.start, min(rows.stop, len(grid.rows))):
        mark = ">" if row in heading else " "
        cells = (f"{_cut(written(grid.value(row, column)), WIDE):<{WIDE}}" for column in columns)
        desk.say(f"{mark}{row + 1:>4} {' | '.join(cells)}".rstrip())


def columns(place: Place, form: Form, keys: Mapping[int, str], opened: Opened, desk: Desk) -> None:
    """Each column of a table and the field that it is."""
    for heading in place.headings:
        desk.told("said", column=letters(heading.column), heading=heading.text or desk.words["no-heading"],
                  field=said(keys[heading.column], form, opened.vocabulary, desk.words))


def state(place: Place, opened: Opened, desk: Desk, lang: str) -> str:
    """A table in a list: where it stands and how it is read today."""
    form = opened.vocabulary.catalogue.forms[place.table.form] if place.table else None
    key = "unread" if not form else "doubtful" if place.doubtful else "all-read"
    told = desk.words[key].format(form=getattr(form, lang)) if form else desk.words[key]
    return desk.words["place"].format(sheet=place.sheet, rows=shown_rows(place), state=told)


def preview(found: Preview, catalogue: Catalogue, desk: Desk, lang: str) -> None:
    """The first records, what became of all rows, and what would be asked."""
    if not found.records:
        desk.told("no-records")
    else:
        desk.told("records", count=len(found.records))
    for record in found.records[:FIRST]:
        desk.told("row", row=record.row, values=_values(record, catalogue, lang))
    if found.sheet.rows:
        fates = catalogue.words[lang]["fate"]
        desk.told("balance", rows=sum(found.sheet.rows.values()),
                  fates=" + ".join(f"{found.sheet.rows[fate]} {fates[fate].lower()}" for fate in FATES
                                   if found.sheet.rows[fate]))
    for index, finding in enumerate(found.findings):
        if not index:
            desk.told("questions")
        desk.say(f"  {finding.origin.cell or finding.origin.sheet}: {words(finding, catalogue, lang).message}")


def _values(record: Record, catalogue: Catalogue, lang: str) -> str:
    told = ((key, shown(key, value, catalogue, lang, record.form)) for key, value in record.values.items())
    return "; ".join(f"{field(key, catalogue, lang, record.form)}: {_cut(text, 2 * WIDE)}" for key, text in told)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most - 1] + "…"
