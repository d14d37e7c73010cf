"""Rows that may be withdrawn: what makes one look so, both counts until it is decided, and what a decision does.

Never dropped, never counted in silence: a row that looks withdrawn is a record with a question.
"""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import ods, saved

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.cli import main
from cbcc_xl.decisions import Decisions, Row, Version
from cbcc_xl.inbox.found import digest
from cbcc_xl.model import Part
from cbcc_xl.outputs.report_json import report
from cbcc_xl.pipeline.consolidation import Consolidation
from cbcc_xl.pipeline.one_file import read_file

CATALOGUE = load()
HEAD = ["STT", "Họ và tên", "Xếp loại", "Danh hiệu", "Ghi chú"]
NAMES = ["Nguyễn Văn An", "Lê Thị Bình", "Vũ Chi", "Hồ Dân"]
FIRST = 5                          # the row of the first name


def people(*more: list[Any]) -> list[list[Any]]:
    return [*([number, name, "HTTNV", "LĐTT", None] for number, name in enumerate(NAMES, 1)), *more]


def listed(change: Callable[[Any], None] = lambda sheet: None, rows: list[list[Any]] | None = None,
           unit: str = "PHÒNG MỘT") -> bytes:
    """A list of four persons, changed by a function."""
    made = openpyxl.Workbook()
    for cells in (["SỞ NỘI VỤ"], [unit], ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"], HEAD,
                  *(people() if rows is None else rows)):
        made.active.append(cells)
    change(made.active)
    return saved(made)


def signs(data: bytes, name: str = "ds.xlsx") -> dict[str, str]:
    """Who looks withdrawn, and by what."""
    return asked(read_file(name, data, CATALOGUE))


def asked(part: Part) -> dict[str, str]:
    found = {one.facts["name"]: one.facts["why"] for one in part.findings if one.code == "maybe-withdrawn"}
    assert found == {record.values["name"]: record.withdrawn for record in part.records if record.withdrawn}
    return found


def styled(cells: str, font: Font) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for place in cells.split():
            for row in sheet[place] if ":" in place else ((sheet[place],),):
                for cell in row:
                    cell.font = font
    return change


def put(**values: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for place, value in values.items():
            sheet[place] = value
    return change


RED, STRUCK = Font(color="FFFF0000"), Font(strike=True)


# --- what looks withdrawn --------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("change", "why"), [
    (styled("A6:E6", STRUCK), "struck"), (styled("D6", STRUCK), "partly"), (styled("B6", RED), "red"),
    (styled("C6:D6", RED), "red"), (put(E6="xin rút"), "note:xin rút"), (put(E6="Không xét do nghỉ phép"),
                                                                        "note:Không xét do nghỉ phép"),
    (put(B6="Lê Thị Bình (rút)"), "note:rút"), (put(B6="Lê Thị Bình - xin rút"), "note:xin rút"),
    (lambda sheet: setattr(sheet["B6"], "comment", Comment("Xin thôi từ 5/12", "Văn thư")), "note:Xin thôi từ 5/12"),
    (lambda sheet: setattr(sheet["B6"], "value", CellRichText(
        TextBlock(InlineFont(strike=True), "Lê Thị"), " Bình")), "struck")])
def test_a_row_that_looks_withdrawn_is_a_record_with_a_question(change: Callable[[Any], None], why: str) -> None:
    assert signs(listed(change)) == {"Lê Thị Bình": why}


@pytest.mark.parametrize(("said", "titles"), [("LĐTT (rút)", ["LDTT"]), ("LĐTT - xin rút", ["LDTT"]),
                                              ("LĐTT, CSTĐCS (không xét)", ["LDTT", "CSTDCS"]), ("Xin rút", None)])
def test_a_title_with_a_remark_is_a_title_and_the_row_is_asked_about_once(said: str, titles: list[str] | None) -> None:
    part = read_file("ds.xlsx", listed(put(D6=said)), CATALOGUE)
    assert part.records[1].values.get("titles") == titles
    assert [one.code for one in part.findings] == ["maybe-withdrawn"]


@pytest.mark.parametrize("change", [
    styled("A4:E4", RED), styled("A3", RED),                                # headings in red
    styled("A5:E8", RED), styled("D5:D8", RED),                             # a whole list or column in red
    styled("C6", RED),                                                      # a single figure
    put(E6="Rút kinh nghiệm sau kiểm điểm"), put(E6="Không xin rút"),
    styled("A10:E10", STRUCK)])
def test_what_only_looks_like_it_asks_nothing(change: Callable[[Any], None]) -> None:
    assert signs(listed(change)) == {}


def test_rows_under_a_heading_that_says_so() -> None:
    rows = [["I", "Cá nhân đề nghị"], *people()[:2], ["II", "Trường hợp xin rút"], *people()[2:3],
            ["III", "Trường hợp khác"], *people()[3:]]
    assert signs(listed(rows=rows)) == {"Vũ Chi": "group:Trường hợp xin rút"}


def test_an_initiative_that_shortens_is_not_withdrawn() -> None:
    made = openpyxl.Workbook()
    for cells in (["SỞ NỘI VỤ"], ["DANH MỤC SÁNG KIẾN"], ["STT", "Họ và tên", "Tên sáng kiến", "Ghi chú"],
                  [1, "Vũ Chi", "Rút ngắn thời gian trả hồ sơ (rút gọn quy trình)", None]):
        made.active.append(cells)
    part = read_file("sk.xlsx", saved(made), CATALOGUE)
    assert [record.form for record in part.records] == ["initiative"]
    assert asked(part) == {}


def plain_rows() -> list[list[Any]]:
    return [["PHÒNG MỘT"], ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG"], HEAD[:4], *(row[:4] for row in people())]


def test_a_part_of_a_text_struck_out_in_an_xls() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    for row, cells in enumerate(plain_rows()):
        for column, value in enumerate(cells):
            if (row, column) != (4, 3):
                sheet.write(row, column, value)
    sheet.write_rich_text(4, 3, [("LĐTT", xlwt.easyfont("struck_out on")), (" ", xlwt.Font())])
    assert signs(saved(book), "ds.xls") == {"Lê Thị Bình": "partly"}


def test_a_part_of_a_text_struck_out_in_an_ods() -> None:
    rows = []
    for row in plain_rows():
        cells = (f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
                 for value in row)
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    struck = "".join(rows).replace("Lê Thị Bình", '<text:span text:style-name="T1">Lê Thị</text:span> Bình')
    style = ('<style:style style:name="T1" style:family="text"><style:text-properties '
             'style:text-line-through-style="solid"/></style:style>')
    data = ods(f'<table:table table:name="DS">{struck}</table:table>', style)
    assert signs(data, "ds.ods") == {"Lê Thị Bình": "struck"}


@pytest.mark.parametrize("stated", [4, 3])
def test_a_typed_total_is_right_with_the_row_or_without_it(stated: int) -> None:
    data = listed(styled("A6:E6", STRUCK), people([None, f"Danh sách có {stated} người"]))
    assert not [one for one in read_file("ds.xlsx", data, CATALOGUE).findings if "total" in one.code]


# --- both counts -----------------------------------------------------------------------------------------------------

def consolidated(folder: Path, decisions: Decisions | None = None, **files: bytes) -> Consolidation:
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return cx.consolidate(folder, year=2023, jobs=1, decisions=decisions or Decisions())


def awards(result: Consolidation) -> list[tuple[str, int, int]]:
    return [(one.title, one.count, one.maybe_withdrawn) for one in result.summary.awards]


def test_both_counts_are_told_until_it_is_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "thu"
    inbox.mkdir()
    result = consolidated(inbox, ds=listed(styled("A6:E6", STRUCK)))
    assert awards(result) == [("LDTT", 4, 1)]
    assert [record.get("withdrawn") for record in report(result)["records"]] == [None, "maybe", None, None]
    main(["consolidate", str(inbox), "-o", str(tmp_path / "th.xlsx")])
    assert "1 dòng có thể đã rút: đang tính 4 lượt đề nghị, nếu rút thì còn 3." in capsys.readouterr().out


BINH = Row("Phòng Một", "award-person", "Lê Thị Bình", True, year=2023, reason="đơn xin rút ngày 5/12")


def test_a_row_that_is_withdrawn_counts_nowhere_and_stays_in_the_ledger(tmp_path: Path) -> None:
    wrong = [[2, "Lê Thị Bình", "HTNV", "LĐTT", None] if row[1] == "Lê Thị Bình" else row for row in people()]
    data = listed(styled("A6:E6", STRUCK), wrong)
    assert "ldtt-below-good-rating" in {one.code for one in consolidated(tmp_path, ds=data).findings}
    result = consolidated(tmp_path, Decisions(row=(BINH,)))
    assert awards(result) == [("LDTT", 3, 0)]
    assert {(one.code, one.severity) for one in result.findings} == {("row-withdrawn", "info")}
    assert [record.values["name"] for record in result.withdrawn] == ["Lê Thị Bình"]
    made = report(result)
    assert made["ledger"]["record"] == 4 == len(made["records"])
    assert [record["withdrawn"] for record in made["records"] if "withdrawn" in record] == ["decided"]


@pytest.mark.parametrize("about", [BINH, BINH._replace(unit="P. Một"), BINH._replace(titles=("LDTT",), year=2023)])
def test_a_row_that_is_not_withdrawn_counts_without_a_question(tmp_path: Path, about: Row) -> None:
    result = consolidated(tmp_path, Decisions(row=(about._replace(withdrawn=False),)),
                          ds=listed(styled("A6:E6", STRUCK)))
    assert awards(result) == [("LDTT", 4, 0)]
    assert {(one.code, one.severity) for one in result.findings} == {("row-stays", "info")}


@pytest.mark.parametrize("about", [
    BINH._replace(year=2022), BINH._replace(unit="Phòng Hai"), BINH._replace(titles=("CSTDCS",)),
    BINH._replace(form="rating"), BINH._replace(name="Lê Thị Bính")])
def test_a_decision_is_about_its_own_row_only(tmp_path: Path, about: Row) -> None:
    result = consolidated(tmp_path, Decisions(row=(about,)), ds=listed(styled("A6:E6", STRUCK)))
    assert awards(result) == [("LDTT", 4, 1)]


# --- versions that a person decided about ----------------------------------------------------------------------------

def versions() -> dict[str, bytes]:
    return {"ds": listed(), "ds sua": listed(rows=people()[:3])}


def kept(data: bytes, yes: bool) -> Decisions:
    return Decisions(version=(Version(digest(data), yes, reason="gửi nhầm"),))


def test_a_version_that_is_set_aside_changes_nothing_else(tmp_path: Path) -> None:
    files = versions()
    for folder in ("with", "without"):
        (tmp_path / folder).mkdir()
    aside = consolidated(tmp_path / "with", kept(files["ds sua"], False), **files)
    alone = consolidated(tmp_path / "without", ds=files["ds"])
    assert (aside.records, aside.findings, aside.summary) == (alone.records, alone.findings, alone.summary)
    other, = (part for part in aside.files if part.file == "ds sua.xlsx")
    assert (other.status, other.reason, other.facts["reason"]) == ("skipped", "set-aside", "gửi nhầm")


def test_a_version_that_a_person_keeps_counts_whatever_is_newer(tmp_path: Path) -> None:
    files = versions()
    assert awards(consolidated(tmp_path, **files)) == [("LDTT", 3, 0)]
    result = consolidated(tmp_path, kept(files["ds"], True))
    assert awards(result) == [("LDTT", 4, 0)]
    assert [(one.code, one.severity, one.facts["why"]) for one in result.findings] == [
        ("newer-version", "info", "decided")]


def test_two_files_that_a_person_keeps_both_count(tmp_path: Path) -> None:
    files = versions()
    both = Decisions(version=tuple(Version(digest(data), True) for data in files.values()))
    assert awards(consolidated(tmp_path, both, **files)) == [("LDTT", 7, 0)]
