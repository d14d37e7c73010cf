"""Votes and ballots against those attending: in the same file, else in the only attendance that the unit has sent."""
from __future__ import annotations

import datetime

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.checks import check_inbox
from cbcc_xl.model import Record

CATALOGUE = load()
RULEBOOK = in_force(CATALOGUE, datetime.date(2024, 12, 31))
VOTES = Record("vote", "Sở Một", "bieu quyet.xlsx", "BQ", 5, {"item": "Nghị quyết", "eligible": 46, "agree": 46}, {})


def attending(present: int, file: str = "diem danh.xlsx", unit: str = "Sở Một") -> Record:
    return Record("attendance", unit, file, "ĐD", 5, {"unit": "Phòng A", "summoned": 50, "present": present}, {})


def over(*records: Record) -> list[dict[str, object]]:
    found = check_inbox(list(records), (), (), CATALOGUE, RULEBOOK)
    return [one.facts for one in found if one.code == "vote-over-attendance"]


def test_attendance_in_another_file_of_the_unit() -> None:
    (facts,) = over(VOTES, attending(44))
    assert (facts["count"], facts["of"]) == (46, 44)
    assert over(VOTES, attending(46)) == []


def test_the_file_s_own_attendance_comes_first() -> None:
    assert over(VOTES, attending(46, file="bieu quyet.xlsx"), attending(44)) == []


def test_two_conferences_or_another_unit_tell_nothing() -> None:
    assert over(VOTES, attending(44), attending(40, file="dai hoi.xlsx")) == []
    assert over(VOTES, attending(44, unit="Sở Hai")) == []
