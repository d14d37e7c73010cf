"""One cause, one finding: measured on clean files in which a clerk's mistakes are planted (`economy`).

The table by kind stands in `docs/economy.md`; `python -m tools.economy` writes it anew.
"""
from __future__ import annotations

from pathlib import Path

import pytest
from economy.clean import awards, conference
from economy.kinds import KINDS
from economy.measure import CASES, Outcome, findings_of, measure, page, totals

PAGE = Path(__file__).parent.parent / "docs/economy.md"


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [measure(kind) for kind in KINDS]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_said_of_a_clean_file(seed: int) -> None:
    assert findings_of(conference(seed)) == []
    assert findings_of(awards(seed)) == []


def test_there_are_kinds_enough_each_with_its_cases(outcomes: list[Outcome]) -> None:
    assert len({one.kind.name for one in outcomes}) == len(outcomes) >= 25
    assert all(one.cases == CASES for one in outcomes)


def test_mistakes_are_found_at_their_cell_by_their_cause(outcomes: list[Outcome]) -> None:
    found, _ = totals(outcomes)
    assert found >= 0.95, {one.kind.name: one.missed for one in outcomes if one.missed}


def test_one_cause_is_one_finding(outcomes: list[Outcome]) -> None:
    _, said = totals(outcomes)
    assert said <= 1.2, {one.kind.name: one.findings / one.cases for one in outcomes if one.findings > one.cases}


def test_the_page_is_todays(outcomes: list[Outcome]) -> None:
    assert PAGE.read_text("utf-8") == page(outcomes), "run `python -m tools.economy`"
