"""A document stamped as a state secret is refused with a sentence, and nothing of it reaches an output."""
from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlwt
from letters import letter, paragraph
from letters import table as word_table
from workbooks import ods, repacked, saved, xlsx

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.grid.encrypted import locked
from cbcc_xl.model import Part
from cbcc_xl.pipeline.one_file import read_file

CATALOGUE = load()
TABLE = [["STT", "Họ và tên", "Danh hiệu"], [1, "Nguyễn Văn Mật", "LĐTT"], [2, "Lò Thị Kín", "LĐTT"]]
BOX = ('<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>TỐI</a:t></a:r>'
       '<a:r><a:t> MẬT</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>')


def book(*top: list[Any], more: tuple[list[Any], ...] = ()) -> bytes:
    def fill(sheet: Any) -> None:
        for row in (*top, *TABLE, *more):
            sheet.append(row)

    return xlsx(fill)


def read(data: bytes, name: str = "ds.xlsx") -> Part:
    return read_file(name, data, CATALOGUE)


@pytest.mark.parametrize("stamp", [
    "MẬT", "Mật", "TỐI MẬT", "Tuyệt mật", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT", "*** MẬT ***", "M Ậ T", "T Ố I   M Ậ T",
    "TỈNH ỦY MẪU\nMẬT", "Số: 12-BC/TU      MẬT", "[MẬT]", "MA\u0302\u0323T"])
def test_a_stamp_in_the_top_rows(stamp: str) -> None:
    part = read(book([None, None, None, None, stamp], []))
    assert (part.status, part.reason, part.records, part.findings, part.unit) == (
        "unreadable", "marked-secret", (), (), None)


def test_a_stamp_beside_its_label_or_beside_the_heading() -> None:
    assert read(book(["Độ mật", "Mật"])).reason == "marked-secret"
    data = openpyxl.load_workbook(io.BytesIO(book()))
    data.active["H1"] = "MẬT"
    assert read(saved(data)).reason == "marked-secret"


def test_a_stamp_below_the_table() -> None:
    assert read(book(more=([], [None, None, "TUYỆT MẬT"]))).reason == "marked-secret"


def test_a_stamp_in_a_hidden_sheet() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(book()))
    hidden = workbook.create_sheet("Cũ")
    hidden["D1"], hidden.sheet_state = "MẬT", "hidden"
    assert read(saved(workbook)).reason == "marked-secret"


@pytest.mark.parametrize("header", ['&L&"Times New Roman,Bold"&14MẬT', "&RTỐI MẬT", '&C&".VnTimeH,Bold"MËT'])
def test_a_stamp_in_the_printed_page_s_header(header: str) -> None:
    def spoilt(sheet: bytes) -> bytes:
        said = header.replace("&", "&amp;").replace('"', "&quot;")
        return sheet.replace(b"</worksheet>", f"<headerFooter><oddHeader>{said}</oddHeader></headerFooter></worksheet>"
                             .encode())

    assert read(repacked(book(), {"xl/worksheets/sheet1.xml": spoilt})).reason == "marked-secret"


def test_a_stamp_in_a_text_box() -> None:
    assert read(repacked(book(), {"xl/drawings/drawing1.xml": BOX.encode()})).reason == "marked-secret"


def test_a_stamp_in_other_formats() -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("DS")
    sheet._Worksheet__header_str = "&R&14MẬT"          # its own door takes ASCII only
    for row, cells in enumerate(TABLE):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    assert read(saved(old), "ds.xls").reason == "marked-secret"
    frame = "<draw:frame xmlns:draw='d'><draw:text-box><text:p>MẬT</text:p></draw:text-box></draw:frame>"
    table = (f'<table:table table:name="DS"><table:shapes>{frame}</table:shapes><table:table-row><table:table-cell '
             'office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell></table:table-row></table:table>')
    assert read(ods(table), "ds.ods").reason == "marked-secret"
    assert read("MẬT;;\nSTT;Họ và tên;Danh hiệu\n1;Lò Văn Ba;LĐTT\n".encode(), "ds.csv").reason == "marked-secret"


@pytest.mark.parametrize("text", [
    "Bí mật", "BÍ MẬT", "Kết quả bỏ phiếu kín", "Mật độ", "Mật khẩu", "MẬT KHẨU", "Nguyễn Văn Mật", "NGUYỄN VĂN MẬT",
    "Xã Mật Sơn", "PHƯỜNG MẬT SƠN", "Độ mật: Không", "Độ mật", "Bảo vệ bí mật nhà nước", "Mặt", "Mất", "Mat", "MAT"])
def test_what_is_no_stamp(text: str) -> None:
    part = read(book([text], []))
    assert (part.status, len(part.records)) == ("read", 2)


def test_a_given_name_in_a_column_of_its_own() -> None:
    def fill(sheet: Any) -> None:
        for row in (["STT", "Họ và tên", "", "Danh hiệu"], [1, "NGUYỄN VĂN", "MẬT", "LĐTT"],
                    [2, "LÒ THỊ", "Mật", "LĐTT"]):
            sheet.append(row)

    assert read(xlsx(fill)).status == "read"


def test_nothing_of_it_reaches_an_output(tmp_path: Path) -> None:
    inbox = tmp_path / "hop-thu"
    inbox.mkdir()
    (inbox / "mat.xlsx").write_bytes(book(["SỞ BÍ ẨN", "", "", "MẬT"], []))
    (inbox / "thuong.xlsx").write_bytes(xlsx(lambda sheet: [sheet.append(row) for row in (
        ["PHÒNG TỔNG HỢP"], [], TABLE[0], [1, "Trần Văn Bình", "LĐTT"])]))
    result = cx.consolidate(inbox, year=2025)
    result.to_excel(tmp_path / "tong-hop.xlsx")
    result.to_json(tmp_path / "bao-cao.json")
    copies = result.marked_copies(tmp_path / "tra-lai")
    with ZipFile(tmp_path / "tong-hop.xlsx") as package:
        texts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith("xml")]
    texts.append((tmp_path / "bao-cao.json").read_text(encoding="utf-8"))
    assert not any(word in text for text in texts for word in ("Lò Thị Kín", "Nguyễn Văn Mật", "BÍ ẨN", "Bí Ẩn"))
    assert any("mat.xlsx" in text for text in texts) and not any("mat" in path.name for path in copies)
    told = next(file for file in json.loads(texts[-1])["files"] if file["file"] == "mat.xlsx")
    assert (told["status"], told["reason"]) == ("unreadable", "Tài liệu đóng dấu “MẬT”: không đọc, không đưa nội dung "
                                                              "vào kết quả nào.")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("body, parts", [
    (paragraph("MẬT"), {}), ("", {"word/header1.xml": f"<w:hdr {W}>{paragraph('Độ mật: Mật')}</w:hdr>".encode()}),
    ("", {"word/footer1.xml": f"<w:ftr {W}>{paragraph('MẬT')}</w:ftr>".encode()}),
    ("<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>TỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p>"
     "</w:txbxContent></w:pict></w:r></w:p>", {})])
def test_a_stamp_in_a_letter_of_word(body: str, parts: dict[str, bytes]) -> None:
    listed = word_table([["STT", "Họ và tên", "Danh hiệu"], ["1", "Nguyễn Văn Mật", "LĐTT"]])
    assert read(letter(paragraph("PHÒNG TỔNG HỢP") + listed), "thu.docx").status == "read"
    assert read(letter(paragraph("PHÒNG TỔNG HỢP") + body + listed, parts), "thu.docx").reason == "marked-secret"
    assert read_file("thu.docx", locked(letter(listed), "a"), CATALOGUE, passwords=["a"]).status == "read"
