"""A review of the rules: each share met or not, each nominated person's conditions, by the rules' own arithmetic."""
import datetime

import pytest

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.review import Verdicts, conditions, shares
from cbcc_xl.checks.run import KINDS
from cbcc_xl.model import Record

CATALOGUE = load()
LAWS = in_force(CATALOGUE, datetime.date(2024, 12, 31))
COLUMNS = {"name": "B", "rating": "C", "titles": "D", "initiative": "E"}


def person(row, *titles, **values):
    return Record("award-person", "Phòng A", "a.xlsx", "Cá nhân", row,
                  {"name": f"Người {row}", "rating": "HTTNV", "titles": list(titles), **values}, COLUMNS)


def of(records):
    return Batch(records, (), CATALOGUE, LAWS.laws)


def team(ldtt, headcount):
    people = [person(row, "LDTT") for row in range(10, 10 + ldtt)]
    return of([*people, Record("award-team", "Phòng A", "a.xlsx", "Tập thể", 9,
                               {"name": "Phòng A", "headcount": headcount, "titles": ["TTLDTT"]}, {"name": "B"})])


@pytest.mark.parametrize(("ldtt", "outcome"), [(6, "not-met"), (7, "met"), (8, "met")])
def test_a_share_is_told_met_or_not_with_its_figures(ldtt, outcome):
    found, = (one for one in shares(team(ldtt, 10), LAWS) if one.code == "ttldtt-too-few-ldtt")
    assert (found.outcome, found.facts["count"], found.facts["of"], found.facts["need"]) == (outcome, ldtt, 10, 7)
    assert found.facts["share"] == f"0.{ldtt}000" and found.facts["limit"] == ">= 70%"


@pytest.mark.parametrize("headcount", [None, 8, 10, 12])
def test_what_is_not_met_is_what_the_rules_find(headcount):
    batch = team(7, headcount)
    unmet = [one for one in shares(batch, LAWS) if one.outcome != "met"]
    kinds = [law for law in LAWS.laws.values() if law.kind in ("at-least-share", "at-most-share")]
    assert unmet == [one for law in kinds for one in KINDS[law.kind].check(law, batch)]


def test_candidates_are_measured_at_the_majority_whether_there_is_a_seat_or_not():
    votes = {"post": "Ban Thanh tra nhân dân", "seats": 1, "summoned": 20, "present": 20, "valid": 20}
    records = [Record("election", "A", "a.xlsx", "Bầu", 9 + row, {**votes, "name": name, "votes": count}, {"name": "B"})
               for row, (name, count) in enumerate((("Lê An", 15), ("Vũ Bình", 11), ("Hồ Cúc", 10)))]
    found = [one for one in shares(of(records), LAWS) if one.code == "election-result-doubtful"]
    assert [(one.facts["name"], one.facts["need"], one.outcome) for one in found] == [
        ("Lê An", 11, "met"), ("Vũ Bình", 11, "met"), ("Hồ Cúc", 11, "not-met")]


def answers(name, *records):
    batch = of(records)
    asked = conditions(batch, LAWS)
    at, verdicts = [one.name for one in asked].index(name), Verdicts(asked, batch)
    answers = []
    for record in records:
        quiet, found = verdicts.of(record)
        outcomes = [one.outcome for place, one in found if place == at] or [quiet[at]]
        answers.append("not-met" if "not-met" in outcomes else outcomes[0])
    return answers


def test_each_person_s_conditions():
    people = [person(10, "LDTT"), person(11, "LDTT", rating="HTNV"), person(12, "LDTT", "CSTDCS", initiative="Sổ tay"),
              person(13, "CSTDCS", initiative="Sổ tay"), person(14, "GK")]
    people[0].values.pop("rating")
    assert answers("C24", *people) == ["unknown", "not-met", "met", "met", None]
    assert answers("C26", *people) == [None, None, "met", "not-met", None]


def test_a_list_that_nobody_sent_makes_no_condition():
    laws = [law.code for one in conditions(of([person(10, "CSTDCS")]), LAWS) for law in one.laws]
    assert "initiative-not-listed" not in laws and "cstdcs-without-ldtt" in laws


def test_without_any_history_each_person_lacks_data():
    assert answers("C30", person(10, "CSTDT"), person(11, "CSTDT")) == ["unknown", "unknown"]
