"""Counting votes and shares: limits, quorum, majority, seats, ties, ranks.

Takes counts and a limit as a rule writes it (">= 70%", "> 1/2", "<= 12,5%", ">= 1"). Gives what a count must reach or
may not pass, who is elected, and ranks. Whole numbers and fractions only, so that exactly half is never a majority.
Knows no law: limits, bases and seats are handed in.
"""
from __future__ import annotations

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple, TypeVar

ELECTED, NOT_ELECTED, TIED = "elected", "not-elected", "tied"
ROUNDINGS = ("floor", "half_up", "ceil")
_OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
_LIMIT = re.compile(r"(>=|>|<=|<)\s*(\d+(?:[.,]\d+)?)(?:\s*/\s*([1-9]\d*)|\s*(%))?")


class Limit(NamedTuple):
    """A condition on a share (or, with a base of 1, on a count): `op` is one of >=, >, <=, <."""
    op: str
    value: Fraction


@lru_cache(maxsize=256)
def parse_limit(text: str) -> Limit:
    """">= 70%" → Limit(">=", 7/10); "> 1/2"; "<= 12,5%"; ">= 1". ValueError for anything else."""
    match = _LIMIT.fullmatch(text.strip())
    if not match:
        raise ValueError(f"no limit: {text!r}")
    op, figure, parts, percent = match.groups()
    return Limit(op, Fraction(figure.replace(",", ".")) / (100 if percent else int(parts or 1)))


def meets(count: int, of: int, limit: Limit) -> bool:
    """Whether `count` out of `of` is within the limit, exactly."""
    numerator, denominator = limit.value.as_integer_ratio()
    return bool(_OPERATORS[limit.op](count * denominator, numerator * of))


def need(of: int, limit: Limit) -> int:
    """The smallest count that meets a lower limit: need(12, ">= 70%") is 9, need(10, "> 1/2") is 6."""
    share = limit.value * of
    return floor(share) + 1 if limit.op == ">" else ceil(share)


def most(of: int, limit: Limit, rounding: str = "floor") -> int:
    """The largest count that an upper limit allows, what it comes to being rounded: 15 % of 65 is 9, or 10 half up."""
    share = limit.value * of
    count = {"floor": floor(share), "half_up": floor(share + Fraction(1, 2)), "ceil": ceil(share)}[rounding]
    return count - 1 if limit.op == "<" and count == share else count


def share(count: int, of: int) -> str:
    """A share of one, four decimals, half up: 8 of 12 is "0.6667"."""
    parts = (2 * count * 10_000 + of) // (2 * of)
    return f"{parts // 10_000}.{parts % 10_000:04}"


def agrees(stated: str, count: int, of: int, within: Limit) -> bool:
    """Whether a stated share ("0.955") differs from count/of by no more than the limit (a share of one too)."""
    figure, parts = Decimal(stated).as_integer_ratio()
    numerator, denominator = within.value.as_integer_ratio()
    return bool(_OPERATORS[within.op](abs(figure * of - count * parts) * denominator, numerator * parts * of))


COUNCIL_BASES = MEMBERS, PRESENT, CONSULTED = ("members", "present", "consulted")


def electorate(base: str, members: int | None, present: int | None, written: int | None) -> int | None:
    """The number that a council's share is taken of: all members, those present, or those present with the absent who
    wrote, each once. None where a figure is missing, or more took part than there are members."""
    took_part = None if present is None or written is None else present + written
    if base == MEMBERS:
        return members
    count = present if base == PRESENT else took_part
    return None if count is not None and members is not None and count > members else count


def passes(agree: int | None, of: int | None, limit: Limit | None) -> bool | None:
    """Whether a nomination has the votes. None: too little data, no limit given, or more votes than could be cast."""
    if agree is None or not of or limit is None or agree > of:
        return None
    return meets(agree, of, limit)


def elect(votes: Sequence[int | None], seats: int | None, base: int | None, limit: Limit) -> list[str | None]:
    """Each candidate's result: those who meet the majority take the seats in the order of their votes.

    All who tie at the last seat are `tied`: a tie is the meeting's to break. None where seats, the base or the votes
    are missing, or where a missing count could still change the result.
    """
    if seats is None or base is None:
        return [None] * len(votes)
    majority = sorted(count for count in votes if count is not None and meets(count, base, limit))
    missing = votes.count(None)
    return [_result(count, majority, missing, seats) if count is None or meets(count, base, limit) else NOT_ELECTED
            for count in votes]


def _result(count: int | None, majority: list[int], missing: int, seats: int) -> str | None:
    if count is None:
        return None
    better = len(majority) - bisect_right(majority, count)
    at_least = len(majority) - bisect_left(majority, count)
    if better >= seats:
        return NOT_ELECTED
    if at_least + missing <= seats:
        return ELECTED
    return TIED if better + missing < seats < at_least else None


def margins(votes: Sequence[int | None], seats: int | None, base: int | None, limit: Limit) -> list[int | None]:
    """By how many votes each candidate is elected (0 or more), or fails to be (-3: "thiếu 3 phiếu").

    Measured to the fewest votes that would take a seat, the others' being what they are; a tie at the last seat lacks
    one. None where there is no seat, or that isn't known; with a count missing, only who fails for sure is told how
    many are lacking at the least.
    """
    if not seats or base is None:
        return [None] * len(votes)
    majority = sorted(count for count in votes if count is not None and meets(count, base, limit))
    least, whole = need(base, limit), None not in votes
    return [None if count is None else _margin(count, least, _to_be_passed(count, majority, seats), whole)
            for count in votes]


def _margin(count: int, least: int, passed: int, whole: bool) -> int | None:
    fails = count < least or count + 1 < passed
    return count - max(least, passed) if whole or fails else None


def _to_be_passed(count: int, majority: list[int], seats: int) -> int:
    """One more than the last seat's holder has among the others; 0 where a seat is free."""
    place = bisect_left(majority, count)
    others = majority[:place] + majority[place + 1:] if majority[place:place + 1] == [count] else majority
    return others[-seats] + 1 if seats <= len(others) else 0


Score = TypeVar("Score", int, Decimal, Fraction)


def ranks(scores: Sequence[Score]) -> list[int]:
    """Ranks from the highest score down; equal scores share the better rank: 1, 2, 3, 3, 5."""
    ordered = sorted(scores)
    return [len(ordered) - bisect_right(ordered, score) + 1 for score in scores]
