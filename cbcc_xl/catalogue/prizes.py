"""What an award brings in money: a coefficient times the base salary of the decision's day, rounded as the law says.

Takes the rates of `data/prizes.toml` (an agency's laid over them), a title, person or team, and the day. Gives the
figures that a table of sums shows, the unrounded sum among them; None where a coefficient or a salary isn't known.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

SALARY, ROUNDING, SEVERAL = "base-salary", "rounding", "several"       # the tables that are no title's
UP, NEAREST, HIGHEST, EACH = WAYS = ("up", "nearest", "highest", "each")


class Rate(NamedTuple):
    """Figures that hold between two days."""
    start: datetime.date | None = None
    end: datetime.date | None = None
    source: str = ""
    article: str = ""
    checked: datetime.date | None = None
    unverified: bool = False
    person: str = ""                # coefficients, exact decimal strings
    team: str = ""
    amount: int = 0                 # VND
    step: int = 1
    way: str = UP


class Rates(NamedTuple):
    """The rates of a title in all periods, and the titles of the same year that it is paid instead of."""
    periods: tuple[Rate, ...]
    over: tuple[str, ...] = ()

    def on(self, day: datetime.date) -> Rate | None:
        """The rate on a day; where an agency's lines overlap, the last one."""
        return next((rate for rate in reversed(self.periods) if (rate.start is None or rate.start <= day)
                     and (rate.end is None or day <= rate.end)), None)


class Prize(NamedTuple):
    """The money of one award."""
    coefficient: str
    base: int                       # VND
    unrounded: str                  # an exact decimal string
    amount: int                     # VND
    rate: Rate


def rates_of(table: Mapping[str, Any]) -> Rates:
    """The rates of one TOML table. TypeError or KeyError, which name it, for a key or a figure that can't be used."""
    return Rates(tuple(_rate(line) for line in table["in_force"]), tuple(table.get("over", ())))


def _rate(line: Mapping[str, Any]) -> Rate:
    named = {{"from": "start", "to": "end"}.get(key, key): value for key, value in line.items()}
    for subject in ("person", "team"):
        if subject in named:
            named[subject] = _coefficient(subject, str(named[subject]))
    rate = Rate(**named)
    if rate.way not in WAYS or rate.step < 1:
        raise KeyError("way" if rate.way not in WAYS else "step")
    return rate


def _coefficient(subject: str, text: str) -> str:
    figure = text.replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", figure):
        raise KeyError(subject)
    return figure


def prize(rates: Mapping[str, Rates], title: str, subject: str, day: datetime.date) -> Prize | None:
    """The money of a title for a person or a team, decided on a day."""
    own, salary = _on(rates, title, day), _on(rates, SALARY, day)
    coefficient = getattr(own, subject) if own else ""
    if own is None or salary is None or not coefficient:
        return None
    unrounded = Decimal(coefficient) * salary.amount
    amount = rounded(unrounded, _on(rates, ROUNDING, day) or Rate())
    return Prize(coefficient, salary.amount, f"{unrounded.normalize():f}", amount, own)


def rounded(unrounded: Decimal, rate: Rate) -> int:
    """A sum in whole steps: up, or to the nearest one (half a step goes up)."""
    steps, rest = divmod(unrounded, rate.step)
    more = 2 * rest >= rate.step if rate.way == NEAREST else rest > 0
    return (int(steps) + more) * rate.step


def paid_instead(rates: Mapping[str, Rates], day: datetime.date) -> dict[str, tuple[str, ...]]:
    """Titles, each with those of the same year that it is paid instead of; none where each is paid."""
    several = _on(rates, SEVERAL, day)
    if several is None or several.way != HIGHEST:
        return {}
    return {title: own.over for title, own in rates.items() if own.over}


def _on(rates: Mapping[str, Rates], key: str, day: datetime.date) -> Rate | None:
    return rates[key].on(day) if key in rates else None
