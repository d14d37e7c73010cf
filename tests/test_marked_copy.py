"""Marked copies: what is marked, and that all the rest of a unit's file stays as it was."""
import datetime
import io
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.datavalidation import DataValidation
from uno_office import office  # noqa: F401
from workbooks import ods

from cbcc_xl import grid
from cbcc_xl.catalogue import in_force, load
from cbcc_xl.catalogue.wording import words
from cbcc_xl.forms.marked_sheet import COLOURS, NOTE_AUTHOR, NOTE_START, SHEET_NAMES, is_marked_sheet, without_marks
from cbcc_xl.grid import Unreadable
from cbcc_xl.inbox.found import Found, digest
from cbcc_xl.model import Finding, Origin, Part, a1
from cbcc_xl.outputs.marked_copy import mark, write_all
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.pipeline.consolidation import Consolidation, Records, Summary

CATALOGUE = load()
LIST = SHEET_NAMES["vi"]
SHEET = "Cá nhân, đợt 1"
FACTS = {"name": "Phòng Tổng hợp", "count": 8, "of": 12, "share": "0.6667", "limit": ">= 70%", "need": 9}
DAY = datetime.date(2024, 1, 26)
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000"
                      "02000148afa4710000000049454e44ae426082")


def found(cell, severity="error", sheet=SHEET, code="ttldtt-too-few-ldtt", file="a.xlsx", **facts):
    return Finding(code, severity, Origin(file, sheet, cell), {**FACTS, **facts}, document="L06-2022", article="28.1.c")


def written(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def marked(data, findings, folder, name="a.xlsx", lang="vi"):
    mark(data, name, findings, CATALOGUE, folder / "copy.xlsx", lang)
    return (folder / "copy.xlsx").read_bytes()


def opened(data, **options):
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return buffer.getvalue()


def values(sheet):
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}


def colour(cell):
    return cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type else None


@pytest.fixture(scope="module")
def full():
    """A workbook with nearly everything that a careless copy would lose."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["TT", "Họ và tên", "Danh hiệu", "Phiếu", "Tỷ lệ"])
    for number, name in enumerate(("Nguyễn Thị Hòa", "Trần Văn Bình", "Đỗ Quỳnh"), 1):
        sheet.append([number, name, "LĐTT", 8, f"=D{number + 1}/12"])
    sheet["A6"] = "Người lập biểu"
    sheet.merge_cells("A6:C7")
    sheet["B2"].font, sheet["B2"].fill = Font("Arial", 13, bold=True), PatternFill("solid", "FF00B050")
    sheet["B2"].border = Border(bottom=Side("double"))
    sheet["E2"].number_format = "0.00%"
    sheet["C3"].comment = Comment("Xin giữ nguyên", "Văn thư")
    sheet.column_dimensions["H"].font = Font(italic=True)
    sheet.add_data_validation(choice := DataValidation("list", '"LĐTT,CSTĐCS"'))
    choice.add("C2:C4")
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("D2:D4", CellIsRule("lessThan", ["5"], fill=red))
    sheet.add_image(Image(io.BytesIO(PIXEL)), "G2")
    sheet.print_title_rows = "1:1"
    other = book.create_sheet("Biểu đồ")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=4), titles_from_data=True)
    other.add_chart(chart, "B2")
    other.print_area = "A1:F20"
    contents = parts(written(book))
    types = contents["[Content_Types].xml"].decode()
    types = types.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    macros = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    contents["[Content_Types].xml"] = types.replace("<Override", f"{macros}<Override", 1).encode()
    contents["xl/vbaProject.bin"] = bytes(range(256)) * 8
    contents["customXml/item1.xml"] = b"<a>\r\n</a>"
    return packed(contents)


# --- what stays ------------------------------------------------------------------------------------------------------

def test_every_part_but_those_that_carry_marks_is_the_same_to_the_byte(full, tmp_path):
    before, after = parts(full), parts(marked(full, [found("D2"), found("C3", "warning")], tmp_path, "a.xlsm"))
    assert list(after)[:len(before)] == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                       "xl/worksheets/sheet1.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    assert {"xl/vbaProject.bin", "xl/media/image1.png", "xl/charts/chart1.xml", "customXml/item1.xml"} <= set(before)


def test_a_sheet_without_notes_gets_their_parts(full, tmp_path):
    before, after = parts(full), parts(marked(full, [found("B3", sheet="Biểu đồ")], tmp_path, "a.xlsm"))
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml", "xl/comments1.xml",
                                        "xl/drawings/vmlDrawing1.vml"}
    assert "xl/worksheets/_rels/sheet2.xml.rels" in before
    assert opened(packed(after))["Biểu đồ"]["B3"].comment.text.startswith(NOTE_START)


def test_values_formulas_merges_and_rules_survive(full, tmp_path):
    before, after = opened(full), opened(marked(full, [found("A1:E7"), found("J20")], tmp_path, "a.xlsm"))
    for sheet in before:
        copy = after[sheet.title]
        assert values(copy) == values(sheet)
        assert copy.merged_cells.ranges == sheet.merged_cells.ranges
        assert [str(one.sqref) for one in copy.data_validations.dataValidation] == \
               [str(one.sqref) for one in sheet.data_validations.dataValidation]
        assert len(copy.conditional_formatting) == len(sheet.conditional_formatting)
        assert len(copy._images) == len(sheet._images) and len(copy._charts) == len(sheet._charts)
    assert after[SHEET]["E2"].value == "=D2/12"


def test_names_that_belong_to_sheets_still_do(full, tmp_path):
    after = opened(marked(full, [found("D2")], tmp_path, "a.xlsm"))
    assert after[SHEET].print_title_rows == "$1:$1" and after["Biểu đồ"].print_area == "'Biểu đồ'!$A$1:$F$20"
    assert after[LIST].print_title_rows == "$5:$5"


def test_only_the_fill_of_a_cell_changes(full, tmp_path):
    before, after = opened(full)[SHEET], opened(marked(full, [found("B2"), found("E2", "warning")], tmp_path))[SHEET]
    assert (colour(after["B2"]), colour(after["E2"])) == (COLOURS["error"], COLOURS["warning"])
    for cell in ("B2", "E2"):
        assert repr(after[cell].font) == repr(before[cell].font)
        assert repr(after[cell].border) == repr(before[cell].border)
        assert after[cell].number_format == before[cell].number_format
    assert colour(after["B3"]) is None


def test_the_list_is_shown_and_no_other_sheet_is_selected(full, tmp_path):
    after = opened(marked(full, [found("D2")], tmp_path))
    assert after.active.title == LIST
    assert [sheet.title for sheet in after if sheet.sheet_view.tabSelected] == [LIST]


# --- what is marked --------------------------------------------------------------------------------------------------

def test_one_note_a_cell_tells_all_its_findings(full, tmp_path):
    findings = [found("D2", "warning", share="0.5"), found("D2")]
    cell = opened(marked(full, findings, tmp_path))[SHEET]["D2"]
    assert colour(cell) == COLOURS["error"] and cell.comment.author == NOTE_AUTHOR
    for finding in findings:
        said = words(finding, CATALOGUE)
        assert said.message in cell.comment.text and said.fix in cell.comment.text and said.basis in cell.comment.text


def test_a_note_that_is_there_stays_and_ours_follows(full, tmp_path):
    comment = opened(marked(full, [found("C3")], tmp_path))[SHEET]["C3"].comment
    assert comment.author == "Văn thư" and comment.text.startswith(f"Xin giữ nguyên\n{NOTE_START} Lỗi: ")
    assert without_marks(comment.text) == "Xin giữ nguyên"


def test_a_range_is_coloured_whole_and_noted_at_its_first_cell(full, tmp_path):
    sheet = opened(marked(full, [found("B2:C4", "info"), found("D1:D1048576")], tmp_path))[SHEET]
    assert {colour(cell) for row in sheet["B2:C4"] for cell in row} == {COLOURS["info"]}
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["D1", "B2", "C3"]
    assert colour(sheet["D7"]) == COLOURS["error"] and sheet.max_row == 7


def test_within_merged_cells_the_first_is_marked(full, tmp_path):
    sheet = opened(marked(full, [found("B7")], tmp_path))[SHEET]
    assert colour(sheet["A6"]) == COLOURS["error"] and sheet["A6"].comment


def test_a_cell_that_was_empty_is_made_in_its_place(full, tmp_path):
    data = marked(full, [found("H2"), found("F2"), found("B5"), found("C40")], tmp_path)
    xml = parts(data)["xl/worksheets/sheet1.xml"].decode()
    places = [grid.reference.place(cell) for cell in re.findall(r'<c r="([A-Z]+[0-9]+)"', xml)]
    assert places == sorted(places) and {(1, 7), (1, 5), (4, 1), (39, 2)} <= set(places)
    assert opened(data)[SHEET]["H2"].font.italic                       # as its column shows


def test_cells_that_do_not_say_where_they_stand(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([1, None, 3])
    book.active.append([4, 5, 6])
    contents = parts(written(book))
    sheet = contents["xl/worksheets/sheet1.xml"].decode()
    contents["xl/worksheets/sheet1.xml"] = re.sub(r' r="[A-Z]*[0-9]+"', "", sheet).encode()    # 1, 3 are now A1, B1
    findings = [found("B1", sheet="Sheet"), found("D2", sheet="Sheet")]
    after = opened(marked(packed(contents), findings, tmp_path))["Sheet"]
    assert [cell.value for cell in after[1]][:3] == [1, 3, None] and colour(after["B1"]) and colour(after["D2"])
    assert [cell.value for cell in after[2]][:3] == [4, 5, 6]


def test_a_workbook_saved_as_strict(full, tmp_path):
    contents = {name: part.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                   b"http://purl.oclc.org/ooxml/spreadsheetml/main")
                          .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                   b"http://purl.oclc.org/ooxml/officeDocument/relationships")
                for name, part in parts(full).items()}
    after = parts(marked(packed(contents), [found("D2")], tmp_path))
    for name in ("xl/worksheets/sheet3.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        assert b"schemas.openxmlformats.org/spreadsheetml" not in after[name]
    assert [sheet.sheet for sheet in grid.read(packed(after), "a.xlsx").grids] == [LIST, SHEET, "Biểu đồ"]


def test_libreoffice_shows_colours_notes_and_links(full, tmp_path, office):  # noqa: F811
    marked(full, [found("D2"), found("C3")], tmp_path)
    with office.open(tmp_path / "copy.xlsx") as book:
        assert book.sheets[0] == LIST and book.document.CurrentController.ActiveSheet.Name == LIST
        notes = book.sheet(SHEET).Annotations
        texts = {(one.Position.Row, one.Position.Column): one.String for one in notes}
        assert texts[1, 3].startswith(NOTE_START) and texts[2, 2].startswith("Xin giữ nguyên")
        assert book.cell(SHEET, "D2").CellBackColor == int(COLOURS["error"], 16)
        link = book.cell(LIST, "D6").TextFields.getByIndex(0)
        assert link.URL.replace("!", ".") == f"#'{SHEET}'.D2" and link.Representation == "D2"


# --- the first sheet -------------------------------------------------------------------------------------------------

def test_the_list_goes_through_the_workbook_what_is_about_all_of_it_first(full, tmp_path):
    findings = [found("B2", sheet="Biểu đồ"), found("D3", "info"), found("D2"), found(None, "warning"),
                found(None, "warning", None)]
    sheet = opened(marked(full, findings, tmp_path))[LIST]
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=6, max_row=10)]
    assert rows == [[1, "Cảnh báo", None, None], [2, "Cảnh báo", SHEET, None], [3, "Lỗi", SHEET, "D2"],
                    [4, "Ghi nhận", SHEET, "D3"], [5, "Lỗi", "Biểu đồ", "B2"]]
    assert [sheet["E8"].value, sheet["F8"].value, sheet["G8"].value] == list(words(findings[2], CATALOGUE))[:3]
    assert sheet["A2"].value == "Tệp: a.xlsx" and sheet["A3"].value.startswith("Có 2 lỗi, 2 cảnh báo, 1 ghi nhận.")


def test_links_lead_to_the_cell_whatever_the_sheet_is_called(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Đc 'A' & 'B'!"
    findings = [found("D2:E3", sheet=book.sheetnames[0]), found("Z9", sheet="không có")]
    sheet = opened(marked(written(book), findings, tmp_path))[LIST]
    assert sheet["D7"].hyperlink.location == "'Đc ''A'' & ''B''!'!D2"
    assert sheet["D6"].value == "Z9" and sheet["D6"].hyperlink is None


def test_the_list_in_english(full, tmp_path):
    sheet = opened(marked(full, [found("D2")], tmp_path, lang="en")).worksheets[0]
    assert sheet.title == SHEET_NAMES["en"] and sheet["B6"].value == "Error" and sheet["E5"].value == "Finding"


def test_a_sheet_of_the_units_own_may_have_the_lists_name(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = LIST.upper()
    book.active.append(["việc", "hạn"])
    after = opened(marked(written(book), [found("A1", sheet=LIST.upper())], tmp_path))
    assert after.sheetnames == [f"{LIST} (2)", LIST.upper()]


@pytest.mark.parametrize("text", ["=HYPERLINK(\"a.b\")", "+1+1", "@SUM(A1)", "-2", "a\x0b\x00b", "_x0041_ </t>&"])
def test_a_units_text_in_a_message_stays_text(full, tmp_path, text):
    finding = found("D2", name=text)
    data = marked(full, [finding], tmp_path)
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    sheet = opened(data)[LIST]
    assert unescape(sheet["E6"].value) == words(finding, CATALOGUE).message.replace("\0", "")
    assert all(cell.data_type in "sn" for row in sheet for cell in row)
    assert b"<f>" not in parts(data)["xl/worksheets/sheet3.xml"]


def test_the_reader_knows_the_list_again(full, tmp_path):
    grids = grid.read(marked(full, [found("D2")], tmp_path), "a.xlsx").grids
    assert [is_marked_sheet(one) for one in grids] == [True, False, False]
    assert {without_marks(note) for note in grids[1].look.comments.values()} == {"", "Xin giữ nguyên"}


# --- marked again ----------------------------------------------------------------------------------------------------

def test_a_copy_that_comes_back_is_marked_anew(full, tmp_path):
    once = marked(full, [found("B2"), found("C3"), found("H2"), found("D1:D4", "warning")], tmp_path)
    again = opened(marked(once, [found("E3")], tmp_path))
    assert again.sheetnames == [LIST, SHEET, "Biểu đồ"]
    sheet, before = again[SHEET], opened(full)[SHEET]
    assert {cell.coordinate: colour(cell) for row in sheet for cell in row if colour(cell)} == \
        {"B2": "00B050", "E3": COLOURS["error"]}
    assert repr(sheet["B2"].font) == repr(before["B2"].font)
    assert {cell.coordinate: cell.comment.text.split("]")[0] for row in sheet for cell in row if cell.comment} == \
        {"C3": "Xin giữ nguyên", "E3": "[cbcc-xl"}
    assert again[LIST].max_row < 10 and again[SHEET].print_title_rows == "$1:$1"


def test_marking_twice_gives_the_same_marks(full, tmp_path):
    findings = [found("B2"), found("C3"), found("H2")]
    once = marked(full, findings, tmp_path)
    twice = marked(once, findings, tmp_path)
    assert parts(once)["xl/comments/comment1.xml"] == parts(twice)["xl/comments/comment1.xml"]
    one, two = opened(once)[SHEET], opened(twice)[SHEET]
    assert [colour(cell) for row in one for cell in row] == [colour(cell) for row in two for cell in row]
    boxes = parts(twice)["xl/drawings/commentsDrawing1.vml"]
    assert len(re.findall(rb":shape\s", boxes)) == 3


def test_a_copy_corrected_in_another_program_is_marked_anew(full, tmp_path, office):  # noqa: F811
    marked(full, [found("B2"), found("C3"), found("D3", "warning")], tmp_path)
    with office.open(tmp_path / "copy.xlsx") as book:
        rows = book.sheet(SHEET).Rows
        rows.insertByIndex(1, 2)                                         # two lines more above the marks
        data = book.save_as(tmp_path / "corrected.xlsx").read_bytes()
    again = opened(marked(data, [found("A1", "info")], tmp_path))
    sheet = again[SHEET]
    assert again.sheetnames == [LIST, SHEET, "Biểu đồ"] and sheet["B4"].value == "Nguyễn Thị Hòa"
    assert {cell.coordinate: colour(cell) for row in sheet for cell in row if colour(cell)} == \
        {"B4": "00B050", "A1": COLOURS["info"]}
    notes = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert notes["C5"].strip() == "Xin giữ nguyên" and set(notes) == {"A1", "C5"}


# --- files of other kinds --------------------------------------------------------------------------------------------

def test_an_xls_becomes_an_xlsx_of_its_values(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Tập thể")
    for column, value in enumerate(("Phòng Tổng hợp", 12, datetime.date(2023, 12, 20), "=1+1")):
        sheet.write(4, column, value, xlwt.easyxf(num_format_str="DD/MM/YYYY" if column == 2 else "General"))
    sheet.write_merge(0, 0, 0, 3, "DANH SÁCH")
    sheet.write(5, 1, 0.955, xlwt.easyxf(num_format_str="0.00%"))
    after = opened(marked(written(book), [found("B5", sheet="Tập thể")], tmp_path, "a.xls"))
    copy = after["Tập thể"]
    assert [cell.value for cell in copy[5]] == ["Phòng Tổng hợp", 12, datetime.datetime(2023, 12, 20), "=1+1"]
    assert copy["D5"].data_type == "s" and copy["C5"].number_format == "dd/mm/yyyy"
    assert copy["B6"].number_format == "0.00%" and str(copy.merged_cells) == "A1:D1"
    assert colour(copy["B5"]) == COLOURS["error"]
    assert after[LIST]["A4"].value.startswith("Tệp gốc có dạng .xls nên bản này chỉ chép giá trị")


def test_a_copy_of_values_is_as_old_as_its_original(tmp_path):
    dated = ods('<table:table table:name="DS"/>')
    for data, name in ((dated, "a.ods"), (b"TT;T\xc3\xaan\n1;An\n", "a.csv")):
        copy = marked(data, [found(None, sheet="DS")], tmp_path, name)
        assert grid.read(copy, "a.xlsx").modified == grid.read(data, name).modified


def test_a_csv_with_a_name_too_long_for_a_sheet(tmp_path):
    name = "UBND xã Thượng Khê [bản chính] gửi ngày 12.csv"
    data = "TT;Họ và tên\n1;Nguyễn Thị Hòa\n".encode()
    sheet = grid.read(data, name).grids[0].sheet
    after = opened(marked(data, [found("B2", sheet=sheet)], tmp_path, name))
    assert len(after.sheetnames[1]) <= 31 and colour(after.worksheets[1]["B2"]) == COLOURS["error"]
    assert after[LIST]["C6"].value == after.sheetnames[1] and after[LIST]["D6"].hyperlink


def test_what_cannot_be_read_cannot_be_marked(tmp_path):
    with pytest.raises(Unreadable):
        mark(b"%PDF-1.7", "a.xlsx", [found(None)], CATALOGUE, tmp_path / "copy.xlsx")
    assert not list(tmp_path.iterdir())


# --- all copies ------------------------------------------------------------------------------------------------------

def consolidation(inbox, findings, status="read"):
    paths = {path.relative_to(inbox).as_posix(): path for path in sorted(inbox.rglob("*")) if path.is_file()}
    files = tuple(Part(name, digest(path.read_bytes()), status) for name, path in paths.items())
    return Consolidation(2023, DAY, CATALOGUE, in_force(CATALOGUE, DAY), files, Records(), tuple(findings), Summary(),
                         (), {name: Found(name, path) for name, path in paths.items()})


@pytest.fixture
def inbox(full, tmp_path):
    folder = tmp_path / "hộp thư"
    (folder / "phòng A").mkdir(parents=True)
    (folder / "phòng A" / "biểu.xlsm").write_bytes(full)
    (folder / "b.csv").write_bytes(b"TT;T\xc3\xaan\n1;An\n")
    (folder / "c.xlsx").write_bytes(full)
    (folder / "sạch.xlsx").write_bytes(full)
    return folder


def test_a_copy_for_each_file_with_an_error_or_warning(inbox, tmp_path):
    findings = [found("D2", file="phòng A/biểu.xlsm"), found("A1", "warning", "b", file="b.csv"),
                found("D2", "info", file="c.xlsx"), found(None, file=None, sheet=None)]
    before = {path: path.read_bytes() for path in inbox.rglob("*") if path.is_file()}
    copies = write_all(consolidation(inbox, findings), tmp_path / "đánh dấu")
    assert [copy.relative_to(tmp_path / "đánh dấu").as_posix() for copy in copies] == \
        ["b.csv.xlsx", "phòng A/biểu.xlsm"]
    assert sorted(path for path in (tmp_path / "đánh dấu").rglob("*") if path.is_file()) == sorted(copies)
    assert before == {path: path.read_bytes() for path in inbox.rglob("*") if path.is_file()}
    assert opened(copies[1].read_bytes(), keep_vba=True)[SHEET]["D2"].comment


def test_an_unreadable_file_has_no_copy(inbox, tmp_path):
    assert write_all(consolidation(inbox, [found(None, file="c.xlsx")], "unreadable"), tmp_path / "ra") == []


def test_a_file_of_the_inbox_is_never_written_over(inbox, tmp_path):
    made = consolidation(inbox, [found("D2", file="c.xlsx")])
    before = (inbox / "c.xlsx").read_bytes()
    (tmp_path / "link").symlink_to(inbox, target_is_directory=True)
    for folder in (inbox, tmp_path / "link"):
        with pytest.raises(OutputError, match="do đơn vị gửi"):
            write_all(made, folder)
    assert (inbox / "c.xlsx").read_bytes() == before


def test_a_file_that_changed_or_went_meanwhile_costs_its_own_copy(inbox, tmp_path):
    made = consolidation(inbox, [found("D2", file="phòng A/biểu.xlsm"), found("D2", file="c.xlsx"),
                                 found("A1", "warning", "b", file="b.csv")])
    (inbox / "c.xlsx").write_bytes(b"PK")
    (inbox / "b.csv").unlink()
    copies = write_all(made, tmp_path / "ra")
    assert [copy.name for copy in copies] == ["biểu.xlsm"]
    assert [sentence.split(":")[0] for sentence in copies.left_out] == [
        "Chưa đánh dấu b.csv", "Chưa đánh dấu c.xlsx"]
    assert "không đọc lại được" in copies.left_out[0] and "đã thay đổi" in copies.left_out[1]


def damaged(data, name, change):
    """A package with one part changed."""
    contents = parts(data)
    return packed(contents | {name: change(contents[name])})


def with_a_wrong_size(data, name):
    """A package whose directory says that a part is smaller than it is."""
    at = data.rindex(name.encode()) - 46
    assert data[at:at + 4] == b"PK\x01\x02"
    return data[:at + 24] + (3).to_bytes(4, "little") + data[at + 28:]


@pytest.mark.parametrize("spoilt", [
    lambda data: damaged(data, "xl/styles.xml", lambda xml: xml.replace(b"<fonts", b"<fonts &", 1)),
    lambda data: damaged(data, "[Content_Types].xml", lambda xml: xml + b"</x>"),
    lambda data: with_a_wrong_size(data, "xl/media/image1.png")], ids=range(3))
def test_what_can_not_be_edited_in_place_becomes_a_copy_of_its_values(inbox, full, tmp_path, spoilt):
    for name in ("c.xlsx", "phòng A/biểu.xlsm"):
        (inbox / name).write_bytes(spoilt(full))
    copies = write_all(consolidation(inbox, [found("C3", file="c.xlsx"), found("C3", file="phòng A/biểu.xlsm"),
                                             found("C3", file="sạch.xlsx")]), tmp_path / "ra")
    assert copies.left_out == []
    assert [copy.name for copy in copies] == ["c.xlsx", "biểu.xlsm.xlsx", "sạch.xlsx"]
    for copy in copies:
        assert colour(opened(copy.read_bytes())[SHEET]["C3"]) == COLOURS["error"]


def test_merged_cells_beyond_the_sheet_do_not_hinder(tmp_path):
    cell = '<table:table-cell {} office:value-type="string"><text:p>An</text:p></table:table-cell>'
    spans = 'table:number-columns-spanned="{}" table:number-rows-spanned="{}"'
    table = "".join(f"<table:table-row>{cell.format(spans.format(wide, high))}{cell.format('')}</table:table-row>"
                    for wide, high in ((20_000, 1), (1, 2_000_000), (2, 1)))
    data = ods(f'<table:table table:name="DS">{table}</table:table>')
    copy = opened(marked(data, [found("A1", sheet="DS")], tmp_path, "a.ods"))
    assert sorted(map(str, copy["DS"].merged_cells.ranges)) == ["A1:B1", "A2:A3"]


# --- whatever is marked ----------------------------------------------------------------------------------------------

SIDE = 8
PLACES = some.tuples(some.integers(0, SIDE), some.integers(0, SIDE))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled=some.dictionaries(PLACES, some.integers(1, 9) | some.sampled_from(["x", "=1", "Đỗ"]), max_size=12),
       ranges=some.lists(some.tuples(PLACES, some.integers(0, 3), some.integers(0, 3)), min_size=1, max_size=6))
def test_whatever_is_marked_nothing_else_changes(filled, ranges, tmp_path):
    book = openpyxl.Workbook()
    for (row, column), value in filled.items():
        book.active.cell(row + 1, column + 1, value).data_type = "n" if isinstance(value, int) else "s"
    data = written(book)
    cells = [a1(row, column, row + down, column + right) for (row, column), down, right in ranges]
    after = marked(data, [found(cell, sheet="Sheet") for cell in cells], tmp_path)
    assert grid.read(after, "a.xlsx").grids[1].rows == grid.read(data, "a.xlsx").grids[0].rows
    sheet = opened(after)["Sheet"]
    assert all(colour(sheet[cell.split(":")[0]]) == COLOURS["error"] for cell in cells)
    assert sum(bool(cell.comment) for row in sheet for cell in row) == len({cell.split(":")[0] for cell in cells})
