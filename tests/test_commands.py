"""What the command prints, with which exit status, and that it leaves nothing half-written.

Each folder of `tests/commands` is one case: `cmd` (one line), `stdout`, `stderr`, `status` and `written`, the files
that are there only afterwards. It runs in a copy of `world`, drawn here; `make golden` writes what came out.
"""
import io
import os
import shlex
import shutil
import struct
import subprocess
import sys
import sysconfig
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.drawing.image import Image

CASES = sorted(path.parent for path in Path(__file__).with_name("commands").glob("*/cmd"))
TOLD = ("stdout", "stderr", "status", "written")
HEADING = ["STT", "Họ và tên", "Mức độ hoàn thành nhiệm vụ", "Danh hiệu"]
RIGHT = [[1, "Nguyễn Thị Hòa", "Hoàn thành tốt nhiệm vụ", "LĐTT"], [2, "Trần Văn Bình", "HTXSNV", "LĐTT"]]
WRONG = [[1, "Nguyễn Thị Hòa", "Hoàn thành nhiệm vụ", "LĐTT"], [2, "Trần Văn Bình", "HTXSNV", "LĐTT"]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the cases speak of."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "trong").mkdir()
    (folder / "chi-co-van-ban").mkdir()
    (folder / "chi-co-van-ban/to trinh.pptx").write_bytes(b"PK")
    (folder / "goi-hong.zip").write_bytes(b"PK\x03\x04 tai ve do dang")
    (folder / "ca-thu-muc.xlsx").mkdir()
    (folder / "hong.toml").write_text('[danh-hieu\nvi = "thiếu dấu ngoặc"\n', "utf-8")
    (folder / "quy-tac-la.toml").write_text('[khong-co-quy-tac-nay]\nlimit = ">= 50%"\n', "utf-8")
    (folder / "gioi-han-la-so.toml").write_text("[ttldtt-too-few-ldtt]\nlimit = 0.7\n", "utf-8")
    (folder / "don-vi-hong.xlsx").write_bytes(b"day khong phai bang tinh")
    _list_of_persons(folder / "dung.xlsx", "Phòng Pháp chế", RIGHT)
    _list_of_persons(folder / "sai.xlsx", "Phòng Vận tải", WRONG)
    inbox = folder / "hop-thu"
    inbox.mkdir()
    good = _list_of_persons(inbox / "Phòng Pháp chế.xlsx", "Phòng Pháp chế", RIGHT)
    _list_of_persons(inbox / "Phòng Vận tải.xlsx", "Phòng Vận tải", [[1, "Lê Thị Cúc", "HTTNV", "LĐTT"]])
    (inbox / "tai-ve-do-dang.xlsx").write_bytes(good[:len(good) // 2])
    (inbox / "van-ban-scan.xlsx").write_bytes(
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
        b"endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF")
    (inbox / "rong.xlsx").write_bytes(b"")
    _only_a_picture(inbox / "chi-co-anh.xlsx")
    return folder


def _list_of_persons(path: Path, unit: str, rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cá nhân"
    for line in (["UBND TỈNH AN HÒA"], [unit.upper()], [], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG CÁ NHÂN NĂM 2023"], [],
                 HEADING, *rows):
        sheet.append(line)
    return _saved(book, path)


def _only_a_picture(path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dot = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    book = openpyxl.Workbook()
    book.active.add_image(Image(io.BytesIO(dot)), "B2")
    _saved(book, path)


def _saved(book: openpyxl.Workbook, path: Path) -> bytes:
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command(case: Path, world: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    folder = tmp_path / "o-day"
    shutil.copytree(world, folder)
    told = _told(shlex.split((case / "cmd").read_text("utf-8")), folder)
    if pytestconfig.getoption("golden"):
        for name in TOLD:
            (case / name).write_text(told[name], "utf-8", newline="\n")
    assert told == {name: (case / name).read_text("utf-8") for name in TOLD}
    assert "Traceback" not in told["stderr"]


def test_a_summary_that_stood_there_survives_a_failure(world: Path, tmp_path: Path) -> None:
    folder = tmp_path / "o-day"
    shutil.copytree(world, folder)
    kept = folder / "cu.xlsx"
    kept.write_bytes(b"ban cu")
    told = _told(["cbcc-xl", "consolidate", "hop-thu", "-o", "cu.xlsx", "--rules", "hong.toml"], folder)
    assert told["status"] == "2\n"
    assert kept.read_bytes() == b"ban cu"


def test_a_terminal_without_vietnamese(world: Path) -> None:
    told = _told(["cbcc-xl", "check", "dung.xlsx"], world, PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert (told["status"], told["stdout"]) == ("0\n", "dung.xlsx: Đã đọc (Phòng Pháp chế)\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text(world: Path, tmp_path: Path) -> None:
    shutil.copy(world / "dung.xlsx", os.fsencode(tmp_path / "x") + b"\xff.xlsx")
    told = _told(["cbcc-xl", "check", "."], tmp_path)
    assert (told["status"], told["stderr"]) == ("0\n", "")


def _told(command: list[str], folder: Path, **variables: str) -> dict[str, str]:
    """Run `cbcc-xl …` there; what it said and left."""
    assert command[0] == "cbcc-xl"
    before = _files(folder)
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "120", **variables}
    program = shutil.which("cbcc-xl", path=sysconfig.get_path("scripts"))
    assert program, "cbcc-xl is not installed beside this Python"
    done = subprocess.run([program, *command[1:]], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True)
    said = {name: stream.decode("utf-8").replace("\r\n", "\n").replace(os.sep, "/")
            for name, stream in (("stdout", done.stdout), ("stderr", done.stderr))}
    written = "".join(f"{name}\n" for name in sorted(_files(folder) - before))
    return {**said, "status": f"{done.returncode}\n", "written": written}


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
