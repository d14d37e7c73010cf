"""A specialist's 54 checks: each is answered by a rule or a finding of reading, or says why not; none is missing."""
from __future__ import annotations

import re
from functools import cache

import pytest

from cbcc_xl.catalogue import load
from tools.pages import produced
from tools.specialist import NOT_YET, checks, rules_of

NUMBERS = [f"C{number}" for number in range(1, 55)]
CATALOGUE = load()
GROUND = re.compile(r": .+ \((?:cao|trung bình|thấp); (?:\d\d/\d\d/\d{4}|chưa đọc lại)\)$")


def test_the_list_is_whole_and_in_order() -> None:
    assert list(checks()) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_each_check_is_answered_or_says_why_it_is_not(number: str) -> None:
    check = checks()[number]
    assert set(check) <= {"vi", "findings", "why", "still"}
    assert set(check.get("findings", ())) <= set(CATALOGUE.messages)
    answered = rules_of(number, CATALOGUE) or check.get("findings")
    assert answered or check.get("why"), f"{number} has no rule, no finding and no reason in docs/specialist.toml"
    assert not (answered and check.get("why")), f"{number} is answered: drop `why` in docs/specialist.toml"


def test_rules_name_checks_of_the_list() -> None:
    named = {rule.code: re.split(r"[,\s]+", rule.check) for rule in CATALOGUE.rules.values() if rule.check}
    assert {code: numbers for code, numbers in named.items() if not set(numbers) <= set(NUMBERS)} == {}


@cache
def page() -> list[str]:
    return produced()["docs/rules.md"].splitlines()


@pytest.mark.parametrize("number", NUMBERS)
def test_the_page_shows_each_check(number: str) -> None:
    (line,) = [line for line in page() if line.startswith(f"| {number} |")]
    _, _, answers, grounds = (cell.strip() for cell in line.strip("|").split("|"))
    codes = rules_of(number, CATALOGUE)
    assert all(f"[{code}](#{code})" in answers for code in codes)
    assert codes or answers.startswith((NOT_YET, "`"))
    told = grounds.split("<br>") if grounds else []
    assert bool(codes) == bool(told)
    assert [one for one in told if not GROUND.search(one)] == []
