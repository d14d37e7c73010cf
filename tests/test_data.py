"""What an agency may edit is sound: rules, periods, sources, words, wordings.

All data files are held to it, so that one line more in a TOML file is proved by running this module.
"""
from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import cbcc_xl
from cbcc_xl.catalogue import Period, Source, in_force, load
from cbcc_xl.checks import KINDS, verify
from cbcc_xl.checks.run import in_order
from cbcc_xl.checks.verify import facts_of
from cbcc_xl.text.letters import plain

DATA = Path(cbcc_xl.__file__).parent / "data"
FILES = sorted(DATA.rglob("*.toml"))
RULE_FILES = sorted((DATA / "rules").rglob("*.toml"))
CATALOGUE = load()
RULES = CATALOGUE.rules
TABLES = {code: table for path in RULE_FILES for code, table in tomllib.loads(path.read_text("utf-8")).items()}
DAY = datetime.timedelta(days=1)
WORDS = ("vi", "vi_fix", "vi_unknown", "en", "en_fix", "en_unknown")
ZERO = ("vi_zero", "en_zero")       # said instead where nothing was counted
TABLE_KEYS = {"kind", "on", "check", "after", "unknown", "in_force", "decide", *WORDS, *ZERO}
PERIOD_KEYS = {"from", "to", "limit", "severity", "source", "article", "checked", "unverified", "any_of", "bases",
               "instead", "of", "also"}
UNVERIFIED = "chưa kiểm chứng"
# Kinds that may have too little data: the rule says what is missing in words of its own.
MAY_BE_UNKNOWN = {"at-least", "at-least-share", "at-most-share", "chain", "council", "elected", "parts", "prerequisite",
                  "ratings-share", "required", "unfinished", "held-by"}


def name_of(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_toml_in_nfc(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tomllib.loads(text)
    assert unicodedata.is_normalized("NFC", text)


# --- rules -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_a_rule_stands_in_a_file_of_its_name(path: Path) -> None:
    assert list(tomllib.loads(path.read_text("utf-8"))) == [path.stem]


def test_days_on_which_all_rules_can_be_run() -> None:
    for day in sorted(turning_points()):
        verify(in_force(CATALOGUE, day), CATALOGUE)


def turning_points() -> set[datetime.date]:
    """Each day on which some rule begins or ends, and the days beside it."""
    days = {day for rule in RULES.values() for period in rule.periods for day in (period.start, period.end) if day}
    return {day + shift * DAY for day in days for shift in (-1, 0, 1)}


@pytest.mark.parametrize("code", RULES)
def test_a_rule_s_kind_and_keys_are_known(code: str) -> None:
    table = TABLES[code]
    assert table["kind"] in KINDS
    assert set(table) <= TABLE_KEYS
    assert all(set(line) <= PERIOD_KEYS for line in table["in_force"])
    assert set(table.get("after", ())) <= {*RULES, *CATALOGUE.messages}
    assert code not in table.get("after", ())


def test_a_rule_runs_behind_those_that_hold_it_back() -> None:
    place = {law.code: number for number, law in enumerate(in_order(in_force(CATALOGUE, datetime.date(2024, 12, 31))))}
    for code, rule in RULES.items():
        before = (*rule.after, *rule.on.get("asked_after", ()))
        assert all(place[other] < place[code] for other in before if other in place and code in place), code


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_its_words_in_both_languages(code: str) -> None:
    table = TABLES[code]
    needed = set(WORDS) if table["kind"] in MAY_BE_UNKNOWN else set(WORDS) - {"vi_unknown", "en_unknown"}
    assert needed <= set(table)


@pytest.mark.parametrize("code", RULES)
def test_each_word_in_braces_is_a_fact_that_the_kind_gives(code: str) -> None:
    table = TABLES[code]
    given = facts_of(table["on"], KINDS[table["kind"]], CATALOGUE)
    for key in (*WORDS, *ZERO):
        assert set(braced(table.get(key, ""))) <= given, key
    assert set(braced(table["vi"])) == set(braced(table["en"]))


def braced(text: str) -> Iterator[str]:
    return (word for _, word, _, _ in Formatter().parse(text) if word)


# --- periods and sources ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("code", RULES)
def test_periods_follow_one_another_without_gap_or_overlap(code: str) -> None:
    for earlier, later in pairwise(RULES[code].periods):
        assert earlier.end
        assert earlier.end + DAY == later.start                                        # type: ignore[operator]
    assert RULES[code].periods[-1].end is None


@pytest.mark.parametrize("code", RULES)
def test_each_source_exists_and_was_in_force(code: str) -> None:
    for period in RULES[code].periods:
        for number in cited(period):
            source = CATALOGUE.sources[number]
            assert within(period, source), f"{number} was not in force from {period.start} to {period.end}"


def cited(period: Period) -> list[str]:
    """The period's own source, and those of each kind of election."""
    return [period.source, *(line["source"] for line in period.more.get("bases", ()) if "source" in line)]


def within(period: Period, source: Source) -> bool:
    """A period without a first day holds since its source does."""
    begins = period.start is None or source.start is None or source.start <= period.start
    ends = source.end is None or (period.end is not None and period.end <= source.end)
    return begins and ends


@pytest.mark.parametrize("number", CATALOGUE.sources)
def test_a_source_has_its_names_and_a_confidence(number: str) -> None:
    source = CATALOGUE.sources[number]
    assert source.vi
    assert source.en
    assert source.confidence in ("H", "M", "L")
    assert (source.confidence == "L") == (UNVERIFIED in source.vi) == ("not verified" in source.en)
    assert not source.start or not source.end or source.start < source.end


@pytest.mark.parametrize("code", RULES)
def test_what_is_unverified_says_so_and_is_no_error(code: str) -> None:
    rule = RULES[code]
    for period in rule.periods:
        assert period.unverified == (UNVERIFIED in CATALOGUE.sources[period.source].vi)
        assert period.unverified == (CATALOGUE.sources[period.source].confidence == "L")
        assert not period.unverified or period.severity in ("warning", "info", "off")
        assert period.unverified or (period.checked and period.checked <= datetime.date.today())
        for line in period.more.get("bases", ()):
            unread = "source" in line and UNVERIFIED in CATALOGUE.sources[line["source"]].vi
            assert not unread or line["severity"] == "warning"


def test_no_year_and_no_article_in_the_checks() -> None:
    """The law is data: a new one needs no Python."""
    for path in (*(Path(cbcc_xl.__file__).parent / "checks").glob("*.py"), Path(cbcc_xl.__file__).parent / "tally.py"):
        text = path.read_text("utf-8")
        assert not re.findall(r"\b(?:19|20)\d\d\b|Điều \d|\d+/\d{4}/", text), path.name


# --- words -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("code", CATALOGUE.messages)
def test_reading_s_own_findings_have_a_severity_and_both_languages(code: str) -> None:
    table = CATALOGUE.messages[code]
    assert table["severity"] in ("error", "warning", "info")
    assert {"vi", "vi_fix", "en", "en_fix"} <= set(table) <= {
        *WORDS, *ZERO, "vi_here", "en_here", "severity", "doubts", "free", "decide"}
    assert set(braced(table["vi"])) == set(braced(table["en"]))


def test_words_of_sheets_and_screens_stand_in_both_languages() -> None:
    vi, en = (dict(leaves(CATALOGUE.words[lang])) for lang in ("vi", "en"))
    assert set(vi) == set(en)
    assert {path for path in vi if set(braced(vi[path])) != set(braced(en[path]))} == set()


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}")
    else:
        yield path, value


# --- forms and wordings ----------------------------------------------------------------------------------------------

TYPES = {"authors", "choice", "count", "date", "deadline", "decimal", "decision", "earlier", "figure", "kind", "lines",
         "list", "merits", "money", "person", "position", "post", "rating", "round", "share", "status", "subject",
         "text", "title", "titles", "unit", "year"}
NOT_TAKEN = {"disagree", "signature"}      # columns that are told apart from others and not read


@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_a_form_s_fields_are_sound(form: str) -> None:
    fields = CATALOGUE.forms[form].fields
    keys = [field.key for field in fields]
    assert len(set(keys)) == len(keys)
    assert {field.type for field in fields} <= TYPES
    assert all(field.vi and field.en for field in fields)
    for field in fields:
        assert set(field.computed.values()) <= set(keys)


@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_a_form_is_known_by_columns_that_it_words(form: str) -> None:
    shape = CATALOGUE.forms[form]
    worded = {part for key in shape.headings for part in fields_of(key)} | set(shape.labels)
    assert {one for need in shape.needs for column in need for one in column.split("|")} <= worded


@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_wordings_name_fields_of_the_form(form: str) -> None:
    shape = CATALOGUE.forms[form]
    keys = {field.key for field in shape.fields} | NOT_TAKEN
    for key in (*shape.headings, *shape.labels, *shape.values, *shape.marks):
        assert key.startswith("_") or fields_of(key) <= keys, key


def fields_of(key: str) -> set[str]:
    """The fields that a column of this key fills: "agree+valid+share", "name:last"."""
    return {part.split(":")[0] for part in key.split("+")}


@pytest.mark.parametrize("part", ["headings", "labels"])
@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_each_wording_leads_to_one_field(form: str, part: str) -> None:
    assert doubles(getattr(CATALOGUE.forms[form], part)) == {}


@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_each_wording_of_a_value_leads_to_one_value(form: str) -> None:
    assert {key: doubles(values) for key, values in CATALOGUE.forms[form].values.items() if doubles(values)} == {}


def doubles(worded: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Wordings that meet under one key and lead to several things."""
    leads: dict[str, set[str]] = {}
    for key, texts in worded.items():
        for text in texts:
            leads.setdefault(plain(text), set()).add(key)
    return {text: keys for text, keys in leads.items() if len(keys) > 1}


@pytest.mark.parametrize("table", ["titles", "ratings"])
def test_each_wording_of_a_title_or_rating_leads_to_one_code(table: str) -> None:
    known = getattr(CATALOGUE, table)
    assert doubles({code: (code, one.vi, *one.also) for code, one in known.items()}) == {}


def test_titles_are_sound() -> None:
    for title in CATALOGUE.titles.values():
        assert title.subject in ("person", "team", "any")
        assert title.branch in ("state", "party", "union")
        assert not title.team or CATALOGUE.titles[title.team].subject in ("team", "any")
    assert len({title.order for title in CATALOGUE.titles.values()}) == len(CATALOGUE.titles)
