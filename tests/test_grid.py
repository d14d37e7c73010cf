"""What is read of one file: values in their true places, and what the second look adds, whatever the format."""
from __future__ import annotations

import datetime
import os
import pickle
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import MAIN, SHEET, by_sheet_xml, ods, packed, repacked, saved, xlsx

from cbcc_xl.grid import Unreadable, read
from cbcc_xl.model import Grid, Look

NOTHING = Look()
CORE, STYLES = "docProps/core.xml", "xl/styles.xml"


def one(data: bytes, name: str = "ds.xlsx") -> Grid:
    (grid,) = read(data, name).grids
    return grid


def code(data: bytes, name: str = "ds.xlsx") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value.code


# Values

def test_values_stand_in_their_true_places() -> None:
    moment = datetime.datetime(2024, 1, 26, 8, 30)

    def fill(sheet) -> None:
        sheet["C3"], sheet["D3"], sheet["B5"], sheet["C5"], sheet["D5"] = "Họ\nvà tên", 0.955, True, False, moment
        sheet["B6"], sheet["C6"], sheet["D6"] = " hai  cách ", datetime.date(2024, 1, 5), 0

    grid = one(xlsx(fill))
    assert grid.rows == [
        [None] * 4, [None] * 4, [None, None, "Họ\nvà tên", 0.955], [None] * 4, [None, True, False, moment],
        [None, " hai  cách ", datetime.date(2024, 1, 5), 0]]
    assert grid.value(2, 3) == 0.955 and grid.value(9, 9) is None and grid.value(0, 99) is None
    assert grid.look == NOTHING


def test_empty_rows_at_the_end_and_styled_empty_cells_are_no_rows() -> None:
    def fill(sheet) -> None:
        sheet["A1"] = "x"
        for row in range(2, 40):
            sheet.cell(row, 5).font = Font(strike=True, name=".VnTime")

    assert one(xlsx(fill)).rows == [["x"]] and one(xlsx(fill)).look == NOTHING


def test_sheets_in_order_with_hidden_ones_and_merges() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Cá nhân & tập thể"
    workbook.active["A1"] = "x"
    workbook.active.merge_cells("A1:C2")
    workbook.create_sheet("DM").sheet_state = "hidden"
    workbook.create_sheet("Ẩn hẳn").sheet_state = "veryHidden"
    workbook.create_chartsheet("Biểu đồ")
    grids = read(saved(workbook), "ds.xlsx").grids
    assert [(grid.sheet, grid.visible, bool(grid.rows)) for grid in grids] == [
        ("Cá nhân & tập thể", True, True), ("DM", False, False), ("Ẩn hẳn", False, False), ("Biểu đồ", True, False)]
    assert grids[0].merges == ((0, 0, 1, 2),)


def test_the_workbooks_own_date() -> None:
    workbook = openpyxl.Workbook()
    data = saved(workbook)
    dated = repacked(data, {CORE: lambda part: re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-12-17T09:15:00+07:00", part)})
    assert read(dated, "ds.xlsx").modified == "2024-12-17T02:15:00"
    assert read(repacked(data, {CORE: b"<x/>"}), "ds.xlsx").modified is None
    assert read(repacked(data, {CORE: b"<dcterms:modified>qua</dcterms:modified>"}), "a").modified is None


@given(st.lists(st.lists(st.one_of(
    st.none(), st.booleans(), st.integers(-10**6, 10**6), st.integers(0, 10**6).map(lambda number: number / 1000),
    st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=12).filter(
        lambda text: not text.startswith("=") and text.strip() == text)), max_size=5), max_size=8))
@settings(max_examples=30)
def test_what_is_written_is_read(rows: list[list[object]]) -> None:
    def fill(sheet) -> None:
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value)

    grid = one(xlsx(fill))
    width = max(map(len, rows), default=0)
    assert all(grid.value(row, column) == (values[column] if column < len(values) else None)
               for row, values in enumerate(rows) for column in range(width))


# The second look

def test_the_look_at_an_ordinary_sheet() -> None:
    def fill(sheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = "Tỷ lệ", 0.955, 12
        sheet["B1"].number_format = "0.0%"
        sheet["C1"].number_format = '0" %"'                  # a text, no percentage
        sheet["A2"], sheet["A3"], sheet["A4"] = "rút", "đỏ", "đỏ sẫm"
        sheet["A2"].font = Font(strike=True)
        sheet["A3"].font = Font(color="FFFF0000")
        sheet["A4"].font = Font(color="FFC00000")
        sheet["A5"], sheet["B5"] = "Ngµy", 5
        sheet["A5"].font = sheet["B5"].font = Font(name=".VnTimeH")
        sheet["A6"], sheet["A7"] = "cam", "theo chủ đề"
        sheet["A6"].font = Font(color="FFFFC000")
        sheet["B6"], sheet["B7"] = "=SUM(B1:B5)", "#N/A"
        sheet["A8"] = "x"
        sheet["A8"].comment = Comment("đồng chí này đã rút", "Văn thư")
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[99].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions.group("D", "XFD", hidden=True)

    look = one(xlsx(fill)).look
    assert look == Look(
        percent=frozenset({(0, 1)}), uncached=frozenset({(5, 1)}), errors={(6, 1): "#N/A"}, fonts={(4, 0): ".VnTimeH"},
        struck=frozenset({(1, 0)}), red=frozenset({(2, 0), (3, 0)}), comments={(7, 0): "đồng chí này đã rút"},
        hidden_rows=frozenset({2}), hidden_columns=frozenset({1}))


def test_no_look_is_taken_when_none_is_asked_for() -> None:
    def fill(sheet) -> None:
        sheet["A1"] = 0.5
        sheet["A1"].number_format = "0%"

    (grid,) = read(xlsx(fill), "ds.xlsx", look=False).grids
    assert grid.rows == [[0.5]] and grid.look == NOTHING


@pytest.mark.parametrize(("cell", "uncached"), [
    ("<c r='A1'><f>1+1</f></c>", True),
    ('<c r="A1"><f>1+1</f></c>', True),
    ('<c r="A1"><f>1+1</f><v/></c>', True),
    ('<c r="A1"><f>1+1</f><v></v></c>', True),
    ('<c r="A1"><f>1+1</f> <v> </v> </c>', True),
    ('<c r="A1"><f t="shared" si="0"/></c>', True),
    ('<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v></v></c>', True),
    ('<c r="A1"><f><![CDATA[IF(1<2,1,2)]]></f></c>', True),
    ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
    ('<c r="A1"><f>1+1</f>\n<v>2</v></c>', False),
    ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', False),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', False),          # its result is an empty text
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', False),
    ('<c r="A1"><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>', False),
])
def test_a_formula_without_a_result(cell: str, uncached: bool) -> None:
    assert one(by_sheet_xml(f'<row r="1">{cell}</row>')).look.uncached == ({(0, 0)} if uncached else set())


@pytest.mark.parametrize("cell", [
    '<c r="A1" t="e"><v>#REF!</v></c>', '<c t="e" r="A1"><f>B1</f><v>#REF!</v></c>', "<c r='A1' t='e'><v>#REF!</v></c>",
    '<c t="e"><v>#REF!</v></c>'])
def test_an_error_is_no_value(cell: str) -> None:
    grid = one(by_sheet_xml(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'))
    assert grid.look.errors == {(0, 0): "#REF!"} and grid.value(0, 0) is None and grid.value(0, 1) == 1


def test_runs_of_a_text_have_fonts_of_their_own() -> None:
    def fill(sheet) -> None:
        sheet["A1"] = CellRichText("Chữ ", TextBlock(InlineFont(rFont=".VnTime"), "Ngµy"))
        sheet["A2"] = CellRichText(TextBlock(InlineFont(strike=True, color="FFFF0000"), "rút"))
        sheet["A3"] = CellRichText("còn ", TextBlock(InlineFont(strike=True), "một phần"))

    look = one(xlsx(fill)).look
    assert look == Look(fonts={(0, 0): ".VnTime"}, struck=frozenset({(1, 0), (2, 0)}), red=frozenset({(1, 0)}))


def test_runs_of_shared_texts() -> None:
    strings = f'''<sst xmlns="{MAIN}" count="3" uniqueCount="2"><si><t>x</t></si>
      <si><r><rPr><strike/><rFont val="VNI-Times"/></rPr><t>Ngaøy</t></r></si></sst>'''
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    grid = one(by_sheet_xml(rows, strings=strings.encode()))
    assert grid.rows == [["x", "Ngaøy", 1]]
    assert grid.look == Look(fonts={(0, 1): "VNI-Times"}, struck=frozenset({(0, 1)}))


def test_a_thread_takes_the_place_of_the_note_that_only_announces_it() -> None:
    def fill(sheet) -> None:
        sheet["A1"], sheet["A2"] = "x", "y"
        sheet["A1"].comment, sheet["A2"].comment = Comment("[Threaded comment]", "a"), Comment("thường", "a")

    thread = ('<ThreadedComments><threadedComment ref="A1" id="1"><text>Xin rút</text></threadedComment>'
              '<threadedComment ref="A1" id="2" parentId="1"><text>Đồng ý</text></threadedComment></ThreadedComments>')
    relation = (b'<Relationship Id="t1" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
                b' Target="../threadedComments/threadedComment1.xml"/></Relationships>')
    data = repacked(xlsx(fill), {
        "xl/worksheets/_rels/sheet1.xml.rels": lambda part: part.replace(b"</Relationships>", relation),
        "xl/threadedComments/threadedComment1.xml": thread.encode()})
    assert one(data).look.comments == {(0, 0): "Xin rút\nĐồng ý", (1, 0): "thường"}


def marked(sheet) -> None:
    """A sheet with something for every kind of look."""
    for row in range(1, 8):
        sheet.cell(row, 2, f"Người {row}")
        sheet.cell(row, 3, row / 10).number_format = "0%" if row % 2 else "General"
    sheet["B3"].font, sheet["B4"].font = Font(strike=True), Font(color="FFFF0000")
    sheet["B5"].font = Font(name="VNI-Times")
    sheet["D2"], sheet["D3"] = "=B2", "#DIV/0!"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True


@pytest.mark.parametrize("rewrite", [
    lambda xml: xml.replace(b'"', b"'"),
    lambda xml: re.sub(rb'<c r="([A-Z0-9]+)"([^>/]*)', rb'<c\2 r="\1"', xml),
    lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x="),
    lambda xml: b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- by hand -->" + xml,
    lambda xml: xml.replace(b"</c>", b"</c>\n  ").replace(b"<row", b"\n<row"),
    lambda xml: xml.replace(b'hidden="1"', b'hidden="true"'),
])
def test_the_look_is_the_same_however_the_sheet_is_written(rewrite) -> None:
    plain = one(xlsx(marked))
    assert len([part for part in plain.look if part]) == 8
    again = one(repacked(xlsx(marked), {SHEET: rewrite}))
    assert again.look == plain.look and again.rows == plain.rows


def test_references_that_are_left_out() -> None:
    rows = '<row><c><v>1</v></c><c><f>A1</f></c></row><row hidden="1"><c t="e"><v>#N/A</v></c><c><v>2</v></c></row>'
    look = one(by_sheet_xml(rows)).look
    assert (look.uncached, look.errors, look.hidden_rows) == ({(0, 1)}, {(1, 0): "#N/A"}, {1})


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 5)),
                       st.sampled_from(["%", "strike", "red", ".VnTime", "plain"]), max_size=20))
@settings(max_examples=30)
def test_every_marked_cell_is_found_and_no_other(cells: dict[tuple[int, int], str]) -> None:
    fonts = {"strike": Font(strike=True), "red": Font(color="FFFF0000"), ".VnTime": Font(name=".VnTime")}

    def fill(sheet) -> None:
        for (row, column), mark in cells.items():
            cell = sheet.cell(row + 1, column + 1, 0.5 if mark == "%" else "Tên")
            cell.font = fonts.get(mark, Font())
            cell.number_format = "0.00%" if mark == "%" else "General"

    def places(mark: str) -> set[tuple[int, int]]:
        return {place for place, given in cells.items() if given == mark}

    look = one(xlsx(fill)).look
    assert (look.percent, look.struck) == (places("%"), places("strike"))
    assert (look.red, set(look.fonts)) == (places("red"), places(".VnTime"))


def test_a_default_font_that_is_a_legacy_one_counts_for_cells_without_a_format() -> None:
    data = xlsx(lambda sheet: sheet.append(["Ngµy", 1]))
    data = repacked(data, {STYLES: lambda part: part.replace(b'val="Calibri"', b'val=".VnTime"', 1)})
    assert one(data).look.fonts == {(0, 0): ".VnTime"}


def test_one_bad_cell_does_not_cost_the_workbook() -> None:
    rows = ('<row r="1"><c r="A1" t="inlineStr"><is><t>Tên</t></is></c><c r="B1" t="e"><v>#WHAT!</v></c></row>'
            '<row r="3"><c r="A3"><v>2</v></c></row>')
    workbook = read(by_sheet_xml(rows, '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'), "ds.xlsx")
    (grid,) = workbook.grids
    assert grid.value(0, 0) == "Tên" and grid.value(0, 1) is None and grid.value(2, 0) == 2
    assert grid.merges == ((0, 0, 1, 1),) and grid.look.errors == {(0, 1): "#WHAT!"}


def test_broken_styles_cost_the_look_only() -> None:
    grid = one(repacked(xlsx(marked), {STYLES: lambda part: part.replace(b'fontId="1"', b'fontId="one"')}))
    assert grid.rows[2][1] == "Người 3" and not grid.look.struck and grid.look.hidden_rows == {5}


# .xls

def old(fill) -> bytes:
    workbook = xlwt.Workbook()
    fill(workbook.add_sheet("DS"), workbook)
    return saved(workbook)


def test_an_old_workbook() -> None:
    def fill(sheet, workbook) -> None:
        sheet.write_merge(0, 0, 0, 2, "Danh sách")
        sheet.write(1, 2, "ẩn")
        sheet.write(1, 0, "rút", xlwt.easyxf("font: struck_out on"))
        sheet.write(2, 0, "đỏ", xlwt.easyxf("font: colour red"))
        sheet.write(3, 0, "Ngµy", xlwt.easyxf("font: name .VnTime"))
        sheet.write(4, 0, 0.955, xlwt.easyxf(num_format_str="0.0%"))
        sheet.write_rich_text(5, 0, ("Chữ ", ("Ngaøy", xlwt.easyfont("name VNI-Times"))))
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True
        workbook.add_sheet("An").visibility = 1

    workbook = read(old(fill), "ds.xlsx")                     # the ending lies
    grid, hidden = workbook.grids
    assert workbook.kind == "xls" and not hidden.visible and grid.merges == ((0, 0, 0, 2),)
    assert [row[0] for row in grid.rows] == ["Danh sách", "rút", "đỏ", "Ngµy", 0.955, "Chữ Ngaøy"]
    assert grid.look == Look(
        percent=frozenset({(4, 0)}), struck=frozenset({(1, 0)}), red=frozenset({(2, 0)}),
        fonts={(3, 0): ".VnTime", (5, 0): "VNI-Times"}, hidden_rows=frozenset({2}), hidden_columns=frozenset({2}))


# .ods

ODS_STYLES = """<style:style style:name="goc" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style><style:style style:name="rut" style:family="table-cell"
 style:parent-style-name="goc"/><style:style style:name="do" style:family="table-cell"><style:text-properties
 fo:color="#ff0000"/></style:style><style:style style:name="vn" style:family="table-cell"><style:text-properties
 style:font-name=".VnTime"/></style:style>"""


def texts(*cells: str) -> str:
    return "".join(f'<table:table-cell office:value-type="string"{cell}</table:table-cell>' for cell in cells)


def test_a_workbook_of_libreoffice() -> None:
    table = f"""<table:table table:name="DS"><table:table-column table:number-columns-repeated="2"/>
      <table:table-column table:default-cell-style-name="do" table:visibility="collapse"/>
      <table:table-row>{texts(
          ' table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>gộp</text:p>')}
        <table:covered-table-cell/>{texts("><text:p>đỏ</text:p>")}</table:table-row>
      <table:table-row table:visibility="filter"><table:covered-table-cell table:number-columns-repeated="2"/>
        <table:table-cell/></table:table-row>
      <table:table-row table:number-rows-repeated="2">{texts(' table:style-name="rut"><text:p>rút</text:p>')}
        <table:table-cell office:value-type="percentage" office:value="0.955"><text:p>95,5%</text:p></table:table-cell>
      </table:table-row>
      <table:table-row><table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=1/0"
        office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>
        {texts(' table:style-name="vn"><office:annotation><text:p>xin</text:p><text:p>rút</text:p></office:annotation>'
               '<text:p>Ngµy</text:p>')}</table:table-row>
      <table:table-row table:number-rows-repeated="1048570" table:visibility="collapse"><table:table-cell
        table:number-columns-repeated="16384"/></table:table-row></table:table>"""
    workbook = read(ods(re.sub(r">\s+<", "><", table), ODS_STYLES), "ds.xls")
    (grid,) = workbook.grids
    assert (workbook.kind, workbook.modified) == ("ods", "2024-12-17T08:30:15")
    assert grid.merges == ((0, 0, 1, 1),)
    assert grid.rows == [["gộp", None, "đỏ"], [None, None, None], ["rút", 0.955, None], ["rút", 0.955, None],
                         [None, None, "Ngµy"]]
    assert grid.look == Look(
        percent=frozenset({(2, 1), (3, 1)}), uncached=frozenset({(4, 0)}), errors={(4, 1): "#DIV/0!"},
        fonts={(4, 2): ".VnTime"}, struck=frozenset({(2, 0), (3, 0)}), red=frozenset({(0, 2)}),
        comments={(4, 2): "xin\nrút"}, hidden_rows=frozenset({1}), hidden_columns=frozenset({2}))


@pytest.mark.skipif(not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_one_sheet_looks_the_same_in_every_format_that_libreoffice_writes(tmp_path: Path) -> None:
    def fill(sheet) -> None:
        marked(sheet)
        sheet["D2"], sheet["D3"] = "=1+1", "=1/0"
        sheet["B5"].font = Font(name=".VnTime")
        sheet["B2"].comment = Comment("xin rút", "Văn thư")
        sheet.merge_cells("B9:C10")
        sheet["B9"] = "gộp"

    (tmp_path / "ds.xlsx").write_bytes(xlsx(fill))
    found = []
    for kind in ("ods", "xls", "xlsx"):
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                        "--convert-to", kind, "--outdir", str(tmp_path / kind), str(tmp_path / "ds.xlsx")],
                       check=True, capture_output=True, timeout=120)
        found.append(one((tmp_path / kind / f"ds.{kind}").read_bytes(), f"ds.{kind}"))
    for grid in found:
        assert grid.rows == found[0].rows and grid.merges == ((8, 1, 9, 2),) and grid.look == found[0].look
    look = found[0].look
    assert look.errors == {(2, 3): "#DIV/0!"} and not look.uncached and found[0].value(1, 3) == 2
    assert (look.struck, look.red, look.fonts) == ({(2, 1)}, {(3, 1)}, {(4, 1): ".VnTime"})
    assert (look.percent, look.comments) == ({(row, 2) for row in (0, 2, 4, 6)}, {(1, 1): "xin rút"})
    assert (look.hidden_rows, look.hidden_columns) == ({5}, {3})


XML_2003 = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">
 <DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><LastSaved>2023-12-20T08:30:00Z</LastSaved>
 </DocumentProperties>
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Times New Roman"/></Style>
  <Style ss:ID="s16"><NumberFormat ss:Format="0.00%"/></Style>
  <Style ss:ID="s17"><Font ss:FontName=".VnTime" ss:Color="#FF0000" ss:StrikeThrough="1"/></Style>
  <Style ss:ID="s18" ss:Parent="s17"><NumberFormat ss:Format="Percent"/></Style>
 </Styles>
 <Worksheet ss:Name="Cá nhân"><Table ss:ExpandedColumnCount="4">
  <Column ss:Width="30"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
  <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">gộp</Data></Cell><Cell><Data
   ss:Type="String">sau ô gộp</Data></Cell></Row>
  <Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="Number">12</Data></Cell><Cell ss:StyleID="s16"><Data
   ss:Type="Number">0.955</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data
   ss:Type="DateTime">2023-12-20T00:00:00.000</Data></Cell></Row>
  <Row><Cell ss:Index="2" ss:StyleID="s17"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font
   html:Color="#000000">Ngµy</Font> 1</ss:Data><Comment ss:Author="x"><ss:Data><B>Văn thư:</B> xin rút</ss:Data>
   </Comment></Cell><Cell ss:StyleID="s18"><Data ss:Type="Number">1</Data></Cell></Row>
  <Row><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=1+1"/><Cell
   ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="DateTime">hôm nào</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Ẩn"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
  <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_workbook_as_one_xml_file(encoding: str) -> None:
    workbook = read(XML_2003.encode(encoding), "ds.xls")
    grid, hidden = workbook.grids
    assert (workbook.kind, workbook.modified) == ("xml", "2023-12-20T08:30:00")
    assert (hidden.sheet, hidden.visible, hidden.rows, grid.sheet, grid.visible) == ("Ẩn", False, [], "Cá nhân", True)
    assert grid.rows == [["gộp", None, "sau ô gộp", None], [None] * 4, [12, 0.955, True, datetime.date(2023, 12, 20)],
                         [None, "Ngµy 1", 1, None], [None, None, 2, "hôm nào"]]
    assert grid.merges == ((0, 0, 1, 1),)
    assert grid.look == Look(
        percent=frozenset({(2, 1), (3, 2)}), uncached=frozenset({(4, 1)}), errors={(4, 0): "#DIV/0!"},
        fonts={(3, 1): ".VnTime", (3, 2): ".VnTime"}, struck=frozenset({(3, 1), (3, 2)}),
        red=frozenset({(3, 1), (3, 2)}), comments={(3, 1): "Văn thư: xin rút"}, hidden_rows=frozenset({2}),
        hidden_columns=frozenset({2, 3}))


# Text

@pytest.mark.parametrize(("text", "name"), [
    ("TT;Họ tên;Tỷ lệ\n1;Nguyễn Văn A;95,5\n", "a/b/ds.csv"), ("TT\tHọ tên\tTỷ lệ\n1\tNguyễn Văn A\t95,5", "ds.xls"),
    ('TT,Họ tên,Tỷ lệ\r\n1,Nguyễn Văn A,"95,5"\r\n\r\n', "ds.CSV"), ("TT|Họ tên|Tỷ lệ\n1|Nguyễn Văn A|95,5", "ds.txt"),
    ("sep=;\nTT;Họ tên;Tỷ lệ\n1;Nguyễn Văn A;95,5", "ds.csv")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_as_text(text: str, name: str, encoding: str) -> None:
    workbook = read(text.encode(encoding), name)
    (grid,) = workbook.grids
    assert workbook.kind == "csv" and grid.sheet == "ds"
    assert grid.rows == [["TT", "Họ tên", "Tỷ lệ"], ["1", "Nguyễn Văn A", "95,5"]]


def test_text_in_the_code_of_old_windows() -> None:
    assert one("Đà Nẵng;1\n".encode("cp1258", "replace").replace(b"?", b"a"), "ds.csv").rows[0][1] == "1"


def test_quoted_line_breaks_and_empty_cells_of_a_table_as_text() -> None:
    assert one('a;b\n"hai\ndòng"; \n;\n'.encode(), "ds.csv").rows == [["a", "b"], ["hai\ndòng", None]]


def test_a_web_page_named_xls() -> None:
    page = """<html xmlns:x="urn:x"><head><title>không</title><style>td {color: red}</style></head><body>
      <table><caption>x</caption><tr><th rowspan=2>TT</th><th colspan="2">Họ &amp; tên</th></tr>
      <tr><td>Nguyễn <b>Văn</b> A<td>Ph&#242;ng<br>Tổng hợp</tr>
      <tr><td>&nbsp;</td><td><table><tr><td>lồng</td><td>nhau</td></tr></table></td><td>95,5%</td></tr></table>
      <p>giữa hai bảng</p><table><tr><td>bảng hai</td></tr></table></body></html>"""
    workbook = read(page.encode(), "Hạ Lũng.xls")
    (grid,) = workbook.grids
    assert (workbook.kind, grid.sheet) == ("html", "Hạ Lũng")
    assert grid.rows == [
        ["x", None, None], ["TT", "Họ & tên", None], [None, "Nguyễn Văn A", "Phòng\nTổng hợp"],
        [None, "lồng nhau", "95,5%"], [None, None, None], ["giữa hai bảng", None, None], ["bảng hai", None, None]]
    assert grid.merges == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_lines_around_a_web_page_s_table_are_rows() -> None:
    page = "<body>SỞ A<p>DANH&nbsp;SÁCH<br>năm 2024</p><table><tr><td>1</td></tr></table><div>Hết</div> ./."
    assert one(f"<html>{page}".encode(), "ds.xls").rows == [["SỞ A"], ["DANH SÁCH"], ["năm 2024"], ["1"], [None],
                                                           ["Hết"], ["./."]]


# What is no spreadsheet

@pytest.mark.parametrize(("data", "expected"), [
    (b"", "file-empty"), (bytes(1000), "file-empty"), (b"%PDF-1.7\n...", "file-broken"),
    (b"\xff\xd8\xff\xe0 JFIF", "file-is-picture"), (b"\x89PNG\r\n\x1a\n", "file-is-picture"),
    (packed({"word/document.xml": b"<w/>"}), "file-broken"), (packed({"word/document.xml": b"<w"}), "file-broken"),
    (packed({"ppt/presentation.xml": b"<p/>"}), "file-not-spreadsheet"), (b"Rar!\x1a\x07", "file-not-spreadsheet"),
    ("Kính gửi: Văn phòng,\nđề nghị xem xét.".encode(), "file-not-spreadsheet"),
    (b"<html><body>no table</body></html>", "file-not-spreadsheet"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Table/></Workbook>',
     "file-not-spreadsheet"),
    (bytes(range(256)) * 4, "file-not-spreadsheet"), (b"PK\x03\x04 cut off", "file-broken-zip"),
])
def test_what_a_file_is_instead(data: bytes, expected: str) -> None:
    assert code(data, "ds.xlsx") == expected


def test_the_reason_crosses_process_borders() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"", "ds.xlsx")
    fault = pickle.loads(pickle.dumps(Unreadable("file-too-large", size=5)))
    assert (fault.code, fault.facts, str(fault)) == ("file-too-large", {"size": 5}, "file-too-large size=5")
    assert isinstance(caught.value, ValueError)


def test_a_grid_crosses_process_borders() -> None:
    grid = one(xlsx(marked))
    assert pickle.loads(pickle.dumps(grid)) == grid
