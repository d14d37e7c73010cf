"""What the conference decided: votes, elections, attendance, each row with the way back to the sheet it came from.

Figures and verdicts are those of the consolidation's summary; here they only get words and an origin.
"""
from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any

from cbcc_xl.model import Record
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.pipeline.consolidation import Elected
from cbcc_xl.tally import NOT_ELECTED


def votes(edition: Edition) -> Table:
    """A row a vote: item, counts, share of those present, whether it passed."""
    given = edition.consolidation.summary.votes
    keys = ("no", "unit", "item", "kind", "agree", "disagree", "abstain", "share", "passed")

    def rows(layout: Layout) -> Iterator[Row]:
        origins = _Origins(edition, "vote", "item")
        for number, vote in enumerate(given, 1):
            verdict = _verdict(edition, vote.passed, "passed", "not_passed")
            yield [number, edition.unit(vote.unit), vote.item, edition.word("vote_kind", vote.kind), vote.agree,
                   vote.disagree, vote.abstain, figure(vote.share), verdict, *origins.next(vote.unit, vote.item)]

    return _table(edition, "votes", keys, len(given), rows)


def elections(edition: Edition) -> Table:
    """A row a candidate and round: votes, share, result and by how many votes; a template may ask for both apart."""
    given = edition.consolidation.summary.elections
    keys = ("no", "unit", "post", "name", "votes", "share", "result", "margin", "round")

    def rows(layout: Layout) -> Iterator[Row]:
        origins = _Origins(edition, "election", "post", "name")
        for number, one in enumerate(given, 1):
            yield [number, edition.unit(one.unit), one.post, one.name, one.votes, figure(one.share),
                   _result(edition, one), one.margin, one.round, *origins.next(one.unit, one.post, one.name)]

    return _table(edition, "elections", keys, len(given), rows)


def attendance(edition: Edition) -> Table:
    """A row a unit: headcount, summoned, present, quorum."""
    given = edition.consolidation.summary.attendance
    keys = ("no", "unit", "headcount", "summoned", "present", "quorate")

    def rows(layout: Layout) -> Iterator[Row]:
        origins = _Origins(edition, "attendance")
        for number, one in enumerate(given, 1):
            yield [number, edition.unit(one.unit), one.headcount, one.summoned, one.present,
                   _verdict(edition, one.quorate, "quorate", "not_quorate"), *origins.next(one.unit)]

    return _table(edition, "attendance", keys, len(given), rows)


def _table(edition: Edition, name: str, keys: tuple[str, ...], count: int, rows: Any) -> Table:
    return Table(name, (*keys, "file", "sheet", "origin"), count, rows, empty=edition.word("summary", "none"))


def _result(edition: Edition, one: Elected) -> str:
    """"Không trúng cử, thiếu 3 phiếu"."""
    word = edition.word("result", one.result or "unknown")
    if one.result != NOT_ELECTED or one.margin is None:
        return word
    return edition.word("summary", "short_of").format(result=word, count=-one.margin)


def _verdict(edition: Edition, verdict: bool | None, yes: str, no: str) -> str:
    return edition.word("result", "unknown") if verdict is None else edition.word("summary", yes if verdict else no)


class _Origins:
    """Records by what a line of the summary names, in the order in which both were made."""

    def __init__(self, edition: Edition, form: str, *keys: str) -> None:
        self.edition, self.key = edition, (keys or ("unit",))[-1]
        self.records: dict[Iterable[Any], deque[Record]] = defaultdict(deque)
        for record in edition.records.get(form, ()):
            for unit in {record.unit, *([record.values.get("unit")] if not keys else [])}:
                self.records[unit, *(record.values.get(key) for key in keys)].append(record)

    def next(self, *named: str | None) -> Row:
        """File, sheet and link of the next record so named."""
        found = self.records.get(named)
        if not found:
            return (None, None, None)
        record = found.popleft() if len(found) > 1 else found[0]
        return (record.file, record.sheet, self.edition.link(record, self.key))
