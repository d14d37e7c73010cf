"""What an inbox gives: every file once, with its label, in natural order, and why some are passed over."""
from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cbcc_xl as cx
from cbcc_xl.inbox import Found, InboxError, digest, find
from cbcc_xl.inbox.search import natural

SHEET = b"PK\x03\x04 a workbook"


def put(folder: Path, *names: str, data: bytes = SHEET) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def kept(found: list[Found]) -> list[str]:
    return [file.name for file in found if file.skip is None]


def skipped(found: list[Found]) -> dict[str, str]:
    return {file.name: file.skip for file in found if file.skip}


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return path


def test_a_folder_is_searched_to_any_depth_in_natural_order(tmp_path: Path) -> None:
    put(tmp_path, "Tổ 10.xlsx", "Tổ 2.xlsx", "a/b/c/ds.XLS", "b.ods", "Tổ 2/x.csv", "web.htm", "mau.xltx")
    assert kept(find(tmp_path)) == [
        "a/b/c/ds.XLS", "b.ods", "mau.xltx", "Tổ 2.xlsx", "Tổ 2/x.csv", "Tổ 10.xlsx", "web.htm"]
    file = next(file for file in find(tmp_path) if file.name == "b.ods")
    assert file.path == tmp_path / "b.ods" and file.data is None and file.read() == SHEET


def test_names_are_in_nfc(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "Tổ Bảo vệ/Đề nghị.xlsx"))
    (file,) = find(tmp_path)
    assert file.name == "Tổ Bảo vệ/Đề nghị.xlsx" and file.read() == SHEET


@pytest.mark.parametrize(("name", "why"), [
    ("~$ds.xlsx", "lock-file"), (".~lock.ds.ods#", "lock-file"), ("a/~$To trinh.docx", "lock-file"),
    (".DS_Store", "temp-file"), ("Thumbs.db", "temp-file"), ("desktop.ini", "temp-file"), ("ds.tmp", "temp-file"),
    (".an.xlsx", "temp-file"), (".cu/ds.xlsx", "temp-file"), ("__MACOSX/._ds.xlsx", "temp-file"),
    ("To trinh.pptx", "not-a-spreadsheet"), ("anh.JPG", "not-a-spreadsheet"), ("lich.ics", "not-a-spreadsheet"),
])
def test_what_is_passed_over(tmp_path: Path, name: str, why: str) -> None:
    put(tmp_path, name, "ds.xlsx")
    found = find(tmp_path)
    assert skipped(found) == {name: why} and kept(found) == ["ds.xlsx"]


def test_an_ending_that_says_nothing_is_told_by_the_first_bytes(tmp_path: Path) -> None:
    put(tmp_path, "ds", "ds.xlsx.ban2", "phòng 1.2")
    put(tmp_path, "web", data=b"\xef\xbb\xbf \n<HTML><table>")
    put(tmp_path, "ghi chu", "so.xyz", data="không phải bảng tính".encode())
    found = find(tmp_path)
    assert sorted(kept(found)) == sorted(["ds", "ds.xlsx.ban2", "phòng 1.2", "web"])
    assert skipped(found) == {"ghi chu": "not-a-spreadsheet", "so.xyz": "not-a-spreadsheet"}


def test_of_xml_only_workbooks_are_kept(tmp_path: Path) -> None:
    put(tmp_path, "hoa don.xml", data=b'<?xml version="1.0"?><HDon/>')
    put(tmp_path, "ds.xml", data=b'\xef\xbb\xbf<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n')
    zipped(tmp_path / "goi.zip", ("ds.xml", (tmp_path / "ds.xml").read_bytes()), ("a.xml", b"<a/>"))
    assert kept(find(tmp_path)) == ["ds.xml", "goi.zip/ds.xml"]


def test_an_empty_workbook_is_kept_so_that_its_unit_hears_of_it(tmp_path: Path) -> None:
    put(tmp_path, "ds.xlsx", data=b"")
    assert kept(find(tmp_path)) == ["ds.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "ngoai/mat.xlsx", "hop/ds.xlsx")
    box = tmp_path / "hop"
    (box / "a.xlsx").symlink_to(tmp_path / "ngoai/mat.xlsx")
    (box / "kho").symlink_to(tmp_path / "ngoai")
    (box / "mat tich.xlsx").symlink_to(tmp_path / "khong co")
    (box / "vong").symlink_to(box)
    (box / "b.xlsx").symlink_to(box / "ds.xlsx")
    os.mkfifo(box / "ong.xlsx")                               # would be waited for
    found = find(box)
    assert kept(found) == ["b.xlsx", "ds.xlsx"]
    assert skipped(found) == {"a.xlsx": "link-outside", "kho": "link-outside", "mat tich.xlsx": "link-outside",
                              "ong.xlsx": "not-a-file"}


def test_our_own_outputs_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "ds.xlsx", "tra_lai/ds.xlsx")
    (tmp_path / "bao_cao.json").write_text('{"schema":1}', "utf-8")
    assert kept(find(tmp_path, leave_out=[tmp_path / "bao_cao.json", tmp_path / "tra_lai"])) == ["ds.xlsx"]


def test_a_file_of_a_unit_is_never_left_out(tmp_path: Path) -> None:
    put(tmp_path, "ds.xlsx", "dv.xlsx")
    assert kept(find(tmp_path, leave_out=[tmp_path / "ds.xlsx", tmp_path, tmp_path.parent])) == ["ds.xlsx", "dv.xlsx"]


def test_several_inboxes_and_single_files(tmp_path: Path) -> None:
    put(tmp_path, "thang 1/ds.xlsx", "thang 1/a.xlsx", "thang 2/ds.xlsx", "rieng.xlsx")
    found = find(tmp_path / "thang 1", tmp_path / "thang 2", tmp_path / "rieng.xlsx")
    assert kept(found) == ["a.xlsx", "rieng.xlsx", "thang 1/ds.xlsx", "thang 2/ds.xlsx"]


def test_the_same_inbox_twice_still_names_each_file_once(tmp_path: Path) -> None:
    put(tmp_path, "hop/ds.xlsx")
    names = kept(find(tmp_path / "hop", tmp_path / "hop"))
    assert len(set(names)) == 2


def test_an_inbox_that_can_not_be_used(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    put(tmp_path, "hong.zip", data=b"PK\x03\x04 cut off")
    for name, code in (("khong co", "inbox-missing"), ("trong", "inbox-empty"), ("hong.zip", "inbox-broken-zip")):
        with pytest.raises(InboxError) as caught:
            find(tmp_path / name)
        assert caught.value.code == code and caught.value.facts["inbox"].endswith(name)
    assert isinstance(caught.value, ValueError)


def test_a_zip_gives_its_members_bytes(tmp_path: Path) -> None:
    path = zipped(tmp_path / "hop.zip",
                  ("Tổ 2/ds.xlsx", SHEET), ("Tổ 2/~$ds.xlsx", b""), ("thư.pptx", SHEET), ("ds", b"?"))
    found = find(path)
    assert [(file.name, file.data, file.path) for file in found if not file.skip] == [("Tổ 2/ds.xlsx", SHEET, None)]
    assert skipped(found) == {"Tổ 2/~$ds.xlsx": "lock-file", "thư.pptx": "not-a-spreadsheet", "ds": "not-a-spreadsheet"}


def test_a_workbook_is_no_inbox_though_it_is_a_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "ds.xlsx", ("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
    (file,) = find(path)
    assert file.name == "ds.xlsx" and file.path == path


def test_names_in_a_zip_never_lead_anywhere(tmp_path: Path) -> None:
    path = zipped(tmp_path / "hop.zip",
                  ("../../ngoai.xlsx", SHEET), ("/etc/goc.xlsx", SHEET), ("..\\..\\win.xlsx", SHEET))
    found = find(path)
    assert kept(found) == ["etc/goc.xlsx", "ngoai.xlsx", "win.xlsx"] and all(file.path is None for file in found)
    assert sorted(os.listdir(tmp_path)) == ["hop.zip"]


@pytest.mark.parametrize(("encoding", "name"), [
    ("utf-8", "Đề nghị.xlsx"), ("cp1258", "Phòng đào.xlsx"), ("ascii", "ds.xlsx")])
def test_names_without_the_utf_8_flag_are_mended(tmp_path: Path, encoding: str, name: str) -> None:
    written = unicodedata.normalize("NFD", name) if encoding == "cp1258" else name
    raw = written.encode(encoding)
    path = zipped(tmp_path / "hop.zip", ("x" * len(raw), SHEET))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert kept(find(path)) == [name]


def test_limits_of_a_zip(tmp_path: Path) -> None:
    many = tmp_path / "nhieu.zip"
    with zipfile.ZipFile(many, "w") as package:
        for number in range(5_001):
            package.writestr(f"{number}.xlsx", b"")
    with pytest.raises(InboxError) as caught:
        find(many)
    assert (caught.value.code, caught.value.facts["most"]) == ("inbox-too-large", 5_000)
    large = zipped(tmp_path / "to.zip", ("to.xlsx", bytes(64 * 2**20 + 1)), ("vua.xlsx", SHEET))
    assert skipped(find(large)) == {"to.xlsx": "file-too-large"} and kept(find(large)) == ["vua.xlsx"]


def test_broken_and_locked_members_leave_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "hop.zip", ("a.xlsx", b"a" * 5_000), ("b.xlsx", SHEET), ("c.xlsx", SHEET))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"a.xlsx") + len("a.xlsx")
    raw[at:at + 4] = b"\xff\xff\xff\xff"                       # inside the packed bytes
    locked = raw.rindex(b"c.xlsx") - 46 + 8                     # the flags in the directory's entry
    raw[locked] |= 1
    path.write_bytes(raw)
    assert skipped(find(path)) == {"a.xlsx": "file-broken-zip", "c.xlsx": "archive-encrypted"}
    assert kept(find(path)) == ["b.xlsx"]


def test_a_file_on_disk_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "to.xlsx").open("wb") as stream:
        stream.truncate(65 * 2**20)
    (file,) = find(tmp_path)
    assert file.skip == "file-too-large" and file.facts == {"what": "MB", "value": 65, "most": 64}


def test_digest_is_sha_256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.lists(st.text(max_size=8), max_size=8))
def test_natural_order_is_total(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=natural) == sorted(names, key=natural)


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["Tổ 10", "Tổ 9", "tổ 1", "1", "Đội"]
    assert sorted(names, key=natural) == ["1", "tổ 1", "Tổ 9", "Tổ 10", "Đội"]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_can_not_be_opened_is_kept_for_whoever_reads_it(tmp_path: Path) -> None:
    put(tmp_path, "ds.xlsx")
    (tmp_path / "ds.xlsx").chmod(0)
    (file,) = find(tmp_path)
    assert file.skip is None
    with pytest.raises(OSError):
        file.read()


def as_zip(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return stream.getvalue()


def test_a_zip_in_a_folder_is_part_of_the_inbox(tmp_path: Path) -> None:
    inner = as_zip(("ds.xlsx", SHEET), ("thư.pptx", SHEET))
    put(tmp_path, "a.xlsx")
    put(tmp_path, "Phòng Hai.zip", data=as_zip(("b/c.xlsx", SHEET), ("trong.zip", inner)))
    put(tmp_path, "tai ve", data=as_zip(("d.xlsx", SHEET)))
    put(tmp_path, "hong.zip", data=inner[:-30])
    put(tmp_path, "rong.zip", data=as_zip())
    put(tmp_path, "bang.zip", data=as_zip(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")))
    found = find(tmp_path)
    assert kept(found) == ["a.xlsx", "bang.zip", "Phòng Hai.zip/b/c.xlsx", "Phòng Hai.zip/trong.zip/ds.xlsx",
                           "tai ve/d.xlsx"]
    assert skipped(found) == {"hong.zip": "archive-broken", "rong.zip": "archive-empty",
                              "Phòng Hai.zip/trong.zip/thư.pptx": "not-a-spreadsheet"}
    assert {file.name for file in found if file.lost} == {"hong.zip", "rong.zip"}


def test_zips_in_zips_have_limits(tmp_path: Path) -> None:
    data = as_zip(("ds.xlsx", SHEET))
    for _ in range(7):
        data = as_zip(("lop.zip", data))
    put(tmp_path, "sau.zip", data=data)
    (file,) = find(tmp_path)
    assert (file.name, file.skip) == ("sau.zip" + "/lop.zip" * 5, "archive-too-deep")


def test_one_file_that_holds_too_much_costs_no_other(tmp_path: Path) -> None:
    put(tmp_path, "1.zip", "2.zip", data=as_zip(*((f"{number}.xlsx", SHEET) for number in range(2_000))))
    put(tmp_path, "3.zip", data=as_zip(*((f"{number}.xlsx", SHEET) for number in range(1_001))))
    put(tmp_path, "4.zip", data=as_zip(("a.xlsx", SHEET), ("b.xlsx", SHEET)))
    found = find(tmp_path)
    assert len(kept(found)) == 4_002 and kept(found)[-2:] == ["4.zip/a.xlsx", "4.zip/b.xlsx"]
    assert [(file.name, file.skip, file.facts) for file in found if file.skip] == [
        ("3.zip", "archive-too-large", {"most": 5_000, "size": 512})]


@pytest.mark.skipif(os.name == "nt", reason="no pipes among files on Windows")
def test_a_pipe_is_no_inbox(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong")
    with pytest.raises(InboxError) as caught:
        find(tmp_path / "ong")
    assert caught.value.code == "inbox-not-a-file"
    put(tmp_path, "ds.xlsx")
    assert kept(find(tmp_path, leave_out=[tmp_path / "ong"])) == ["ds.xlsx"]


def test_a_member_that_can_not_be_taken_out_is_unreadable(tmp_path: Path) -> None:
    path = zipped(tmp_path / "hop.zip", ("c.xlsx", SHEET), ("thu.pptx", b""))
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"c.xlsx") - 46 + 8] |= 1
    path.write_bytes(raw)
    assert [(part.file, part.status, part.reason) for part in cx.consolidate(path, year=2023).files] == [
        ("c.xlsx", "unreadable", "archive-encrypted"), ("thu.pptx", "skipped", "not-a-spreadsheet")]
