"""Prize money: coefficient times the base salary of the decision's day, rounded; who is paid for a higher title."""
from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cbcc_xl.catalogue import CatalogueError, Rate, in_force, load, prize
from cbcc_xl.catalogue.prizes import rounded
from cbcc_xl.model import Record
from cbcc_xl.pipeline.consolidation import Paid
from cbcc_xl.pipeline.prizes import prizes
from cbcc_xl.pipeline.summary import summarise

CATALOGUE = load()
A, B, C, LATEST = (datetime.date(2023, 12, 20), datetime.date(2024, 3, 1), datetime.date(2025, 12, 20),
                   datetime.date(2026, 12, 20))
TOPICS = ("base-salary", "rounding", "several")


def amount(title: str, subject: str, day: datetime.date) -> int | None:
    money = prize(CATALOGUE.prizes, title, subject, day)
    return money.amount if money else None


@pytest.mark.parametrize(("title", "subject", "published"), [
    ("CSTDTQ", "person", 8_100_000), ("CSTDT", "person", 5_400_000), ("CSTDCS", "person", 1_800_000),
    ("LDTT", "person", 540_000), ("CTDCP", "team", 21_600_000), ("CTDT", "team", 14_400_000),
    ("TTLDXS", "team", 2_700_000), ("TTLDTT", "team", 1_440_000)])
def test_sums_are_those_that_a_province_published_for_a_salary_of_1_800_000(title: str, subject: str,
                                                                           published: int) -> None:
    assert amount(title, subject, A) == published            # sonoivu.namdinh.gov.vn, table of 2023


@pytest.mark.parametrize(("day", "base"), [
    ((2023, 7, 1), 1_800_000), ((2024, 6, 30), 1_800_000), ((2024, 7, 1), 2_340_000), ((2026, 6, 30), 2_340_000),
    ((2026, 7, 1), 2_530_000)])
def test_the_base_salary_is_that_of_the_decision_s_day(day: tuple[int, int, int], base: int) -> None:
    money = prize(CATALOGUE.prizes, "CSTDCS", "person", datetime.date(*day))
    assert money
    assert (money.base, money.amount) == (base, base)


def test_a_salary_or_coefficient_that_is_not_known_gives_no_sum() -> None:
    assert amount("CSTDCS", "person", datetime.date(2023, 6, 30)) is None
    assert amount("TCDXS", "team", B) is None
    assert amount("LDTT", "team", B) is None


def test_sums_are_rounded_up_to_ten_thousand_and_the_unrounded_is_kept() -> None:
    money = prize(CATALOGUE.prizes, "LDTT", "person", C)
    assert money
    assert (money.coefficient, money.unrounded, money.amount) == ("0.3", "702000", 710_000)


@pytest.mark.parametrize(("way", "unrounded", "sum_"), [
    ("up", "702000", 710_000), ("up", "700000", 700_000), ("up", "700000.5", 710_000),
    ("nearest", "223500", 220_000), ("nearest", "225000", 230_000), ("nearest", "224999.9", 220_000)])
def test_rounding_up_and_to_the_nearest(way: str, unrounded: str, sum_: int) -> None:
    assert rounded(Decimal(unrounded), Rate(step=10_000, way=way)) == sum_


def test_a_team_gets_twice_what_a_person_gets_for_a_certificate() -> None:
    for title in ("BKT", "BKTW", "BKTTG", "GK", "GKSK"):
        for day in (A, B, C, LATEST):
            person, team = (prize(CATALOGUE.prizes, title, subject, day) for subject in ("person", "team"))
            assert person and team
            assert Decimal(team.coefficient) == 2 * Decimal(person.coefficient)


# --- the data, and an agency's own -----------------------------------------------------------------------------------

def test_rates_name_titles_and_sources_and_have_no_gap() -> None:
    for code, rates in CATALOGUE.prizes.items():
        assert code in (*TOPICS, *CATALOGUE.titles)
        assert set(rates.over) <= set(CATALOGUE.titles)
        for earlier, later in zip(rates.periods, rates.periods[1:], strict=False):
            assert earlier.end and earlier.end + datetime.timedelta(1) == later.start
        for rate in rates.periods:
            source = CATALOGUE.sources[rate.source]
            assert not source.start or not rate.start or source.start <= rate.start
            assert not source.end or (rate.end and rate.end <= source.end)
            assert bool(rate.checked) != rate.unverified


def agency(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rieng.toml"
    path.write_text(text, "utf-8")
    return path


def test_an_agency_gives_its_own_coefficient_and_way_of_rounding(tmp_path: Path) -> None:
    ours = load([agency(tmp_path, '[prize.GK]\nin_force = [{ person = "0,15", team = "0.3" }]\n'
                                  '[prize.rounding]\nin_force = [{ step = 10000, way = "nearest" }]\n')])
    money = prize(ours.prizes, "GK", "person", C)
    assert money
    assert (money.unrounded, money.amount) == ("351000", 350_000)


@pytest.mark.parametrize("line", ['{ person = "một phần ba" }', '{ way = "tròn" }', '{ step = 0 }', "{ hệ_số = 1 }"])
def test_a_slip_in_an_agency_s_rates_is_said(tmp_path: Path, line: str) -> None:
    with pytest.raises(CatalogueError):
        load([agency(tmp_path, f"[prize.GK]\nin_force = [{line.replace('hệ_số', 'he_so')}]\n")])


# --- the lines of the summary ----------------------------------------------------------------------------------------

def nominated(form: str, name: str, *titles: str, unit: str = "Phòng Một", row: int = 1) -> Record:
    return Record(form, unit, "a.xlsx", "DS", row, {"name": name, "titles": list(titles)}, {})


def lines(records: list[Record], day: datetime.date) -> dict[tuple[str, str], Paid]:
    summary = summarise(records, CATALOGUE, in_force(CATALOGUE, day))
    assert summary.prizes == tuple(prizes(summary.awards, records, CATALOGUE, day))
    return {(one.unit, one.title): one for one in summary.prizes}


def test_a_person_with_two_titles_of_one_year_is_paid_for_the_higher() -> None:
    found = lines([nominated("award-person", "Trần An", "LDTT", "CSTDCS"), nominated("award-person", "Lê Bình", "LDTT"),
                   nominated("award-person", "Ngô Chi", "LDTT"), nominated("award-person", "Ngô Chi", "CSTDCS", row=9),
                   nominated("award-person", "Ngô Chi", "LDTT", unit="Phòng Hai")], B)
    assert (found["Phòng Một", "LDTT"].count, found["Phòng Một", "LDTT"].paid) == (3, 1)
    assert found["Phòng Một", "LDTT"].total == 540_000
    assert found["Phòng Một", "CSTDCS"].total == 3_600_000
    assert found["Phòng Hai", "LDTT"].paid == 1                # a namesake elsewhere


def test_a_title_and_a_certificate_are_both_paid() -> None:
    found = lines([nominated("award-person", "Trần An", "CSTDCS", "BKT")], LATEST)
    assert [one.total for one in found.values()] == [2_530_000, 3_800_000]       # 1,5 × 2.530.000 = 3.795.000


def test_where_each_title_is_paid_nobody_is_left_out(tmp_path: Path) -> None:
    ours = load([agency(tmp_path, '[prize.several]\nin_force = [{ way = "each" }]\n')])
    records = [nominated("award-person", "Trần An", "LDTT", "CSTDCS")]
    awards = summarise(records, CATALOGUE, in_force(CATALOGUE, B)).awards
    assert [one.paid for one in prizes(awards, records, ours, B)] == [1, 1]


def test_without_a_coefficient_the_count_stands_and_no_sum() -> None:
    found = lines([nominated("award-team", "Tổ 1", "TCDXS")], B)["Phòng Một", "TCDXS"]
    assert (found.count, found.coefficient, found.total) == (1, None, None)
