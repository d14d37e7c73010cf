"""`cbcc-xl map`: what a person answers is what is kept, and who leaves before the end has changed nothing."""
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from test_mapping import FIRST, NEXT_YEAR, known, values, written

import cbcc_xl
from cbcc_xl.catalogue import load as load_catalogue
from cbcc_xl.decisions import Titled, load, record

PROGRAM = shutil.which("cbcc-xl", path=sysconfig.get_path("scripts"))
CATALOGUE = load_catalogue()
# The table and its rows as proposed; the form; column E nothing; all columns right; keep it; enough.
ANSWERS = "\n\n4\n\n\n\n\n"
UNKNOWN_COLUMN = """
| hàng | A   | B              | C         | D        |
|  1   | DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023 | | | |
|  3   | STT | Họ và tên      | Danh hiệu | Sao vàng |
|  4   | 1   | Nguyễn Thị Hòa | LĐTT      | HTTNV    |
|  5   | 2   | Trần Văn Bình  | LĐTT      | HTXSNV   |
|  6   | 3   | Lê Thị Cúc     | LĐTT      | HTTNV    |
"""
BY_FLAGS = ["--form", "award-person", "--column", "D=Chức vụ"]


def told(folder: Path, *arguments: str, answers: str = "") -> "subprocess.CompletedProcess[str]":
    assert PROGRAM, "cbcc-xl is not installed beside this Python"
    return subprocess.run([PROGRAM, "map", *arguments], cwd=folder, input=answers, capture_output=True, text=True,
                          encoding="utf-8")


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A season's inbox with one file that nobody's wordings know."""
    written(tmp_path / "2023", "Sở Xây dựng.xlsx", FIRST)
    return tmp_path


def test_a_dialogue_maps_a_file_and_next_year_s_is_read_without_a_question(season: Path) -> None:
    done = told(season, "2023/Sở Xây dựng.xlsx", "--by", "An", answers=ANSWERS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dòng 8: Họ và tên: Nguyễn Thị Hòa" in done.stdout
    assert "Đối chiếu: 7 dòng có chữ = 2 bản ghi + 1 dòng tổng + 4 tiêu đề, chữ ký, ghi chú." in done.stdout
    assert "\033" not in done.stdout
    mapped = load(season / "decisions.toml", CATALOGUE).mapping[0]
    assert (mapped.form, mapped.by, mapped.file) == ("award-person", "An", "Sở Xây dựng.xlsx")
    twin = cbcc_xl.consolidate(written(season / "quen", "Sở Xây dựng.xlsx", known(FIRST)).parent, year=2023)
    assert values(cbcc_xl.consolidate(season / "2023", year=2023)) == values(twin)
    written(season / "2024", "Phòng Nội vụ.ods", NEXT_YEAR)
    after = cbcc_xl.consolidate(season / "2024", year=2024)
    assert [record.values["name"] for record in after.records] == ["Lê Thị Cúc", "Phạm Văn Dũng", "Hoàng Thị Lan"]
    assert after.findings == ()


def test_what_is_said_on_the_command_line_is_asked_of_nobody(season: Path) -> None:
    done = told(season, "2023/Sở Xây dựng.xlsx", *BY_FLAGS)
    assert (done.returncode, done.stderr) == (0, "")
    assert dict(load(season / "decisions.toml", CATALOGUE).mapping[0].columns) == {
        "Thứ": "_stt", "Quý danh": "name", "?": "position", "Kết quả công tác": "", "Được tôn vinh – Bậc": "titles",
        "Được tôn vinh – Hạng": "rating"}


def test_mapping_again_takes_the_place_of_the_first(season: Path) -> None:
    told(season, "2023/Sở Xây dựng.xlsx", *BY_FLAGS)
    first = (season / "decisions.toml").read_bytes()
    told(season, "2023/Sở Xây dựng.xlsx", *BY_FLAGS)
    assert (season / "decisions.toml").read_bytes() == first
    told(season, "2023/Sở Xây dựng.xlsx", "--form", "none")
    assert [one.form for one in load(season / "decisions.toml", CATALOGUE).mapping] == ["none"]


def test_a_rerun_gives_the_same_report_to_the_byte(season: Path) -> None:
    told(season, "2023/Sở Xây dựng.xlsx", *BY_FLAGS)
    for name in ("mot.json", "hai.json"):
        cbcc_xl.consolidate(season / "2023", year=2023).to_json(season / name)
    assert (season / "mot.json").read_bytes() == (season / "hai.json").read_bytes()


@pytest.mark.parametrize("answers", ["", "\n", ANSWERS[:-2]])
def test_who_leaves_before_the_end_has_written_nothing(season: Path, answers: str) -> None:
    done = told(season, "2023/Sở Xây dựng.xlsx", answers=answers)
    assert (done.returncode, done.stderr) == (2, "cbcc-xl: Đã dừng, chưa ghi gì.\n")
    assert [path.name for path in season.iterdir()] == ["2023"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_who_is_interrupted_has_written_nothing(season: Path) -> None:
    assert PROGRAM
    with subprocess.Popen([PROGRAM, "map", "2023/Sở Xây dựng.xlsx"], cwd=season, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        while b"[1]" not in running.stdout.readline() + running.stdout.peek():
            pass
        running.send_signal(signal.SIGINT)
        said = running.stderr.read().decode()
    assert (running.returncode, said) == (2, "cbcc-xl: đã dừng theo yêu cầu.\n")
    assert [path.name for path in season.iterdir()] == ["2023"]


@pytest.mark.parametrize("arguments, sentence", [
    (["--form", "khen"], "Không có biểu “khen”; chọn một trong: "),
    (["--form", "vote"], "Biểu “Biểu quyết” cần thêm cột: "),
    (["--form", "award-person", "--column", "Z=name"], "Không có cột “Z”."),
    (["--form", "award-person", "--column", "E=bảng"], "Biểu “award-person” không có “bảng”; chọn một trong: "),
    (["--form", "award-person", "--column", "E=name"], "Hai cột cùng là: Họ và tên."),
    (["--form", "award-person", "--header", "7-99"], "Gõ số dòng có chữ, ví dụ 7 hoặc 7-8; nhiều nhất 4 dòng."),
    (["--form", "award-person", "--header", "8"], "Dòng 8 có số liệu hoặc dính liền cột của bảng bên cạnh "),
    (["--form", "award-person", "--header", "C6:F7"], "Dòng 6-7 có số liệu hoặc dính liền cột của bảng bên cạnh "),
    (["--form", "award-person", "--sheet", "Lạ"], "Tệp không có trang “Lạ”; có: Trang 1."),
])
def test_what_can_t_be_mapped_is_one_sentence(season: Path, arguments: list[str], sentence: str) -> None:
    done = told(season, "2023/Sở Xây dựng.xlsx", *arguments)
    assert done.returncode == 2 and done.stderr.startswith(f"cbcc-xl: {sentence}") and done.stderr.count("\n") == 1
    assert [path.name for path in season.iterdir()] == ["2023"]


def test_a_column_that_a_known_form_doesn_t_know_is_corrected(tmp_path: Path) -> None:
    written(tmp_path / "2023", "a.xlsx", UNKNOWN_COLUMN)
    asked = cbcc_xl.consolidate(tmp_path / "2023", year=2023)
    assert "column-may-be" in [finding.code for finding in asked.findings]
    assert told(tmp_path, "2023/a.xlsx", "--form", "award-person", "--column", "D=rating").returncode == 0
    after = cbcc_xl.consolidate(tmp_path / "2023", year=2023)
    assert [record.values["rating"] for record in after.records] == ["HTTNV", "HTXSNV", "HTTNV"]
    assert "column-may-be" not in [finding.code for finding in after.findings]


MARKS = """
| hàng | A   | B              | C    | D    |
|  1   | BÌNH BẦU NĂM 2023 |  |      |      |
|  3   | Thứ | Quý danh       | Hoa  | Lá   |
|  4   | 1   | Nguyễn Thị Hòa | x    |      |
|  5   | 2   | Trần Văn Bình  |      | x    |
"""
LETTER = """
| hàng | A         | B                   |
|  1   | Người gửi | Lê Văn A            |
|  2   | Nơi nhận  | Phòng Tổng hợp      |
"""


def test_columns_of_marks_a_heading_pointed_at_and_a_table_that_is_no_form(tmp_path: Path) -> None:
    written(tmp_path / "2023", "a.xlsx", MARKS, LETTER)
    answers = ["1", "3", "4",                       # the first table, its heading, persons put forward
               "22", "hoa hồng", "LĐTT", "22", "GK",          # columns C and D hold marks; no such title
               "c", "", "",                         # column C once more, as it was
               "", "1",                             # all right; keep it
               "3", "2", "1", "0", "1",             # another, on the second sheet: its first row; no form; keep it
               "0"]
    done = told(tmp_path, "2023/a.xlsx", answers="\n".join([*answers, ""]))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Chưa rõ “hoa hồng” là danh hiệu hay mức xếp loại nào." in done.stdout
    result = cbcc_xl.consolidate(tmp_path / "2023", year=2023)
    assert [record.values["titles"] for record in result.records] == [["LDTT"], ["GK"]]
    assert [(sheet.form, len(sheet.decided)) for sheet in result.files[0].sheets] == [("award-person", 1), (None, 1)]
    assert "sheet-not-read" not in [finding.code for finding in result.findings]


def test_two_seasons_a_second_one_with_new_names_and_known_shapes_asks_nothing(tmp_path: Path) -> None:
    """A shape that nobody's wordings know and a title that is in no catalogue: each is told once."""
    persons = FIRST.replace("CSTĐCS; LĐTT", "Hoa sen vàng")
    first = written(tmp_path / "2023", "Sở Xây dựng.xlsx", persons).parent
    assert cbcc_xl.consolidate(first, year=2023).files[0].reason == "no-form-found"
    assert told(tmp_path, "2023/Sở Xây dựng.xlsx", *BY_FLAGS, "--column", "F=Danh hiệu").returncode == 0
    asked = cbcc_xl.consolidate(first, year=2023).findings
    assert [(finding.code, finding.facts["text"]) for finding in asked if finding.code == "title-unknown"] == [
        ("title-unknown", "Hoa sen vàng")]
    record(tmp_path / "decisions.toml", Titled("Hoa sen vàng", "LDTT"), CATALOGUE)
    kept = (tmp_path / "decisions.toml").read_bytes()
    assert {finding.code for finding in cbcc_xl.consolidate(first, year=2023).findings} == {"title-decided"}
    second = NEXT_YEAR.replace("| LĐTT                   | HTTNV |", "| Hoa sen vàng           | HTTNV |")
    written(tmp_path / "2024", "Phòng Nội vụ.xls", second)
    written(tmp_path / "2024", "Phòng Tài chính.ods", second.replace("PHÒNG NỘI VỤ", "PHÒNG TÀI CHÍNH").replace(
        "Lê Thị Cúc", "Vũ Thị Mai").replace("Phạm Văn Dũng", "Đỗ Văn Nam").replace("Hoàng Thị Lan", "Bùi Thị Sen"))
    after = cbcc_xl.consolidate(tmp_path / "2024", year=2024)
    assert {finding.code for finding in after.findings} == {"title-decided"}       # a note, and no question
    assert [part.status for part in after.files] == ["read", "read"]
    assert [record.values["titles"] for record in after.records] == [["LDTT"]] * 6
    assert (tmp_path / "decisions.toml").read_bytes() == kept
