"""Arithmetic of votes and shares: just below, on and just above each limit, and against plain reckoning."""
from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbcc_xl.tally import (
    ELECTED,
    NOT_ELECTED,
    TIED,
    Limit,
    agrees,
    elect,
    electorate,
    meets,
    most,
    need,
    parse_limit,
    passes,
    ranks,
    share,
)

MAJORITY = parse_limit("> 1/2")
LOWER = st.sampled_from([">= 70%", "> 50%", "> 1/2", ">= 2/3", ">= 90%", ">= 33,3%"]).map(parse_limit)
UPPER = st.sampled_from(["<= 15%", "<= 20%", "< 1/3", "<= 12.5%"]).map(parse_limit)
BASES = st.integers(1, 100_000)


@pytest.mark.parametrize(("text", "op", "value"), [
    (">= 70%", ">=", Fraction(7, 10)), ("> 1/2", ">", Fraction(1, 2)), ("<=15%", "<=", Fraction(3, 20)),
    ("<= 12,5 %", "<=", Fraction(1, 8)), ("< 0.1%", "<", Fraction(1, 1000)), (" >= 1 ", ">=", Fraction(1)),
    (">= 2 / 3", ">=", Fraction(2, 3)),
])
def test_limits_are_read_exactly(text: str, op: str, value: Fraction) -> None:
    assert parse_limit(text) == Limit(op, value)


@pytest.mark.parametrize("text", ["", "70%", "= 70%", ">= 70 phần trăm", "> 1/0", ">= -1", ">= 1/2%", "HTTNV"])
def test_what_is_no_limit(text: str) -> None:
    with pytest.raises(ValueError, match="no limit"):
        parse_limit(text)


@pytest.mark.parametrize(("count", "of", "limit", "met"), [
    (22, 44, "> 1/2", False), (23, 44, "> 1/2", True), (21, 43, "> 1/2", False), (22, 43, "> 1/2", True),
    (6, 9, ">= 2/3", True), (5, 9, ">= 2/3", False), (7, 10, ">= 70%", True), (6, 10, ">= 70%", False),
    (70_000_000_000_000_000, 100_000_000_000_000_000, ">= 70%", True),
    (69_999_999_999_999_999, 100_000_000_000_000_000, ">= 70%", False),
    (3, 20, "<= 15%", True), (4, 20, "<= 15%", False), (1, 3, "< 1/3", False),
])
def test_meets_on_the_line(count: int, of: int, limit: str, met: bool) -> None:
    assert meets(count, of, parse_limit(limit)) is met


@given(BASES, LOWER)
def test_need_is_the_smallest_count_that_meets_a_lower_limit(of: int, limit: Limit) -> None:
    assert meets(need(of, limit), of, limit)
    assert not meets(need(of, limit) - 1, of, limit)


@given(BASES, UPPER)
def test_most_rounded_down_is_the_largest_count_that_meets_an_upper_limit(of: int, limit: Limit) -> None:
    assert meets(most(of, limit), of, limit)
    assert not meets(most(of, limit) + 1, of, limit)


@pytest.mark.parametrize(("of", "limit", "floor", "half_up", "ceil"), [
    (65, "<= 15%", 9, 10, 10), (19, "<= 15%", 2, 3, 3), (78, "<= 15%", 11, 12, 12), (20, "<= 15%", 3, 3, 3),
    (10, "<= 15%", 1, 2, 2), (9, "<= 15%", 1, 1, 2), (20, "< 15%", 2, 2, 2),
])
def test_most_in_three_roundings(of: int, limit: str, floor: int, half_up: int, ceil: int) -> None:
    assert [most(of, parse_limit(limit), rounding) for rounding in ("floor", "half_up", "ceil")] == [
        floor, half_up, ceil]


# Any limit at all: an operator and a share written as a fraction, with the point or comma, or as a percentage.
SHARES = st.one_of(st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
                   st.tuples(st.integers(0, 120), st.integers(0, 99)).map(lambda pair: f"{pair[0]},{pair[1]:02}%"))
LIMITS = st.tuples(st.sampled_from([">=", ">", "<=", "<"]), SHARES).map(" ".join)
ON_THE_LINE = st.tuples(st.integers(1, 400), st.integers(1, 400), st.integers(-1, 1))


def exactly(count: int, of: int, text: str) -> bool:
    """What a limit says, of fractions alone."""
    op, share_of = text.split()
    parts = share_of.rstrip("%").replace(",", ".").split("/")
    line = of * Fraction(parts[0]) / (int(parts[1]) if len(parts) == 2 else 100 if "%" in share_of else 1)
    return {">=": count >= line, ">": count > line, "<=": count <= line, "<": count < line}[op]


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), LIMITS)
def test_meets_says_what_the_limit_says(count: int, of: int, text: str) -> None:
    assert meets(count, of, parse_limit(text)) is exactly(count, of, text)


@given(ON_THE_LINE, st.sampled_from([">=", ">", "<=", "<"]), st.integers(1, 1000))
def test_meets_on_the_line_of_any_share(pair: tuple[int, int, int], op: str, times: int) -> None:
    part, whole, beside = pair
    assert meets(part * times + beside, whole * times, parse_limit(f"{op} {part}/{whole}")) is {
        ">=": beside >= 0, ">": beside > 0, "<=": beside <= 0, "<": beside < 0}[op]


@given(BASES, LIMITS)
def test_need_and_most_are_the_border_of_any_limit(of: int, text: str) -> None:
    limit = parse_limit(text)
    if limit.op in (">=", ">"):
        border = need(of, limit)
        assert exactly(border, of, text)
        assert not exactly(border - 1, of, text)
    else:
        border = most(of, limit)
        assert exactly(border, of, text)
        assert not exactly(border + 1, of, text)


@given(BASES, UPPER)
def test_most_in_each_rounding_is_that_rounding_of_the_exact_share(of: int, limit: Limit) -> None:
    share_of = Fraction(limit.value * of)
    apart = 1 if limit.op == "<" else 0                                # what is below a whole number is one less
    for rounding, whole in (("floor", share_of.numerator // share_of.denominator),
                            ("ceil", -(-share_of.numerator // share_of.denominator)),
                            ("half_up", (2 * share_of + 1).numerator // (2 * (2 * share_of + 1).denominator))):
        assert most(of, limit, rounding) == whole - (apart if share_of == whole else 0)


@pytest.mark.parametrize(("count", "of", "text"), [
    (8, 12, "0.6667"), (13, 65, "0.2000"), (1, 3, "0.3333"), (12, 12, "1.0000"), (0, 7, "0.0000"), (7, 6, "1.1667"),
    (1, 20_000, "0.0001"), (1, 20_001, "0.0000"),
])
def test_share(count: int, of: int, text: str) -> None:
    assert share(count, of) == text


@given(st.integers(0, 100_000), BASES)
def test_share_is_the_fraction_rounded_half_up(count: int, of: int) -> None:
    exact = Fraction(count, of) * 10_000
    rounded = Decimal(exact.numerator * 2 // exact.denominator) / 2      # halves survive, less is cut off
    assert Decimal(share(count, of)) * 10_000 == rounded.quantize(Decimal(1), ROUND_HALF_UP)


@pytest.mark.parametrize(("stated", "right"), [
    ("0.75", True), ("0.751", True), ("0.749", True), ("0.7511", False), ("0.7489", False), ("1", False), ("75", False),
])
def test_a_stated_share_may_be_a_tenth_of_a_point_off(stated: str, right: bool) -> None:
    assert agrees(stated, 30, 40, parse_limit("<= 0.1%")) is right


# --- councils --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("base", "figures", "number"), [
    ("members", (11, 9, 2), 11), ("present", (11, 9, 2), 9), ("consulted", (11, 9, 2), 11),
    ("consulted", (11, 9, 0), 9),
    ("members", (None, 9, 2), None), ("consulted", (11, 9, None), None), ("present", (11, None, 2), None),
    ("consulted", (None, 9, 2), 11), ("consulted", (11, 9, 3), None), ("present", (8, 9, 0), None),
    ("members", (11, None, None), 11),
])
def test_the_number_that_a_council_s_share_is_taken_of(base: str, figures: tuple[int | None, ...],
                                                       number: int | None) -> None:
    assert electorate(base, *figures) == number


@pytest.mark.parametrize(("agree", "of", "limit", "passed"), [
    (9, 10, ">= 90%", True), (8, 10, ">= 90%", False), (10, 11, ">= 90%", True), (9, 11, ">= 90%", False),
    (None, 10, ">= 90%", None), (9, None, ">= 90%", None), (0, 0, ">= 90%", None), (11, 10, ">= 90%", None),
])
def test_a_council_passes_by_its_base(agree: int | None, of: int | None, limit: str, passed: bool | None) -> None:
    assert passes(agree, of, parse_limit(limit)) is passed
    assert passes(agree, of, None) is None


# --- elections -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("votes", "seats", "base", "results"), [
    ([38, 32, 25, 25, 9], 3, 44, [ELECTED, ELECTED, TIED, TIED, NOT_ELECTED]),
    ([25, 25], 2, 44, [ELECTED, ELECTED]),
    ([22, 22], 1, 44, [NOT_ELECTED, NOT_ELECTED]),
    ([23], 1, 44, [ELECTED]),
    ([30, 40, 30, 30], 2, 44, [TIED, ELECTED, TIED, TIED]),
    ([30, 29, 28], 1, 44, [ELECTED, NOT_ELECTED, NOT_ELECTED]),
    ([30], 0, 44, [NOT_ELECTED]),
    ([], 2, 44, []),
], ids=["tie at the last seat", "tie with seats for all", "exactly half", "one vote over half", "three for one seat",
        "majority without a seat", "no seat", "nobody"])
def test_elect(votes: list[int | None], seats: int, base: int, results: list[str | None]) -> None:
    assert elect(votes, seats, base, MAJORITY) == results


def test_elect_without_seats_or_base_is_unknown() -> None:
    assert elect([30, 2], None, 44, MAJORITY) == [None, None]
    assert elect([30, 2], 1, None, MAJORITY) == [None, None]


def test_a_missing_count_leaves_open_only_what_it_could_change() -> None:
    assert elect([30, None, 9], 2, 44, MAJORITY) == [ELECTED, None, NOT_ELECTED]
    assert elect([30, None, 28], 2, 44, MAJORITY) == [ELECTED, None, None]
    assert elect([30, None], 1, 44, MAJORITY) == [None, None]


def by_every_order(votes: Sequence[int], seats: int, base: int) -> list[str]:
    """Plain reckoning: break ties in every possible way; who is in always, never or now and then."""
    taken: list[set[bool]] = [set() for _ in votes]
    for order in permutations(range(len(votes))):
        ranked = sorted(order, key=lambda candidate: -votes[candidate])
        winners = [candidate for candidate in ranked if 2 * votes[candidate] > base][:seats]
        for candidate, seen in enumerate(taken):
            seen.add(candidate in winners)
    return [TIED if len(seen) == 2 else ELECTED if True in seen else NOT_ELECTED for seen in taken]


FEW_VOTES = st.lists(st.integers(0, 8), min_size=1, max_size=5)


@given(FEW_VOTES, st.integers(0, 5), st.integers(0, 12))
def test_elect_as_by_every_order_of_breaking_ties(votes: list[int], seats: int, base: int) -> None:
    assert elect(votes, seats, base, MAJORITY) == by_every_order(votes, seats, base)


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(0, 6), st.integers(0, 50), st.randoms())
def test_elect_does_not_depend_on_the_order_of_the_list(votes: list[int], seats: int, base: int,
                                                        random: object) -> None:
    pairs = list(zip(votes, elect(votes, seats, base, MAJORITY), strict=True))
    random.shuffle(pairs)                                                              # type: ignore[attr-defined]
    assert elect([count for count, _ in pairs], seats, base, MAJORITY) == [result for _, result in pairs]


@given(FEW_VOTES, st.integers(1, 4), st.integers(0, 12), st.integers(0, 8))
def test_what_is_told_with_a_count_missing_holds_whatever_it_is(votes: list[int], seats: int, base: int,
                                                                 late: int) -> None:
    before = elect([*votes, None], seats, base, MAJORITY)
    after = elect([*votes, late], seats, base, MAJORITY)
    assert all(told in (None, known) for told, known in zip(before, after, strict=True))


# --- ranks -----------------------------------------------------------------------------------------------------------

def test_equal_scores_share_the_better_rank() -> None:
    assert ranks([Decimal(score) for score in ("985.5", "990", "980", "985.50", "970")]) == [2, 1, 4, 2, 5]
    assert ranks([100, 99, 98, 98, 97]) == [1, 2, 3, 3, 5]


@given(st.lists(st.integers(0, 20), max_size=20))
def test_rank_is_one_more_than_the_number_of_better_scores(scores: list[int]) -> None:
    assert ranks(scores) == [1 + sum(other > score for other in scores) for score in scores]


@given(st.lists(st.fractions(), max_size=20), st.randoms())
def test_ranks_follow_the_scores_in_any_order(scores: list[Fraction], random: object) -> None:
    pairs = list(zip(scores, ranks(scores), strict=True))
    random.shuffle(pairs)                                                              # type: ignore[attr-defined]
    assert ranks([score for score, _ in pairs]) == [rank for _, rank in pairs]
    assert all((rank < other) == (score > better) for score, rank in pairs for better, other in pairs)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_behind_those_who_share_a_rank_as_many_are_left_out(scores: list[int]) -> None:
    given_ranks = sorted(ranks(scores))
    assert given_ranks[0] == 1
    assert all(rank == place or rank == given_ranks[place - 2] for place, rank in enumerate(given_ranks, 1))
