"""Archives as inboxes: every kind, within each other, names restored; bombs, links and evil names cost nothing."""
from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import tracemalloc
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
import rarfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mails import mail
from workbooks import packed

from cbcc_xl.inbox import Found, find
from cbcc_xl.inbox.containers.names import as_meant, label
from cbcc_xl.inbox.limits import Room
from cbcc_xl.inbox.opening import opened
from cbcc_xl.text.syllables import is_syllable

SHEET = b"PK\x03\x04 a workbook"
FILES = {"Tổ 1/Đề nghị.xlsx": SHEET, "tờ trình.pptx": b"PK", "trống.csv": b""}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def kept(found: list[Found]) -> list[str]:
    return [file.name for file in found if file.skip is None]


def skipped(found: list[Found]) -> dict[str, str | None]:
    return {file.name: file.skip for file in found if file.skip}


def given_by(name: str, data: bytes) -> list[Found]:
    found, _ = opened(Found(name, data=data), Room())
    return found


def tar(files: dict[str, bytes], pack: Callable[[bytes], bytes] = bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as package:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            package.addfile(info, io.BytesIO(data))
    return pack(stream.getvalue())


def seven_zip(files: dict[str, bytes], password: str | None = None, names_too: bool = False) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=names_too) as package:
        for name, data in files.items():
            package.writestr(data, name)
    return stream.getvalue()


def rar(files: dict[str, bytes], stored: bool = True, locked: bool = False) -> bytes:
    """A .rar of the fifth format, its members as they are; `stored=False` says that they are packed."""
    data = b"Rar!\x1a\x07\x01\x00" + _block(_number(1) + _number(0) + _number(0))
    for name, content in files.items():
        raw = name.encode()
        extra = _record(1, _number(0) + _number(0) + b"\x0f" + bytes(32)) if locked else b""
        data += _block(
            _number(2) + _number(3 if extra else 2) + (_number(len(extra)) if extra else b"") + _number(len(content))
            + _number(4) + _number(len(content)) + _number(0o644) + zlib.crc32(content).to_bytes(4, "little")
            + _number(0 if stored else 3 << 7) + _number(1) + _number(len(raw)) + raw + extra) + content
    return data + _block(_number(5) + _number(0) + _number(0))


def _number(value: int) -> bytes:
    data = b""
    while value > 127:
        data, value = data + bytes([value & 127 | 128]), value >> 7
    return data + bytes([value])


def _record(kind: int, content: bytes) -> bytes:
    content = _number(kind) + content
    return _number(len(content)) + content


def _block(content: bytes) -> bytes:
    content = _number(len(content)) + content
    return zlib.crc32(content).to_bytes(4, "little") + content


KINDS = {
    "zip": packed, "7z": seven_zip, "rar": rar, "tar": tar,
    "tar.gz": lambda files: tar(files, gzip.compress), "tgz": lambda files: tar(files, gzip.compress),
    "tar.bz2": lambda files: tar(files, bz2.compress), "tar.xz": lambda files: tar(files, lzma.compress)}


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_stands_for_a_folder_of_its_name(kind: str, tmp_path: Path) -> None:
    put(tmp_path, f"hộp/Phòng Hai.{kind}", KINDS[kind](FILES))
    found = find(tmp_path)
    home = f"hộp/Phòng Hai.{kind}"
    assert sorted(kept(found)) == [f"{home}/Tổ 1/Đề nghị.xlsx", f"{home}/trống.csv"]
    assert skipped(found) == {f"{home}/tờ trình.pptx": "not-a-spreadsheet"}
    assert sorted(file.read() for file in found if not file.skip) == [b"", SHEET]
    assert [path.name for path in (tmp_path / "hộp").iterdir()] == [f"Phòng Hai.{kind}"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_archive_is_its_bytes_say(kind: str) -> None:
    for name in ("goi.zip", "goi.rar", "goi"):
        assert f"{name}/Tổ 1/Đề nghị.xlsx" in kept(given_by(name, KINDS[kind](FILES)))


@pytest.mark.parametrize("outer", KINDS)
@pytest.mark.parametrize("inner", [*KINDS, "eml"])
def test_archives_and_mails_within_each_other(outer: str, inner: str) -> None:
    data = mail(("ds.xlsx", SHEET)).as_bytes() if inner == "eml" else KINDS[inner]({"ds.xlsx": SHEET})
    assert kept(given_by(f"a.{outer}", KINDS[outer]({f"b.{inner}": data}))) == [f"a.{outer}/b.{inner}/ds.xlsx"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_file_that_is_packed(pack: Callable[[bytes], bytes]) -> None:
    (file,) = given_by("Tổ 2/ds.csv.gz", pack(b"a;b"))
    assert (file.name, file.data) == ("Tổ 2/ds.csv.gz/ds.csv", b"a;b")


@pytest.mark.parametrize("kind", [*KINDS, "gz"])
def test_a_broken_archive_is_told(kind: str) -> None:
    whole = gzip.compress(SHEET) if kind == "gz" else KINDS[kind]({"ds.xlsx": SHEET * 40})
    for data in (whole[:min(len(whole) // 2, 700)], b"no archive at all", whole[:20]):
        assert all(file.lost for file in given_by(f"a.{kind}", data)), data
    assert [file.skip for file in given_by(f"a.{kind}", b"")] == ["file-empty"]


@pytest.mark.parametrize(("name", "data"), [
    ("a.7z", seven_zip({"ds.xlsx": SHEET}, "mat khau", names_too=True)),
    ("a.7z", seven_zip({"ds.xlsx": SHEET}, "mat khau")), ("a.rar", rar({"ds.xlsx": SHEET}, locked=True))])
def test_an_archive_with_a_password_says_so(name: str, data: bytes) -> None:
    assert [file.skip for file in given_by(name, data)] == ["archive-encrypted"]


@pytest.mark.parametrize("name", ["a.7z.001", "a.rar.002", "a.z01"])
def test_an_archive_in_parts_says_so(name: str) -> None:
    assert [file.skip for file in given_by(name, seven_zip({"ds.xlsx": SHEET}))] == ["archive-in-parts"]


def test_a_packed_rar_needs_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(rarfile, "CURRENT_SETUP", None)
    found = given_by("a.rar", rar({"ds.xlsx": SHEET}, stored=False))
    assert [(file.name, file.skip) for file in found] == [("a.rar/ds.xlsx", "archive-needs-program")]


def test_no_copy_of_an_archive_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tam").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tam"))
    found = find(put(tmp_path, "a.rar", rar({"ds.xlsx": SHEET}, stored=False)))
    assert found[0].lost and not list((tmp_path / "tam").iterdir())


# Names

@given(st.lists(st.sampled_from("""đề nghị khen thưởng phòng tổ chức hành chính nghiệp vụ sở ủy ban thuế huyện ước đường
    Nguyễn Hoàng Đặng quỹ xuất sắc tiên tiến cơ sở ỷ Ổn Ễnh đặt được kỳ Huỳnh""".split()), min_size=1, max_size=8),
       st.sampled_from(["utf-8", "cp1258", "NFD"]))
def test_names_written_by_windows_and_others_come_back(words: list[str], written: str) -> None:
    assert all(is_syllable(word) for word in words)
    name = " ".join(words) + ".xlsx"
    raw = (in_cp1258(name) if written == "cp1258" else
           unicodedata.normalize("NFD" if written == "NFD" else "NFC", name).encode())
    assert as_meant(raw) == unicodedata.normalize("NFC", name)
    assert kept(given_by("a.zip", zip_of_raw(raw))) == [f"a.zip/{unicodedata.normalize('NFC', name)}"]


def in_cp1258(name: str) -> bytes:
    """A tone behind its vowel, the vowel's own mark in its letter; both in one where cp1258 has it."""
    written = b""
    for letter in unicodedata.normalize("NFC", name):
        try:
            written += letter.encode("cp1258")
            continue
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts[1:] if part in TONES)
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
        written += rest.encode("cp1258") + tone.encode("cp1258")
    return written


def zip_of_raw(raw: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """A zip of one member, its name as these bytes."""
    crc, size = zlib.crc32(SHEET), len(SHEET)
    common = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 0x21, crc, size, size, len(raw), len(extra))
    local = b"PK\x03\x04" + common + raw + extra + SHEET
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw + extra
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def test_a_name_s_unicode_field_comes_first() -> None:
    raw, name = b"De nghi.xlsx", "Đề nghị.xlsx".encode()
    field = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    assert kept(given_by("a.zip", zip_of_raw(raw, extra=field))) == ["a.zip/Đề nghị.xlsx"]
    assert kept(given_by("a.zip", zip_of_raw(b"X" + raw, extra=field))) == ["a.zip/XDe nghi.xlsx"]


def test_names_flagged_as_what_they_are_not() -> None:
    assert kept(given_by("a.zip", zip_of_raw(in_cp1258("Đề nghị.xlsx"), flags=0x800))) == ["a.zip/Đề nghị.xlsx"]
    assert kept(given_by("a.zip", zip_of_raw("Đề nghị.xlsx".encode()))) == ["a.zip/Đề nghị.xlsx"]


def test_names_of_a_tar_in_an_old_encoding() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1") as package:
        info = tarfile.TarInfo(in_cp1258("Đề nghị.xlsx").decode("latin-1"))
        info.size = len(SHEET)
        package.addfile(info, io.BytesIO(SHEET))
    assert kept(given_by("a.tar", stream.getvalue())) == ["a.tar/Đề nghị.xlsx"]


@given(st.text(max_size=60))
def test_a_label_leads_nowhere(name: str) -> None:
    parts = label(name).split("/")
    assert ".." not in parts and "" not in parts and "\\" not in label(name)
    assert label(name).isprintable() or not any(unicodedata.category(one) == "Cc" for one in label(name))
    label(name).encode()


@pytest.mark.parametrize("kind", ["zip", "rar", "tar", "7z"])
def test_evil_names_and_links_lead_nowhere(kind: str, tmp_path: Path) -> None:
    files = {"../../ngoài.xlsx": SHEET, "/etc/gốc.xlsx": SHEET, "ds.xlsx": SHEET}
    if kind == "7z":
        data = seven_zip({name.replace("..", "__").lstrip("/"): content for name, content in files.items()})
    else:
        data = KINDS[kind](files)
    found = find(put(tmp_path, f"a.{kind}", data))
    assert len(kept(found)) == 3 and all(file.path is None for file in found)
    assert [path.name for path in tmp_path.iterdir()] == [f"a.{kind}"]


def test_links_and_devices_of_a_tar_are_no_files() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as package:
        for name, kind in (("a.xlsx", tarfile.SYMTYPE), ("b.xlsx", tarfile.LNKTYPE), ("c.xlsx", tarfile.CHRTYPE),
                           ("d.xlsx", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            package.addfile(info)
        info = tarfile.TarInfo("ds.xlsx")
        info.size = len(SHEET)
        package.addfile(info, io.BytesIO(SHEET))
    assert kept(given_by("a.tar", stream.getvalue())) == ["a.tar/ds.xlsx"]


# Bombs: what each would unpack to is far more than the memory that may be taken

LARGE = 100 * 2**20
CHUNK = bytes(2**20)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("inside", ["one file", "a tar", "a tar's header"])
def test_a_packed_bomb_is_refused(pack: Callable[[bytes], bytes], inside: str) -> None:
    head = b""
    if inside != "one file":
        info = tarfile.TarInfo("ds.xlsx")
        info.type, info.size = tarfile.XHDTYPE if inside == "a tar's header" else tarfile.REGTYPE, LARGE
        head = pack(info.tobuf())
    bomb = head + pack(CHUNK) * (LARGE // len(CHUNK))
    assert len(bomb) < 2**20
    assert all(file.lost for file in modestly("a.gz", bomb))


def modestly(name: str, data: bytes) -> list[Found]:
    tracemalloc.start()
    found = given_by(name, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < LARGE
    return found


@pytest.mark.parametrize(("method", "honest"), [
    (zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_BZIP2, False)])
def test_a_zip_bomb_is_refused(method: int, honest: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        package.writestr("ds.xlsx", bytes(LARGE))
        package.writestr("b.xlsx", SHEET, zipfile.ZIP_STORED)
    bomb = bytearray(stream.getvalue())
    if not honest:
        at = bomb.index(b"PK\x01\x02") + 24
        bomb[at:at + 4] = (1_000).to_bytes(4, "little")
    found = modestly("a.zip", bytes(bomb))
    assert kept(found) == ["a.zip/b.xlsx"] and found[0].name == "a.zip/ds.xlsx" and found[0].lost


def test_a_solid_bomb_of_7z_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cbcc_xl.inbox.containers.seven_zip.LARGEST_TOTAL", 2**23)
    bomb = seven_zip({f"{number}.xlsx": bytes(2**20) for number in range(9)})
    assert len(bomb) < 2**15
    assert [file.skip for file in given_by("a.7z", bomb)] == ["archive-too-large"]


def test_bombs_within_bombs_are_refused_in_a_sentence(tmp_path: Path) -> None:
    data = packed({"ds.xlsx": bytes(2**20)})
    for _ in range(5):
        data = packed({f"{number}.zip": data for number in range(16)})
    put(tmp_path, "42.zip", data)
    put(tmp_path, "ds.zip", packed({"ds.xlsx": SHEET}))
    found = find(tmp_path)
    assert skipped(found) == {"42.zip": "archive-too-large"} and kept(found) == ["ds.zip/ds.xlsx"]


def test_a_directory_without_end_is_not_read() -> None:
    entry = zip_of_raw(b"a.xlsx")
    directory = entry[entry.index(b"PK\x01\x02"):entry.index(b"PK\x05\x06")] * 60_000
    data = entry[:entry.index(b"PK\x01\x02")] + directory + b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, 60_000, 60_000, len(directory), entry.index(b"PK\x01\x02"), 0)
    assert [file.skip for file in given_by("a.zip", data)] == ["archive-too-large"]


# What memory a process has to spare depends on what it did before: this one has done nothing.
FIND = """
import json, sys
import cbcc_xl.apart, cbcc_xl.inbox.apart
from cbcc_xl.inbox import find
setattr(cbcc_xl.inbox.apart, sys.argv[2], json.loads(sys.argv[3]))
cbcc_xl.apart.WAIT = 1
print(json.dumps([[file.name, file.skip, file.lost] for file in find(sys.argv[1])]))
"""


@pytest.mark.parametrize(("limit", "least"), [("SECONDS", 0.05), ("MEMORY", 2**22)])
def test_one_that_takes_too_long_or_too_much_costs_itself_only(limit: str, least: float, tmp_path: Path) -> None:
    put(tmp_path, "to.csv.bz2", bz2.compress(CHUNK) * 60)
    put(tmp_path, "ds.xlsx", SHEET)
    command = [sys.executable, "-c", FIND, str(tmp_path), limit, str(least)]
    told = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(told.stdout) == [["ds.xlsx", None, False], ["to.csv.bz2", "archive-too-heavy", True]]


@given(st.sampled_from(sorted(KINDS)), st.data())
@settings(max_examples=250, deadline=None)
def test_any_damage_is_read_or_told(kind: str, data: st.DataObject) -> None:
    raw = bytearray(WHOLE[kind])
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    assert given_by(f"a.{kind}", bytes(raw))


WHOLE = {kind: make({"Tổ 1/ds.xlsx": SHEET, "b.csv": b"a;b"}) for kind, make in KINDS.items()}
