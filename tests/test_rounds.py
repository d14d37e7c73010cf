"""From sheets to the outcome of each post over its rounds, and of each ballot of a council, as the report has them."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.outputs.report_json import report
from cbcc_xl.text.rounds import round_words

WORDS = round_words(load().forms["election"].values["round"])
HEADING = ["TT", "Họ và tên", "Số phiếu", "Ghi chú"]


def table(title: str, figures: str, *candidates: tuple[Any, ...]) -> list[list[Any]]:
    return [[title], [figures], HEADING,
            *([number, *candidate] for number, candidate in enumerate(candidates, 1)), []]


Sheets = dict[str, list[list[Any]]]


def consolidated(folder: Path, *files: Sheets, **more: Any) -> cx.Consolidation:
    """Workbooks of one unit as one picture."""
    inbox = folder / "hop thu"
    (inbox / "Sở Một").mkdir(parents=True)
    for number, sheets in enumerate(files, 1):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(inbox / "Sở Một" / f"kiem phieu {number}.xlsx")
    return cx.consolidate(inbox, year=2024, **more)


def posts(result: cx.Consolidation) -> list[tuple[Any, ...]]:
    return [(one.post, one.rounds, one.seats, list(one.elected), list(one.tied), one.open)
            for one in result.summary.posts]


def codes(result: cx.Consolidation) -> list[str]:
    return sorted(finding.code for finding in result.findings)


FIRST = table("Bầu Ban Thanh tra nhân dân", "Số lượng cần bầu: 3; Số đại biểu có mặt: 44",
              ("Trịnh Minh Sơn", 38), ("Nông Thị Vân", 32), ("Quách Thị Hoa", 25), ("Lê Bích Yến", 25), ("Bùi Khoa", 9))


def test_several_posts_and_their_rounds_in_one_file(tmp_path: Path) -> None:
    result = consolidated(tmp_path, {
        "Bầu cử": [*FIRST, *table("Bầu Ban Thanh tra nhân dân (lần 2)", "Số lượng cần bầu: 1",
                                  ("Quách Thị Hoa", 26), ("Lê Bích Yến", 18))],
        "Công đoàn": table("Bầu Chủ tịch Công đoàn", "Số lượng cần bầu: 1; Số phiếu thu về: 40", ("Hồ Văn Dân", 21))})
    assert posts(result) == [
        ("Ban Thanh tra nhân dân", 2, 3, ["Trịnh Minh Sơn", "Nông Thị Vân", "Quách Thị Hoa"], [], 0),
        ("Chủ tịch Công đoàn", 1, 1, ["Hồ Văn Dân"], [], 0)]
    assert [(one.name, one.round, one.votes, one.result, one.margin) for one in result.summary.elections] == [
        ("Trịnh Minh Sơn", 1, 38, "elected", 12), ("Nông Thị Vân", 1, 32, "elected", 6),
        ("Quách Thị Hoa", 1, 25, "tied", -1), ("Lê Bích Yến", 1, 25, "tied", -1),
        ("Bùi Khoa", 1, 9, "not-elected", -17),
        ("Quách Thị Hoa", 2, 26, "elected", 3), ("Lê Bích Yến", 2, 18, "not-elected", -9),
        ("Hồ Văn Dân", 1, 21, "elected", 0)]
    assert [code for code in codes(result) if "tie" in code or "seats" in code] == ["tie-settled-by-later-round"]


@pytest.mark.parametrize(("sheet", "title"), [
    ("Lần 2", "BIÊN BẢN KIỂM PHIẾU"), ("Bầu lại", "Bầu Ban Thanh tra nhân dân nhiệm kỳ 2024 - 2026"),
    ("Trang 2", "BẦU LẠI BAN THANH TRA NHÂN DÂN"), ("Trang 2", "Bầu vòng hai: Ban Thanh tra nhân dân"),
], ids=["by its candidates", "by the term of office behind it", "another vote", "a number before the post"])
def test_a_later_round_finds_its_post(tmp_path: Path, sheet: str, title: str) -> None:
    result = consolidated(tmp_path, {"Lần 1": FIRST, sheet: table(
        title, "Số lượng cần bầu: 1", ("Quách Thị Hoa", 18), ("Lê Bích Yến", 26))})
    ((_, rounds, seats, elected, tied, left),) = posts(result)
    assert (rounds, seats, elected, tied, left) == (2, 3, ["Trịnh Minh Sơn", "Nông Thị Vân", "Lê Bích Yến"], [], 0)


def test_a_later_round_may_stand_in_another_file_of_the_unit(tmp_path: Path) -> None:
    again = table("Bầu Ban Thanh tra nhân dân (lần 2)", "Số lượng cần bầu: 1; Số đại biểu có mặt: 44",
                  ("Quách Thị Hoa", 26), ("Lê Bích Yến", 18))
    result = consolidated(tmp_path, {"Bầu": FIRST}, {"Bầu": again})
    assert posts(result) == [
        ("Ban Thanh tra nhân dân", 2, 3, ["Trịnh Minh Sơn", "Nông Thị Vân", "Quách Thị Hoa"], [], 0)]
    assert [code for code in codes(result) if "tie" in code or "version" in code] == ["tie-settled-by-later-round"]


def test_a_tie_that_nobody_settled_stays_open(tmp_path: Path) -> None:
    result = consolidated(tmp_path, {"Bầu": FIRST})
    assert posts(result) == [("Ban Thanh tra nhân dân", 1, 3, ["Trịnh Minh Sơn", "Nông Thị Vân"],
                              ["Quách Thị Hoa", "Lê Bích Yến"], 1)]
    (tie,) = [finding for finding in result.findings if finding.code == "tie-at-last-seat"]
    assert (tie.severity, tie.facts["names"], tie.facts["left"]) == ("warning", ["Quách Thị Hoa", "Lê Bích Yến"], 1)


def test_all_over_again_counts_by_itself(tmp_path: Path) -> None:
    """Everybody stands again, for all seats: the first vote no longer counts, and that is asked about once."""
    result = consolidated(tmp_path, {
        "Bầu": table("Bầu Ban Thanh tra nhân dân", "Số lượng cần bầu: 1; Số đại biểu có mặt: 40", ("Lê An", 30)),
        "Bầu lại": table("Bầu lại Ban Thanh tra nhân dân", "Số lượng cần bầu: 1; Số đại biểu có mặt: 40",
                         ("Lê An", 19), ("Vũ Bình", 21))})
    assert posts(result) == [("Ban Thanh tra nhân dân", 2, 1, ["Vũ Bình"], [], 0)]
    assert [code for code in codes(result) if code.startswith("later")] == ["later-round-seats-differ"]


def test_a_by_election_alone_is_a_first_vote(tmp_path: Path) -> None:
    result = consolidated(tmp_path, {"Bầu": table("Bầu bổ sung Ban Chấp hành Công đoàn",
                                                  "Số lượng cần bầu: 1; Số phiếu thu về: 30", ("Lê An", 30))})
    assert [(one.post, one.round, one.result) for one in result.summary.elections] == [
        ("Ban Chấp hành Công đoàn", 1, "elected")]


@pytest.mark.parametrize(("text", "code"), [
    ("Ban TTND (lần 2)", "2"), ("Bầu lại (lần 3)", "3"), ("BẦU LẠI BAN TTND", "again"), ("Vòng II", "2"),
    ("bầu bổ sung Ban Chấp hành", "supplementary"), ("Đại hội Công đoàn lần thứ II", None), ("lần 1, lần 2", None),
    ("Bầu đại biểu dự Đại hội lần thứ 2", None), ("Hội nghị bầu lại Ban TTND", "again"), ("Đại hội lần thứ XV", None),
    ("Bầu Ban Chấp hành", None), ("", None),
])
def test_words_of_rounds(text: str, code: str | None) -> None:
    assert WORDS.find(text) == code


BALLOT = [["HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG SỞ MỘT"], ["BIÊN BẢN KIỂM PHIẾU"],
          ["Tổng số thành viên Hội đồng: 11"], ["Có mặt: 9"], ["Số thành viên gửi ý kiến bằng văn bản: 2"],
          ["TT", "Họ và tên", "Danh hiệu", "Số phiếu đồng ý", "Số phiếu không đồng ý"],
          [1, "Trần Văn An", "Chiến sĩ thi đua cấp tỉnh", 10, 1], [2, "Lê Thị Bình", "CSTĐCS", 8, 3],
          [3, "Vũ Thị Chi", "CSTĐCS", 7, 4]]


def test_a_council_s_ballots_without_a_share_have_no_verdict(tmp_path: Path) -> None:
    result = consolidated(tmp_path, {"Hội đồng": BALLOT})
    assert [(one.name, one.agree, one.base, one.of, one.share, one.passed) for one in result.summary.ballots] == [
        ("Trần Văn An", 10, "members", 11, "0.9091", None), ("Lê Thị Bình", 8, "members", 11, "0.7273", None),
        ("Vũ Thị Chi", 7, "members", 11, "0.6364", None)]


def test_an_agency_s_share_gives_the_verdict(tmp_path: Path) -> None:
    rules = tmp_path / "so-mot.toml"
    rules.write_text('[council-title-short-of-votes]\nlimit = ">= 70%"\nbase = "consulted"\n', "utf-8")
    result = consolidated(tmp_path, {"Hội đồng": BALLOT}, rules=[rules])
    assert [(one.title, one.base, one.passed) for one in result.summary.ballots] == [
        ("CSTDT", "members", None), ("CSTDCS", "consulted", True), ("CSTDCS", "consulted", False)]
    made = report(result)
    assert [row["passed"] for row in made["summary"]["ballots"]] == [None, True, False]
