"""What a count comes to while it is still being typed: shares, what is needed, results, and what doesn't add up.

Takes what a form holds so far and the rules in force; judges it by the same checks and the same summary that
consolidation uses, so that the screen and the summary never differ. Shares are texts, fractions of one.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks import check_file, check_inbox, one_cause
from cbcc_xl.checks.contests import line_of
from cbcc_xl.model import READ, Finding, Part, Record
from cbcc_xl.outputs.templates.fill import Typed
from cbcc_xl.pipeline.summary import ELECTED, MAJORITY, QUORUM, summarise
from cbcc_xl.tally import meets, need, parse_limit, share

SUMMED = ("attendance", "election")     # where the rows are parts of one whole; items voted on are not
PASSED, NOT_PASSED = "passed", "not-passed"


class Line(NamedTuple):
    """One row: its share, how many it takes, and its result (None: too little data)."""
    share: str | None = None
    need: int | None = None
    result: str | None = None


class Whole(NamedTuple):
    """The table as a whole: the quorum of a conference, items passed, the majority that an election takes."""
    reached: int | None = None
    of: int | None = None
    share: str | None = None
    need: int | None = None
    limit: str = ""
    base: str = ""                 # the field that a majority is taken of
    met: bool | None = None


class Counted(NamedTuple):
    lines: list[Line]
    whole: Whole
    sums: Mapping[str, int]        # of each count over the rows
    findings: list[Finding]


Judged = tuple[list[Line], Whole]


def counted(typed: Typed, form_name: str, catalogue: Catalogue, rulebook: Rulebook) -> Counted:
    """The state of one form's count."""
    form = catalogue.forms[form_name]
    columns = {field.key: field.key for field in form.fields if field.template}
    records = [Record(form_name, typed.unit, "", form.sheet, number, {**typed.once, **row}, columns)
               for number, row in enumerate(typed.rows, 1)]
    part = Part("", "", READ, unit=typed.unit, records=tuple(records))
    found = [*check_file(part, catalogue, rulebook), *check_inbox(records, (), [part], catalogue, rulebook)]
    findings = one_cause(found, records, (), catalogue, rulebook)
    head = Record(form_name, typed.unit, "", form.sheet, 0, dict(typed.once), columns)
    lines, whole = JUDGES[form_name](records, head, catalogue, rulebook)
    counts = [field.key for field in form.fields if field.type == "count" and not field.once]
    sums = {key: sum(row[key] for row in typed.rows if key in row) for key in counts
            if form_name in SUMMED and any(key in row for row in typed.rows)}
    return Counted(lines, whole, sums, findings)


def _attended(records: list[Record], head: Record, catalogue: Catalogue, rulebook: Rulebook) -> Judged:
    """Rows have no result of their own: two thirds are counted over the conference."""
    law, rows = rulebook.laws.get(QUORUM), summarise(records, catalogue, rulebook).attendance
    lines = [Line(_share(row.present, row.summoned)) for row in rows]
    both = [row for row in rows if row.present is not None and row.summoned is not None]
    present, summoned = sum(row.present or 0 for row in both), sum(row.summoned or 0 for row in both)
    if not summoned:
        return lines, Whole()
    return lines, Whole(present, summoned, share(present, summoned), _need(summoned, law), law.limit if law else "",
                        met=meets(present, summoned, parse_limit(law.limit)) if law else None)


def _voted(records: list[Record], head: Record, catalogue: Catalogue, rulebook: Rulebook) -> Judged:
    law, votes = rulebook.laws.get(MAJORITY), summarise(records, catalogue, rulebook).votes
    lines = [Line(vote.share, _need(record.values.get("eligible"), law),
                  None if vote.passed is None else PASSED if vote.passed else NOT_PASSED)
             for vote, record in zip(votes, records, strict=True)]
    judged = [line for line in lines if line.result]
    return lines, Whole(sum(line.result == PASSED for line in judged), len(judged), limit=law.limit if law else "")


def _elected(records: list[Record], head: Record, catalogue: Catalogue, rulebook: Rulebook) -> Judged:
    law, rows = rulebook.laws.get(ELECTED), summarise(records, catalogue, rulebook).elections
    key = line_of(head, law)["base"] if law else ""
    of = head.values.get(key)
    lines = [Line(row.share, _need(of, law), row.result) for row in rows]
    return lines, Whole(of=of, need=_need(of, law), limit=law.limit if law else "", base=key)


JUDGES = {"attendance": _attended, "vote": _voted, "election": _elected}


def _need(of: int | None, law: Law | None) -> int | None:
    return need(of, parse_limit(law.limit)) if of and law else None


def _share(count: int | None, of: int | None) -> str | None:
    return share(count, of) if count is not None and of else None
