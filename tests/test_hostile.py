"""Files that are broken, locked or made to hurt: each is refused with its reason, and nothing but that comes out."""
from __future__ import annotations

import random
import re
import struct
import tracemalloc

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from workbooks import MAIN, SHEET, STRINGS, by_sheet_xml, ods, packed, repacked, saved, xlsx

from cbcc_xl.grid import Unreadable, read
from cbcc_xl.model import letters

RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
FILLED = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="L{row}"><v>2</v></c></row>' for row in range(1, 21))
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def code(data: bytes, name: str = "ds.xlsx") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert str(caught.value)
    return caught.value.code


def harmless(data: bytes, name: str = "ds.xlsx") -> bool:
    """Whether the file was read; anything else than `Unreadable` goes through and fails the test."""
    try:
        return bool(read(data, name))
    except Unreadable:
        return False


def compound(*names: str) -> bytes:
    """An OLE file with empty streams of these names at its root (three at most)."""
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    directory = b""
    for number, name in enumerate(("Root Entry", *names)):
        child, right = 0xFFFFFFFF if number else 1, number + 1 if 0 < number < len(names) else 0xFFFFFFFF
        directory += name.encode("utf-16-le").ljust(64, b"\0")
        directory += struct.pack("<HBB", 2 * len(name) + 2, 2 if number else 5, 1)
        directory += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    return header.ljust(512, b"\xff") + table + directory.ljust(512, b"\0")


def old() -> bytes:
    """An .xls with a few rows."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("DS")
    for row in range(60):
        sheet.write(row, 0, f"Nguyễn Văn {row}")
        sheet.write(row, 1, row)
    return saved(workbook)


# Sizes

def test_a_zip_bomb() -> None:
    bomb = repacked(xlsx(), {SHEET: b"<worksheet><sheetData>" + b" " * 2**25})
    assert len(bomb) < 100_000 and code(bomb) == "file-too-large"


def test_a_directory_that_lies_about_a_size() -> None:
    data = bytearray(repacked(xlsx(), {SHEET: b"<worksheet><sheetData>" + b" " * 2**20}))
    at = data.rindex(SHEET.encode()) - 46
    assert data[at:at + 4] == b"PK\x01\x02"
    data[at + 24:at + 28] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    assert code(bytes(data)) == "file-broken-zip"
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_too_large_says_what_and_by_how_much() -> None:
    with pytest.raises(Unreadable) as caught:
        read(by_sheet_xml(FILLED + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "ds.xlsx")
    assert caught.value.facts == {"what": "DS 1048576 × 16384", "value": 2**34, "most": 2_000_000}


def test_too_many_parts() -> None:
    assert code(packed({f"xl/{number}": b"" for number in range(5_001)})) == "file-too-large"


@pytest.mark.parametrize("reference", ["XFD1048576", "ZZZZ4294967295", "P1048576", "XFD200", "A2000000"])
@pytest.mark.parametrize("writing", ['r="{}"', "r='{}'", 'r = "{}"', 's="0" r="{}"'])
def test_a_far_corner(reference: str, writing: str) -> None:
    far = f'<row r="9"><c {writing.format(reference)}><v>1</v></c></row>'
    assert code(by_sheet_xml(FILLED + far)) == "file-too-large"


def test_a_far_corner_under_a_prefix() -> None:
    cells = "".join(f'<x:c r="{place}"><x:v>1</x:v></x:c>' for place in ("A1", "XFD1048576"))
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>'
    assert code(repacked(xlsx(), {SHEET: xml.encode()})) == "file-too-large"


def test_what_is_wide_or_long_but_bearable_is_read() -> None:
    wide = by_sheet_xml(FILLED + '<row r="30"><c r="XFD30"><v>1</v></c></row>')
    assert read(wide, "ds.xlsx").grids[0].value(29, 16_383) == 1
    long = by_sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>')
    rows = read(long, "ds.xlsx").grids[0].rows
    assert (rows[0], rows[1], rows[1_048_575], len(rows)) == ([1], [], [2], 1_048_576)
    assert len(set(map(id, rows))) == 3                       # all empty rows are one


def test_a_long_sheet_keeps_its_places() -> None:
    rows = "".join(f'<row r="{row}"><c r="C{row}"><v>{row}</v></c></row>' for row in (4, 5_000, 6_000))
    grid = read(by_sheet_xml(rows), "ds.xlsx").grids[0]
    assert [(row, values) for row, values in enumerate(grid.rows) if values] == [
        (3, [None, None, 4]), (4_999, [None, None, 5_000]), (5_999, [None, None, 6_000])]


def test_styled_empty_rows_down_to_the_last_cost_nothing() -> None:
    empty = "".join(f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>'
                    for row in (*range(21, 50_000), 1_048_576))
    assert len(read(by_sheet_xml(FILLED + empty), "ds.xlsx").grids[0].rows) == 20


@pytest.mark.parametrize("stated", ['"4294967295"', "'4294967295'", '"1000000000"'])
def test_a_false_count_of_strings(stated: str) -> None:
    strings = f'<sst xmlns="{MAIN}" count="1" uniqueCount={stated}><si><t>x</t></si></sst>'.encode()
    assert code(by_sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings)) == "file-too-large"


def test_strings_used_often_are_no_false_count() -> None:
    strings = f'<sst xmlns="{MAIN}" count="90000" uniqueCount="1"><si><t>x</t></si></sst>'.encode()
    grid = read(by_sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings), "ds.xlsx").grids[0]
    assert grid.rows == [["x"]]


def test_far_corners_of_other_formats() -> None:
    binary = struct.pack("<BBI", 0, 4, 1_048_575) + struct.pack("<BBI", 2, 4, 16_383)
    assert code(packed({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": binary})) == "file-too-large"
    cell = '<table:table-cell {} office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    row = "<table:table-row {}>{}</table:table-row>"
    table = '<table:table table:name="DS">{}</table:table>'
    block = row.format('table:number-rows-repeated="1048576"', cell.format('table:number-columns-repeated="64"'))
    corner = row.format('table:number-rows-repeated="1000000"', "<table:table-cell/>") + row.format(
        "", '<table:table-cell table:number-columns-repeated="16000"/>' + cell.format(""))
    assert code(ods(table.format(block))) == code(ods(table.format(corner))) == "file-too-large"


def test_a_web_page_that_spans_everything() -> None:
    page = b"<table>" + b'<tr><td colspan="999999999" rowspan="999999999">x</td></tr>' * 3 + b"</table>"
    assert [len(row) for row in read(page, "ds.xls").grids[0].rows] == [2_001] * 3


# Lists without end

LINE = "1;An;HTTNV;LĐTT\n"


def test_more_rows_than_any_list() -> None:
    assert len(read((LINE * 50_000).encode(), "ds.csv").grids[0].rows) == 50_000
    assert code((LINE * 50_001).encode(), "ds.csv") == "file-too-long"
    long = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 50_002))
    assert code(by_sheet_xml(long)) == "file-too-long"


@pytest.mark.parametrize(("times", "why"), [
    (50_001, "file-too-long"), (1_048_576, "file-too-long"), (999_999_999, "file-too-large")])
def test_rows_repeated_without_end(times: int, why: str) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{times}">{cell}{cell}</table:table-row>'
    assert code(ods(f'<table:table table:name="DS">{row}</table:table>')) == why


def test_a_text_of_nothing_but_separators() -> None:
    assert code(b";" * (2**25 + 1), "ds.csv") == "file-too-large"
    assert code(b"a;b\n" + b";\n" * 2**20, "ds.csv") == "file-too-large"


def test_rows_are_counted_over_all_sheets() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="20000">{cell}{cell}</table:table-row>'
    tables = [f'<table:table table:name="DS{number}">{row}</table:table>' for number in range(3)]
    assert len(read(ods("".join(tables[:2])), "ds.ods").grids) == 2
    assert code(ods("".join(tables))) == "file-too-long"


def test_more_sheets_than_anyone_leafs_through() -> None:
    def sheets(xml: bytes, different: bool) -> bytes:
        one = re.search(rb"<sheet [^>]*/>", xml)
        assert one
        made = (one[0].replace(b'"DS"', b'"DS%d"' % number).replace(b"rId1", b"rId%d" % (number if different else 1))
                for number in range(1, 502))
        return xml.replace(one[0], b"".join(made))

    assert code(repacked(xlsx(), {"xl/workbook.xml": lambda xml: sheets(xml, False)})) == "file-broken"
    relation = ('<Relationship Id="rId{0}" Target="worksheets/sheet{0}.xml" Type="http://schemas.openxmlformats.org/'
                'officeDocument/2006/relationships/worksheet"/>')
    relations = "".join(map(relation.format, range(1, 502)))
    assert code(repacked(xlsx(), {
        "xl/workbook.xml": lambda xml: sheets(xml, True),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATED}">{relations}</Relationships>'.encode(),
    })) == "file-too-large"


def test_far_corners_of_a_workbook_as_one_xml_file() -> None:
    xml = ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-'
           'microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>{}</Table></Worksheet></Workbook>')
    cell = '<Cell ss:Index="{}"><Data ss:Type="Number">1</Data></Cell>'
    corner = f'<Row>{cell.format(1)}</Row><Row ss:Index="9999999999">{cell.format(99_999_999)}</Row>'
    assert code(xml.format(corner).encode(), "ds.xml") == "file-too-large"
    hidden = '<Column ss:Span="9999999999" ss:Hidden="1"/><Row ss:Span="9999999999" ss:Hidden="1"/>'
    assert harmless(xml.format(hidden).encode(), "ds.xml")
    assert code(xml.replace("<Work", "<!DOCTYPE x [<!ENTITY a 'b'>]><Work", 1).encode(), "ds.xml") == "file-broken"


def test_control_signs_that_excel_writes_into_a_workbook_as_one_xml_file() -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    texts = ("&#7;An&#x1F;", "a&#10;b&#13;", "&#0;")
    cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
    xml = (f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="DS"><Table>'
           f'<Row>{cells}</Row></Table></Worksheet></Workbook>')
    (row,) = read(xml.encode(), "ds.xml").grids[0].rows
    assert [str(value or "").strip() for value in row] in (["An", "a\nb", ""], ["An", "a\nb"])


# What XML can do

@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("declared", [
    '<!ENTITY a "{}"><!ENTITY b "{}">'.format("x" * 1000, "&a;" * 1000), '<!ENTITY b SYSTEM "file:///etc/passwd">'])
def test_entities_are_not_expanded(part: str, declared: str) -> None:
    data = by_sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                        strings=f'<sst xmlns="{MAIN}"><si><t>y</t></si></sst>'.encode())

    def put(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        return xml[:start] + f"<!DOCTYPE x [{declared}]>".encode() + xml[start:].replace(b"</t>", b"&b;</t>")

    try:
        workbook = read(repacked(data, {part: put}), "ds.xlsx")
    except Unreadable:
        return
    assert all(value in (None, "y") for grid in workbook.grids for row in grid.rows for value in row)


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
def test_entities_of_an_ods_are_not_expanded(part: str) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>&b;</text:p></table:table-cell>'
    table = f'<table:table table:name="DS"><table:table-row>{cell}</table:table-row></table:table>'
    declared = b"<!DOCTYPE x [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    assert not harmless(repacked(ods(table), {part: declared + b"<x>&b;</x>"} if part != "content.xml" else {
        part: lambda xml: declared + xml}), "ds.ods")


def test_deep_nesting() -> None:
    assert harmless(by_sheet_xml("<row>" * 100_000 + "</row>" * 100_000)) in (True, False)


@pytest.mark.parametrize("piece", [
    "<!---->" * 200_000, "<!--" + "x" * 5_000_000 + "-->", "<a>" * 200_000 + "</a>" * 200_000,
    "<row " + " ".join(f'a{number}=""' for number in range(100_000)) + "/>",
    "<row " + " ".join(f'xmlns:a{number}="u"' for number in range(50_000)) + "/>",
    "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(21, 300_000))])
def test_much_that_says_nothing_is_no_hindrance(piece: str) -> None:
    assert len(read(by_sheet_xml(FILLED + piece), "ds.xlsx").grids[0].rows) == 20


@pytest.mark.parametrize("properties", [b"<dcterms:modified " * 100_000, b"<dc:date>" + b" " * 200_000])
def test_properties_without_end(properties: bytes) -> None:
    assert read(repacked(by_sheet_xml(FILLED), {"docProps/core.xml": properties}), "ds.xlsx").modified is None


def test_more_columns_than_any_heading() -> None:
    wide = "".join(f'<c r="{letters(column)}21"><v>1</v></c>' for column in range(16_384))
    assert code(by_sheet_xml(f'{FILLED}<row r="21">{wide}</row>')) == "file-too-wide"
    assert code(b"<table>" + b"<tr><td colspan=1000 rowspan=60000>x</td></tr>" * 20 + b"</table>") == "file-too-wide"


def test_comments_before_what_is_no_page() -> None:
    assert code(b"<!-- a -->" * 5_000 + b"x<table>", "ds.xls") == "file-not-spreadsheet"


def test_a_sheet_with_nothing_but_a_picture_has_no_rows() -> None:
    sheet = (f'<worksheet xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
             f'<sheetData/><drawing r:id="rId1"/></worksheet>')
    data = repacked(xlsx(), {SHEET: sheet.encode(), "xl/media/image1.png": PIXEL, "xl/drawings/drawing1.xml": b"<d/>"})
    assert read(data, "ds.xlsx").grids[0].rows == []


# Locked and broken

def test_a_password() -> None:
    assert code(compound("EncryptedPackage", "EncryptionInfo")) == "file-encrypted"
    locked = old().replace(struct.pack("<HHH", 0x00E1, 2, 0x04B0), struct.pack("<HHH", 0x002F, 2, 0))
    assert locked != old() and code(locked) == "file-encrypted"
    manifest = b'<m:manifest xmlns:m="x"><manifest:encryption-data/></m:manifest>'
    assert code(repacked(ods(""), {"META-INF/manifest.xml": manifest})) == "file-locked-otherwise"
    flagged = bytearray(xlsx())
    at = flagged.rindex(SHEET.encode()) - 46 + 8
    flagged[at] |= 1
    assert code(bytes(flagged)) == "file-locked-otherwise"


def test_other_things_in_the_same_container() -> None:
    assert code(compound("WordDocument", "1Table")) in ("file-not-converted", "file-needs-libreoffice")
    assert code(compound("PowerPoint Document")) == "file-not-spreadsheet"


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.xls", "ds.ods"])
def test_files_cut_off_anywhere(name: str) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    table = f'<table:table table:name="DS"><table:table-row>{cell}</table:table-row></table:table>'
    data = {"ds.xlsx": xlsx(), "ds.xls": old(), "ds.ods": ods(table)}[name]
    assert harmless(data, name)
    for end in range(1, len(data) - 600, len(data) // 60):
        assert not harmless(data[:end], name)
    assert code(data[:len(data) // 2], name) in ("file-broken-zip", "file-broken")


@pytest.mark.parametrize("seed", range(40))
def test_files_with_damaged_bytes(seed: int) -> None:
    chance = random.Random(seed)
    for data in (by_sheet_xml(FILLED), old(), ods("<table:table/>")):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 5, 50])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        harmless(bytes(damaged))


def test_an_old_workbook_that_asks_for_all_memory() -> None:
    data = old()
    extent = struct.pack("<HHIIHHH", 0x0200, 14, 0, 60, 0, 2, 0)
    assert code(data.replace(extent, struct.pack("<HHIIHHH", 0x0200, 14, 0, 0x4A000012, 0, 6, 0))) == "file-too-large"
    assert code(data.replace(extent, struct.pack("<HHIIHHH", 0x0200, 14, 60, 0, 0, 2, 0))) == "file-broken"
    strings = struct.pack("<II", 60, 60)
    assert data.count(strings) == 1
    assert code(data.replace(strings, struct.pack("<II", 60, 0x7FFFFFFF))) == "file-too-large"


def test_a_container_that_runs_in_circles() -> None:
    circle = bytearray(compound("Workbook"))
    circle[512 + 4:512 + 8] = (1).to_bytes(4, "little")       # the directory's sector is followed by itself
    assert code(bytes(circle)) == "file-broken"
    large = bytearray(old())
    large[44:48] = b"\xff\xff\xff\x7f"                        # sectors of the table
    assert code(bytes(large)) == "file-broken"


@given(st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", compound("Workbook"), b"<table>", b"\xff\xfe"]),
       st.binary(max_size=2_000), st.sampled_from(["a.csv", "a.xlsx", "", "a"]))
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes, name: str) -> None:
    harmless(start + rest, name)
