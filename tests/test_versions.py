"""Copies and resubmissions in one inbox: which file counts, what tells so, and what is asked about.

Files are written as units send them; a workbook's own date of saving is set in its properties.
"""
from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from workbooks import SHEET, repacked, xlsx

import cbcc_xl as cx
from cbcc_xl.pipeline.consolidation import Consolidation

AN, BINH, CHI = ([number, name, "HTTNV", "LĐTT"]
                 for number, name in enumerate(("Nguyễn Văn An", "Lê Thị Bình", "Vũ Chi"), 1))
LIST = ["STT", "Họ và tên", "Xếp loại", "Danh hiệu"]


def put(path: Path, caption: str, heading: list[str], rows: list[list[Any]], above: list[str] | tuple[()] = (),
        dated: str = "", saved_at: str = "2023-12-20T08:00:00Z") -> None:
    """A table under the letterhead of Phòng Một."""
    def fill(sheet: Any) -> None:
        for cells in (["SỞ NỘI VỤ"], ["PHÒNG MỘT"], [None, None, dated or None], [caption], *([text] for text in above),
                      heading, *rows):
            sheet.append(cells)

    stamp = rb"\g<1>" + saved_at.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(repacked(xlsx(fill), {"docProps/core.xml": lambda xml: re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", stamp, xml)}))


def nominations(path: Path, *rows: list[Any], **when: str) -> None:
    put(path, "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023", LIST, list(rows), **when)


def consolidated(folder: Path) -> Consolidation:
    return cx.consolidate(folder, year=2023, jobs=1)


def fates(result: Consolidation) -> dict[str, tuple[str, str | None]]:
    return {part.file: (part.status, part.reason) for part in result.files}


def found(result: Consolidation, code: str) -> list[tuple[str | None, str, str]]:
    return [(one.origin.file, one.severity, one.outcome) for one in result.findings if one.code == code]


def test_of_files_with_the_same_bytes_one_counts(tmp_path: Path) -> None:
    nominations(tmp_path / "ds.xlsx", AN, BINH)
    (tmp_path / "gui lai").mkdir()
    (tmp_path / "gui lai/ds.xlsx").write_bytes((tmp_path / "ds.xlsx").read_bytes())
    result = consolidated(tmp_path)
    assert sorted(fates(result).values(), key=str) == [("read", None), ("skipped", "copy-of")]
    assert [award.count for award in result.summary.awards] == [2]


OLD, NEW = "Hà Lam, ngày 15 tháng 12 năm 2023", "Hà Lam, ngày 20 tháng 12 năm 2023"
EARLY, LATE = "2023-12-14T08:00:00Z", "2023-12-25T08:00:00Z"


@pytest.mark.parametrize(("names", "dated", "saved_at", "why"), [
    (("b.xlsx", "a.xlsx"), (OLD, NEW), (LATE, EARLY), "letter"),
    (("b.xlsx", "a.xlsx"), (NEW, NEW), (EARLY, LATE), "saved"),
    (("b.xlsx", "a.xlsx"), (NEW, ""), (EARLY, LATE), "saved"),
    (("ds.xlsx", "ds (1).xlsx"), ("", ""), (LATE, LATE), "name"),
    (("ds.xlsx", "ds sửa.xlsx"), (OLD, OLD), (LATE, LATE), "name"),
    (("ds Phong Moitruong.xlsx", "ds chot.xlsx"), ("", ""), (LATE, LATE), "name")], ids=str)
def test_the_newer_version_counts(tmp_path: Path, names: tuple[str, str], dated: tuple[str, str],
                                  saved_at: tuple[str, str], why: str) -> None:
    older, newer = names
    nominations(tmp_path / older, AN, BINH, CHI, dated=dated[0], saved_at=saved_at[0])
    nominations(tmp_path / newer, AN, BINH, dated=dated[1], saved_at=saved_at[1])
    os.utime(tmp_path / older, (2e9, 2e9))                 # the file system's time says nothing
    result = consolidated(tmp_path)
    assert fates(result) == {older: ("skipped", "older-version"), newer: ("read", None)}
    told, = (one for one in result.findings if one.code == "newer-version")
    assert (told.severity, told.origin.file) == ("info", newer)
    assert told.facts == {"other": older, "count": 1, "names": ["Vũ Chi"], "why": why,
                          "added": 0, "removed": 1, "changed": 0}


def test_where_nothing_tells_the_newer_it_is_asked(tmp_path: Path) -> None:
    nominations(tmp_path / "a.xlsx", AN, BINH, CHI)
    nominations(tmp_path / "b.xlsx", AN, BINH)
    result = consolidated(tmp_path)
    assert fates(result)["a.xlsx"] == ("skipped", "older-version")
    assert found(result, "newer-version") == [("b.xlsx", "warning", "unknown")]


def test_two_lists_of_one_unit_for_two_titles_both_count(tmp_path: Path) -> None:
    nominations(tmp_path / "ldtt.xlsx", AN, BINH)
    nominations(tmp_path / "cstd.xlsx", [*AN[:3], "CSTĐCS"], [*BINH[:3], "CSTĐCS"])
    assert {status for status, _ in fates(consolidated(tmp_path)).values()} == {"read"}


def ballots(path: Path, *rows: list[Any], **when: str) -> None:
    above = ["Số lượng cần bầu: 3", "Số người có mặt: 40", "Số phiếu phát ra: 40", "Số phiếu thu về: 40",
             "Số phiếu hợp lệ: 40", "Số phiếu không hợp lệ: 0"]
    put(path, "Bầu Ban Thanh tra nhân dân", ["STT", "Họ và tên", "Số phiếu"], list(rows), above, **when)


def test_a_second_round_keeps_the_first(tmp_path: Path) -> None:
    ballots(tmp_path / "1.xlsx", [1, "Nguyễn Văn An", 35], [2, "Lê Thị Bình", 30], [3, "Vũ Chi", 15], [4, "Hồ Dân", 14])
    ballots(tmp_path / "2.xlsx", [1, "Vũ Chi", 25], [2, "Hồ Dân", 15], saved_at=LATE)
    result = consolidated(tmp_path)
    assert fates(result) == {"1.xlsx": ("read", None), "2.xlsx": ("read", None)}
    assert [row.name for row in result.summary.elections if row.result == "elected"] == [
        "Nguyễn Văn An", "Lê Thị Bình", "Vũ Chi"]
    assert found(result, "maybe-version") == [("2.xlsx", "warning", "unknown")]


def test_a_corrected_count_replaces_the_first(tmp_path: Path) -> None:
    ballots(tmp_path / "1.xlsx", [1, "Nguyễn Văn An", 35], [2, "Lê Thị Bình", 30], [3, "Vũ Chi", 15])
    ballots(tmp_path / "2.xlsx", [1, "Nguyễn Văn An", 35], [2, "Lê Thị Bình", 30], [3, "Vũ Chi", 25], saved_at=LATE)
    result = consolidated(tmp_path)
    assert fates(result)["1.xlsx"] == ("skipped", "older-version")
    assert found(result, "maybe-version") == []


def with_marked_copy(folder: Path, *rows: list[Any], copy: str = "tra lai") -> Path:
    """A unit's file, and beside it the copy that a first run marked."""
    nominations(folder / "ds.xlsx", *rows)
    marked, = cx.consolidate(folder / "ds.xlsx", year=2023, jobs=1).marked_copies(folder / copy)
    return marked


WRONG = [*AN[:2], "HTNV", "LĐTT"]


@pytest.mark.parametrize("copy", ["tra lai", "a"])             # before and after the original in order
def test_a_marked_copy_gives_way_to_its_original(tmp_path: Path, copy: str) -> None:
    with_marked_copy(tmp_path, WRONG, BINH, copy=copy)
    result = consolidated(tmp_path)
    assert fates(result) == {"ds.xlsx": ("read", None), f"{copy}/ds.xlsx": ("skipped", "marked-copy")}
    assert {one.code for one in result.findings} == {"ldtt-below-good-rating"}


def test_a_marked_copy_that_the_unit_corrected_counts(tmp_path: Path) -> None:
    marked = with_marked_copy(tmp_path, WRONG, BINH)
    marked.write_bytes(repacked(marked.read_bytes(), {SHEET: lambda xml: xml.replace(b"HTNV", b"HTTNV")}))
    result = consolidated(tmp_path)
    assert fates(result) == {"ds.xlsx": ("skipped", "older-version"), "tra lai/ds.xlsx": ("read", None)}
    told, = result.findings
    assert (told.severity, told.facts["why"]) == ("info", "marked")


def test_a_marked_copy_of_values_gives_way_to_its_original(tmp_path: Path) -> None:
    rows = ["SỞ NỘI VỤ", "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023", ";".join(LIST), "1;Vũ An;HTNV;LĐTT"]
    (tmp_path / "ds.csv").write_text("\n".join(rows), "utf-8")
    cx.consolidate(tmp_path, year=2023, jobs=1).marked_copies(tmp_path / "tra lai")
    assert fates(consolidated(tmp_path)) == {
        "ds.csv": ("read", None), "tra lai/ds.csv.xlsx": ("skipped", "marked-copy")}


def test_a_marked_copy_is_known_by_its_letterhead_too(tmp_path: Path) -> None:
    """Of two units with the same rows each copy belongs to its own; one that was sent back alone counts."""
    with_marked_copy(tmp_path, WRONG)
    (tmp_path / "khac.xlsx").write_bytes(repacked((tmp_path / "ds.xlsx").read_bytes(), {
        SHEET: lambda xml: re.sub(b" M[^ <]*T</t>", b" HAI</t>", xml)}))
    cx.check(tmp_path / "khac.xlsx", year=2023, jobs=1).marked_copies(tmp_path / "tra lai")
    told = {part.file: part.facts.get("other") for part in consolidated(tmp_path).files if part.status == "skipped"}
    assert told == {"tra lai/ds.xlsx": "ds.xlsx", "tra lai/khac.xlsx": "khac.xlsx"}
    (tmp_path / "khac.xlsx").unlink()
    assert fates(consolidated(tmp_path))["tra lai/khac.xlsx"] == ("read", None)
