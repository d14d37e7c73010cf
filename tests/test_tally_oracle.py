"""`tally.elect` and `tally.margins` against an independent oracle, in more than a million elections, every small one.

The oracle shares no code with the tally. It writes down what an outcome is, and looks at all outcomes:

- a set of winners may come out if all of them have enough votes, as many win as can (the seats, or all who have
  enough), and nobody with enough votes who is left out has more than one who is in;
- who is in all such sets is elected, who is in none is not, who is in some has tied;
- with votes missing, all ways to complete them are looked at (up to one vote more than anybody can have in the space,
  which is as good as any larger number); what is the same in all of them is told, the rest is not known.

Whether votes are enough is asked of `fractions.Fraction`, once for each count. The spaces are walked whole, so that
exactly half, ties, no seat, more seats than candidates and nobody counted are among them.
"""
from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from cbcc_xl.tally import ELECTED, NOT_ELECTED, TIED, elect, margins, parse_limit

NO, SOME, ALL, OPEN = 0, 1, 2, 3               # not elected, tied, elected, not known
NAMES = {NO: NOT_ELECTED, SOME: TIED, ALL: ELECTED, OPEN: None}
LIMITS = {"> 1/2": (">", Fraction(1, 2)), ">= 2/3": (">=", Fraction(2, 3)), "> 30%": (">", Fraction(3, 10)),
          ">= 50%": (">=", Fraction(1, 2))}


def enough(most: int, base: int, limit: str) -> tuple[bool, ...]:
    """For each count from 0 to `most`, whether it is enough."""
    op, least = LIMITS[limit]
    return tuple(votes >= least * base if op == ">=" else votes > least * base for votes in range(most + 1))


def complete(candidates: int, seats: int, suffices: tuple[bool, ...]) -> np.ndarray:
    """What becomes of each candidate, for every complete set of votes: [candidate, votes of the first, second, …]."""
    values = len(suffices)
    votes = np.indices((values,) * candidates)
    able = np.array(suffices)[votes]
    winning = np.minimum(able.sum(axis=0), seats)
    inside, sets = np.zeros(votes.shape, int), np.zeros(votes.shape[1:], int)
    for size in range(candidates + 1):
        for winners in combinations(range(candidates), size):
            losers = [one for one in range(candidates) if one not in winners]
            may_be = winning == size
            for winner in winners:
                may_be &= able[winner]
                for loser in losers:
                    may_be &= ~able[loser] | (votes[loser] <= votes[winner])
            sets += may_be
            for winner in winners:
                inside[winner] += may_be
    assert (sets > 0).all()
    return np.where(inside == 0, NO, np.where(inside == sets, ALL, SOME))


def with_missing(outcome: np.ndarray, candidates: int) -> np.ndarray:
    """The same with one place more on each axis, for votes that are missing: what holds however they are completed."""
    for axis in range(1, candidates + 1):
        least, most = outcome.min(axis=axis, keepdims=True), outcome.max(axis=axis, keepdims=True)
        outcome = np.concatenate([outcome, np.where(least == most, least, OPEN)], axis=axis)
    for one in range(candidates):
        np.moveaxis(outcome[one], one, 0)[-1] = OPEN                 # nothing is told of who has no count
    return outcome


# Candidates, the highest count, the highest base. Seats go from none to one more than candidates.
SPACES = [(1, 12, 12), (2, 10, 12), (3, 8, 10), (4, 5, 6), (5, 3, 6)]
OF_MARGINS = [(1, 7, 8), (2, 6, 7), (3, 5, 6), (4, 3, 4)]


def elections(candidates: int, most: int, highest_base: int) -> tuple[int, int]:
    """Walks one space; gives how many elections it held, and in how many somebody stood exactly on the line."""
    places = list(product([*range(most + 1), -1], repeat=candidates))
    every = [tuple(None if count < 0 else count for count in place) for place in places]
    outcomes: dict[tuple[int, tuple[bool, ...]], list[list[str | None]]] = {}
    number = on_the_line = 0
    for limit, base in product(LIMITS, range(highest_base + 1)):
        suffices = enough(most + 1, base, limit)
        if suffices[0]:                                              # of nobody, no votes would be enough too
            continue
        parsed, line = parse_limit(limit), LIMITS[limit][1] * base
        on_the_line += (candidates + 2) * sum(line in votes for votes in every)
        for seats in range(candidates + 2):
            if (seats, suffices) not in outcomes:
                told = with_missing(complete(candidates, seats, (*suffices, True)), candidates)
                outcomes[seats, suffices] = [[NAMES[one] for one in told[(slice(None), *place)].tolist()]
                                             for place in places]
            found = [elect(votes, seats, base, parsed) for votes in every]
            assert found == outcomes[seats, suffices], (seats, base, limit)
            number += len(found)
    return number, on_the_line


def test_a_million_elections() -> None:
    held = [elections(*space) for space in SPACES]
    assert sum(number for number, _ in held) >= 1_000_000
    assert sum(on_the_line for _, on_the_line in held) >= 200_000


@pytest.mark.parametrize(("candidates", "most", "highest_base"), OF_MARGINS)
def test_a_margin_is_measured_to_the_fewest_votes_that_would_take_a_seat(candidates: int, most: int,
                                                                         highest_base: int) -> None:
    """The others' votes stand still, one's own go up from none until the oracle says "elected"."""
    for limit, base, seats in product(LIMITS, range(1, highest_base + 1), range(candidates + 2)):
        suffices = enough(max(most, base) + 2, base, limit)
        outcome, parsed = complete(candidates, seats, suffices), parse_limit(limit)
        fewest = [np.moveaxis(outcome[one] == ALL, one, 0).argmax(axis=0) for one in range(candidates)]
        for votes in product(range(most + 1), repeat=candidates):
            needed = [int(fewest[one][votes[:one] + votes[one + 1:]]) for one in range(candidates)]
            expected = [own - least for own, least in zip(votes, needed, strict=True)] if seats else [None] * candidates
            assert margins(votes, seats, base, parsed) == expected, (votes, seats, base, limit)


@pytest.mark.parametrize(("candidates", "most", "base"), [(2, 5, 6), (3, 4, 5), (4, 3, 4)])
def test_a_margin_told_with_a_count_missing_is_the_least_that_is_lacking(candidates: int, most: int,
                                                                         base: int) -> None:
    limit = parse_limit("> 1/2")
    for seats, votes in product(range(1, candidates), product(range(most + 1), repeat=candidates - 1)):
        told = margins([*votes, None], seats, base, limit)
        later = [margins([*votes, late], seats, base, limit) for late in range(most + 2)]
        results = [elect([*votes, late], seats, base, limit) for late in range(most + 2)]
        for one in range(candidates - 1):
            fails = all(result[one] == NOT_ELECTED for result in results)
            highest = max(margin[one] for margin in later)                          # type: ignore[type-var]
            assert told[one] == (highest if fails else None), (votes, seats)
