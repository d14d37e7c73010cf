"""A target's result as figures: planned and achieved, how much of it that is, and whether less may be better.

Takes the record of a target and the words by which less may be better, as the rule lists them ("giảm", "nợ đọng");
gives exact decimals. A percentage may be written as 98 or as 0.98; a plan of "≤ 5" or "dưới 5" asks for less too.
"""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from cbcc_xl.checks.figures import decimal
from cbcc_xl.model import Record
from cbcc_xl.text.letters import plain

AT_MOST = "<"                     # how reading marks a plan that is a ceiling
ONE = Decimal(1)
HUNDRED = Decimal(100)


class Result(NamedTuple):
    """Planned and achieved in one measure, and what stands in the cells."""
    planned: Decimal
    achieved: Decimal
    shown: tuple[str, str]         # planned, achieved: as facts of a finding
    less_is_better: bool

    @property
    def share(self) -> Decimal:
        return self.achieved / self.planned


def result(record: Record, planned_key: str, achieved_key: str, less: Iterable[str]) -> Result | None:
    """The figures of a row; None where one is missing, stands in words or gives no share."""
    planned, achieved = decimal(record, planned_key), decimal(record, achieved_key)
    if planned is None or achieved is None or planned <= 0 or achieved < 0:
        return None
    percent = record.values.get("measure") == "%"
    shown = tuple(_shown(figure, percent) for figure in (planned, achieved))
    if percent:
        planned, achieved = _one_scale(planned, achieved)
    words = " ".join(str(record.values.get(key, "")) for key in ("target", "note"))
    bounded = record.values.get("bound") == AT_MOST
    return Result(planned, achieved, (shown[0], shown[1]), bounded or _says(plain(words), map(plain, less)))


def _says(key: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in f" {key} " for word in words)


def _one_scale(planned: Decimal, achieved: Decimal) -> tuple[Decimal, Decimal]:
    """98 beside 0.95 is 0.98."""
    if planned > 2 >= achieved:
        return planned / HUNDRED, achieved
    if achieved > 2 >= planned:
        return planned, achieved / HUNDRED
    return planned, achieved


def _shown(figure: Decimal, percent: bool) -> str:
    if percent and figure <= 2:
        return f"{(figure * HUNDRED).normalize():f}%"
    return f"{figure.normalize():f}"
