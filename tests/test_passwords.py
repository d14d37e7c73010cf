"""Files behind a password: opened with the password file's, reported with what to do without, mailed back locked."""
from __future__ import annotations

import io
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from uno_office import office  # noqa: F401
from workbooks import xlsx

import cbcc_xl as cx
from cbcc_xl.grid.encrypted import UNASKED, is_locked, locked, unlocked
from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.pipeline.passwords import Password, read_passwords

WORD = "Mật khẩu = của #1"
RUN = "import sys; from cbcc_xl.cli import main; sys.exit(main(sys.argv[1:]))"
ROWS = [["PHÒNG TỔNG HỢP"], [], ["STT", "Họ và tên", "Xếp loại", "Danh hiệu"],
        [1, "Lò Thị Kín", "HTNV", "LĐTT"], [2, "Vàng A Sử", "HTTNV", "LĐTT"]]


def book() -> bytes:
    return xlsx(lambda sheet: [sheet.append(row) for row in ROWS])


@pytest.fixture()
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hop-thu" / "Phòng Tổng hợp"
    folder.mkdir(parents=True)
    (folder / "ds.xlsx").write_bytes(locked(book(), WORD))
    return folder.parent


def told(inbox: Path, **options: Any) -> tuple[Any, ...]:
    result = cx.consolidate(inbox, year=2025, **options)
    part, = result.files
    return part.status, part.reason, len(result.records)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "mat-khau.txt"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("line", [
    f"Phòng Tổng hợp/*.xlsx = {WORD}", f"ds.xlsx = {WORD}", f"*/DS.XLSX = {WORD}", f"* = {WORD}",
    f"*.xls = sai\n*.xlsx = sai nữa\n\n# ghi chú\nphòng tổng hợp\\ds.xlsx   =   {WORD}", f"* = {WORD}\nds.xlsx = sai"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_opens_the_file(line: str, encoding: str, inbox: Path, tmp_path: Path) -> None:
    assert told(inbox, passwords=written(tmp_path, line, encoding)) == ("read", None, 2)


def test_a_lone_password_is_for_any_file(inbox: Path, tmp_path: Path) -> None:
    (inbox / "Phòng Tổng hợp" / "ds.xlsx").write_bytes(locked(book(), "abc=12 3"))
    assert told(inbox, passwords=written(tmp_path, "abc=12 3")) == ("read", None, 2)


def test_without_it_and_with_another_the_file_is_reported(inbox: Path, tmp_path: Path) -> None:
    assert told(inbox) == ("unreadable", "file-encrypted", 0)
    assert told(inbox, passwords=written(tmp_path, "ds2.xlsx = x")) == ("unreadable", "file-encrypted", 0)
    assert told(inbox, passwords=written(tmp_path, "ds.xlsx = x")) == ("unreadable", "file-password-wrong", 0)


def test_what_excel_locks_by_itself_opens_by_itself(inbox: Path) -> None:
    (inbox / "Phòng Tổng hợp" / "ds.xlsx").write_bytes(locked(book(), UNASKED))
    assert told(inbox) == ("read", None, 2)


def test_a_protected_sheet_needs_nothing(inbox: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(book()))
    workbook.active.protection.set_password("abc")
    workbook.active.protection.enable()
    workbook.security.workbookPassword, workbook.security.lockStructure = "abc", True
    workbook.save(inbox / "Phòng Tổng hợp" / "ds.xlsx")
    assert told(inbox) == ("read", None, 2)


def test_an_old_workbook(inbox: Path, tmp_path: Path, office: Any) -> None:  # noqa: F811
    path = _by_office(tmp_path, "ds.xls", "abc123", office)
    (inbox / "Phòng Tổng hợp" / "ds.xlsx").unlink()
    (inbox / "ds.xls").write_bytes(path.read_bytes())
    assert told(inbox) == ("unreadable", "file-encrypted", 0)
    assert told(inbox, passwords=written(tmp_path, "abc")) == ("unreadable", "file-password-wrong", 0)
    passwords = written(tmp_path, "abc123")
    assert told(inbox, passwords=passwords) == ("read", None, 2)
    copy, = cx.consolidate(inbox, year=2025, passwords=passwords).marked_copies(tmp_path / "tra-lai")
    assert openpyxl.load_workbook(io.BytesIO(unlocked(copy.read_bytes(), ["abc123"])[0])).worksheets


def test_a_locked_file_of_libreoffice_says_what_to_do(inbox: Path, tmp_path: Path, office: Any) -> None:  # noqa: F811
    path = _by_office(tmp_path, "ds.ods", "abc123", office)
    (inbox / "Phòng Tổng hợp" / "ds.xlsx").unlink()
    (inbox / "ds.ods").write_bytes(path.read_bytes())
    assert told(inbox, passwords=written(tmp_path, "abc123")) == ("unreadable", "file-locked-otherwise", 0)


def _by_office(folder: Path, name: str, password: str, office: Any) -> Path:  # noqa: F811
    from uno_office import FILTERS

    plain = folder / "mo.xlsx"
    plain.write_bytes(book())
    path = folder / name
    with office.open(plain) as opened:
        how = office.properties(FilterName=FILTERS[path.suffix], Password=password)
        opened.document.storeToURL(path.as_uri(), how)
    return path


def test_the_marked_copy_has_the_same_password(inbox: Path, tmp_path: Path) -> None:
    result = cx.consolidate(inbox, year=2025, passwords=written(tmp_path, WORD.join(("* = ", ""))))
    copy, = result.marked_copies(tmp_path / "tra-lai")
    data = copy.read_bytes()
    assert is_locked(data) and b"xl/workbook.xml" not in data
    sheets = openpyxl.load_workbook(io.BytesIO(unlocked(data, [WORD])[0])).worksheets
    assert sheets[1]["B4"].value == "Lò Thị Kín" and sheets[1]["C4"].comment


def test_a_password_stands_nowhere(inbox: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "* = Bí-mật-9413\nds.xlsx = Sai-8812")
    done = subprocess.run([sys.executable, "-c", RUN, "consolidate", str(inbox), "-o", str(tmp_path / "t.xlsx"),
                           "--json", str(tmp_path / "b.json"), "--password-file", str(path)],
                          capture_output=True, text=True, encoding="utf-8")
    assert "không mật khẩu nào trong tệp mật khẩu mở được" in done.stdout
    report = (tmp_path / "b.json").read_text("utf-8")
    assert not any(word in text for text in (done.stdout, done.stderr, report) for word in ("9413", "8812"))


def test_a_password_is_not_shown_and_crosses_to_a_worker() -> None:
    assert repr(Password("abc")) == "…"
    again = pickle.loads(pickle.dumps(Password("abc")))
    assert (again, type(again)) == ("abc", Password)


def test_the_password_file_in_the_inbox_is_no_list(inbox: Path) -> None:
    path = inbox / "mat-khau.csv"
    path.write_text(f"*.xlsx = {WORD}\nds.xls = x", "utf-8")
    assert told(inbox, passwords=path) == ("read", None, 2)


@pytest.mark.parametrize("text, why", [("", "không có dòng nào"), ("# x", "không có dòng nào"),
                                       ("a\nds.xlsx = ", "dòng 2 thiếu"), (" = abc", "dòng 1 thiếu")])
def test_a_password_file_that_is_none(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ListError, match=why):
        read_passwords(written(tmp_path, text))


def test_a_password_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="Không đọc được tệp mật khẩu"):
        read_passwords(tmp_path / "khong-co.txt")
