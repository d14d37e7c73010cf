"""PDFs: read whole where every word lies in a cell or a line, else refused with what to ask for."""
from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from letters import cell, letter, paragraph, table
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from test_letters import AN, BINH, CAPTION, CHI, HEADING, NAMES, converted, needs_writer
from workbooks import packed

import cbcc_xl as cx
from cbcc_xl import grid
from cbcc_xl.catalogue import load
from cbcc_xl.grid.converted import libreoffice
from cbcc_xl.model import Part
from cbcc_xl.pipeline.one_file import read_file

CATALOGUE = load()
needs_libreoffice = pytest.mark.skipif(libreoffice() is None, reason="no LibreOffice here")
LINE = Side("thin")


def read(data: bytes) -> Part:
    return read_file("Phòng Tổng hợp/ds.pdf", data, CATALOGUE)


def printed(rows: list[list[str]], folder: Path, look: Callable[[openpyxl.worksheet.worksheet.Worksheet], None],
            ruled: bool = True) -> bytes:
    """A workbook as LibreOffice prints it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"
    for at, row in enumerate(rows, 3):
        for column, value in enumerate(row, 1):
            one = sheet.cell(at, column, value)
            one.border = Border(LINE, LINE, LINE, LINE) if ruled else Border()
    for column, width in zip("ABCD", (5, 25, 20, 20), strict=True):
        sheet.column_dimensions[column].width = width
    look(sheet)
    book.save(folder / "ds.xlsx")
    subprocess.run([str(libreoffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                    "--convert-to", "pdf", "--outdir", str(folder / "ra"), str(folder / "ds.xlsx")],
                   capture_output=True, check=True, timeout=120)
    return (folder / "ra" / "ds.pdf").read_bytes()


def made(content: bytes, resources: bytes = b"", more: bytes = b"") -> bytes:
    """A PDF of one page with this content."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               b"/Resources << %s >> >>" % resources,
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)] + ([more] if more else [])
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)


HELVETICA = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
IMAGE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"


@needs_libreoffice
def test_a_printed_workbook_reads_as_the_workbook(tmp_path: Path) -> None:
    def look(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for one in sheet[5]:
            one.font = Font(strike=True)
        for one in sheet[6]:
            one.font = Font(color="FFFF0000")

    part = read(printed([HEADING, AN, BINH, CHI], tmp_path, look))
    assert (part.status, [record.values["name"] for record in part.records]) == ("read", NAMES)
    assert [record.values["titles"] for record in part.records] == [["LDTT"], ["CSTDCS"], ["LDTT"]]
    assert [(one.code, one.facts["name"]) for one in part.findings] == [
        ("maybe-withdrawn", NAMES[1]), ("maybe-withdrawn", NAMES[2])]


@needs_libreoffice
@pytest.mark.parametrize("width", [3.5, 5])
def test_a_figure_close_to_the_line_is_no_part_of_the_next_cells_word(width: float, tmp_path: Path) -> None:
    def numbered(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for number, row in enumerate(sheet["A4:A6"], 1):
            row[0].value = number
        sheet.column_dimensions["A"].width = width
        sheet.column_dimensions["D"].width = 90
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    data = printed([HEADING, AN, BINH, CHI], tmp_path, numbered)
    part = read(data)
    assert (part.status, [record.values["name"] for record in part.records]) == ("read", NAMES)
    rows = grid.read(data, "ds.pdf").grids[0].rows
    assert [row[0] for row in rows if row[0] and row[0].isdigit()] == ["1", "2", "3"]


@needs_libreoffice
def test_a_table_without_lines_is_not_guessed(tmp_path: Path) -> None:
    part = read(printed([HEADING, AN, BINH, CHI], tmp_path, lambda sheet: None, ruled=False))
    assert (part.status, part.reason) == ("unreadable", "file-pdf-not-whole")


@needs_writer
def test_a_printed_letter_reads_as_the_letter(tmp_path: Path) -> None:
    head = table([["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], ruled=False).replace('"2000"', '"5000"')
    group = [cell(paragraph("I. Phòng Tổng hợp"), '<w:gridSpan w:val="4"/>')]
    long = [*CHI[:3], "Chiến sĩ thi đua cơ sở; Giấy khen của Giám đốc Sở"]
    body = letter(head + CAPTION + table([HEADING, group, AN, BINH, long]) + paragraph("Danh sách có 03 người."))
    own, other = read_file("Phòng Tổng hợp/ds.docx", body, CATALOGUE), read(converted(body, "pdf", tmp_path))
    assert other.unit == own.unit == "Sở Nội vụ" and other.sheets[0].rows == own.sheets[0].rows
    assert [one.values for one in other.records] == [one.values for one in own.records]


@needs_writer
def test_a_table_over_several_pages_is_one(tmp_path: Path) -> None:
    rows = [[str(number), f"Nguyễn Văn {'ABCDEGHIKL'[number % 10]}n", "Chuyên viên", "LĐTT"] for number in range(1, 90)]
    body = table([HEADING, *rows]).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    part = read(converted(letter(CAPTION + body), "pdf", tmp_path))
    assert len(part.records) == 89 and part.sheets[0].rows["problem"] == 0


@pytest.mark.parametrize("content, resources, more, why", [
    (b"", b"", b"", "file-is-scan"),
    (b"q 595 0 0 842 0 0 cm /Im Do Q", b"/XObject << /Im 5 0 R >>", IMAGE + b"\nstream\n0\nendstream", "file-is-scan"),
    (b"q 595 0 0 842 0 0 cm /Im Do Q BT /F1 12 Tf 72 700 Td (guessed) Tj ET", HELVETICA + b"/XObject << /Im 5 0 R >>",
     IMAGE + b"\nstream\n0\nendstream", "file-is-scan"),
    (b"BT /F1 12 Tf 0 1 -1 0 72 300 Tm (on its side) Tj ET", HELVETICA, b"", "file-pdf-not-whole"),
    (b"50 600 400 100 re S 250 600 m 250 700 l S BT /F1 12 Tf 200 650 Td (overtheline) Tj ET 50 600 200 100 re S "
     b"250 600 200 100 re S", HELVETICA, b"", "file-pdf-not-whole"),
    (b"BT /F1 12 Tf 72 700 Td (a letter) Tj ET", HELVETICA, b"", "letter-without-list")],
    ids=["empty", "scan", "scan-with-guessed-text", "on-its-side", "over-a-line", "letter"])
def test_what_cannot_be_proved_whole_is_refused(content: bytes, resources: bytes, more: bytes, why: str) -> None:
    assert read(made(content, resources, more)).reason == why


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"%PDF-1.4\n" + bytes(range(256)) * 20])
def test_a_broken_pdf_is_unreadable(data: bytes) -> None:
    assert read(data).status == "unreadable"


def test_scans_and_photos_are_lost_and_said_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(letter(CAPTION + table([HEADING, AN])))
    (tmp_path / "b.pdf").write_bytes(made(b""))
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff" + bytes(60_000))
    (tmp_path / "logo.png").write_bytes(b"\x89PNG" + bytes(900))
    result = cx.consolidate(tmp_path, year=2024)
    assert {part.file: (part.status, part.reason) for part in result.files} == {
        "a.docx": ("read", None), "b.pdf": ("unreadable", "file-is-scan"), "c.jpg": ("unreadable", "file-is-picture"),
        "logo.png": ("skipped", "not-a-spreadsheet")}
    from cbcc_xl.cli import main

    main(["check", *(str(path) for path in sorted(tmp_path.iterdir()))])
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("b.pdf: ") and "cần bản Excel hoặc Word" in said[0]
    assert said[2].startswith("c.jpg: ") and "cần bản Excel hoặc Word" in said[2]


def test_a_photo_in_a_zip_is_lost_too(tmp_path: Path) -> None:
    (tmp_path / "gui.zip").write_bytes(packed({"ds.docx": letter(CAPTION + table([HEADING, AN])),
                                               "trang 2.jpg": b"\xff\xd8\xff" + bytes(60_000), "logo.png": b"\x89PNG"}))
    result = cx.consolidate(tmp_path, year=2024)
    assert {part.file: part.reason for part in result.files} == {
        "gui.zip/ds.docx": None, "gui.zip/trang 2.jpg": "file-is-picture", "gui.zip/logo.png": "not-a-spreadsheet"}


@needs_libreoffice
def test_a_marked_copy_of_a_pdf_is_a_workbook_of_its_values(tmp_path: Path) -> None:
    data = printed([HEADING, [*AN[:3], "Huân chương Sao Mai"]], tmp_path, lambda sheet: None)
    (tmp_path / "ds.pdf").write_bytes(data)
    (copy,) = cx.check(tmp_path / "ds.pdf", year=2024).marked_copies(tmp_path / "tra")
    assert copy.name == "ds.pdf.xlsx" and "ds" in openpyxl.load_workbook(io.BytesIO(copy.read_bytes())).sheetnames
    assert grid.read(data, "ds.pdf").grids[0].tables
