"""Decided once: what a person said of titles, units, persons and warnings holds for the next file and the next year."""
import datetime
import json
import shlex
import zipfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import openpyxl
import pytest

import cbcc_xl
from cbcc_xl.catalogue import load as load_catalogue
from cbcc_xl.catalogue.wording import words as worded
from cbcc_xl.cli import main
from cbcc_xl.decisions import (
    Alias,
    Decisions,
    Entry,
    Merger,
    Row,
    SamePerson,
    Titled,
    Waiver,
    id_of,
    place_for,
    record,
    rests_on,
)
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import Finding
from cbcc_xl.outputs.result import Result

CATALOGUE = load_catalogue()
HEADING = ("TT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu")


def sent(path: Path, unit: str, rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING, year: int = 2024,
         caption: str = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", day: str = "") -> None:
    """A unit's workbook: letterhead, caption, heading and rows numbered from 1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for line in ([unit], *([[day]] if day else []), [f"{caption} NĂM {year}"], [], heading):
        sheet.append(list(line))
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def run(inbox: Path, *entries: Entry, **options: object) -> Result:
    for entry in entries:
        record(place_for(inbox), entry, CATALOGUE)
    return cbcc_xl.consolidate(inbox, year=2024, jobs=1, **options)


def asked(result: Result) -> list[tuple[str, str | None]]:
    return [(one.code, one.origin.cell) for one in result.findings if one.severity != "info"]


def coded(result: Result, code: str) -> list[Finding]:
    return [one for one in result.findings if one.code == code]


def titles(result: Result) -> list[list[str]]:
    return [record.values.get("titles", []) for record in result.records]


# --- titles ----------------------------------------------------------------------------------------------------------

def test_a_text_is_the_title_that_was_decided_wherever_it_is_the_whole_text(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [
        ("Nguyễn Văn An", "Chuyên viên", "HTTNV", "Lao động TT xs"), ("Trần Thị Bình", "Chuyên viên", "HTTNV", "LĐTT"),
        ("Lê Văn Cường", "Chuyên viên", "HTTNV", "LĐTT; Quà của quỹ"), ("Vũ Thị Dung", "Chuyên viên", "HTTNV", "LĐTT"),
        ("Hồ Văn Em", "Chuyên viên", "HTTNV", "lao động  TT XS và GK")])
    before = run(tmp_path / "2024")
    assert [one.facts["text"] for one in coded(before, "title-unknown")] == [
        "Lao động TT xs", "Quà của quỹ", "lao động TT XS"]
    after = run(tmp_path / "2024", Titled("Lao động TT xs", "LDTT"), Titled("quà của QUỸ", "none"))
    assert titles(after) == [["LDTT"], ["LDTT"], ["LDTT"], ["LDTT"], ["LDTT", "GK"]]
    assert not coded(after, "title-unknown")
    assert [(one.origin.cell, one.facts["text"]) for one in coded(after, "title-decided")] == [
        ("E5", "Lao động TT xs"), ("E9", "lao động TT XS")]
    assert [one.origin.cell for one in coded(after, "title-decided-none")] == ["E7"]


def test_a_decided_text_says_nothing_of_captions_that_hold_it(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "Khen")])
    assert titles(run(tmp_path / "2024", Titled("khen", "GK"))) == [["GK"]]
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "")])
    assert titles(run(tmp_path / "2024")) == [[]]


def test_a_decided_text_may_head_a_column_of_marks(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "x", ""),
                                                      ("Lê Văn Cường", "Chuyên viên", "", "x")],
         ("TT", "Họ và tên", "Chức vụ", "LĐTT", "Chiến sĩ vững mạnh"))
    after = run(tmp_path / "2024", Titled("Chiến sĩ vững mạnh", "CSTDCS"))
    assert titles(after) == [["LDTT"], ["CSTDCS"]]
    assert [one.origin.cell for one in coded(after, "title-decided")] == ["E4"]


# --- units -----------------------------------------------------------------------------------------------------------

def test_files_under_a_unit_s_other_name_are_the_unit_s_own(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT")])
    sent(tmp_path / "2024/b.xlsx", "TỔ TỔNG HỢP - LƯU TRỮ", [("Lê Văn Cường", "Chuyên viên", "HTTNV", "LĐTT")])
    alias = Alias("Phòng Tổng hợp", ("Tổ Tổng hợp - Lưu trữ", "P.THLT"))
    after = run(tmp_path / "2024", alias)
    assert {(award.unit, award.count) for award in after.summary.awards} == {("Phòng Tổng hợp", 2)}
    assert rests_on(after.decisions, after.findings, after.files)[id_of(alias)] == [("b.xlsx", None, None)]


def test_the_list_of_units_due_knows_a_unit_by_its_decided_names(tmp_path: Path) -> None:
    """Both ways: the list has the one name or the other; a file that can't be read shows it in its path only."""
    (tmp_path / "2024/Tổ Tổng hợp").mkdir(parents=True)
    (tmp_path / "2024/Tổ Tổng hợp/hỏng.xlsx").write_bytes(b"")
    sent(tmp_path / "2024/b.xlsx", "PHÒNG PHÁP CHẾ", [("Lê Văn Cường", "Chuyên viên", "HTTNV", "LĐTT")])
    sent(tmp_path / "units.xlsx", "", [("Phòng Tổng hợp",), ("Tổ Pháp chế",)], ("TT", "Đơn vị"))
    names = Alias("Phòng Tổng hợp", ("Tổ Tổng hợp",)), Alias("Phòng Pháp chế", ("Tổ Pháp chế",))
    result = run(tmp_path / "2024", *names, units=tmp_path / "units.xlsx")
    assert [(line.unit, line.status) for line in result.units] == [("Phòng Tổng hợp", "unreadable"),
                                                                   ("Tổ Pháp chế", "clean")]


def test_decisions_reach_workers_of_any_executor(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "Lao động TT xs")])
    with ProcessPoolExecutor(1) as executor:
        assert titles(run(tmp_path / "2024", Titled("Lao động TT xs", "LDTT"), executor=executor)) == [["LDTT"]]


@pytest.mark.parametrize(("day", "unit"), [("ngày 30 tháng 6 năm 2024", "Phòng Pháp chế"),
                                           ("ngày 01 tháng 7 năm 2024", "Phòng Tổng hợp - Pháp chế")])
def test_a_merged_unit_s_file_counts_to_the_new_unit_from_the_day_on(tmp_path: Path, day: str, unit: str) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG PHÁP CHẾ", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT")], day=day)
    merger = Merger(("Phòng Tổng hợp", "Phòng Pháp chế"), "Phòng Tổng hợp - Pháp chế", datetime.date(2024, 7, 1))
    result = run(tmp_path / "2024", merger)
    assert result.files[0].unit == unit and result.records[0].unit == unit


def test_past_awards_in_the_old_unit_go_with_the_person(tmp_path: Path) -> None:
    """Two of one name: only with the unit is it known whose awards these are."""
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP - PHÁP CHẾ",
         [("Nguyễn Văn An", "Chuyên viên", "HTXSNV", "CSTĐ tỉnh")])
    sent(tmp_path / "register.xlsx", "SỞ", [("Nguyễn Văn An", "Phòng Pháp chế", str(year), "CSTĐCS")
                                            for year in (2021, 2022, 2023)]
         + [("Nguyễn Văn An", "Phòng Đào tạo", "2020", "LĐTT")], ("TT", "Họ tên", "Đơn vị", "Năm", "Danh hiệu"))
    register = {"register": tmp_path / "register.xlsx"}
    before = run(tmp_path / "2024", **register)
    assert [one.facts["years"] for one in coded(before, "cstdt-without-three-years")] == [[]]
    merger = Merger(("Phòng Tổng hợp", "Phòng Pháp chế"), "Phòng Tổng hợp - Pháp chế", datetime.date(2024, 7, 1))
    after = run(tmp_path / "2024", merger, **register)
    assert [one.facts["years"] for one in coded(after, "cstdt-without-three-years")] == [[
        "CSTDCS 2021", "CSTDCS 2022", "CSTDCS 2023"]]


# --- persons ---------------------------------------------------------------------------------------------------------

RATED = ("TT", "Họ và tên", "Chức vụ", "Mức xếp loại")


def two_lists(folder: Path, first: str = "Nguyễn Văn Hòa", second: str = "Nguyễn Văn Hoa") -> None:
    sent(folder / "a.xlsx", "PHÒNG TỔNG HỢP", [(first, "Chuyên viên", "HTTNV", "LĐTT")])
    sent(folder / "b.xlsx", "PHÒNG TỔNG HỢP", [(second, "Chuyên viên", "HTTNV")], RATED,
         caption="KẾT QUẢ XẾP LOẠI CÔNG CHỨC")


def test_names_that_are_two_persons_are_not_asked_about_again(tmp_path: Path) -> None:
    two_lists(tmp_path / "2024")
    assert coded(run(tmp_path / "2024"), "name-nearly-same")
    after = run(tmp_path / "2024", SamePerson(("Nguyễn Văn Hoa", "Nguyễn Văn Hòa"), False))
    assert not coded(after, "name-nearly-same") and len(coded(after, "names-told-apart")) == 1


def test_names_that_are_one_person_s_are_brought_to_one_spelling(tmp_path: Path) -> None:
    two_lists(tmp_path / "2024")
    after = run(tmp_path / "2024", SamePerson(("Nguyễn Văn Hòa", "Nguyễn Văn Hoa"), True, ("P. Tổng hợp",)))
    assert [record.values["name"] for record in after.records] == ["Nguyễn Văn Hòa"] * 2
    assert not coded(after, "name-nearly-same")
    assert [one.origin for one in coded(after, "person-decided")] == [("b.xlsx", "Danh sách", "B5")]


def test_a_name_in_two_units_that_is_two_persons_counts_in_both(tmp_path: Path) -> None:
    for file, unit in (("a", "PHÒNG TỔNG HỢP"), ("b", "PHÒNG PHÁP CHẾ")):
        sent(tmp_path / f"2024/{file}.xlsx", unit, [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT")])
    assert coded(run(tmp_path / "2024"), "person-in-two-units")
    after = run(tmp_path / "2024", SamePerson(("Nguyễn Văn An",), False, ("Phòng Tổng hợp", "Phòng Pháp chế")))
    assert not coded(after, "person-in-two-units") and coded(after, "namesakes-told-apart")


def test_a_name_twice_in_one_unit_is_asked_about_unless_it_was_decided_of_that_unit(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT"),
                                                      ("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT")])
    elsewhere = SamePerson(("Nguyễn Văn An",), False, ("Phòng Tổng hợp", "Phòng Pháp chế"))
    assert coded(run(tmp_path / "2024", elsewhere), "person-twice")
    assert not coded(run(tmp_path / "2024", SamePerson(("Nguyễn Văn An",), False, ("Phòng Tổng hợp",))), "person-twice")


# --- waivers ---------------------------------------------------------------------------------------------------------

def unrated(folder: Path) -> None:
    """LĐTT without a rating: a question. CSTĐCS without LĐTT: an error of law."""
    sent(folder / "a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "", "LĐTT")])
    sent(folder / "b.xlsx", "PHÒNG PHÁP CHẾ", [("Trần Thị Bình", "Chuyên viên", "HTXSNV", "CSTĐCS"),
                                               ("Lê Văn Cường", "Chuyên viên", "HTTNV", "LĐTT")])


def test_a_waived_warning_is_kept_and_says_who_when_and_why(tmp_path: Path) -> None:
    unrated(tmp_path / "2024")
    waiver = Waiver("ldtt-without-rating", "kết quả xếp loại gửi sau", unit="Phòng Tổng hợp", year=2024, by="An",
                    on=datetime.date(2024, 12, 1))
    before, after = run(tmp_path / "2024"), run(tmp_path / "2024", waiver)
    assert [one.severity for one in coded(before, "ldtt-without-rating")] == ["warning"]
    assert [one.severity for one in coded(after, "ldtt-without-rating")] == ["info"]
    assert len(before.findings) == len(after.findings) and after.has_errors
    after.to_json(tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    found = next(one for one in report["findings"] if one["code"] == "ldtt-without-rating")
    assert found["waived"] == {"by": "An", "on": "2024-12-01", "reason": "kết quả xếp loại gửi sau"}
    assert found["message"].endswith("Đã bỏ qua: kết quả xếp loại gửi sau (An, ngày 01/12/2024).")
    assert report["decisions"] == [{"id": id_of(waiver), "table": "waiver", "rule": "ldtt-without-rating",
                                    "reason": "kết quả xếp loại gửi sau", "unit": "Phòng Tổng hợp", "year": 2024,
                                    "by": "An", "on": "2024-12-01", "used": 1, "files": ["a.xlsx"]}]
    assert [path.name for path in before.marked_copies(tmp_path / "before")] == ["a.xlsx", "b.xlsx"]
    assert [path.name for path in after.marked_copies(tmp_path / "after")] == ["b.xlsx"]


@pytest.mark.parametrize("about", [{"unit": "Phòng Đào tạo"}, {"year": 2023, "unit": "Phòng Tổng hợp"}, {"year": 2023},
                                   {"file": "b.xlsx"}])
def test_a_waiver_holds_for_what_it_names_only(tmp_path: Path, about: dict[str, object]) -> None:
    unrated(tmp_path / "2024")
    after = run(tmp_path / "2024", Waiver("ldtt-without-rating", "lý do", **about))     # type: ignore[arg-type]
    assert [one.severity for one in coded(after, "ldtt-without-rating")] == ["warning"]


def test_an_error_of_law_can_t_be_waived_and_that_is_said(tmp_path: Path) -> None:
    unrated(tmp_path / "2024")
    after = run(tmp_path / "2024", Waiver("cstdcs-without-ldtt", "lý do", unit="Phòng Pháp chế"))
    assert [one.severity for one in coded(after, "cstdcs-without-ldtt")] == ["error"]
    assert [one.severity for one in coded(after, "waiver-of-error")] == ["warning"] and after.has_errors


def test_a_waiver_that_names_nothing_holds_for_the_season_of_the_inbox(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unrated(tmp_path / "2024")
    assert main(["decide", str(tmp_path / "2024"), "waive", "ldtt-without-rating", "--reason", "gửi sau"]) == 0
    assert [one.severity for one in coded(run(tmp_path / "2024"), "ldtt-without-rating")] == ["info"]
    next_year = cbcc_xl.consolidate(tmp_path / "2024", year=2025, jobs=1)
    assert [one.severity for one in coded(next_year, "ldtt-without-rating")] == ["warning"]


@pytest.mark.parametrize(("words", "said"), [
    (["cstdcs-without-ldtt", "--unit", "Phòng Pháp chế"], "là lỗi theo quy định, không bỏ qua được"),
    (["ldtt-without-rating", "--unit", "Phòng Đào tạo"], "không có cảnh báo ldtt-without-rating nào như vậy")])
def test_a_waiver_without_effect_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str],
                                            said: str) -> None:
    unrated(tmp_path / "2024")
    assert main(["decide", str(tmp_path / "2024"), "waive", *words, "--reason", "gửi sau"]) == 2
    assert said in capsys.readouterr().err and not place_for(tmp_path / "2024").exists()


# --- rows ------------------------------------------------------------------------------------------------------------

def withdrawing(folder: Path, year: int) -> Path:
    sent(folder / str(year) / "a.xlsx", "PHÒNG TỔNG HỢP", [
        ("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT (xin rút)"), ("Lê Văn Cường", "Chuyên viên", "HTTNV", "LĐTT")],
        year=year)
    return folder / str(year)


def test_a_row_withdrawn_in_one_season_is_asked_about_anew_in_the_next(tmp_path: Path) -> None:
    """Its season is the files', where the command says none; a unit typed without marks is the one that it can be."""
    inbox = withdrawing(tmp_path, 2024)
    assert main(["decide", str(inbox), "row", "withdrawn", "Nguyễn Văn An", "--unit", "phong tong hop"]) == 0
    assert [len(cbcc_xl.consolidate(inbox, jobs=1).records)] == [1]
    assert 'unit = "Phòng Tổng hợp"' in place_for(inbox).read_text("utf-8")
    following = cbcc_xl.consolidate(withdrawing(tmp_path, 2025), jobs=1)
    assert len(following.records) == 2 and len(coded(following, "maybe-withdrawn")) == 1


def test_the_latest_decision_about_a_row_holds(tmp_path: Path) -> None:
    inbox = withdrawing(tmp_path, 2024)
    old = Row("P. Tổng hợp", "award-person", "Nguyễn Văn An", True, on=datetime.date(2025, 1, 5))    # of season 2024
    assert not coded(run(inbox, old), "row-stays")
    assert main(["decide", str(inbox), "row", "stays", "Nguyễn Văn An", "--unit", "Phòng Tổng hợp"]) == 0
    assert coded(cbcc_xl.consolidate(inbox, jobs=1), "row-stays")


@pytest.mark.parametrize(("words", "said"), [
    (["row", "withdrawn", "Nguyễn Văn Anh", "--unit", "Phòng Tổng hợp"], "không có dòng nào của “Nguyễn Văn Anh”"),
    (["row", "withdrawn", "Nguyễn Văn An", "--unit", "Phòng Khác"], "đơn vị “Phòng Khác”")])
def test_a_decision_about_no_row_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str],
                                            said: str) -> None:
    inbox = withdrawing(tmp_path, 2024)
    assert main(["decide", str(inbox), *words]) == 2
    assert said in capsys.readouterr().err and not place_for(inbox).exists()


def test_commands_that_are_told_run_as_they_are_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = withdrawing(tmp_path / "hộp thư", 2024)
    for sign, code in (("stays", "row-stays"), ("withdrawn", "row-withdrawn")):
        place_for(inbox).unlink(missing_ok=True)
        main(["check", str(inbox), "--names"])
        told, = (line for line in capsys.readouterr().out.splitlines() if f"row {sign}" in line)
        assert shlex.split(told)[0] == "cbcc-xl" and main(shlex.split(told)[1:]) == 0
        result = cbcc_xl.consolidate(inbox, jobs=1)
        assert coded(result, code)
    assert f"({id_of(result.decisions.row[0])})" in worded(coded(result, code)[0], CATALOGUE).message
    result.to_excel(tmp_path / "tong-hop.xlsx")
    listed = openpyxl.load_workbook(tmp_path / "tong-hop.xlsx")["Rút tên"]
    assert any("xin rút" in str(cell) for cells in listed.values for cell in cells)


def test_a_row_s_season_is_asked_for_where_no_file_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["row", "withdrawn", "Nguyễn Văn An", "--unit", "Phòng Tổng hợp"]
    assert main(["decide", str(tmp_path / "decisions.toml"), *words]) == 2
    assert "thêm --year NĂM" in capsys.readouterr().err
    assert main(["decide", str(tmp_path / "decisions.toml"), *words, "--year", "2024"]) == 0


# --- commands --------------------------------------------------------------------------------------------------------

def test_what_was_decided_is_listed_with_what_rests_on_it_and_taken_back(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "2024"
    sent(inbox / "a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "Lao động TT xs"),
                                              ("Trần Thị Bình", "Chuyên viên", "HTTNV", "LĐTT")])
    assert main(["check", str(inbox / "a.xlsx")]) == 0
    assert f'cbcc-xl decide "{inbox / "a.xlsx"}" title "Lao động TT xs" "TÊN' in capsys.readouterr().out
    assert main(["decide", str(inbox), "title", "Lao động TT xs", "LĐTT", "--by", "An", "--reason", "đã hỏi"]) == 0
    assert main(["decide", str(inbox), "unit", "Phòng Tổng hợp", "P.THLT"]) == 0
    capsys.readouterr()
    assert main(["check", str(inbox / "a.xlsx")]) == 0
    out = capsys.readouterr().out
    assert f'2 điều đã quyết định trong {place_for(inbox)} (xem: cbcc-xl decisions "{inbox / "a.xlsx"}").' in out
    assert main(["check", str(inbox / "a.xlsx"), "--json", str(place_for(inbox))]) == 2
    assert "trùng với một tệp đang được đọc" in capsys.readouterr().err
    assert main(["decisions", str(inbox)]) == 0
    out = capsys.readouterr().out
    assert "“Lao động TT xs” được tính là Lao động tiên tiến." in out and "An, " in out and ": đã hỏi" in out
    assert "Dùng ở 1 chỗ: a.xlsx Danh sách!E5" in out and "Chưa có chỗ nào dùng đến." in out
    assert main(["decisions", str(inbox), "--undo", id_of(Titled("Lao động TT xs", "LDTT"))]) == 0
    assert "Đã rút lại quyết định" in capsys.readouterr().out
    assert coded(run(inbox), "title-unknown")


@pytest.mark.parametrize(("words", "said"), [
    (["title", "a", "LDT"], "không có danh hiệu “LDT”; gần giống: LDTT"),
    (["waive", "no-rule", "--reason", "b"], "không có quy tắc “no-rule”"),
    (["waive", "ldtt-without-rating"], "thiếu --reason"),
    (["titel", "a", "LDTT"], "không có “titel”"),
    (["merge", "A", "B", "--into", "C", "--from", "hôm qua"], "“hôm qua” không phải ngày"),
    (["title", "...", "LDTT"], "text không có chữ nào"),
    (["waive", "total-differs", "--reason", "b"], "luôn là lỗi, mà chỉ cảnh báo mới bỏ qua được"),
])
def test_what_can_t_be_decided_is_refused_in_one_sentence(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    try:
        status: object = main(["decide", str(tmp_path), *words])
    except SystemExit as refused:
        status = refused.code
    told = capsys.readouterr().err
    assert status == 2 and said in told and len(told.splitlines()) == 1
    assert not place_for(tmp_path).exists()


# --- what is told to whom --------------------------------------------------------------------------------------------

def test_a_file_on_its_own_is_of_the_unit_of_its_folder_as_in_an_inbox(tmp_path: Path) -> None:
    sent(tmp_path / "Nhà khách" / "DS.xlsx", "", [("Nguyễn Văn An", "Chuyên viên", "HTTNV", "LĐTT")])
    for asked_of in (tmp_path, tmp_path / "Nhà khách" / "DS.xlsx"):
        part, = cbcc_xl.consolidate(asked_of, jobs=1).files
        assert (part.unit, part.unit_from) == ("Nhà khách", "folder")


def test_a_unit_s_marked_copy_says_nothing_of_the_program_s_commands(tmp_path: Path) -> None:
    sent(tmp_path / "2024/a.xlsx", "PHÒNG TỔNG HỢP", [("Nguyễn Văn An", "Chuyên viên", "", "LĐTT (xin rút)", "a b c")],
         (*HEADING, "Cột lạ kỳ"))
    result = run(tmp_path / "2024")
    fixes = [(worded(one, CATALOGUE).fix, worded(one, CATALOGUE, to_unit=True).fix) for one in result.findings]
    assert any("tệp quyết định" in full for full, _ in fixes)
    assert all("cbcc-xl" not in own and "tệp quyết định" not in own and full.startswith(own.removesuffix("."))
               for full, own in fixes)
    copy, = result.marked_copies(tmp_path / "marked")
    with zipfile.ZipFile(copy) as archive:
        assert not any("tệp quyết định" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


# --- seasons ---------------------------------------------------------------------------------------------------------

OWN_SHAPE = ("TT", "Tham gia", "Vai", "Được gì")        # headings that no wording knows


def season(folder: Path, year: int, names: Sequence[str], other_spelling: str = "") -> None:
    """Units' files: a title worded its own way, a unit spelt otherwise, a table of its own shape, and perhaps a name
    with and without its tone."""
    first, second, third, fourth, fifth = names
    rows = [(first, "Chuyên viên", "HTTNV", "LĐTT"), (second, "Chuyên viên", "HTTNV", "Lao động TT xs"),
            (third, "Chuyên viên", "HTTNV", "LĐTT")]
    rated = [*((name, position, rating) for name, position, rating, _ in rows), (fifth, "Chuyên viên", "HTTNV")]
    sent(folder / "a.xlsx", "PHÒNG TỔNG HỢP", rows, year=year)
    sent(folder / "b.xlsx", "TỔ TỔNG HỢP - LƯU TRỮ", rated, RATED, year, "KẾT QUẢ XẾP LOẠI CÔNG CHỨC")
    sent(folder / "c.xlsx", "PHÒNG PHÁP CHẾ", [(other_spelling or fourth, "Chuyên viên", "HTTNV", "LĐTT")], year=year)
    sent(folder / "d.xlsx", "PHÒNG PHÁP CHẾ", [(fourth, "Chuyên viên", "HTTNV")], RATED, year,
         "KẾT QUẢ XẾP LOẠI CÔNG CHỨC")
    sent(folder / "e.xlsx", "PHÒNG TỔNG HỢP", [(fifth, "Chuyên viên", "LĐTT")], OWN_SHAPE, year, "DANH SÁCH")
    sent(folder.parent / "units.xlsx", "", [("Phòng Tổng hợp", "4"), ("Phòng Pháp chế", "1")],
         ("TT", "Đơn vị", "Số người"))


def test_a_second_season_with_new_names_asks_nothing(tmp_path: Path) -> None:
    first, second, units = tmp_path / "2024", tmp_path / "2025", {"units": tmp_path / "units.xlsx", "jobs": 1}
    season(first, 2024, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Vũ Thị Hoà", "Hồ Văn Em"), "Vũ Thị Hoa")
    before = cbcc_xl.consolidate(first, **units)
    assert {code for code, _ in asked(before)} == {"title-unknown", "unit-not-due", "name-nearly-same"}
    assert [part.file for part in before.files if part.status == "unrecognised"] == ["e.xlsx"]
    for words in (["decide", str(first), "title", "Lao động TT xs", "LDTT"],
                  ["decide", str(first), "unit", "Phòng Tổng hợp", "Tổ Tổng hợp - Lưu trữ"],
                  ["decide", str(first), "same", "Vũ Thị Hoà", "Vũ Thị Hoa", "--unit", "Phòng Pháp chế"],
                  ["map", str(first / "e.xlsx"), "--form", "award-person", "--column", "B=name", "--column",
                   "C=position", "--column", "D=titles"]):
        assert main(words) == 0
    assert not asked(again := cbcc_xl.consolidate(first, **units))
    assert all(rests_on(again.decisions, again.findings, again.files).values())
    season(second, 2025, ("Hồ Văn Giang", "Đỗ Thị Hương", "Bùi Văn Khoa", "Phan Thị Lan", "Lý Văn Mạnh"))
    result = cbcc_xl.consolidate(second, **units)
    assert not asked(result) and len(result.records) == 10
    assert {part.status for part in result.files} == {"read"}
    assert {(award.unit, award.count) for award in result.summary.awards} == {("Phòng Tổng hợp", 4),
                                                                              ("Phòng Pháp chế", 1)}


def test_a_rerun_is_the_same_to_the_byte(tmp_path: Path) -> None:
    season(tmp_path / "2024", 2024, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Vũ Thị Hòa", "Hồ Văn Em"),
           "Vũ Thị Hoa")
    record(place_for(tmp_path / "2024"), Titled("Lao động TT xs", "LDTT"), CATALOGUE)
    for number in (1, 2):
        result = cbcc_xl.consolidate(tmp_path / "2024", units=tmp_path / "units.xlsx", jobs=number)
        result.to_excel(tmp_path / f"{number}.xlsx")
        result.to_json(tmp_path / f"{number}.json")
        result.marked_copies(tmp_path / f"marked-{number}")
    marked = sorted(path.name for path in (tmp_path / "marked-1").iterdir())
    assert marked and marked == sorted(path.name for path in (tmp_path / "marked-2").iterdir())
    for one, other in (("1.json", "2.json"), ("1.xlsx", "2.xlsx"), *((f"marked-1/{name}", f"marked-2/{name}")
                                                                     for name in marked)):
        assert (tmp_path / one).read_bytes() == (tmp_path / other).read_bytes(), one


def test_without_decisions_a_report_says_nothing_of_them(tmp_path: Path) -> None:
    unrated(tmp_path / "2024")
    result = run(tmp_path / "2024")
    result.to_json(tmp_path / "report.json")
    assert result.decisions == Decisions()
    assert "decisions" not in json.loads((tmp_path / "report.json").read_text("utf-8"))


def test_names_of_units_are_followed_to_the_end_and_a_circle_leads_nowhere() -> None:
    day = datetime.date(2024, 7, 1)
    chain = DecidedUnits(Decisions(unit=(Alias("Phòng B", ("Phòng A",)), Alias("Phòng C", ("Phòng B",))),
                                   merger=(Merger(("Phòng C",), "Phòng D", day), Merger(("Phòng D",), "Phòng E", day))))
    assert (chain.alias("P. A").name, chain.on(day, "P. A").name) == ("Phòng C", "Phòng E")
    assert chain.on(datetime.date(2024, 6, 30), "Phòng A").name == "Phòng C" and len(chain.on(None, "Phòng A").by) == 4
    circle = DecidedUnits(Decisions(unit=(Alias("Phòng B", ("Phòng A",)), Alias("Phòng A", ("Phòng B",))),
                                    merger=(Merger(("Phòng C",), "Phòng D", day),
                                            Merger(("Phòng D",), "Phòng C", day))))
    assert [circle.on(None, name) for name in ("Phòng A", "Phòng C")] == [("Phòng A", ()), ("Phòng C", ())]
