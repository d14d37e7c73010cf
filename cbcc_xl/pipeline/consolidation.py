"""One picture of all units: what a run of the pipeline gives, and what every output is made from.

Holds files, records, findings, the summary's counts and the board of units due; knows nothing of what it is written to.
"""
from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cbcc_xl.catalogue import Catalogue, Rulebook
from cbcc_xl.checks.batch import Batch
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import ERROR, Finding, Part, Record

if TYPE_CHECKING:
    import pandas


class Award(NamedTuple):
    """How many subjects of one unit (the file's sender) stand for one title."""
    unit: str
    title: str
    subject: str                   # person or team
    count: int                     # type: ignore[assignment]  # shadows tuple.count
    maybe_withdrawn: int = 0       # how many of them stand in rows that may be withdrawn, until a person decides


class Paid(NamedTuple):
    """What a line of `Award` costs on the day of the decision; figures in VND, None where a rate isn't known."""
    unit: str
    title: str
    subject: str
    count: int                     # type: ignore[assignment]  # how many awards
    paid: int                      # of them with money: not those who get it for a higher title of the same year
    coefficient: str | None
    base: int | None               # the base salary
    unrounded: str | None          # of one award, an exact decimal string
    amount: int | None             # of one award
    total: int | None              # of all that are paid
    unverified: bool               # nobody has read the text again
    document: str | None           # where the coefficient stands
    article: str | None


class Attendance(NamedTuple):
    unit: str
    headcount: int | None
    summoned: int | None
    present: int | None
    quorate: bool | None           # None: too little data


class Vote(NamedTuple):
    unit: str                      # who sent the file
    item: str
    kind: str
    agree: int | None
    disagree: int | None
    abstain: int | None
    share: str | None              # of those present, four decimals, as a fraction of one
    passed: bool | None


class Elected(NamedTuple):
    unit: str
    post: str
    name: str
    votes: int | None
    share: str | None
    result: str | None             # elected, not-elected, tied; None: too little data
    margin: int | None = None      # votes above what it took to be elected (0 or more), or below
    round: int = 1


class Post(NamedTuple):
    """One post over all rounds of its election."""
    unit: str
    post: str
    seats: int | None
    rounds: int
    elected: tuple[str, ...]       # in the order of rounds and rows
    tied: tuple[str, ...]          # at the last seat, and not yet settled
    open: int | None               # seats that are open in the end; None: too little data


class Ballot(NamedTuple):
    """One nomination's ballot in a council."""
    unit: str                      # who sent the file
    council: str
    name: str
    title: str | None
    agree: int | None
    base: str                      # what the share is taken of: members, present, consulted
    of: int | None
    share: str | None              # four decimals, as a fraction of one
    passed: bool | None            # None: too little data, or neither the law nor the agency gives a share


class Scored(NamedTuple):
    """One unit of an emulation cluster. Equal scores share the better rank."""
    unit: str
    score: str | None              # the sum of its agreed scores, an exact decimal string; None: too little data
    rank: int | None
    excluded: str | None = None    # why a unit with a score is not ranked, in the sheet's words


class UnitDue(NamedTuple):
    """One unit that owes files, or has sent some: a line of the board."""
    unit: str
    parent: str | None
    headcount: int | None
    status: str                    # missing, unreadable, errors, waiting, clean, exempt
    due: str | None                # ISO
    files: tuple[str, ...]
    forms_missing: tuple[str, ...]
    contact: str | None = None


class Summary(NamedTuple):
    awards: tuple[Award, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    votes: tuple[Vote, ...] = ()
    elections: tuple[Elected, ...] = ()
    cluster: tuple[Scored, ...] = ()
    posts: tuple[Post, ...] = ()
    prizes: tuple[Paid, ...] = ()
    ballots: tuple[Ballot, ...] = ()


class Records(tuple[Record, ...]):
    """All records in the order of files, sheets and rows; called with a form's name, a DataFrame of that form."""

    def __call__(self, form: str) -> pandas.DataFrame:
        """One row a record: its values, then unit sent by, file, sheet, row and each figure's cell (`cell_<key>`)."""
        import pandas

        rows = [{**record.values, "sent_by": record.unit, "file": record.file, "sheet": record.sheet,
                 "row": record.row, **{f"cell_{key}": record.cell(key) for key in record.values}}
                for record in self if record.form == form]
        return pandas.DataFrame(rows)


@dataclass(frozen=True)
class Consolidation:
    """The result of a run. `inbox` leads a file's name to where it lies, on disk or in a zip."""
    year: int
    day: datetime.date
    catalogue: Catalogue
    rulebook: Rulebook
    files: tuple[Part, ...]        # without their records and findings, which stand below
    records: Records
    findings: tuple[Finding, ...]  # errors first, then by file, sheet and cell
    summary: Summary
    units: tuple[UnitDue, ...]     # empty where no list of units due was given
    inbox: Mapping[str, Found]
    batch: Batch | None = None     # the records as the checks look at them, for a review of what is met
    decisions: Decisions = NOTHING_DECIDED         # what a person decided beforehand
    withdrawn: Records = Records()                 # rows that a person decided are withdrawn, counted nowhere
    folder: str = ""                               # the first inbox, for what is told to be done about it

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == ERROR for finding in self.findings)
