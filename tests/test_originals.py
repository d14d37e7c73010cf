"""Units' originals are never written to, whatever output is asked for; what an earlier run wrote is no unit's file."""
from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cbcc_xl.cli import main


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hop thu"
    folder.mkdir()
    for unit in ("Phòng A", "Phòng B"):
        book = openpyxl.Workbook()
        for row in [(unit.upper(),), (), ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",), (),
                    ("STT", "Họ và tên", "Xếp loại", "Danh hiệu"), (1, f"Nguyễn Thị {unit[-1]}", "HTXSNV", "LĐTT")]:
            book.active.append(row)
        book.save(folder / f"{unit}.xlsx")
    return folder


def records(inbox: Path, *options: Any) -> tuple[int, list[Any], dict[str, str]]:
    report = inbox.parent / "bao-cao.json"
    status = main(["consolidate", str(inbox), "-o", str(inbox.parent / "th.xlsx"), "--json", str(report),
                   *map(str, options)])
    made = json.loads(report.read_text("utf-8"))
    return status, made["records"], {file["file"]: file["status"] for file in made["files"]}


@pytest.mark.parametrize("words", [
    ["consolidate", "{inbox}", "-o", "{unit}"],
    ["consolidate", "{inbox}", "-o", "{inbox}/../th.xlsx", "--json", "{unit}"],
    ["consolidate", "{inbox}", "-o", "{inbox}/../lien-ket.xlsx"],
    ["consolidate", "{unit}", "-o", "{unit}"],
    ["consolidate", "{zip}", "-o", "{zip}"],
    ["check", "{unit}", "--json", "{unit}"],
    ["consolidate", "{inbox}", "-o", "{inbox}/../hai.xlsx", "--json", "{inbox}/../hai.xlsx"],
    ["consolidate", "{inbox}", "-o", "{inbox}"]])
def test_an_output_in_the_place_of_a_units_file_is_refused(inbox: Path, words: list[str],
                                                           capsys: pytest.CaptureFixture[str]) -> None:
    unit, zipped = inbox / "Phòng A.xlsx", Path(shutil.make_archive(str(inbox.parent / "goi"), "zip", inbox))
    (inbox.parent / "lien-ket.xlsx").symlink_to(unit)
    before = unit.read_bytes(), zipped.read_bytes()
    assert main([word.format(inbox=inbox, unit=unit, zip=zipped) for word in words]) == 2
    assert "Không ghi được" in capsys.readouterr().err
    assert (unit.read_bytes(), zipped.read_bytes()) == before


def test_an_earlier_summary_is_no_units_file(inbox: Path) -> None:
    _, plain, _ = records(inbox)
    assert main(["consolidate", str(inbox), "-o", str(inbox / "tong hop cu.xlsx")]) == 0
    _, again, files = records(inbox)
    assert again == plain
    assert files["tong hop cu.xlsx"] == "skipped"


def test_a_summary_may_be_written_anew_among_the_units_files(inbox: Path) -> None:
    words = ["consolidate", str(inbox), "-o", str(inbox / "th.xlsx")]
    assert [main(words), main(words)] == [0, 0]
