"""The rules on one day: a rulebook such as `vn-2024` is a view, not a folder of copies.

Takes a catalogue and a day (the decision's; awards "for 2023" handed over in January 2024 were mostly decided in
December 2023, so the year alone stands for its last day). Gives each rule with the limit, severity and source of the
period that the day falls in.
"""
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from cbcc_xl.catalogue.entries import Catalogue, Period, Rule
from cbcc_xl.model import ERROR, INFO, NOT_MET, UNKNOWN, WARNING, Finding, Origin

RANK = {ERROR: 0, WARNING: 1, INFO: 2}


class Law(NamedTuple):
    """A rule as it stands on the day: what a kind of check works with."""
    code: str
    kind: str
    on: Mapping[str, Any]
    limit: str
    severity: str
    document: str
    article: str
    unverified: bool
    after: tuple[str, ...]
    unknown: str

    def finding(self, origin: Origin, facts: Mapping[str, Any], outcome: str = NOT_MET,
                severity: str | None = None) -> Finding:
        """A finding of this rule. Too little data is never worse than the rule's own severity for it."""
        level = severity or self.severity
        if outcome == UNKNOWN:
            level = max(level, self.unknown, key=RANK.__getitem__)
        extra = {"limit": self.limit} if self.limit and "limit" not in facts else {}
        return Finding(self.code, level, origin, {**facts, **extra}, outcome, self.document or None,
                       self.article or None)


class Rulebook(NamedTuple):
    """The rules in force on a day."""
    name: str
    day: datetime.date
    laws: Mapping[str, Law]


def in_force(catalogue: Catalogue, day: datetime.date) -> Rulebook:
    """Each rule that has a period on that day; a period with severity `off` switches it off."""
    laws = {}
    for rule in catalogue.rules.values():
        period = on_day(rule, day)
        if period and period.severity != "off":
            laws[rule.code] = law(rule, period)
    return Rulebook(f"vn-{day.year}", day, laws)


def on_day(rule: Rule, day: datetime.date) -> Period | None:
    """The rule's period on a day; where an agency's lines overlap, the last one."""
    return next((period for period in reversed(rule.periods)
                 if (period.start is None or period.start <= day) and (period.end is None or day <= period.end)), None)


def law(rule: Rule, period: Period) -> Law:
    """The rule as it stands in one of its periods."""
    return Law(rule.code, rule.kind, {**rule.on, **period.more}, period.limit, period.severity, period.source,
               period.article, period.unverified, rule.after, rule.unknown)
