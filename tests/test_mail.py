"""Mails as inboxes: attachments however they are named and wrapped, mails in mails, tables in the text, who sent it."""
from __future__ import annotations

import base64
import datetime
import io
import json
import unicodedata
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mails import compound, mail, msg, rtf, tnef
from workbooks import packed, xlsx

import cbcc_xl as cx
from cbcc_xl.cli import main
from cbcc_xl.inbox import Found, InboxError, find
from cbcc_xl.inbox.containers import eml
from cbcc_xl.inbox.containers.rtf_body import html_of

SHEET = b"PK\x03\x04 a workbook"
SENT = datetime.datetime(2023, 12, 18, 1, 30, tzinfo=datetime.UTC)
NAMES = ["Đề nghị khen thưởng.xlsx", "Biểu điểm danh Tổ 2 (chốt).xls", "Phòng Tổ chức – Hành chính.xlsx", "ds.xlsx"]


def put(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    return path


def kept(found: list[Found]) -> list[str]:
    return [file.name for file in found if file.skip is None]


def skipped(found: list[Found]) -> dict[str, str | None]:
    return {file.name: file.skip for file in found if file.skip}


def members(message: bytes) -> list[Any]:
    return list(eml.members(io.BytesIO(message)))


def award(sheet: Any) -> None:
    """A list that names no unit."""
    for row in (("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",), ("STT", "Họ và tên", "Danh hiệu"),
                (1, "Nguyễn Thị Hòa", "Lao động tiên tiến"), (2, "Trần Văn Bình", "Lao động tiên tiến")):
        sheet.append(row)


def test_attachments_are_files_of_a_folder_named_as_the_mail(tmp_path: Path) -> None:
    put(tmp_path, "thư 1.eml", mail(("ds.xlsx", SHEET), ("tờ trình.pptx", b"PK"), ("~$ds.xlsx", b"")))
    put(tmp_path, "khac.xlsx", SHEET)
    found = find(tmp_path)
    assert kept(found) == ["khac.xlsx", "thư 1.eml/ds.xlsx"]
    assert skipped(found) == {"thư 1.eml/tờ trình.pptx": "not-a-spreadsheet", "thư 1.eml/~$ds.xlsx": "lock-file"}
    file = next(file for file in found if file.name == "thư 1.eml/ds.xlsx")
    assert file.read() == SHEET and file.sent == ("Nguyễn Thị Gửi", "Gửi biểu", "2023-12-18T01:30:00+00:00")


def test_the_inbox_itself_may_be_a_mail(tmp_path: Path) -> None:
    assert kept(find(put(tmp_path, "thu.eml", mail(("ds.xlsx", SHEET))))) == ["ds.xlsx"]
    (file,) = find(put(tmp_path, "chao.eml", mail()))
    assert file.skip == "mail-without-files" and not file.lost
    with pytest.raises(InboxError) as caught:
        find(put(tmp_path, "hong.eml", b"\x00\x01\x02"))
    assert caught.value.code == "inbox-broken-zip"


@pytest.mark.parametrize("header", [
    'attachment; filename="=?utf-8?B?{utf_8}?="',
    'attachment; filename="=?UTF-8?B?{first}?=\r\n =?UTF-8?B?{rest}?="',
    'attachment; filename==?windows-1258?B?{cp1258}?=',
    "attachment; filename*=UTF-8''{percent}",
    "attachment;\r\n filename*0*=UTF-8''{half};\r\n filename*1*={other_half}",
    "attachment; filename*=''{percent}",
    'attachment; filename="{raw}"'])
@pytest.mark.parametrize("name", NAMES)
def test_names_of_attachments_are_restored(header: str, name: str) -> None:
    raw, tones = name.encode(), _in_cp1258(name)
    percent = "".join(f"%{byte:02X}" for byte in raw)
    cut = len(raw) // 2 * 3
    line = header.format(
        utf_8=_base64(raw), first=_base64(raw[:7]), rest=_base64(raw[7:]), cp1258=_base64(tones), percent=percent,
        half=percent[:cut], other_half=percent[cut:], raw=name).encode()
    message = (b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
               b"Content-Disposition: " + line + b"\r\n\r\nPK")
    assert [one.name for one in members(message)] == [name]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _in_cp1258(name: str) -> bytes:
    """As Windows in Vietnamese writes it: a tone behind its vowel, the vowel's own mark in its letter."""
    written = b""
    for letter in unicodedata.normalize("NFC", name):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts[1:] if part in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
        written += rest.encode("cp1258") + tone.encode("cp1258")
    return written


def test_an_attachment_without_a_name_is_kept(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(SHEET, maintype="application", subtype="vnd.ms-excel")
    message.add_attachment(SHEET, maintype="application", subtype="octet-stream")
    found = find(put(tmp_path, "thu.eml", message))
    assert kept(found) == ["tệp kèm 2.xls", "tệp kèm 3"]


def test_a_logo_is_left_out_and_a_scanned_list_is_not(tmp_path: Path) -> None:
    message = mail(html="<img src='cid:a'>")
    for size in (3_000, 300_000):
        message.add_attachment(bytes(size), maintype="image", subtype="png", filename=f"{size}.png", cid="<a>",
                               disposition="inline")
    assert skipped(find(put(tmp_path, "thu.eml", message))) == {"300000.png": "file-is-picture"}


def test_a_mail_without_files_whose_text_is_a_list_is_lost_to_us(tmp_path: Path) -> None:
    text = "Kính gửi.\nLao động tiên tiến:\n1. Nguyễn Văn An - Kế toán\n2) Lê Thị Chi\n- Vũ Văn Dân, văn thư\n"
    outlook = msg() | {"__substg1.0_1000001F": text.encode("utf-16-le")}
    for name, data in (("thu.eml", mail(text=text).as_bytes()), ("thu.msg", compound(outlook))):
        (file,) = find(put(tmp_path, name, data))
        assert file.lost and (file.skip, file.facts) == ("mail-names-persons", {"count": 3})
    assert kept(find(put(tmp_path, "kem.eml", mail(("ds.xlsx", SHEET), text=text)))) == ["ds.xlsx"]


def test_mails_in_mails_keep_their_own_sender(tmp_path: Path) -> None:
    inner = mail(("ds.xlsx", SHEET), sender="Phòng Một <a@vidu.vn>", subject="Biểu của Phòng Một")
    outer = mail(("khac.xlsx", SHEET), sender="Văn thư <b@vidu.vn>", subject="Fwd")
    outer.add_attachment(inner)
    as_file = mail(("thu.eml", outer.as_bytes()), ("goi.zip", packed({"a.xlsx": SHEET})), sender="c@vidu.vn")
    found = {file.name: file.sent for file in find(put(tmp_path, "thu.eml", as_file))}
    assert {name: sent and sent.sender for name, sent in found.items()} == {
        "goi.zip/a.xlsx": "", "thu.eml/Biểu của Phòng Một/ds.xlsx": "Phòng Một", "thu.eml/khac.xlsx": "Văn thư"}


def test_a_mail_saved_by_outlook(tmp_path: Path) -> None:
    inner = msg(("trong.xlsx", SHEET * 300), sender="Phòng Hai", subject="Biểu", top=False)
    tree = msg(("Đề nghị.xlsx", SHEET), ("Chuyển tiếp", inner), sent=SENT)
    found = find(put(tmp_path, "thu.msg", compound(tree)))
    assert [(file.name, file.sent) for file in found] == [
        ("Chuyển tiếp/trong.xlsx", ("Phòng Hai", "Biểu", None)),
        ("Đề nghị.xlsx", ("Nguyễn Thị Gửi", "Gửi biểu", "2023-12-18T01:30:00+00:00"))]
    assert [file.read() for file in found] == [SHEET * 300, SHEET]


def test_an_embedded_object_is_told(tmp_path: Path) -> None:
    found = find(put(tmp_path, "thu.msg", compound(msg(("Bảng tính", {"Workbook": b"?" * 5_000})))))
    assert skipped(found) == {"Bảng tính": "mail-object"} and found[0].lost


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_broken_mail_of_outlook_is_refused_or_read(data: st.DataObject) -> None:
    from cbcc_xl.inbox.limits import Room
    from cbcc_xl.inbox.opening import opened

    raw = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    found, _ = opened(Found("thu.msg", data=bytes(raw)), Room())
    assert found


WHOLE = compound(msg(("ds.xlsx", SHEET), ("thư", msg(("a.xlsx", SHEET), top=False)), html=b"<table>"))


def test_attachments_wrapped_by_outlook(tmp_path: Path) -> None:
    wrapped = tnef(("ds.xlsx", SHEET), ("to trinh.pptx", b"PK"))
    found = find(put(tmp_path, "thu.eml", mail(("winmail.dat", wrapped))))
    assert kept(found) == ["winmail.dat/ds.xlsx"] and skipped(found) == {
        "winmail.dat/to trinh.pptx": "not-a-spreadsheet"}
    assert skipped(find(put(tmp_path, "cut.eml", mail(("winmail.dat", wrapped[:-3]))))) == {
        "winmail.dat": "archive-broken"}


def test_many_mails_in_one_file(tmp_path: Path) -> None:
    box = b"".join(b"From gui@vidu.vn Mon Dec 18 08:30:00 2023\n" + mail((name, SHEET)).as_bytes() + b"\n\n"
                   for name in ("a.xlsx", "b.xlsx"))
    found = find(put(tmp_path, "thu.mbox", box + b"From x Mon Dec 18 08:30:00 2023\n" + mail().as_bytes()))
    assert kept(found) == ["thư 1/a.xlsx", "thư 2/b.xlsx"] and skipped(found) == {"thư 3": "mail-without-files"}


def test_what_is_encrypted_says_so(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(b"?", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    assert skipped(find(put(tmp_path, "thu.eml", message))) == {"smime.p7m": "mail-encrypted"}


LIST = ("<table><tr><td>STT</td><td>Họ và tên</td><td>Danh hiệu</td></tr><tr><td>1</td><td>Nguyễn Thị Hòa</td>"
        "<td>Lao động tiên tiến</td></tr></table>")
SIGNATURE = ("<table><tr><td><img src='cid:a'></td><td>Nguyễn Thị Gửi</td></tr><tr><td>Điện thoại</td><td>024</td></tr>"
             "<tr><td>Thư</td><td>gui@vidu.vn</td></tr></table>")
LETTERHEAD = "<table><tr><td>UBND TỈNH</td><td>CỘNG HÒA</td></tr><tr><td>SỞ X</td><td>Độc lập</td></tr></table>"


@pytest.mark.parametrize("html", ["<p>Kính gửi</p>", SIGNATURE, LETTERHEAD,
                                  f"<table><tr><td>{SIGNATURE}</td></tr></table>",
                                  "<table><tr><td>a<td>b<td>c</table>", "<table><tr><td>", "</table></table>"])
def test_a_signature_is_no_list(html: str, tmp_path: Path) -> None:
    assert [file.skip for file in find(put(tmp_path, "thu.eml", mail(html=html)))] == ["mail-without-files"]


@pytest.mark.parametrize("html", [
    LIST, f"<p>Danh sách khen thưởng</p>{LIST}{SIGNATURE}",
    f"<table><tr><td>{LIST}</td></tr><tr><td>{SIGNATURE}</td></tr></table>"])
@pytest.mark.parametrize("kind", ["eml", "msg", "packed RTF", "RTF"])
def test_a_list_pasted_in_the_text_is_read(html: str, kind: str, tmp_path: Path) -> None:
    sender = "Phòng Tổng hợp"
    name = "thu.eml" if kind == "eml" else "thu.msg"
    put(tmp_path, name, mail(html=html, sender=f"{sender} <a@vidu.vn>") if kind == "eml" else compound(
        msg(sender=sender, html=html.encode()) if kind == "msg" else
        msg(sender=sender, rtf=rtf(html, kind == "packed RTF"))))
    result = cx.consolidate(tmp_path, year=2023)
    (record,) = result.records
    assert (record.file, record.unit) == (f"{name}/nội dung thư.html", "Phòng Tổng hợp")
    assert record.values == {"name": "Nguyễn Thị Hòa", "titles": ["LDTT"]}


TABBED = ("Kính gửi Văn phòng,\nPhòng gửi danh sách khen thưởng năm 2023:\n\nSTT\tHọ và tên\tDanh hiệu\n"
          "1\tSa Văn Ính\tLao động tiên tiến\n2\tLò Thị Én\tLao động tiên tiến\n\nTrân trọng.\n")


@pytest.mark.parametrize("kind", ["eml", "msg"])
@pytest.mark.parametrize("text", [TABBED, "".join(f"> {line}\n" for line in TABBED.splitlines())])
def test_a_table_typed_with_tabs_in_a_plain_text_is_read(text: str, kind: str, tmp_path: Path) -> None:
    sender = "Phòng Tổng hợp"
    put(tmp_path, f"thu.{kind}", mail(text=text, sender=f"{sender} <a@vidu.vn>") if kind == "eml" else compound(
        msg(sender=sender, text=text)))
    result = cx.consolidate(tmp_path, year=2023)
    assert [(one.file, one.unit, one.values["name"], one.values["titles"]) for one in result.records] == [
        (f"thu.{kind}/nội dung thư.csv", "Phòng Tổng hợp", name, ["LDTT"]) for name in ("Sa Văn Ính", "Lò Thị Én")]


@pytest.mark.parametrize("html", ["<p>1. Sa Văn Ính, Trưởng phòng</p><p>2. Lò Thị Én,\nChuyên viên</p>",
                                  "<ol><li>Sa Văn Ính, Trưởng phòng</li><li>Lò Thị Én</li></ol>"])
def test_persons_numbered_in_a_text_of_html_are_a_list_too(html: str, tmp_path: Path) -> None:
    for name, data in (("thu.eml", mail(html=html).as_bytes()), ("thu.msg", compound(msg(html=html.encode())))):
        (file,) = find(put(tmp_path, name, data))
        assert file.lost and (file.skip, file.facts) == ("mail-names-persons", {"count": 2})


@pytest.mark.parametrize("text", [
    "1. Báo cáo gửi sau.\n2. Danh sách gửi kèm.", "Trân trọng.\nĐiện thoại:\t0212 385 0000\nThư:\ta@vidu.vn",
    "Nguyễn Văn A\tTrưởng phòng", "1. Nguyễn Văn A"])
def test_numbered_words_and_a_signature_set_with_tabs_are_no_list(text: str, tmp_path: Path) -> None:
    put(tmp_path, "thu.eml", mail(text=text))
    assert [file.skip for file in find(tmp_path)] == ["mail-without-files"]


def test_of_a_file_and_the_same_list_in_the_text_the_file_counts(tmp_path: Path) -> None:
    both = LIST.replace("</table>", "<tr><td>2<td>Trần Văn Bình<td>Lao động tiên tiến</tr></table>")
    put(tmp_path, "thu.eml", mail(("ds.xlsx", xlsx(award)), html=both, sender="Phòng Một <a@vidu.vn>"))
    result = cx.consolidate(tmp_path, year=2023)
    assert {part.file: (part.status, part.facts.get("why")) for part in result.files} == {
        "thu.eml/ds.xlsx": ("read", None), "thu.eml/nội dung thư.html": ("skipped", "attached")}
    told = [finding.severity for finding in result.findings if finding.code == "newer-version"]
    assert len(result.records) == 2 and told == ["info"]


@pytest.mark.parametrize(("sender", "subject", "unit"), [
    ("Phòng Tổng hợp", "Gửi biểu", "Phòng Tổng hợp"),
    ("Nguyễn Văn A (Phòng Tổ chức)", "", "Phòng Tổ chức"),
    ("Nguyễn Văn A", "V/v gửi biểu TĐKT - Sở Nội vụ", "Sở Nội vụ"),
    ("", "Re: Fwd: Sở Nội vụ gửi biểu thi đua năm 2023", "Sở Nội vụ"),
    ("", "Phòng Tổng hợp: danh sách", "Phòng Tổng hợp"),
    ("", "Kính gửi Sở Nội vụ", None), ("", "Gửi: Sở Nội vụ biểu thi đua", None),
    ("", "Phòng Một, Phòng Hai", None), ("Nguyễn Văn A", "Báo cáo", None)])
def test_a_mail_says_whose_a_list_is_that_does_not(sender: str, subject: str, unit: str | None, tmp_path: Path) -> None:
    put(tmp_path, "thu.eml", mail(("ds.xlsx", xlsx(award)), sender=f'"{sender}" <a@vidu.vn>', subject=subject))
    result = cx.consolidate(tmp_path, year=2023)
    assert [(part.unit, part.unit_from) for part in result.files] == [(unit, "mail" if unit else None)]
    assert ("unit-of-mail" if unit else "unit-unknown") in {finding.code for finding in result.findings}


def test_the_report_names_the_sender_and_no_address(tmp_path: Path) -> None:
    put(tmp_path, "thu.eml", mail(("ds.xlsx", xlsx(award)), sender="gui@vidu.vn <gui@vidu.vn>",
                                  subject="Gửi biểu, gọi 0912 345 678 hoặc gui@vidu.vn, CCCD 012345678901"))
    put(tmp_path, "roi.xlsx", xlsx(award))
    report = tmp_path / "bao-cao.json"
    assert main(["check", str(tmp_path / "thu.eml"), "--year", "2023", "--json", str(report)]) in (0, 1)
    (file,) = json.loads(report.read_text("utf-8"))["files"]
    assert file["sent"] == {"sender": "", "subject": "Gửi biểu, gọi hoặc CCCD", "time": "2023-12-18T01:30:00+00:00"}
    result = cx.consolidate(tmp_path / "roi.xlsx", year=2023)
    result.to_json(report)
    assert json.loads(report.read_text("utf-8"))["files"][0]["sent"] is None


def test_a_list_that_came_by_mail_has_a_marked_copy(tmp_path: Path) -> None:
    folder = tmp_path / "hop"
    folder.mkdir()
    put(folder, "thu.eml", mail(("ds.xlsx", xlsx(award)), ("goi.zip", packed({"Tổ 1/ds.xlsx": xlsx(award, "Hai")}))))
    result = cx.consolidate(folder, year=2023)
    copies = result.marked_copies(tmp_path / "tra lai")
    assert not copies.left_out and [path.relative_to(tmp_path / "tra lai").as_posix() for path in copies] == [
        "thu.eml/ds.xlsx", "thu.eml/goi.zip/Tổ 1/ds.xlsx"][:len(copies)] and copies
    assert [path.name for path in folder.iterdir()] == ["thu.eml"]


def test_a_mail_of_ten_thousand_parts_is_refused_in_a_sentence(tmp_path: Path) -> None:
    part = b"--b\r\nContent-Type: application/octet-stream; name=a.xlsx\r\n\r\nx\r\n"
    put(tmp_path, "thu.eml", b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 10_000)
    (file,) = find(tmp_path)
    assert file.skip == "archive-too-large"


def test_a_thousand_mails_in_each_other_are_refused_in_a_sentence(tmp_path: Path) -> None:
    head = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n"
    put(tmp_path, "thu.eml", head * 1_000 + b"Subject: x\r\n\r\n")
    put(tmp_path, "it.eml", head * 20 + b"Subject: x\r\n\r\n")
    assert {file.skip for file in find(tmp_path)} == {"archive-too-deep"}


@given(st.binary(max_size=300), st.sampled_from([b"LZFu", b"MELA"]), st.booleans())
def test_any_packed_text_is_unpacked_or_left(data: bytes, kind: bytes, as_rtf: bool) -> None:
    start = b"{\\rtf1\\fromhtml1 " if as_rtf else b""
    html_of(b"\0" * 4 + (2**31).to_bytes(4, "little") + kind + b"\0" * 4 + start + data)


@given(st.binary(max_size=400))
@example(b"Content-Disposition: attachment; filename*0*=x''%zz; filename*x*=1\n\na")
@example(b"From: =?\xff?B?!!?= <\nSubject: =?utf-8?Q?=ZZ?=\nDate: 99\n\nx")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_mail_or_refused(data: bytes) -> None:
    from cbcc_xl.inbox.limits import Refused

    for raw in (data, b"Content-Type: multipart/mixed; boundary=a\n" + data, b"Subject: " + data + b"\n\n" + data):
        try:
            for one in members(raw):
                one.read()
        except Refused as fault:
            assert fault.code.startswith("archive-")
