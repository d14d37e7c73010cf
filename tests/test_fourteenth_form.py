"""A form, title, wordings and rules that only data know: read, drawn, checked, summed up by the same command.

The data are the agency's file that `docs/co-quan.md` shows, laid over by `--rules`; and the same as files more in a
copy of `cbcc_xl/data`. No line of Python knows of any of it.
"""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

import cbcc_xl

HOME = Path(__file__).resolve().parent.parent
SHOWN = re.search(r"```toml dao-tao\.toml\n(.*?)```", (HOME / "docs/co-quan.md").read_text("utf-8"), re.DOTALL)
OWN_WORDS = (       # as a unit types it, in an order and words of its own
    ("VĂN PHÒNG TỈNH", None), ("PHÒNG TỔNG HỢP", None), ("KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG NĂM 2024", None), (),
    ("STT", "Lớp bồi dưỡng", "Họ tên", "Tổng số buổi", "Số buổi có mặt", "Xếp loại học tập", "Khen thưởng"),
    (1, "Tin học văn phòng", "Đ/c Nguyễn Thị Hoà", 20, 19, "Giỏi", "HV giỏi"),
    (2, "Quản lý nhà nước", "Trần Văn Bình", 12, 13, "khá", None),
    (3, "Tin học văn phòng", "Vũ Thúy Quỳnh", 20, 20, None, "Học viên giỏi"),
    ("Cộng", None, None, 52, 52, None, None))
TYPED = ({"Họ và tên": "Lê Thị Mai", "Đơn vị công tác": "Phòng Quản trị", "Tên lớp": "Lưu trữ số",
          "Số buổi của lớp": 10, "Số buổi dự học": 8, "Kết quả học tập": "Đạt yêu cầu", "Kinh phí (đồng)": 1500000},)
READ = (
    ("Phòng Tổng hợp", {"name": "Nguyễn Thị Hòa", "course": "Tin học văn phòng", "days": 20, "attended": 19,
                        "level": "high", "titles": ["HVG"]}),
    ("Phòng Tổng hợp", {"name": "Trần Văn Bình", "course": "Quản lý nhà nước", "days": 12, "attended": 13,
                        "level": "fair"}),
    ("Phòng Tổng hợp", {"name": "Vũ Thúy Quỳnh", "course": "Tin học văn phòng", "days": 20, "attended": 20,
                        "titles": ["HVG"]}),
    ("Phòng Quản trị", {"name": "Lê Thị Mai", "unit": "Phòng Quản trị", "course": "Lưu trữ số", "days": 10,
                        "attended": 8, "level": "pass", "cost": "1500000"}))


class Made(NamedTuple):
    """What the commands left: blank form, report, summary."""
    blank: openpyxl.Workbook
    report: dict[str, Any]
    summary: openpyxl.Workbook
    shown: str


Run = Callable[..., str]


@pytest.fixture(scope="module", params=["laid over by --rules", "files more among the data"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("training")
    if request.param == "laid over by --rules":
        return _made(folder, *_by_rules(folder))
    return _made(folder, _command(_copy_with_files(folder)), ())


def _by_rules(folder: Path) -> tuple[Run, tuple[str, ...]]:
    assert SHOWN
    (folder / "dao-tao.toml").write_text(SHOWN[1], encoding="utf-8")
    return _command(HOME), ("--rules", str(folder / "dao-tao.toml"))


def _copy_with_files(folder: Path) -> Path:
    """The program as it is, with the agency's tables as files of its own data."""
    copy = folder / "copy"
    shutil.copytree(HOME / "cbcc_xl", copy / "cbcc_xl", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(HOME / "templates_xlsx", copy / "templates_xlsx")
    data = copy / "cbcc_xl/data"
    assert SHOWN
    parts = _parts(SHOWN[1])
    (data / "forms/training.toml").write_text(parts.pop("form.training"), encoding="utf-8")
    wordings = [key for key in parts if key.startswith("wording.")]
    text = "\n".join(f"[{key.removeprefix('wording.training.')}]\n{parts.pop(key)}" for key in wordings)
    (data / "wordings/training.toml").write_text(text, encoding="utf-8")
    for key, file in (("title.HVG", "titles"), ("source.QC-DT", "sources")):
        with (data / f"{file}.toml").open("a", encoding="utf-8") as open_file:
            open_file.write(f"\n[{key.partition('.')[2]}]\n{parts.pop(key)}")
    (data / "rules/training").mkdir()
    for code, text in parts.items():
        (data / f"rules/training/{code}.toml").write_text(f"[{code}]\n{text}", encoding="utf-8")
    return copy


def _parts(text: str) -> dict[str, str]:
    """The tables of a TOML file by name, as they are written."""
    names = re.split(r"^\[([\w.-]+)\]\n", text, flags=re.MULTILINE)
    return dict(zip(names[1::2], names[2::2], strict=True))


def _command(program: Path) -> Run:
    """`cbcc-xl` of a tree, in a process of its own."""
    def run(*words: object, status: int = 0) -> str:
        done = subprocess.run([sys.executable, "-c", "import sys; from cbcc_xl.cli import main; sys.exit(main())",
                               *map(str, words)], cwd=program, env={**os.environ, "PYTHONPATH": str(program)},
                              capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    return run


def _made(folder: Path, run: Run, rules: tuple[str, ...]) -> Made:
    run("templates", folder / "blank", "--year", "2024", *rules)
    inbox = folder / "inbox"
    inbox.mkdir()
    _type_own(inbox / "phong tong hop.xlsx")
    _fill(folder / "blank/training.xlsx", inbox / "quan tri.xlsx")
    shown = run("check", inbox / "phong tong hop.xlsx", *rules, status=1)
    run("consolidate", inbox, "-o", folder / "tong-hop.xlsx", "--json", folder / "report.json", *rules, status=1)
    return Made(openpyxl.load_workbook(folder / "blank/training.xlsx"),
                json.loads((folder / "report.json").read_text("utf-8")),
                openpyxl.load_workbook(folder / "tong-hop.xlsx", data_only=True), shown)


def _type_own(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in OWN_WORDS:
        book.active.append(row)
    book.save(path)


def _fill(blank: Path, path: Path) -> None:
    """The blank form with its cells found by the words on the sheet."""
    book = openpyxl.load_workbook(blank)
    sheet = book.active
    words = {cell.value: cell for row in sheet.iter_rows(max_row=20) for cell in row if cell.value}
    sheet.cell(words["Đơn vị:"].row, words["Đơn vị:"].column + 1).value = "Phòng Quản trị"
    for number, line in enumerate(TYPED, 1):
        for heading, value in line.items():
            sheet.cell(words[heading].row + number, words[heading].column).value = value
    book.save(path)


def test_the_page_s_example_is_toml() -> None:
    assert SHOWN
    assert {"form", "wording", "title", "source"} <= set(tomllib.loads(SHOWN[1]))


def test_what_no_data_know_is_not_ours() -> None:
    assert "training" not in cbcc_xl.consolidate.__globals__
    modules = (HOME / "cbcc_xl").rglob("*.py")
    assert not [path for path in modules if re.search(r"\btraining\b", path.read_text("utf-8"))]


def test_its_blank_form_has_lists_limits_and_formulas(made: Made) -> None:
    sheet = made.blank.active
    assert (sheet.title, sheet["A4"].value) == ("Đào tạo", "DANH SÁCH CỬ ĐI ĐÀO TẠO, BỒI DƯỠNG")
    lists = {rule.formula1: rule.errorStyle or "stop" for rule in sheet.data_validations.dataValidation
             if rule.type == "list"}
    assert lists == {"cbcc_level": "stop", "cbcc_titles": "information"}
    hidden = made.blank["DM"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in hidden.iter_cols()}
    assert offered["level"] == ["Giỏi", "Khá", "Đạt yêu cầu"]
    assert "Học viên giỏi" in offered["titles"] and "Tập thể lao động xuất sắc" not in offered["titles"]
    assert sheet["G9"].value == '=IF(AND(COUNT(F9,E9)=2,N(E9)>0),F9/E9,"")'
    assert "lượt người" in sheet["A49"].value


def test_units_files_are_read(made: Made) -> None:
    records = [(record["unit"], record["values"]) for record in made.report["records"] if record["form"] == "training"]
    assert sorted(records, key=lambda one: one[1]["name"]) == sorted(READ, key=lambda one: one[1]["name"])
    assert {file["file"]: file["status"] for file in made.report["files"]} == {
        "phong tong hop.xlsx": "read", "quan tri.xlsx": "read"}
    rows = [sheet["rows"] for file in made.report["files"] for sheet in file["sheets"] if sheet["form"] == "training"]
    # The blank form's total has no result before an Excel opens it, and is no row yet.
    assert [(row["record"], row["total"], row["problem"]) for row in rows] == [(3, 1, 0), (1, 0, 0)]


def test_its_rules_are_checked_at_their_cells(made: Made) -> None:
    found = {(finding["code"], finding["cell"]): finding for finding in made.report["findings"]}
    over = found["training-attended-over-days", "E7"]
    assert (over["severity"], over["facts"]["count"], over["facts"]["of"]) == ("error", 13, 12)
    assert over["source"] == {"document": "QC-DT", "article": "4.1"}
    assert over["message"] == "Trần Văn Bình dự 13 buổi, lớp chỉ có 12 buổi."
    assert found["training-title-without-level", "F8"]["severity"] == "warning"
    assert {code for code, _ in found if code.startswith("training")} == {
        "training-attended-over-days", "training-title-without-level"}


def test_the_command_says_so_in_words(made: Made) -> None:
    assert "Người ở dòng 7 dự 13 buổi, lớp chỉ có 12 buổi." in made.shown
    assert "Quy chế đào tạo, bồi dưỡng của cơ quan" in made.shown


def test_the_summary_has_its_rows(made: Made) -> None:
    """A sheet of its own: every record with its values, and the cell it came from."""
    sheet, = (sheet for sheet in made.summary if "Đào tạo" in sheet.title)
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    for (_, values), cell in zip(READ, ("C6", "C7", "C8", "B9"), strict=True):
        row, = (row for row in rows if values["name"] in row)
        assert {values["course"], values["days"], values["attended"], cell} <= set(row)
    first, = (row for row in rows if "Nguyễn Thị Hòa" in row)
    assert {"Giỏi", "Học viên giỏi", "Phòng Tổng hợp", "phong tong hop.xlsx"} <= set(first)
    told = [cell.value for row in made.summary["Lỗi và cảnh báo"].iter_rows() for cell in row]
    assert "Trần Văn Bình dự 13 buổi, lớp chỉ có 12 buổi." in told
