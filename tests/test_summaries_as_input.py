"""Lists in the inbox that sum up others: ours by its hidden names, one by hand by its rows. Nothing counts twice."""
from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_resubmissions import NAMES, PEOPLE, TEAMS, book, by_file, counted, inbox, part, people, saved_on, told
from workbooks import saved

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.decisions import Decisions, Version
from cbcc_xl.grid.converted import libreoffice
from cbcc_xl.model import Part
from cbcc_xl.pipeline.one_file import read_file
from cbcc_xl.pipeline.versions import settled

CATALOGUE = load()
ONE, TWO, THREE = NAMES[:4], NAMES[4:7], NAMES[7:]


def units() -> list[Part]:
    return [part(f"{number}.xlsx", {PEOPLE: people(*names)}, unit=f"PHÒNG SỐ {number}")
            for number, names in enumerate((ONE, TWO, THREE), 1)]


def gathered(*names: str, file: str = "tong hop.xlsx") -> Part:
    return part(file, {PEOPLE: people(*names)}, unit="SỞ XÂY DỰNG")


# --- by hand ---------------------------------------------------------------------------------------------------------

def test_a_list_by_hand_that_sums_up_units_files_counts_once_and_is_asked_about() -> None:
    parts = settled([gathered(*ONE, *TWO, *THREE), *units()], CATALOGUE)
    assert counted(parts) == sorted(NAMES)
    assert by_file(parts)["tong hop.xlsx"].reason == "sums-up"
    (file, facts), = told(parts, "sums-up")
    assert (file, facts["count"], facts["kept"], len(facts["units"])) == ("tong hop.xlsx", 10, 0, 3)


def test_its_own_rows_stay() -> None:
    parts = settled([gathered(*NAMES, "Dương Oanh"), *units()], CATALOGUE)
    assert counted(parts) == sorted([*NAMES, "Dương Oanh"])
    assert [record.values["name"] for record in by_file(parts)["tong hop.xlsx"].records] == ["Dương Oanh"]


@pytest.mark.parametrize("names", [[*ONE[:2], *TWO[:2], "Dương Oanh", "Ma Phin", "Lò Quý"], ONE[:2]], ids=str)
def test_a_joint_list_of_which_some_stand_elsewhere_is_a_list_of_its_own(names: list[str]) -> None:
    parts = settled([gathered(*names), *units()], CATALOGUE)
    assert len(counted(parts)) == len(NAMES) + len(names)
    assert not told(parts, "sums-up")


def test_persons_on_a_list_for_another_title_are_two_records() -> None:
    other = part("cstd.xlsx", {PEOPLE: people(*NAMES, title="CSTĐCS")}, unit="SỞ XÂY DỰNG")
    parts = settled([other, *units()], CATALOGUE)
    assert len(counted(parts)) == 2 * len(NAMES)


def test_a_person_decides_that_a_list_counts_beside_the_others() -> None:
    whole = gathered(*NAMES)
    parts = settled([whole, *units()], CATALOGUE, Decisions(version=(Version(whole.sha256, True),)))
    assert len(counted(parts)) == 2 * len(NAMES)


def test_the_same_list_under_two_names_of_a_unit_counts_once_and_is_asked_about() -> None:
    parts = settled([part("a.xlsx", {PEOPLE: people(*NAMES)}, unit="PHÒNG TCHC", saved_at=saved_on(1)),
                     part("b.xlsx", {PEOPLE: people(*NAMES, position="Kế toán")}, unit="PHÒNG TỔ CHỨC - HÀNH CHÍNH",
                          saved_at=saved_on(2))], CATALOGUE)
    assert counted(parts) == sorted(NAMES)
    finding, = (one for one in by_file(parts)["b.xlsx"].findings if one.code == "newer-version")
    assert finding.severity == "warning"


def test_versions_and_another_name_of_the_unit_at_once() -> None:
    parts = settled([part("a.xlsx", {PEOPLE: people(*NAMES)}, unit="PHÒNG TCHC", saved_at=saved_on(1)),
                     part("b.xlsx", {PEOPLE: people(*NAMES[1:])}, unit="PHÒNG TCHC", saved_at=saved_on(2)),
                     part("c.xlsx", {PEOPLE: people(*NAMES, position="Kế toán")}, unit="PHÒNG TỔ CHỨC - HÀNH CHÍNH",
                          saved_at=saved_on(3))], CATALOGUE)
    assert {one.file: one.status for one in parts} == {"a.xlsx": "skipped", "b.xlsx": "skipped", "c.xlsx": "read"}
    assert counted(parts) == sorted(NAMES)


# --- ours ------------------------------------------------------------------------------------------------------------

@cache
def files() -> dict[str, bytes]:
    return {"1.xlsx": book({PEOPLE: people(*ONE), TEAMS: [[1, "Phòng Một", 9, "TTLĐTT"]]}, "PHÒNG MỘT"),
            "2.xlsx": book({PEOPLE: people(*TWO)}, "PHÒNG HAI")}


@pytest.fixture
def ours(tmp_path: Path) -> bytes:
    """The summary that a lower level sends."""
    result = inbox(tmp_path / "duoi", files())
    result.to_excel(tmp_path / "th.xlsx")
    return (tmp_path / "th.xlsx").read_bytes()


def state(folder: Path, name: str) -> tuple[Any, ...]:
    result = cx.consolidate(folder, year=2023, jobs=1)
    one, = (part for part in result.files if part.file == name)
    return one.status, one.reason, [finding.facts for finding in result.findings if finding.origin.file == name]


def test_a_summary_of_ours_beside_its_files_is_passed_over(ours: bytes, tmp_path: Path) -> None:
    inbox(tmp_path / "tren", {**files(), "th.xlsx": ours})
    assert state(tmp_path / "tren", "th.xlsx") == ("skipped", "own-summary", [])


def test_an_older_summary_of_ours_is_passed_over_once_a_unit_sent_again(ours: bytes, tmp_path: Path) -> None:
    inbox(tmp_path / "tren", {**files(), "2.xlsx": book({PEOPLE: people(*TWO[:2])}, "PHÒNG HAI"), "th.xlsx": ours})
    assert state(tmp_path / "tren", "th.xlsx") == ("skipped", "own-summary", [])


def resaved(data: bytes, folder: Path) -> bytes:
    (folder / "x.xlsx").write_bytes(data)
    return saved(openpyxl.load_workbook(folder / "x.xlsx"))


@pytest.mark.parametrize("anew", [False, True])
def test_a_summary_of_a_lower_level_without_its_files_is_asked_about(anew: bool, ours: bytes, tmp_path: Path) -> None:
    data = resaved(ours, tmp_path) if anew else ours
    inbox(tmp_path / "tren", {"3.xlsx": book({PEOPLE: people(*THREE)}, "PHÒNG BA"), "th.xlsx": data})
    assert state(tmp_path / "tren", "th.xlsx") == ("skipped", "summary-not-counted", [
        {"count": 8, "units": ["Phòng Một", "Phòng Hai"]}])


def test_of_a_summary_some_of_whose_files_came_the_others_are_named(ours: bytes, tmp_path: Path) -> None:
    inbox(tmp_path / "tren", {"1.xlsx": files()["1.xlsx"], "th.xlsx": ours})
    assert state(tmp_path / "tren", "th.xlsx") == ("skipped", "summary-not-counted", [
        {"count": 3, "units": ["Phòng Hai"]}])


@pytest.mark.parametrize("kind", ["ods", "xls"])
@pytest.mark.skipif(libreoffice() is None, reason="no LibreOffice here")
def test_a_summary_of_ours_is_known_in_other_formats_too(kind: str, ours: bytes, tmp_path: Path) -> None:
    subprocess.run([str(libreoffice()), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless",
                    "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "th.xlsx")],
                   check=True, capture_output=True, timeout=120)
    read = read_file(f"th.{kind}", (tmp_path / f"th.{kind}").read_bytes(), CATALOGUE)
    assert (read.reason, [one.records for one in read.sources]) == ("own-summary", [5, 3])
