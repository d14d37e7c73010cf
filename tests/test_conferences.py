"""The demo holds to five published conferences: every figure that the five forms can carry comes out again.

`conferences/<agency>.toml` lists what was published, where it stood, and how it must stand in report.json and in the
summary workbook. The command runs once for the whole module.
"""
from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

from cbcc_xl import demo
from cbcc_xl.catalogue import Catalogue, load
from cbcc_xl.cli import main

GOLDEN = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
          for path in sorted((Path(__file__).parent / "conferences").glob("*.toml"))}


def published(kind: str) -> list[Any]:
    """Every published figure of a kind, with its agency's code; a test is named for the place in that agency's file."""
    return [pytest.param(code, figure, id=f"{code}-{number}") for code, golden in GOLDEN.items()
            for number, figure in enumerate(golden.get(kind, ()), 1)]


Workbooks = dict[str, dict[str, list[tuple[Any, ...]]]]       # by conference, then by sheet: rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def reports(folder: Path) -> dict[str, dict[str, Any]]:
    return {code: json.loads((folder / f"ket-qua/bao-cao-{code}.json").read_text(encoding="utf-8")) for code in GOLDEN}


@pytest.fixture(scope="module")
def workbooks(folder: Path) -> Workbooks:
    """All rows of every summary by sheet, as Excel shows them before it calculates anew."""
    def rows(code: str) -> dict[str, list[tuple[Any, ...]]]:
        book = openpyxl.load_workbook(folder / f"ket-qua/tong-hop-{code}.xlsx", data_only=True)
        return {sheet.title: [tuple(cell for cell in row if cell is not None)
                              for row in sheet.iter_rows(values_only=True)] for sheet in book}

    return {code: rows(code) for code in GOLDEN}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def totals(report: dict[str, Any]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for award in report["summary"]["awards"]:
        counts[award["title"], award["subject"]] += award["count"]
    return counts


def holders(report: dict[str, Any], title: str, subject: str) -> list[dict[str, Any]]:
    return [record["values"] for record in report["records"]
            if record["form"] == f"award-{subject}" and title in record["values"].get("titles", ())]


def staff(report: dict[str, Any]) -> int:
    return sum(row["headcount"] for row in report["summary"]["attendance"])


def test_every_agency_has_its_published_figures() -> None:
    assert set(GOLDEN) == {agency.code for agency in demo.AGENCIES}


@pytest.mark.parametrize(("code", "figure"), published("awards"))
def test_awards_are_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    report, key = reports[code], (figure["title"], figure["subject"])
    if "share_of_staff" in figure:
        assert Fraction(totals(report)[key], staff(report)) == Fraction(figure["share_of_staff"])
    else:
        assert totals(report)[key] == figure["count"]
    found = holders(report, *key)
    assert any(figure.get("name", "") in values["name"] for values in found)
    assert any(figure.get("note", "") in values.get("note", "") for values in found)
    if "within" in figure:
        assert {values["name"] for values in found} <= {
            values["name"] for values in holders(report, figure["within"], figure["subject"])}


@pytest.mark.parametrize(("code", "figure"), published("awards"))
def test_awards_stand_in_the_workbook(workbooks: Workbooks, reports: dict[str, dict[str, Any]],
                                      catalogue: Catalogue, code: str, figure: dict[str, Any]) -> None:
    title, subject = catalogue.titles[figure["title"]].vi, catalogue.words["vi"]["subject"][figure["subject"]]
    count = figure.get("count") or Fraction(figure["share_of_staff"]) * staff(reports[code])
    written = {title, f"{title} ({subject.lower()})"}       # both kinds of subject have it: told apart
    beside = [row[place:place + 3] for row in workbooks[code]["Tổng quan"] for place, cell in enumerate(row)
              if cell in written]
    assert [found[2] for found in beside if found[1:2] == (subject,)] == [count]


@pytest.mark.parametrize("code", GOLDEN)
def test_no_other_title_comes_out(reports: dict[str, dict[str, Any]], code: str) -> None:
    assert set(totals(reports[code])) == {(figure["title"], figure["subject"]) for figure in GOLDEN[code]["awards"]}


@pytest.mark.parametrize(("code", "figure"), published("ratings"))
def test_ratings_are_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    rated = {record["values"]["name"] for record in reports[code]["records"]
             if record["form"] == "award-person" and record["values"].get("rating") == figure["rating"]}
    assert Fraction(len(rated), staff(reports[code])) == Fraction(figure["share_of_staff"])


@pytest.mark.parametrize(("code", "figure"), published("votes"))
def test_votes_are_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    votes = [vote for vote in reports[code]["summary"]["votes"] if figure["item"] in vote["item"]]
    assert [vote["passed"] for vote in votes] == [figure["passed"]]
    if "share" in figure:
        assert Fraction(votes[0]["share"]) == Fraction(figure["share"])
        assert not votes[0]["disagree"] and not votes[0]["abstain"]


@pytest.mark.parametrize(("code", "figure"), published("votes"))
def test_votes_stand_in_the_workbook(workbooks: Workbooks, catalogue: Catalogue, code: str,
                                     figure: dict[str, Any]) -> None:
    passed = catalogue.words["vi"]["summary"]["passed" if figure["passed"] else "not_passed"]
    rows = [row for row in workbooks[code]["Biểu quyết"]
            if passed in row and any(figure["item"] in str(cell) for cell in row)]
    assert len(rows) == 1
    assert "share" not in figure or rows[0][rows[0].index(passed) - 1] == Fraction(figure["share"])


@pytest.mark.parametrize(("code", "figure"), published("elections"))
def test_elections_stand_in_the_workbook(workbooks: Workbooks, catalogue: Catalogue, code: str,
                                         figure: dict[str, Any]) -> None:
    elected = catalogue.words["vi"]["result"]["elected"]
    rows = [row for row in workbooks[code]["Bầu cử"]
            if elected in row and any(figure["post"] in str(cell) for cell in row)]
    assert len(rows) == figure["elected"]


@pytest.mark.parametrize(("code", "figure"), published("elections"))
def test_elections_are_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    rows = [row for row in reports[code]["summary"]["elections"]
            if figure["post"] in row["post"] and row["result"] == "elected"]
    assert len(rows) == figure["elected"]
    units = {record["values"].get("unit") for record in reports[code]["records"]
             if record["form"] == "election" and record["values"]["name"] == rows[0]["name"]}
    assert figure.get("unit") is None or figure["unit"] in units
    assert all(Fraction(row["share"]) == Fraction(figure.get("share", row["share"])) for row in rows)


@pytest.mark.parametrize(("code", "figure"), published("records"))
def test_records_are_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    """Models, movements, targets, proposals and what else the other forms carry: how many rows say what was said."""
    found = [record["values"] for record in reports[code]["records"] if record["form"] == figure["form"]
             and all(_holds(record["values"].get(key), said) for key, said in figure.get("has", {}).items())]
    assert len(found) == figure["count"]
    assert len({values.get("unit") for values in found}) == figure.get("units", len({v.get("unit") for v in found}))


def _holds(value: Any, said: Any) -> bool:
    """Whether a record's value is what was said, or a text with these words."""
    return value == said or isinstance(value, str) and isinstance(said, str) and said in value


@pytest.mark.parametrize(("code", "figure"), published("cluster"))
def test_the_leader_is_as_published(reports: dict[str, dict[str, Any]], code: str, figure: dict[str, Any]) -> None:
    rows = reports[code]["summary"]["cluster"]
    assert len(rows) == figure["of"]
    assert [row["unit"] for row in rows if row["rank"] == figure["rank"]] == [figure["unit"]]


@pytest.mark.parametrize("code", [code for code, golden in GOLDEN.items() if "attendance" in golden])
def test_the_published_number_of_members_came(reports: dict[str, dict[str, Any]], code: str) -> None:
    came = {row["unit"] for row in reports[code]["summary"]["attendance"] if row["present"]}
    assert len(came) == GOLDEN[code]["attendance"]["units"]


@pytest.mark.parametrize(("code", "figure"), published("findings"))
def test_what_the_figures_say_of_the_rules(reports: dict[str, dict[str, Any]], code: str,
                                           figure: dict[str, Any]) -> None:
    finding, = (finding for finding in reports[code]["findings"] if finding["code"] == figure["code"])
    assert finding["outcome"] == figure["outcome"]
    assert finding["severity"] == figure.get("severity", finding["severity"])
    assert finding["facts"].items() >= figure["facts"].items()


COUNCIL, CENTRE, FRONT = ("Hoi dong TDKT/Sang kien, kiem phieu 2023.xlsx", "HN VC-NLD 23-01-2024.xlsx",
                          "HN CBCC 22-02/Ket qua cong tac 2023.xlsx")
# Where a slip was planted: what says so (an error, a warning), in which file, at which cell.
PLANTED = {("van-phong-tinh-uy", "cstdcs-over-cap", None, None),       # as published
           ("van-phong-tinh-uy", "total-differs", "phong quan tri.xlsx", "A17"),
           ("van-phong-tinh-uy", "ldtt-below-listed-rating", "Đội xe.csv", "D7"),
           ("van-phong-tinh-uy", "ballot-does-not-add-up", COUNCIL, "E24"),
           ("trung-tam-hanh-chinh", "proposal-without-answer", CENTRE, "E9"),
           ("trung-tam-hanh-chinh", "target-share-differs", CENTRE, "F9"),
           ("mat-tran", "target-share-differs", FRONT, "F10"),
           ("trung-tam-hanh-chinh", "rating-unknown", "P HCTH - tong hop xep loai.xlsx", "D34"),
           ("mat-tran", "amount-not-understood", FRONT, "D13"),
           ("khoi-thi-dua", "total-differs", "MTTQ tinh/Diem thi dua.xlsx", "D18")}
# Rows with a planted slip that some rule may call an error: file, row.
WRONG = {(COUNCIL, 20), (COUNCIL, 24), (CENTRE, 9), (FRONT, 10)}


def test_nobody_is_accused_but_where_a_slip_was_planted(reports: dict[str, dict[str, Any]]) -> None:
    found = {(code, finding["code"], finding["file"], finding["cell"]): finding["severity"]
             for code, report in reports.items() for finding in report["findings"]}
    assert set(found) >= PLANTED
    others = {place for place, severity in found.items() if severity == "error"} - PLANTED
    assert {(file, int(re.sub(r"\D", "", cell or "0"))) for _, _, file, cell in others} <= WRONG


def test_a_person_without_a_rating_is_asked_for(reports: dict[str, dict[str, Any]]) -> None:
    asked = [(finding["file"], finding["cell"]) for finding in reports["van-phong-tinh-uy"]["findings"]
             if finding["code"] == "ldtt-without-rating"]
    assert asked == [("Nhà khách/DS.xlsx", "C7")]


@pytest.mark.parametrize("code", GOLDEN)
def test_every_file_is_read_and_no_row_is_lost(reports: dict[str, dict[str, Any]], code: str) -> None:
    assert {file["file"]: file["status"] for file in reports[code]["files"] if file["status"] != "read"} == {}
    assert [(file["file"], sheet["sheet"]) for file in reports[code]["files"] for sheet in file["sheets"]
            if sheet["form"] is None or sheet["rows"]["problem"]] == []


def test_the_board_shows_who_has_not_sent(reports: dict[str, dict[str, Any]]) -> None:
    missing = [unit["unit"] for unit in reports["van-phong-tinh-uy"]["units"] if unit["status"] == "missing"]
    assert missing == ["Ban Quản lý Nhà công vụ"]


def cells(folder: Path) -> dict[str, Any]:
    """Every value of every file under a folder."""
    found: dict[str, Any] = {}
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix != ".xlsx":
            found[name] = path.read_bytes()
            continue
        book = python_calamine.CalamineWorkbook.from_path(path)
        found |= {f"{name}!{sheet}": book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}
    return found


def test_the_same_cells_on_every_run(tmp_path: Path) -> None:
    demo.make(tmp_path / "once")
    demo.make(tmp_path / "again")
    assert cells(tmp_path / "once") == cells(tmp_path / "again")


def test_names_are_safe_on_windows_and_short(tmp_path: Path) -> None:
    names = [file.relative_to(tmp_path).as_posix() for file in demo.make(tmp_path)]
    assert not [name for name in names if set(name) & set('<>:"\\|?*') or len(name) > 80]
    assert not [part for name in names for part in name.split("/") if part != part.strip(" .")]


def test_the_folder_says_that_all_names_are_invented(folder: Path) -> None:
    assert "đặt ra" in (folder / demo.READ_FIRST).read_text(encoding="utf-8-sig")
    assert (folder / "2. Văn phòng Tỉnh ủy/phong quan tri.xlsx").is_file()
