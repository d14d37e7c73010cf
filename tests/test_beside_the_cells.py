"""What stands in no cell of a file: embedded files, text boxes. A list may be there only, so that it is asked about."""
from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from letters import letter, paragraph, table
from mails import compound
from workbooks import packed, parts_of

from cbcc_xl.catalogue import load
from cbcc_xl.pipeline.one_file import read_file

CATALOGUE = load()
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
LIST = paragraph("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024") + table([
    ["TT", "Họ và tên", "Chức vụ", "Danh hiệu"], ["1", "Nguyễn Văn An", "Kế toán", "LĐTT"]])


def named(data: bytes, name: str) -> list[str]:
    part = read_file(f"Phòng Tổng hợp/{name}", data, CATALOGUE)
    return next((one.facts["names"] for one in part.findings if one.code == "embedded-files"), [])


def workbook() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["TT", "Họ và tên", "Danh hiệu"])
    book.save(stream)
    return stream.getvalue()


def equation() -> bytes:
    return compound({"Equation Native": b"x" * 60})


@pytest.mark.parametrize("text", [LIST, paragraph("Xem danh sách dưới đây:")])
def test_a_workbook_in_a_letter_is_asked_about(text: str) -> None:
    inside = {"word/embeddings/Sheet1.xlsx": workbook(), "word/embeddings/oleObject1.bin": equation()}
    assert named(letter(text, inside), "thư.docx") == ["sheet1.xlsx"]
    assert named(letter(text), "thư.docx") == []


def test_a_letter_in_a_workbook_is_asked_about() -> None:
    data = packed({**parts_of(workbook()), "xl/embeddings/Document1.docx": letter(LIST)})
    assert named(data, "ds.xlsx") == ["document1.docx"]


def test_the_figures_of_a_chart_are_no_file() -> None:
    chart = f'<Relationships xmlns="{RELATED}"><Relationship Id="r1" Type="x/package" ' \
            'Target="../embeddings/Sheet1.xlsx"/></Relationships>'
    parts = {"word/charts/chart1.xml": b"<c/>", "word/charts/_rels/chart1.xml.rels": chart.encode(),
             "word/embeddings/Sheet1.xlsx": workbook()}
    assert named(letter(LIST, parts), "thư.docx") == []


def test_an_object_in_an_ods_is_asked_about_a_chart_is_none() -> None:
    kind = "application/vnd.oasis.opendocument."
    entries = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}{what}"/>' for path, what in
                      (("/", "spreadsheet"), ("Object 1/", "spreadsheet"), ("Object 2/", "chart")))
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</m:manifest>'
    cell = "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>" \
           "</table:table-row>"
    names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in
                     ("office", "table", "text"))
    content = f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="A">{cell}' \
              "</table:table></office:spreadsheet></office:body></office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in (("mimetype", f"{kind}spreadsheet"), ("content.xml", content),
                           ("META-INF/manifest.xml", manifest)):
            made.writestr(name, data)
    assert named(stream.getvalue(), "ds.ods") == ["Object 1"]


def test_persons_in_a_text_box_of_a_workbook_are_asked_about() -> None:
    texts = ("Bổ sung:", "1. Lê Thị Chi - LĐTT", "2. Vũ Dân")
    lines = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    data = packed({**parts_of(workbook()), "xl/drawings/drawing1.xml": f"<x>{lines}</x>".encode()})
    found = read_file("ds.xlsx", data, CATALOGUE).findings
    assert [one.facts["count"] for one in found if one.code == "names-in-text-box"] == [2]


@pytest.mark.parametrize(("rows", "severity"), [([["6", "Lê Thị Chi"], ["7", "Vũ Văn Dân"]], "warning"),
                                                 ([["Việc", "Ngày"], ["Họp", "Thứ Hai"]], "info")])
def test_a_sheet_without_a_form_is_asked_about_where_it_names_persons(rows: list[list[str]], severity: str) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for cells in (["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"], ["TT", "Họ và tên", "Danh hiệu"], [1, "Nguyễn Văn An", "LĐTT"]):
        book.active.append(cells)
    for cells in rows:
        (book["Tiếp"] if "Tiếp" in book.sheetnames else book.create_sheet("Tiếp")).append(cells)
    book.save(stream)
    found = read_file("ds.xlsx", stream.getvalue(), CATALOGUE).findings
    assert [one.severity for one in found if one.code == "sheet-not-read"] == [severity]
