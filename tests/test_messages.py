"""Messages as a clerk reads them: each rule's and each finding's of reading, as written and as shown.

`linting.py` says what is asked of a message. A failure names the rule and what to mend.
"""
from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from linting import braced, of_fix, of_rule, of_text, of_words

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks import KINDS
from cbcc_xl.model import Finding, Origin

CATALOGUE = load()
RULES = CATALOGUE.rules
READING = CATALOGUE.messages
PYTHON = Path(cbcc_xl.__file__).parent

# Facts as findings give them, to show each message once; any other fact is a small number.
SAMPLES: dict[str, Any] = {
    "name": "Nguyễn Thị Hòa", "names": ["Nguyễn Thị Hòa", "Trần Văn Bình"], "unit": "Phòng Tổng hợp",
    "units": ["Phòng Tổng hợp", "Phòng Pháp chế"], "item": "Nghị quyết hội nghị", "post": "Ban Thanh tra nhân dân",
    "text": "chữ trong ô", "first": "Ghi chú", "other": "Phòng Tổng hợp/khen thưởng.xlsx", "file": "khen thưởng.xlsx",
    "title": "CSTDCS", "titles": ["LDTT", "CSTDCS"], "rating": "HTNV", "ratings": ["HTTNV"],
    "form": "award-person", "forms": ["award-person", "award-team"], "needs": ["rating:HTXSNV", "initiative"],
    "date": "2023-12-20", "why": "saved", "what": "rows:person", "cells": ["C7", "C9"], "rows": "7, 9",
    "encoding": "TCVN3",
}
PATTERNS = {"share": "0.6667", "money": "1800000", "date": "2023-12-20", "title": "CSTDCS", "rating": "HTNV",
            "names": ["Nguyễn Thị Hòa"]}


def sample(key: str, form: str | None) -> Any:
    if key in ("field", "fields"):
        known = CATALOGUE.forms[form or "award-person"].fields[0].key
        return [known] if key == "fields" else known
    return SAMPLES.get(key, PATTERNS.get(key.split("_")[0], 3))


@pytest.mark.parametrize("code", RULES)
def test_a_rule_s_message(code: str) -> None:
    rule = RULES[code]
    faults = list(of_rule({**rule.words, "kind": rule.kind, "on": rule.on}, KINDS[rule.kind], CATALOGUE))
    assert not faults, f"{code}: {'; '.join(faults)}"


@pytest.mark.parametrize("code", READING)
def test_a_message_of_reading(code: str) -> None:
    faults = list(of_words(READING[code], CATALOGUE))
    assert not faults, f"{code}: {'; '.join(faults)}"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", [*RULES, *READING])
def test_a_message_as_shown(code: str, lang: str) -> None:
    for outcome, facts in shown_with(code):
        said = words(Finding(code, "warning", Origin(), facts, outcome), CATALOGUE, lang)
        assert "…" not in said.message + said.fix, f"{code}: a fact that can't be shown: {said.message} {said.fix}"
        faults = [*of_text(said.message, CATALOGUE, lang), *of_text(said.fix, CATALOGUE, lang)]
        assert not faults, f"{code}: {'; '.join(faults)}: {said.message} {said.fix}"


def shown_with(code: str) -> list[tuple[str, dict[str, Any]]]:
    """Facts to show a message with: one for each limit of a rule, as not met and as too little data; none counted."""
    rule = RULES.get(code)
    table: Mapping[str, Any] = rule.words if rule else READING[code]
    form = rule.on.get("form") if rule else None
    limits = dict.fromkeys(period.limit for period in rule.periods) if rule else [""]
    cases = []
    for limit in limits:
        facts = {key: sample(key, form) for text in table.values() for key in braced(text)}
        if limit and "limit" in facts:
            facts["limit"] = limit
        if limit in CATALOGUE.ratings:
            facts["ratings"] = [limit]
        cases += [("not-met", facts), ("unknown", facts)]
        if "vi_zero" in table:
            cases.append(("not-met", {**facts, "count": 0, "names": []}))
    return cases


# --- facts -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("code", READING)
def test_each_word_in_braces_is_a_fact_that_reading_gives(code: str) -> None:
    asked = {word for key, text in READING[code].items() if key != "severity" for word in braced(text)}
    assert asked <= facts_given()[code], f"{code}: nobody gives {', '.join(asked - facts_given()[code])}"


@cache
def facts_given() -> dict[str, set[str]]:
    """Code → every name of a fact in the modules that speak of it: keywords of calls and keys of tables."""
    given: dict[str, set[str]] = {code: set() for code in READING}
    for path in PYTHON.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        names = texts | {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
        for code in texts & given.keys():
            given[code] |= names
    return given


# --- the watch is awake ----------------------------------------------------------------------------------------------

GOOD = {"kind": "at-most", "vi": "{name} có {count} phiếu, nhiều hơn {of} phiếu.", "vi_fix": "Sửa lại số phiếu.",
        "en": "{name} has {count} votes of {of}.", "en_fix": "Correct the votes."}


@pytest.mark.parametrize(("changed", "fault"), [
    ({"vi": "Giá trị không hợp lệ."}, "says nothing"),
    ({"vi": "Có {count}, nhiều hơn {of}."}, "neither who nor what"),
    ({"vi": "{name} có {count} phiếu"}, "full stop"),
    ({"vi": "{name} có {count} phiếu, quá 0.5 số phiếu."}, "comma"),
    ({"vi": "{name} có {count} phiếu, count sai."}, "no Vietnamese words: count"),
    ({"vi": "{name} có {count} phiếu LDTT."}, "internal names: LDTT"),
    ({"vi": "{name} có {count} phiếu ở award-person."}, "internal names: award-person"),
    ({"vi": "{name} có {count} phiếu, thiếu vote_kind."}, "internal names: vote_kind"),
    ({"vi": "{name} có {count} phiếu , sai."}, "out of place"),
    ({"vi": "{name} " + "rất " * 45 + "dài."}, "47 words"),
    ({"vi_fix": "Số phiếu cần sửa lại."}, "verb"),
    ({"vi_fix": ""}, "is empty"),
])
def test_a_fault_is_found_and_named(changed: dict[str, str], fault: str) -> None:
    faults = list(of_rule({**GOOD, **changed}, KINDS["at-most"], CATALOGUE))
    assert any(fault in one for one in faults), faults


def test_a_limit_that_is_kept_silent_is_found() -> None:
    table = {**GOOD, "kind": "at-least-share"}
    assert any("limit" in fault for fault in of_rule(table, KINDS["at-least-share"], CATALOGUE))


def test_a_good_message_has_no_fault() -> None:
    assert list(of_rule(GOOD, KINDS["at-most"], CATALOGUE)) == []
    assert list(of_fix("Soát lại tỷ lệ 66,67% (đợt 20/12/2023).", CATALOGUE)) == []
