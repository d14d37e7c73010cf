"""Hostile files, names, folders and disks through the whole program: each costs itself, and is said in a sentence."""
from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from workbooks import MAIN, SHEET, by_sheet_xml, repacked, xlsx

import cbcc_xl as cx
from cbcc_xl import apart
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.text.refused import REASONS

HEADING = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Danh hiệu"]
PERSON = ["Chuyên viên", None, "LĐTT; danh hiệu lạ"]             # a title that is asked about
RUN = "from cbcc_xl.cli import main; raise SystemExit(main())"
# Little room for marking, in a process of its own: one that has done much before has memory to use again.
MARK = """
import sys
import cbcc_xl
from cbcc_xl import apart
result = cbcc_xl.consolidate(sys.argv[1], year=2024)
apart.MEMORY = 100 * 2**20
copies = result.marked_copies(sys.argv[2])
print(*[part.status for part in result.files])
print(*[path.name for path in copies], *copies.left_out, sep="\\n")
"""
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, names or limits")


def honest(sheet: object, unit: str = "PHÒNG TỔNG HỢP", name: str = "Nguyễn Thị Hòa") -> None:
    for row in ([unit], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"], HEADING, [1, name, *PERSON]):
        sheet.append(row)                                                            # type: ignore[attr-defined]


def hangs() -> bytes:
    """A web page that every check lets through, and that takes Python's own parser for ever."""
    return b"<html><table><tr><td>a" + b"<!" * 1_000_000


def swells() -> bytes:
    """A workbook of half a megabyte: one text of 32,000 letters, which 300,000 cells show."""
    rows = "".join(f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in "ABCDEFGH")
                   + "</row>" for row in range(1, 40_000))
    return by_sheet_xml(rows, strings=f'<sst xmlns="{MAIN}"><si><t>{"Nguyễn An " * 3_200}</t></si></sst>'.encode())


def told(result: cx.Result) -> dict[str, tuple[str, str | None]]:                    # type: ignore[name-defined]
    return {part.file: (part.status, part.reason) for part in result.files}


def command(*args: object, run: str = RUN, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", run, *map(str, args)], capture_output=True, text=True,
                          encoding="utf-8", check=False, **options)                  # type: ignore[call-overload]


def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds of processor time, and as long by the clock as a busy machine may take for them."""
    monkeypatch.setattr(apart, "SECONDS", 3)
    monkeypatch.setattr(apart, "WAIT", 60)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    made = tmp_path / "hop"
    made.mkdir()
    (made / "ds.xlsx").write_bytes(xlsx(honest))
    return made


# Limits of time and memory

@POSIX
def test_files_that_hang_or_swell_cost_themselves(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief(monkeypatch)
    (box / "a.htm").write_bytes(hangs())
    (box / "b.xlsx").write_bytes(swells())
    expected = {"a.htm": ("unreadable", "file-took-too-long"), "b.xlsx": ("unreadable", "file-stopped-reader"),
                "ds.xlsx": ("read", None)}
    result = cx.consolidate(box, year=2024)
    assert told(result) == told(cx.check(sorted(box.iterdir()), year=2024)) == expected
    assert len(result.records) == 1


@POSIX
@pytest.mark.parametrize("listed", ["units", "register"])
@pytest.mark.parametrize(("made", "why"), [(hangs, "quá 3 giây"), (swells, "dừng đột ngột")])
def test_a_list_that_hangs_or_swells_is_refused(box: Path, tmp_path: Path, listed: str, made: Callable[[], bytes],
                                                why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    brief(monkeypatch)
    (tmp_path / "danh sach.xlsx").write_bytes(made())
    with pytest.raises(ListError, match=why):
        cx.consolidate(box, year=2024, **{listed: tmp_path / "danh sach.xlsx"})


@POSIX
def test_a_file_that_can_be_read_and_not_marked_costs_its_copy(box: Path, tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d" s="0"/>' % row for row in range(21, 400_000))
    heavy = repacked(xlsx(lambda sheet: honest(sheet, "PHÒNG TỔ CHỨC", "Trần Văn Bình")), {
        SHEET: lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>")})
    (box / "nang.xlsx").write_bytes(heavy)
    told = command(box, tmp_path / "tra", run=MARK).stdout.splitlines()
    assert [line.partition(":")[0] for line in told] == ["read read", "ds.xlsx", "Chưa đánh dấu được nang.xlsx"]


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/media/image9.png"])
def test_a_template_that_is_a_bomb_is_refused(box: Path, tmp_path: Path, part: str) -> None:
    (tmp_path / "mau.xlsx").write_bytes(repacked(xlsx(), {part: b" " * 2**25}))
    with pytest.raises(OutputError, match=r"mau\.xlsx"):
        cx.consolidate(box, year=2024).to_excel(tmp_path / "tong hop.xlsx", template=tmp_path / "mau.xlsx")
    assert not (tmp_path / "tong hop.xlsx").exists()


def test_a_template_with_entities_is_refused(box: Path, tmp_path: Path) -> None:
    declared = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    (tmp_path / "mau.xlsx").write_bytes(repacked(xlsx(), {"xl/workbook.xml": lambda xml: declared + xml}))
    with pytest.raises(OutputError, match=r"mau\.xlsx"):
        cx.consolidate(box, year=2024).to_excel(tmp_path / "tong hop.xlsx", template=tmp_path / "mau.xlsx")


# Names and kinds of file

@POSIX
def test_names_of_every_kind(box: Path, tmp_path: Path) -> None:
    data = (box / "ds.xlsx").read_bytes()
    long = "Phòng " + "ổ" * 80 + ".xls"                                              # 250 bytes and more
    names = [b"\xff\xfe h\xe0nh ch\xednh.xlsx", "Phòng 🎉 Hai.xlsx".encode(), b"a\nb\x1b[2J.xlsx", long.encode(),
             "To\u0302\u0309 Ba.xlsx".encode(), b"=1+1.xlsx"]
    for number, name in enumerate(names):
        (box / os.fsdecode(name)).write_bytes(repacked(data, {f"xl/media/{number}.png": b"%d" % number}))
    result = cx.consolidate(box, year=2024)
    assert {state for state, _ in told(result).values()} <= {"read", "skipped"} and len(result.files) == len(names) + 1
    assert all(name.isprintable() for name in told(result)) and "Tổ Ba.xlsx" in told(result)
    result.to_json(tmp_path / "bao cao.json")
    result.to_excel(tmp_path / "tong hop.xlsx")
    copies = result.marked_copies(tmp_path / "tra")
    assert len(copies) + len(copies.left_out) >= 1
    done = command("check", *sorted(box.iterdir()), "--year", "2024")
    assert done.returncode in (0, 1) and "\x1b" not in done.stdout and done.stderr == ""


@POSIX
def test_pipes_sockets_devices_and_links_in_circles_are_named(box: Path) -> None:
    os.mkfifo(box / "ong.xlsx")
    (box / "vong a.xlsx").symlink_to(box / "vong b.xlsx")
    (box / "vong b.xlsx").symlink_to(box / "vong a.xlsx")
    (box / "may.xlsx").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(os.path.relpath(box / "cam.xlsx"))
        assert told(cx.consolidate(box, year=2024)) == {
            "ds.xlsx": ("read", None), "ong.xlsx": ("skipped", "not-a-file"), "cam.xlsx": ("skipped", "not-a-file"),
            "may.xlsx": ("skipped", "link-outside"), "vong a.xlsx": ("skipped", "link-outside"),
            "vong b.xlsx": ("skipped", "link-outside")}


def test_paths_that_lead_out_of_a_zip_lead_nowhere(box: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as package:
        for name in ("../../ngoai.xlsx", "/tuyet doi.xlsx", "..\\..\\nguoc.xlsx", "C:\\o dia.xlsx"):
            package.writestr(name, (box / "ds.xlsx").read_bytes() + name.encode())
    inside = set(tmp_path.rglob("*"))
    result = cx.consolidate(tmp_path / "goi.zip", year=2024)
    copies = result.marked_copies(tmp_path / "hop thu" / "tra")
    assert copies and all(path.is_relative_to(tmp_path / "hop thu" / "tra") for path in copies)
    assert {path for path in tmp_path.rglob("*") if path not in inside and "hop thu" not in path.parts} == set()


# What a workbook may carry

def test_macros_objects_links_and_circles_are_only_carried(box: Path, tmp_path: Path) -> None:
    def fill(sheet: object) -> None:
        honest(sheet)
        sheet.cell(4, 9).value = "=I5+[1]Ngoài!A1"                                   # type: ignore[attr-defined]
        sheet.cell(5, 9).value = "=I4"                                               # type: ignore[attr-defined]

    carried = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro", "xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 ole",
               "xl/externalLinks/externalLink1.xml": b"<externalLink><externalBook/></externalLink>",
               "xl/activeX/activeX1.bin": b"MZ"}
    shared = b'<c r="J4"><f t="shared" si="0" ref="J4:J5">J5</f><v>7</v></c>'
    (box / "ds.xlsm").write_bytes(repacked(xlsx(fill), {
        **carried, SHEET: lambda xml: xml.replace(b"</row><row r=\"5\"", shared + b"</row><row r=\"5\"")}))
    (box / "ds.xlsx").unlink()
    result = cx.consolidate(box, year=2024)
    assert told(result) == {"ds.xlsm": ("read", None)} and len(result.records) == 1
    (copy,) = result.marked_copies(tmp_path / "tra")
    with zipfile.ZipFile(copy) as package:
        assert {name: package.read(name) for name in carried} == carried


# Folders and disks

@POSIX
def test_an_inbox_that_only_gives_to_read(box: Path, tmp_path: Path) -> None:
    mounted = tmp_path / "chi doc"
    mounted.mkdir()
    how = ["mount", "--bind", "-o", "ro", str(box), str(mounted)]
    if subprocess.run(how, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    try:
        assert told(cx.consolidate(mounted, year=2024)) == {"ds.xlsx": ("read", None)}
        done = command("consolidate", mounted, "-o", mounted / "tong hop.xlsx")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert REASONS[errno.EROFS] in done.stderr
    finally:
        subprocess.run(["umount", str(mounted)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that refuses everybody")
@pytest.mark.parametrize("output", ["-o", "--json", "--marked"])
def test_an_output_where_nothing_can_be_written(box: Path, tmp_path: Path, output: str) -> None:
    good = [] if output == "-o" else ["-o", tmp_path / "tong hop.xlsx"]
    done = command("consolidate", box, *good, output, "/proc/tong hop.xlsx")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("cbcc-xl: Không ") and "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize("output", ["-o", "--json"])
def test_a_disk_that_fills_leaves_the_old_output_and_no_draft(box: Path, tmp_path: Path, output: str) -> None:
    import resource

    old = tmp_path / ("cu.xlsx" if output == "-o" else "cu.json")
    old.write_bytes(b"cu")
    good = [] if output == "-o" else ["-o", "/dev/null"]
    done = command("consolidate", box, *good, output, old,
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert REASONS[errno.EFBIG] in done.stderr
    assert old.read_bytes() == b"cu" and sorted(path.name for path in tmp_path.iterdir()) == [old.name, "hop"]


@POSIX
def test_a_full_disk_leaves_no_draft(box: Path, tmp_path: Path) -> None:
    small = tmp_path / "nho"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(small)], check=False).returncode:
        pytest.skip("this user may not mount")
    try:
        done = command("consolidate", box, "-o", small / "tong hop.xlsx")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert REASONS[errno.ENOSPC] in done.stderr and list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_file_that_goes_or_changes_while_all_is_read(box: Path, tmp_path: Path) -> None:
    (box / "di.xlsx").write_bytes(repacked((box / "ds.xlsx").read_bytes(), {"xl/media/1.png": b"1"}))
    result = cx.consolidate(box, year=2024)
    (box / "di.xlsx").unlink()
    workbook = openpyxl.load_workbook(box / "ds.xlsx")
    workbook.active["B9"] = "thêm"
    workbook.save(box / "ds.xlsx")
    copies = result.marked_copies(tmp_path / "tra")
    assert copies == [] and all("ds.xlsx" in one or "di.xlsx" in one for one in copies.left_out)
