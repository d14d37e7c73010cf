"""What the rules find, the met with the not met: each share with its figures, each nominated person's conditions.

Takes a batch of everything that was sent and the rules in force. Whatever a rule computes is the rule's own; here it is
only asked for all of it, and nothing is held back.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cbcc_xl.catalogue import Law, Rulebook
from cbcc_xl.checks.batch import PERSON, Batch
from cbcc_xl.checks.kinds import KINDS
from cbcc_xl.checks.run import in_order
from cbcc_xl.model import MET, UNKNOWN, Finding, Record

FILLED = "required"            # the kind of rule that asks for a field: without it there is too little data
Place = tuple[str | None, str | None, int]     # a row


def shares(batch: Batch, rulebook: Rulebook) -> list[Finding]:
    """Every share that a rule takes, in the order of rules; what is met has the outcome `met`."""
    found: list[Finding] = []
    for law in in_order(rulebook):
        taken = getattr(KINDS[law.kind], "shares", None)
        if taken and (law.on.get("form") is None or batch.records(law.on["form"])):
            found += taken(law, batch)
    return found


class Condition(NamedTuple):
    """What certain titles take: one or several rules on nominated persons that answer one question."""
    name: str                      # the number of the specialist's list, else the rule's code
    laws: tuple[Law, ...]


def conditions(batch: Batch, rulebook: Rulebook) -> list[Condition]:
    """The conditions that nominated persons are held to; not those that need a list that nobody sent."""
    found: dict[str, list[Law]] = {}
    for law in in_order(rulebook):
        lists = _lists(law)
        if law.on.get("form") == PERSON and _titles(law) and not _of_many(law) and (
                not lists or any(batch.records(one) for one in lists)):
            check = batch.catalogue.rules[law.code].check
            found.setdefault(check or law.code, []).append(law)
    return [Condition(name, tuple(found[name])) for name in sorted(found)]


Outcomes = tuple[str | None, ...]              # one a condition; None where it isn't asked, or nothing proves it


class Verdicts:
    """The answers to all conditions, by row."""

    def __init__(self, conditions: Sequence[Condition], batch: Batch) -> None:
        self.conditions = conditions
        self._fields = sorted({law.on["field"] for one in conditions for law in one.laws if "field" in law.on})
        self._quiet: dict[tuple[tuple[str, ...], tuple[bool, ...]], Outcomes] = {}
        self._found: dict[Place, list[tuple[int, Finding]]] = {}
        for index, one in enumerate(conditions):
            for law in one.laws:
                for finding in _findings(law, batch):
                    for place in _rows(finding):
                        self._found.setdefault(place, []).append((index, finding))

    def of(self, record: Record) -> tuple[Outcomes, list[tuple[int, Finding]]]:
        """A nomination's outcomes as far as no rule finds anything, and what rules find, by condition."""
        values = record.values
        key = (tuple(values.get("titles", ())), tuple([field in values for field in self._fields]))
        quiet = self._quiet.get(key)
        if quiet is None:
            quiet = self._quiet[key] = tuple(_quiet(one, record) for one in self.conditions)
        return quiet, self._found.get((record.file, record.sheet, record.row), [])


def _quiet(condition: Condition, record: Record) -> str | None:
    """What it means that no rule of a condition finds anything at a row."""
    own = [law for law in condition.laws
           if not _lists(law) and not _titles(law).isdisjoint(record.values.get("titles", ()))]
    if any(_asks_for(law) not in (None, *record.values) for law in own):
        return UNKNOWN
    return MET if any("field" not in law.on or law.on["field"] in record.values for law in own) else None


def _findings(law: Law, batch: Batch) -> Iterator[Finding]:
    """What a rule says of each row by itself."""
    kind = KINDS[law.kind]
    for finding in getattr(kind, "each", kind.check)(law, batch):
        yield finding._replace(outcome=UNKNOWN) if law.kind == FILLED else finding


def _rows(finding: Finding) -> list[Place]:
    """The rows that a finding is about."""
    file, sheet, cell = finding.origin
    rows = [int(row) for row in re.findall(r"\d+", cell or "")] or [0]
    return [(file, sheet, row) for row in range(rows[0], rows[-1] + 1)]


def _titles(law: Law) -> frozenset[str]:
    return frozenset({*law.on.get("titles", ()), *([law.on["title"]] if "title" in law.on else ())})


def _asks_for(law: Law) -> str | None:
    """The field without which a rule can't tell: the rating that must be good enough, what must be filled in."""
    asks = law.kind == FILLED or getattr(KINDS[law.kind], "RATING_LIMIT", False) and "never" not in law.on
    return law.on.get("field") if asks else None


def _of_many(law: Law) -> bool:
    """Whether a rule speaks of a list as a whole, by a share or all rows together, and not of each person."""
    return bool(law.on.get("together")) or getattr(KINDS[law.kind], "LIMIT", False)


def _lists(law: Law) -> tuple[str, ...]:
    """The other lists that a rule looks at: that nothing is found there doesn't prove that the condition is met."""
    lists = law.on.get("with", ())
    return (lists,) if isinstance(lists, str) else tuple(lists)
