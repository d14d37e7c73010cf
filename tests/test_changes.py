"""What differs between two views of the rules: which came, went, changed, and in what."""
from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cbcc_xl.catalogue import Change, Rulebook, changes, in_force, load

DAY = datetime.date(2024, 6, 30)
NEXT = datetime.date(2025, 6, 30)
RULE = """
[made-up]
kind = "at-most"
on = {{ form = "vote", count = "agree", of = "eligible" }}
vi = "{{item}}: {{count}}."
in_force = [{lines}]
"""


def view(tmp_path: Path, text: str, day: datetime.date = DAY) -> Rulebook:
    path = tmp_path / "so-moi.toml"
    path.write_text(text, "utf-8")
    return in_force(load([path]), day)


def between(tmp_path: Path, lines: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """How a made-up rule with these periods differs between two days."""
    text = RULE.format(lines=lines)
    return told(changes(view(tmp_path, text, DAY), view(tmp_path, text, NEXT)))


def told(found: list[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.code, change.what, change.parts) for change in found if change.code == "made-up"]


@pytest.mark.parametrize(("lines", "what", "parts"), [
    ('{ from = 2025-01-01, severity = "error" }', "came", ()),
    ('{ to = 2024-12-31, severity = "error" }', "went", ()),
    ('{ to = 2024-12-31, severity = "error" }, { from = 2025-01-01, severity = "off" }', "went", ()),
    ('{ to = 2024-12-31, severity = "error" }, { from = 2025-01-01, severity = "warning" }', "changed", ("severity",)),
    ('{ to = 2024-12-31, severity = "error", limit = "> 1/2" }, { from = 2025-01-01, severity = "error", '
     'limit = ">= 70%" }', "changed", ("limit",)),
    ('{ to = 2024-12-31, severity = "info", source = "L06-2022", article = "24" }, { from = 2025-01-01, '
     'severity = "info", source = "L06-2022", article = "24.1" }', "changed", ("basis",)),
    ('{ to = 2024-12-31, severity = "info" }, { from = 2025-01-01, severity = "info", unverified = true }',
     "changed", ("unverified",)),
    ('{ to = 2024-12-31, severity = "info" }, { from = 2025-01-01, severity = "info", of = "present" }',
     "changed", ("of",)),
])
def test_a_rule_that_differs(tmp_path: Path, lines: str, what: str, parts: tuple[str, ...]) -> None:
    assert between(tmp_path, lines) == [("made-up", what, parts)]


def test_a_period_that_says_the_same_is_no_change(tmp_path: Path) -> None:
    assert between(tmp_path, '{ to = 2024-12-31, severity = "error" }, { from = 2025-01-01, severity = "error" }') == []


def test_a_view_does_not_differ_from_itself() -> None:
    catalogue = load()
    assert changes(in_force(catalogue, DAY), in_force(catalogue, DAY)) == []


def test_what_came_one_way_went_the_other_and_the_order_is_that_of_the_codes() -> None:
    catalogue = load()
    before, after = in_force(catalogue, datetime.date(2023, 12, 31)), in_force(catalogue, datetime.date(2026, 12, 31))
    there, back = changes(before, after), changes(after, before)
    other = {"came": "went", "went": "came", "changed": "changed"}
    assert [(change.code, other[change.what], change.parts) for change in there] == [
        (change.code, change.what, change.parts) for change in back]
    assert [change.code for change in there] == sorted(change.code for change in there)


def test_an_agency_s_file_can_be_held_against_the_national_rules(tmp_path: Path) -> None:
    ours = view(tmp_path, '[ttldtt-too-few-ldtt]\nlimit = ">= 60%"\n[person-twice]\nseverity = "off"\n')
    found = [(change.code, change.what, change.parts) for change in changes(in_force(load(), DAY), ours)]
    assert found == [("person-twice", "went", ()), ("ttldtt-too-few-ldtt", "changed", ("limit",))]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_setting_that_a_period_changes_has_a_name(lang: str) -> None:
    catalogue = load()
    settings = {key for rule in catalogue.rules.values() for period in rule.periods for key in period.more}
    assert settings - {"bases"} <= set(catalogue.words[lang]["changes"]), f"name it in messages/{lang}.toml, [changes]"
