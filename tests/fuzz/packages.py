"""Files to begin with, one of each kind that is read, and how the parts of a package are taken apart and put together.

The seeds are drawn by hand here; XML is changed by its own pieces (an attribute, an element, a figure), which bytes
flipped at random hardly ever reach.
"""
from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from random import Random

import xlwt

from tests.workbooks import MAIN, by_sheet_xml, ods, packed, saved, xlsx

HEADING = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Danh hiệu", "Tỷ lệ (%)", "Ghi chú"]
ROWS = [[1, "Đ/c Nguyễn Thị Hoà", "Trưởng phòng", "Phòng Tổng hợp", "LĐTT; CSTĐCS", "95,5", None],
        [2, "Trần Văn Bình", "Chuyên viên", "Phòng Tổng hợp", "HTXSNV", 0.955, "rút"], ["Tổng", 2, None, None, None]]
TEXTS = ["Nguyễn Thị Hoà, Trưởng phòng", "12/13 (92,3%)", "Số 12/QĐ-VPTU ngày 20/12/2023", "hơn 10 triệu đồng",
         "TRÇn V¨n B×nh", "Nguyeãn Vaên Bình", "x", "1.234,5", "Phòng Tổ chức - Hành chính", "50 %", "hai mươi mốt"]
FIGURES = (b"0", b"-1", b"1048577", b"16385", b"4294967295", b"99999999999999999999", b"1e309", b"NaN", b"", b"&#0;",
           b"A1:XFD1048576", b"XFD1048576", b"A0", b"true", b"x" * 300)
ATTRIBUTE, ELEMENT = re.compile(rb'\s[\w:.-]+="[^"]*"'), re.compile(rb"<[^<>]+>")
VALUE = re.compile(rb'(?<=")[^"<>]*(?=")')


def sow(target: str, folder: Path) -> None:
    """Put the seeds where the fuzzer begins, once."""
    if any(folder.iterdir()):
        return
    seeds = [text.encode() for text in TEXTS] if target == "text" else files()
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package, {} where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()[:50]}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return {}


def pack(own: dict[str, bytes]) -> bytes:
    """The package of these parts, packed quickly."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in own.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def spliced(part: bytes, chance: Random) -> bytes:
    """A piece of XML doubled, dropped, moved, or a figure in it replaced."""
    pieces = list(chance.choice((ATTRIBUTE, ELEMENT, VALUE)).finditer(part))
    if not pieces:
        return part
    piece, other = chance.choice(pieces), chance.choice(pieces)
    put = chance.choice([b"", piece[0] * 2, other[0], chance.choice(FIGURES), piece[0] * chance.choice([10, 100])])
    return part[:piece.start()] + put + part[piece.end():]


def files() -> list[bytes]:
    """A small file of each kind."""
    return [xlsx(_fill), _by_hand(), _old(), ods(_table()), _binary(), _page(), _as_xml(), _delimited(),
            _delimited().decode().encode("utf-16"), packed({"ds.txt": b"x"})]


def _fill(sheet: object) -> None:
    for row in (["PHÒNG TỔNG HỢP"], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"], HEADING, *ROWS):
        sheet.append(row)                                                            # type: ignore[attr-defined]
    sheet.merge_cells("A1:C1")                                                       # type: ignore[attr-defined]
    sheet.cell(5, 6).number_format = "0.00%"                                         # type: ignore[attr-defined]


def _by_hand() -> bytes:
    rich = '<r><rPr><rFont val=".VnTime"/><strike/></rPr><t>Nguyôn</t></r>'
    strings = f'<sst xmlns="{MAIN}" uniqueCount="2"><si>{rich}</si><si><t>LDTT</t></si></sst>'.encode()
    return by_sheet_xml('<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c>'
                        '<c r="B1" t="inlineStr"><is><t>x</t></is></c>'
                        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1</f></c><c r="D1" t="e"><v>#REF!</v></c></row>',
                        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>', strings)


def _old() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("DS")
    for at, row in enumerate([HEADING, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    return saved(workbook)


def _table() -> str:
    rows = "".join("<table:table-row>{}</table:table-row>".format("".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in row))
        for row in [HEADING, *ROWS])
    return f'<table:table table:name="DS"><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'


def _binary() -> bytes:
    sheet = b"\x00\x19" + bytes(25) + b"\x02\x0c" + bytes(12)
    return packed({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": sheet})


def _page() -> bytes:
    rows = "".join("<tr>{}</tr>".format("".join(f"<td>{value}</td>" for value in row)) for row in [HEADING, *ROWS])
    return f"<html><head><meta charset='utf-8'></head><table>{rows}</table></html>".encode()


def _as_xml() -> bytes:
    rows = "".join("<Row>{}</Row>".format("".join(
        f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row)) for row in [HEADING, *ROWS])
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="DS"><Table>'
            f'<Column ss:Hidden="1"/>{rows}</Table></Worksheet></Workbook>').encode()


def _delimited() -> bytes:
    return "\n".join(";".join(str(value or "") for value in row) for row in [HEADING, *ROWS]).encode()
