"""The things that every room speaks in: cells, rows, records, findings, and where each of them stands.

All are small, immutable by convention and picklable, so that one file's part can cross a process border.
Rows and columns count from 0 inside a grid; `row` of a record and `cell` of an origin are as Excel shows them.
Imports nothing of ours.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

# What became of a non-empty row. Every one has exactly one fate.
RECORD, HEADING, TOTAL, OTHER, PROBLEM = FATES = ("record", "heading", "total", "other", "problem")
# What became of a file.
READ, UNRECOGNISED, UNREADABLE, SKIPPED = STATUSES = ("read", "unrecognised", "unreadable", "skipped")
ERROR, WARNING, INFO = SEVERITIES = ("error", "warning", "info")
# What a rule found: the condition is not met, or there is too little data to judge. What is met gives no finding, and
# is told only where a review of all is asked for.
NOT_MET, UNKNOWN, MET = "not-met", "unknown", "met"


def letters(column: int) -> str:
    """The letters of a 0-based column: 0 → A, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
    """A cell (or, with its last row and column, a range) counted from 0, as Excel shows it: (6, 3) → D7."""
    first = f"{letters(column)}{row + 1}"
    if last_row is None and last_column is None:
        return first
    last = f"{letters(column if last_column is None else last_column)}{(row if last_row is None else last_row) + 1}"
    return first if first == last else f"{first}:{last}"


class Origin(NamedTuple):
    """Where something stands: a file (relative to the inbox, with `/`), a sheet, a cell or range. None: the whole."""
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None


class Look(NamedTuple):
    """What a second look at a sheet's own XML tells beyond its values. Cells are (row, column), counted from 0."""
    percent: frozenset[tuple[int, int]] = frozenset()        # shown with a % by the cell's number format
    uncached: frozenset[tuple[int, int]] = frozenset()       # formulas whose result was never stored
    errors: Mapping[tuple[int, int], str] = {}               # #DIV/0! and its like
    fonts: Mapping[tuple[int, int], str] = {}                # cells in a legacy font: its name
    struck: frozenset[tuple[int, int]] = frozenset()
    red: frozenset[tuple[int, int]] = frozenset()
    comments: Mapping[tuple[int, int], str] = {}
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    personal: frozenset[tuple[int, int]] = frozenset()       # cells that held numbers of papers and the like
    changed: frozenset[tuple[int, int]] = frozenset()        # Word: with tracked changes neither accepted nor rejected


class Grid(NamedTuple):
    """One sheet of one file: its values from A1, and what its styles and notes add.

    `rows[r][c]` is None (empty), str, int, float, bool, date, datetime, time, timedelta. Rows may differ in length.
    `merges` are (first row, first column, last row, last column), counted from 0, inclusive. `names` are the
    sheet's own defined names that stand for a text. `tables` are those of a letter: first and last row, and number.
    """
    sheet: str
    rows: list[list[Any]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    visible: bool = True
    look: Look = Look()
    names: Mapping[str, str] = {}
    tables: tuple[tuple[int, int, int], ...] = ()

    def value(self, row: int, column: int) -> Any:
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


class Workbook(NamedTuple):
    """One file as read: its sheets in order, and when it says it was last changed (ISO, or None)."""
    grids: list[Grid]
    kind: str                      # xlsx, xlsm, xls, xlsb, ods, csv, html, docx, docm, doc, odt, rtf, pdf
    modified: str | None = None
    aside: tuple[str, ...] = ()    # what stands in no cell: a printed page's headers and footers, text boxes
    embedded: tuple[str, ...] = ()     # files that it holds as objects, of which nothing is read


class Record(NamedTuple):
    """One row's content in canonical shape (`design.md` part 3), with the cells that it came from.

    `columns` leads a key to its column letters, or to a whole cell for what stands once a sheet ("D12");
    the records of a table share one mapping.
    """
    form: str
    unit: str | None               # who sent the file; a row's own unit stands in `values`
    file: str
    sheet: str
    row: int                       # as Excel shows it
    values: dict[str, Any]
    columns: Mapping[str, str]
    withdrawn: str = ""            # why it may be withdrawn (`why` in `data/messages`); it counts until that is decided

    def cell(self, *keys: str) -> str:
        """The cell of the first of these keys that the sheet has, else the row's first known cell."""
        for key in (*keys, "name", "unit", "item", *self.columns):
            place = self.columns.get(key)
            if place:
                return place if place[-1].isdigit() else f"{place}{self.row}"
        return f"A{self.row}"

    def origin(self, *keys: str) -> Origin:
        return Origin(self.file, self.sheet, self.cell(*keys))


class Stated(NamedTuple):
    """A figure that a sheet states about its own rows: a typed total, or "Danh sách có 13 người".

    `what` is `sum:<key>` (a typed total of a column), `marks:<title or rating>`, `filled:<key>` (rows that have it),
    `rows`, `rows:person`, `rows:team` (how many records), `part:<key>` (a subtotal in a group's heading; `most` is the
    group's own maximum), `rank:<key>` (a typed rank by a column's sum) or `unranked:<key>` (why there is none, in the
    sheet's words). It may be about the rows since the last total (`rows`) or about all that the table has so far
    (`whole`): rows as Excel shows them.
    """
    form: str
    what: str
    value: int | str               # a decimal string where the column holds decimals
    origin: Origin
    rows: tuple[int, ...]
    whole: tuple[int, ...] = ()
    most: str | None = None


class Finding(NamedTuple):
    """Something that a person should see: a code, where it stands, and figures. Words are put to it last."""
    code: str
    severity: str
    origin: Origin
    facts: dict[str, Any]
    outcome: str = NOT_MET
    document: str | None = None    # the source's number in `sources.toml`
    article: str | None = None


class Sheet(NamedTuple):
    """The ledger of one sheet: which form it was read as, where its heading ends, and each row's fate counted."""
    sheet: str
    form: str | None
    header_row: int | None         # the last row of the heading, as Excel shows it
    rows: dict[str, int]           # fate → count
    fates: tuple[tuple[int, str], ...] = ()   # (row as Excel shows it, fate) for every non-empty row
    year: int | None = None        # that its letterhead and caption speak of
    year_cell: str | None = None   # where they do
    counted_in: str | None = None  # the file in which its rows, or some of them, count instead
    elsewhere: int = 0             # how many of its records do
    decided: tuple[str, ...] = ()  # a person's decisions on what its tables are
    tables: tuple[tuple[int, int, int], ...] = ()    # of a letter: first and last row, counted from 0, and number


class Change(NamedTuple):
    """One row that differs between two versions of a list, or one value of it; the origins lead to either version."""
    what: str                      # added, removed, changed
    form: str
    name: str                      # whom or what the row is about
    key: str | None = None         # of the value that was changed
    before: Any = None
    after: Any = None
    old: Origin | None = None
    new: Origin | None = None


class Replaced(NamedTuple):
    """An older version, and what differs: all its rows, or those that this file sends anew."""
    file: str
    why: str                       # what tells that it is older
    changes: tuple[Change, ...] = ()


class Source(NamedTuple):
    """A file that a summary of ours was made from."""
    sha256: str                    # or its begin
    unit: str | None
    records: int


class Sent(NamedTuple):
    """The mail that a file came with: who sent it, about what, and when (ISO with its zone, in UTC)."""
    sender: str
    subject: str
    time: str | None = None


class Part(NamedTuple):
    """What one file gave: the unit of parallel work."""
    file: str
    sha256: str
    status: str
    reason: str | None = None      # a code of `data/messages`, with `facts`, for whatever is not `read`
    facts: dict[str, Any] = {}
    unit: str | None = None
    unit_from: str | None = None   # letterhead, template, folder, file, mail, rows: where it was read
    year: int | None = None
    modified: str | None = None    # when the workbook says that it was saved last (ISO)
    sheets: tuple[Sheet, ...] = ()
    records: tuple[Record, ...] = ()
    stated: tuple[Stated, ...] = ()
    findings: tuple[Finding, ...] = ()
    dated: str | None = None       # the letter's own date (ISO): before `modified`, it tells which version is newer
    marked: bool = False           # a copy that we marked, as we wrote it or corrected since
    sent: Sent | None = None       # where it came by mail
    replaces: tuple[Replaced, ...] = ()       # older versions of the same list
    sources: tuple[Source, ...] = ()          # of a summary of ours: what it was made from
    withdrawn: tuple[Record, ...] = ()        # rows that a person decided are withdrawn: they count for nothing
    parent: str | None = None      # the line of the letterhead above the unit's


def by_form(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records by form, in their order."""
    forms: dict[str, list[Record]] = {}
    for record in records:
        forms.setdefault(record.form, []).append(record)
    return forms
