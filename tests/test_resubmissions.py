"""Files sent again: in chains, in part, by mail, in another kind of file, under another spelling of the unit's name.

Whatever was sent again, nothing counts twice and nothing is dropped unasked; what differs is told row by row.
"""
from __future__ import annotations

import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import repacked, saved

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.model import Part, Sent
from cbcc_xl.outputs.report_json import report
from cbcc_xl.pipeline.consolidation import Consolidation
from cbcc_xl.pipeline.one_file import read_file
from cbcc_xl.pipeline.versions import settled

CATALOGUE = load()
PEOPLE, TEAMS, RATINGS = "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ", "DANH SÁCH TẬP THỂ ĐỀ NGHỊ", "KẾT QUẢ XẾP LOẠI"
HEADS = {PEOPLE: ["STT", "Họ và tên", "Chức vụ", "Danh hiệu"], TEAMS: ["STT", "Tên tập thể", "Số người", "Danh hiệu"],
         RATINGS: ["STT", "Họ và tên", "Chức vụ", "Xếp loại"]}
NAMES = ["Nguyễn Văn An", "Lê Thị Bình", "Vũ Chi", "Hồ Dân", "Trần Giang", "Phạm Hà", "Đỗ Kim", "Bùi Lan", "Lý Mai",
         "Tạ Nga"]
Lists = dict[str, list[list[Any]]]


def people(*names: str, title: str = "LĐTT", position: str = "Chuyên viên") -> list[list[Any]]:
    return [[number, name, position, title] for number, name in enumerate(names, 1)]


def book(lists: Lists, unit: str = "PHÒNG MỘT", dated: str = "", saved_at: str = "2023-12-20T08:00:00") -> bytes:
    """A workbook of a unit, a sheet a list."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for caption, rows in lists.items():
        sheet = made.create_sheet(caption.title()[:31])
        for cells in (["SỞ NỘI VỤ"], [unit], [None, None, dated or None], [caption], HEADS[caption], *rows):
            sheet.append(cells)
    stream = saved(made)
    return repacked(stream, {"docProps/core.xml": lambda xml: xml.replace(
        xml[xml.index(b"<dcterms:modified"):xml.index(b"</dcterms:modified>")],
        b'<dcterms:modified xsi:type="dcterms:W3CDTF">' + datetime.datetime.fromisoformat(saved_at).isoformat().encode()
        + b"Z")})


def part(name: str, lists: Lists, sent: str | None = None, **more: Any) -> Part:
    read = read_file(name, book(lists, **more), CATALOGUE)
    return read._replace(sent=Sent("vt@phong1.example", "Gửi lại", sent)) if sent else read


def inbox(folder: Path, files: dict[str, bytes]) -> Consolidation:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return cx.consolidate(folder, year=2023, jobs=1)


def by_file(parts: list[Part]) -> dict[str, Part]:
    return {part.file: part for part in parts}


def counted(parts: list[Part]) -> list[str]:
    return sorted(record.values["name"] for part in parts for record in part.records)


def told(parts: list[Part], code: str) -> list[tuple[str, dict[str, Any]]]:
    return [(part.file, one.facts) for part in parts for one in part.findings if one.code == code]


def saved_on(day: int) -> str:
    return f"2023-12-{day:02}T08:00:00"


# --- chains ----------------------------------------------------------------------------------------------------------

def test_of_three_versions_the_newest_counts_and_each_says_what_it_changed() -> None:
    parts = settled([part("c.xlsx", {PEOPLE: people(*NAMES[:4])}, saved_at=saved_on(1)),
                     part("a.xlsx", {PEOPLE: people(*NAMES[:5])}, saved_at=saved_on(2)),
                     part("b.xlsx", {PEOPLE: people(*NAMES[1:5])}, saved_at=saved_on(3))], CATALOGUE)
    assert counted(parts) == sorted(NAMES[1:5])
    found = by_file(parts)
    assert {one.file: (one.status, one.facts.get("other")) for one in parts} == {
        "c.xlsx": ("skipped", "a.xlsx"), "a.xlsx": ("skipped", "b.xlsx"), "b.xlsx": ("read", None)}
    assert [(one.file, [(change.what, change.name) for change in one.changes])
            for name in ("a.xlsx", "b.xlsx") for one in found[name].replaces] == [
        ("c.xlsx", [("added", NAMES[4])]), ("a.xlsx", [("removed", NAMES[0])])]


def test_a_version_equal_to_the_first_is_the_newest_not_a_copy_of_it() -> None:
    """First, changed, changed back: the last sending counts."""
    first, second = {PEOPLE: people(*NAMES[:4])}, {PEOPLE: people(*NAMES[:3])}
    parts = settled([part("1.xlsx", first, saved_at=saved_on(1)), part("2.xlsx", second, saved_at=saved_on(2)),
                     part("3.xlsx", first, saved_at=saved_on(3))], CATALOGUE)
    assert {one.file: one.reason for one in parts} == {
        "1.xlsx": "same-content", "2.xlsx": "older-version", "3.xlsx": None}
    assert counted(parts) == sorted(NAMES[:4])


# --- which is newer --------------------------------------------------------------------------------------------------

OLD, NEW = "Hà Lam, ngày 15 tháng 12 năm 2023", "Hà Lam, ngày 20 tháng 12 năm 2023"


def test_the_mail_tells_before_the_letter_and_a_letter_that_says_otherwise_is_asked_about() -> None:
    lists = [{PEOPLE: people(*NAMES[:3])}, {PEOPLE: people(*NAMES[:4])}]
    parts = settled([part("1.xlsx", lists[0], sent="2023-12-20T01:00:00+00:00", dated=NEW),
                     part("2.xlsx", lists[1], sent="2023-12-21T01:00:00+00:00", dated=OLD)], CATALOGUE)
    assert counted(parts) == sorted(NAMES[:4])
    finding, = (one for part in parts for one in part.findings if one.code == "newer-version")
    assert (finding.facts["why"], finding.severity, finding.outcome) == ("mail", "warning", "unknown")


def test_a_mail_tells_nothing_against_a_file_that_came_otherwise() -> None:
    parts = settled([part("1.xlsx", {PEOPLE: people(*NAMES[:3])}, sent="2023-12-22T01:00:00+00:00", dated=OLD),
                     part("2.xlsx", {PEOPLE: people(*NAMES[:4])}, dated=NEW)], CATALOGUE)
    assert [facts["why"] for _, facts in told(parts, "newer-version")] == ["letter"]
    assert by_file(parts)["1.xlsx"].status == "skipped"


# --- what changed ----------------------------------------------------------------------------------------------------

def test_what_changed_is_told_row_by_row_with_both_cells(tmp_path: Path) -> None:
    before = [[1, "Nguyễn Văn An", "Chuyên viên", "LĐTT"], [2, "Lê Thị Bính", "Kế toán", "LĐTT"],
              [3, "Vũ Chi", "Lái xe", "LĐTT"], [4, "Hồ Dân", "Văn thư", "LĐTT"]]
    after = [[1, "Nguyễn Văn An", "Phó phòng", "LĐTT"], [2, "Lê Thị Bình", "Kế toán", "LĐTT"],
             [3, "Hồ Dân", "Văn thư", "LĐTT"], [4, "Trần Giang", "Thủ quỹ", "LĐTT"]]
    result = inbox(tmp_path, {"ds.xlsx": book({PEOPLE: before}, saved_at=saved_on(1)),
                              "ds sua.xlsx": book({PEOPLE: after}, saved_at=saved_on(2))})
    file, = (one for one in report(result)["files"] if one["status"] == "read")
    replaced, = file["replaces"]
    sheet = file["sheets"][0]["sheet"]
    assert (replaced["file"], replaced["why"]) == ("ds.xlsx", "saved")
    assert [tuple(change[key] for key in ("what", "name", "key", "before", "after", "old", "new"))
            for change in replaced["changes"]] == [
        ("changed", "Nguyễn Văn An", "position", "Chuyên viên", "Phó phòng",
         {"sheet": sheet, "cell": "C6"}, {"sheet": sheet, "cell": "C6"}),
        ("changed", "Lê Thị Bình", "name", "Lê Thị Bính", "Lê Thị Bình",
         {"sheet": sheet, "cell": "B7"}, {"sheet": sheet, "cell": "B7"}),
        ("added", "Trần Giang", None, None, None, None, {"sheet": sheet, "cell": "B9"}),
        ("removed", "Vũ Chi", None, None, None, {"sheet": sheet, "cell": "B8"}, None)]
    finding, = (one for one in result.findings if one.code == "newer-version")
    assert {key: finding.facts[key] for key in ("added", "removed", "changed")} == {
        "added": 1, "removed": 1, "changed": 2}


def test_a_version_that_lost_many_rows_is_asked_about() -> None:
    parts = settled([part("1.xlsx", {PEOPLE: people(*NAMES)}, saved_at=saved_on(1)),
                     part("2.xlsx", {PEOPLE: people(*NAMES[:6])}, saved_at=saved_on(2))], CATALOGUE)
    finding, = by_file(parts)["2.xlsx"].findings
    assert (finding.code, finding.severity, finding.facts["removed"]) == ("newer-version", "warning", 4)


# --- in part ---------------------------------------------------------------------------------------------------------

def whole_file() -> Lists:
    return {PEOPLE: people(*NAMES[:6]), TEAMS: [[1, "Phòng Một", 12, "TTLĐTT"], [2, "Phòng Hai", 9, "TTLĐTT"]],
            RATINGS: [[number, name, "Chuyên viên", "HTTNV"] for number, name in enumerate(NAMES[:6], 1)]}


def test_two_of_three_sheets_sent_again_keep_the_third_and_ask() -> None:
    again = {PEOPLE: people(*NAMES[:7]), TEAMS: whole_file()[TEAMS]}
    parts = settled([part("1.xlsx", whole_file(), saved_at=saved_on(1)),
                     part("2.xlsx", again, saved_at=saved_on(2))], CATALOGUE)
    found = by_file(parts)
    assert {record.form for record in found["1.xlsx"].records} == {"rating"}
    assert [(sheet.counted_in, sheet.elsewhere) for sheet in found["1.xlsx"].sheets] == [
        ("2.xlsx", 6), ("2.xlsx", 2), (None, 0)]
    assert len(found["2.xlsx"].records) == 9
    (file, facts), = told(parts, "partial-version")
    assert (file, facts["other"], facts["count"], facts["kept"]) == ("2.xlsx", "1.xlsx", 8, 6)
    assert [change.name for change in found["2.xlsx"].replaces[0].changes] == [NAMES[6]]


def test_only_the_corrected_rows_sent_again_keep_the_others_and_ask() -> None:
    parts = settled([part("1.xlsx", {PEOPLE: people(*NAMES)}, saved_at=saved_on(1)),
                     part("bo sung.xlsx", {PEOPLE: people(NAMES[0], NAMES[4], "Dương Oanh")}, saved_at=saved_on(2))],
                    CATALOGUE)
    assert counted(parts) == sorted([*NAMES, "Dương Oanh"])
    (file, facts), = told(parts, "partial-version")
    assert (file, facts["count"], facts["kept"]) == ("bo sung.xlsx", 2, 8)


def test_one_corrected_row_sent_again_is_asked_about_though_its_list_lacks_a_column(tmp_path: Path) -> None:
    corrected = [[1, NAMES[2], "Chuyên viên", "LĐTT; CSTĐCS; Giấy khen"]]
    (tmp_path / "ds.xlsx").write_bytes(book({PEOPLE: people(*NAMES[:8])}))
    (tmp_path / "sửa.xlsx").write_bytes(book({PEOPLE: corrected}, saved_at="2023-12-22T08:00:00"))
    found = cx.consolidate(tmp_path, year=2023, jobs=1).findings
    assert [one.facts["titles"] for one in found if one.code == "person-twice"] == [["LDTT"]]


def test_a_supplement_of_others_only_asks_nothing() -> None:
    parts = settled([part("1.xlsx", {PEOPLE: people(*NAMES[:5])}),
                     part("2.xlsx", {PEOPLE: people(*NAMES[5:])})], CATALOGUE)
    assert counted(parts) == sorted(NAMES)
    assert not any(one.findings for one in parts)


def test_a_person_on_two_lists_is_two_records() -> None:
    parts = settled([part("ldtt.xlsx", {PEOPLE: people(*NAMES[:8])}),
                     part("gk.xlsx", {PEOPLE: people(*NAMES[6:], title="Giấy khen")})], CATALOGUE)
    assert len(counted(parts)) == 12
    assert not any(one.findings for one in parts)


def test_namesakes_of_a_list_sent_in_part_both_count() -> None:
    twice = people("Nguyễn Văn An", *NAMES)
    parts = settled([part("1.xlsx", {PEOPLE: twice}, saved_at=saved_on(1)),
                     part("2.xlsx", {PEOPLE: people("Nguyễn Văn An", "Vũ Chi")}, saved_at=saved_on(2))], CATALOGUE)
    assert counted(parts).count("Nguyễn Văn An") == 2


def test_a_few_figures_sent_again_are_asked_about() -> None:
    """Of what isn't a nomination some rows sent again with other figures: a correction, or another occasion."""
    rated = [[number, name, "Chuyên viên", "HTTNV"] for number, name in enumerate(NAMES, 1)]
    parts = settled([part("1.xlsx", {RATINGS: rated}, saved_at=saved_on(1)),
                     part("2.xlsx", {RATINGS: [[1, NAMES[0], "Chuyên viên", "HTNV"]]}, saved_at=saved_on(2))],
                    CATALOGUE)
    assert len(counted(parts)) == 11
    assert told(parts, "maybe-version") == [("2.xlsx", {"other": "1.xlsx", "count": 1})]


# --- known by content ------------------------------------------------------------------------------------------------

def test_the_same_rows_saved_by_another_program_are_a_copy(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("DS")
    for row, cells in enumerate((["SỞ NỘI VỤ"], ["PHÒNG MỘT"], [""], [PEOPLE], HEADS[PEOPLE], *people(*NAMES))):
        for column, value in enumerate(cells):
            if value != "":
                sheet.write(row, column, value)
    result = inbox(tmp_path, {"ds.xls": saved(old), "danh sach.xlsx": book({PEOPLE: people(*NAMES)})})
    assert {one.file: one.reason for one in result.files} == {"ds.xls": "same-content", "danh sach.xlsx": None}
    assert not [one for one in result.findings if one.code == "newer-version"]


@pytest.mark.parametrize("spelling", ["Phòng 01", "P. 1", "phong 1"])
def test_a_unit_spelt_otherwise_is_the_same_unit(tmp_path: Path, spelling: str) -> None:
    result = inbox(tmp_path, {"1.xlsx": book({PEOPLE: people(*NAMES[:5])}, "PHÒNG 1", saved_at=saved_on(1)),
                              "2.xlsx": book({PEOPLE: people(*NAMES[:6])}, spelling, saved_at=saved_on(2))})
    assert {one.file: one.status for one in result.files} == {"1.xlsx": "skipped", "2.xlsx": "read"}


# --- whatever the order ----------------------------------------------------------------------------------------------

@given(st.lists(st.tuples(st.sets(st.sampled_from(NAMES), min_size=1), st.integers(0, 3), st.integers(0, 3),
                          st.integers(0, 2)), min_size=2, max_size=4), st.randoms())
@settings(max_examples=40, deadline=None)
def test_whatever_the_order_of_files_the_same_counts_and_no_row_is_lost(files: list[Any], random: Any) -> None:
    parts = []
    for number, (names, day, letter, mail) in enumerate(files):
        one, file = list_of(tuple(sorted(names))), f"{number}.xlsx"
        parts.append(one._replace(
            file=file, sha256=f"{number}", modified=saved_on(1 + day), dated=f"2023-12-{letter:02}" if letter else None,
            records=tuple(record._replace(file=file) for record in one.records),
            sent=Sent("a", "b", f"2023-12-0{mail}T00:00:00+00:00") if mail else None))
    first = settled(parts, CATALOGUE)
    again = settled(random.sample(parts, len(parts)), CATALOGUE)
    assert {one.file: one for one in first} == {one.file: one for one in again}
    named = {name for names, *_ in files for name in names}
    for name in named - set(counted(first)):                # gone only where a newer version left it out, which is told
        assert any(change.what == "removed" and change.name == name
                   for one in first for replaced in one.replaces for change in replaced.changes)
    given_, left = {one.file: len(one.records) for one in parts}, {one.file: one for one in first}
    for file, count in given_.items():
        elsewhere = count if left[file].status == "skipped" else sum(sheet.elsewhere for sheet in left[file].sheets)
        assert len(left[file].records) + elsewhere == count


@cache
def list_of(names: tuple[str, ...]) -> Part:
    return read_file("x.xlsx", book({PEOPLE: people(*names)}), CATALOGUE)


# --- as they come ----------------------------------------------------------------------------------------------------

def mail(data: bytes, name: str, day: int) -> bytes:
    """A saved mail with a workbook attached."""
    made = EmailMessage()
    made["From"], made["To"] = "Văn thư <vt@phong1.example>", "tdkt@so.example"
    made["Subject"], made["Date"] = "Gửi danh sách", f"Wed, {day} Dec 2023 08:00:00 +0700"
    made.set_content("Kính gửi danh sách đề nghị khen thưởng.")
    made.add_attachment(data, maintype="application",
                        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet", filename=name)
    return made.as_bytes()


def test_of_two_saved_mails_the_later_counts_whatever_its_workbook_says(tmp_path: Path) -> None:
    first = mail(book({PEOPLE: people(*NAMES[:4])}, saved_at=saved_on(19)), "ds.xlsx", 13)
    second = mail(book({PEOPLE: people(*NAMES[:5])}, saved_at=saved_on(10)), "ds.xlsx", 20)
    result = inbox(tmp_path, {"b.eml": first, "a.eml": second})
    read, = (one for one in result.files if one.status == "read")
    assert "a.eml" in read.file and [one.count for one in result.summary.awards] == [5]
    assert [one.facts["why"] for one in result.findings if one.code == "newer-version"] == ["mail"]
