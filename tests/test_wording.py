"""Findings put into words: facts stay codes and figures, words come last and in one language."""
from __future__ import annotations

import pytest

from cbcc_xl.catalogue import load
from cbcc_xl.catalogue.wording import words
from cbcc_xl.model import Finding, Origin

CATALOGUE = load()


def said(code: str, lang: str, **facts: object) -> str:
    return words(Finding(code, "error", Origin(), facts), CATALOGUE, lang).message


@pytest.mark.parametrize(("lang", "needs"), [
    ("vi", "xếp loại Hoàn thành xuất sắc nhiệm vụ, hoặc sáng kiến được công nhận"),
    ("en", "the rating Excellent completion of tasks, or a recognised initiative")])
def test_what_a_title_takes(lang: str, needs: str) -> None:
    facts = {"name": "Trần Văn An", "needs": ["rating:HTXSNV", "initiative"]}
    assert said("cstdcs-without-achievement", lang, **facts).endswith(f": {needs}.")


@pytest.mark.parametrize(("what", "form", "counted"), [
    ("rows:person", "award-person", "người"), ("rows", "award-person", "dòng"), ("marks:GK", "award-team", "Giấy khen"),
    ("sum:present", "attendance", "Có mặt"), ("sum:agree", "vote", "Tán thành")])
def test_what_a_total_counts(what: str, form: str, counted: str) -> None:
    assert f"({counted})" in said("total-differs", "vi", stated=3, count=2, what=what, form=form)


def test_a_field_is_called_as_on_the_rule_s_form() -> None:
    form = CATALOGUE.forms["election"]
    unknown = Finding("election-result-doubtful", "warning", Origin(), {"fields": ["present"]}, "unknown")
    assert form.field("present").vi in words(unknown, CATALOGUE).message


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_why_a_version_is_newer(lang: str) -> None:
    for why, text in CATALOGUE.words[lang]["why"].items():
        assert text.format("rút") in said("older-version", lang, other="a.xlsx", why=f"{why}:rút")


def test_why_a_row_looks_withdrawn() -> None:
    assert said("maybe-withdrawn", "vi", name="Đỗ Quỳnh", why="struck").startswith("Đỗ Quỳnh: dòng bị gạch ngang; ")
    assert said("maybe-withdrawn", "vi", name="Đỗ Quỳnh", why="note:xin rút: 5/1").startswith(
        "Đỗ Quỳnh: ghi chú “xin rút: 5/1”; ")


@pytest.mark.parametrize(("limit", "asked"), [("> 1/2", "phải quá nửa số"), (">= 2/3", "phải từ 2/3 trở lên số")])
def test_a_message_says_the_limit_in_force(limit: str, asked: str) -> None:
    assert asked in said("vote-without-majority", "vi", item="Nghị quyết", limit=limit)


@pytest.mark.parametrize(("lang", "cited"), [
    ("vi", "điểm c khoản 1 Điều 28 Luật Thi đua, khen thưởng số 06/2022/QH15"),
    ("en", "art. 28.1.c Law 06/2022/QH15 on Emulation and Commendation")])
def test_a_basis_is_cited_in_the_language_asked(lang: str, cited: str) -> None:
    finding = Finding("ttldtt-too-few-ldtt", "error", Origin(), {}, document="L06-2022", article="28.1.c")
    assert words(finding, CATALOGUE, lang).basis == cited
