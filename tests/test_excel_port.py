"""An open workbook: the contract of the port on LibreOffice (and on Excel, where there is one), and the logic."""
import argparse
import datetime
import sys

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from uno_office import office  # noqa: F401
from uno_port import UnoBook

import cbcc_xl
from cbcc_xl.catalogue import load
from cbcc_xl.cli import excel
from cbcc_xl.excel import live
from cbcc_xl.excel.port import Coloured, LiveError, reference, referred
from cbcc_xl.excel.xlwings_port import XlwingsBook, active
from cbcc_xl.forms.marked_sheet import COLOURS, MEMORY_SHEET, NOTE_START
from cbcc_xl.model import a1

CATALOGUE = load()
PEOPLE, HALL = "Cá 'nhân' 1", "Điểm danh"


@pytest.fixture
def path(tmp_path):
    """A unit's workbook with a row that can't be: 13 present of 12 summoned."""
    book = openpyxl.Workbook()
    people, hall = book.active, book.create_sheet(HALL)
    people.title = PEOPLE
    people.append(["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"])
    people.append(["TT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu đề nghị", "Tỷ lệ phiếu", "Ngày quyết định"])
    people.append([1, "Nguyễn Thị Hòa", "Chuyên viên", "Hoàn thành tốt nhiệm vụ", "Lao động tiên tiến", 0.955,
                   datetime.datetime(2023, 12, 20)])
    people.append([2, "Trần Văn Bình", "Chuyên viên", "Hoàn thành tốt nhiệm vụ", "Danh hiệu lạ", 0.9])
    people.merge_cells("A1:G1")
    people["F3"].number_format = people["F4"].number_format = "0.0%"
    people["G3"].number_format = "dd/mm/yyyy"
    people["E4"].comment = Comment("Hỏi lại", "Văn thư")
    hall.append(["ĐIỂM DANH HỘI NGHỊ CÁN BỘ, CÔNG CHỨC NĂM 2024"])
    hall.append(["TT", "Đơn vị", "Tổng số CBCC, NLĐ", "Số được triệu tập", "Có mặt", "Vắng có lý do",
                 "Vắng không lý do"])
    hall.append([1, "Phòng Tổng hợp", 14, 12, 13, 0, 0])
    hall.append([2, "Phòng Quản trị", 8, 8, 8, 0, 0])
    hall["E3"].fill = PatternFill("solid", "FF92D050")
    book.save(tmp_path / "biểu.xlsx")
    return tmp_path / "biểu.xlsx"


@pytest.fixture(params=["LibreOffice", "Excel"])
def opening(request, path):
    """Opens a workbook in a program; gives its port and a way to save it elsewhere."""
    if request.param == "Excel":
        try:
            import xlwings
            app = xlwings.App(visible=False)
        except Exception as fault:
            pytest.skip(f"no Excel here ({type(fault).__name__})")
        request.addfinalizer(app.quit)
        return lambda at=path: (book := app.books.open(at)) and (XlwingsBook(book), lambda to: book.save(to))
    desk = request.getfixturevalue("office")

    def open_in_libreoffice(at=path):
        opened = desk.open(at)
        book = opened.__enter__()
        request.addfinalizer(lambda: opened.__exit__(None, None, None))
        return UnoBook(book), book.save_as

    return open_in_libreoffice


def everything(book):
    """All that marks could change (values, colours, notes), and what they must not."""
    grids = [book.read(sheet) for sheet in book.sheets()]
    places = [(grid.sheet, a1(row, column)) for grid in grids for row in range(len(grid.rows)) for column in range(7)]
    return ([grid.rows for grid in grids], {place: book.colour_of(*place) for place in places},
            {(grid.sheet, a1(*place)): text.strip() for grid in grids for place, text in grid.look.comments.items()})


# --- the contract ----------------------------------------------------------------------------------------------------

def test_a_sheet_is_read_with_its_types(opening):
    book, _ = opening()
    assert book.name() == "biểu.xlsx" and book.sheets() == [PEOPLE, HALL]
    grid = book.read(PEOPLE)
    assert grid.rows[2] == [1, "Nguyễn Thị Hòa", "Chuyên viên", "Hoàn thành tốt nhiệm vụ", "Lao động tiên tiến", 0.955,
                            datetime.datetime(2023, 12, 20)]
    assert grid.rows[0][1:] == [None] * 6 and grid.merges == ((0, 0, 0, 6),) and grid.visible
    assert grid.look.percent == {(2, 5), (3, 5)}


def test_colours_come_and_go(opening):
    book, _ = opening()
    assert (book.colour_of(HALL, "E3"), book.colour_of(HALL, "E4")) == ("92D050", None)
    for colour in ("FFC7CE", "00000A", None):
        book.colour(HALL, "E4", colour)
        assert book.colour_of(HALL, "E4") == colour


def test_notes_come_and_go(opening):
    book, _ = opening()
    assert (book.note_of(PEOPLE, "E4").strip(), book.note_of(PEOPLE, "E3")) == ("Hỏi lại", None)
    for text in ("Lỗi: …\nCách sửa: …", "=1+1", None, None):
        book.note(PEOPLE, "E3", text)
        assert book.note_of(PEOPLE, "E3") == text


def test_what_is_remembered_outlives_saving_and_follows_its_cells(opening, tmp_path):
    book, save = opening()
    kept = [Coloured(PEOPLE, "E3", None, "FFC7CE"), Coloured(HALL, "E3", "92D050", "000000")]
    book.remember(kept)
    assert book.remembered() == kept and book.sheets() == [PEOPLE, HALL]
    save(tmp_path / "sau.xlsx")
    made = openpyxl.load_workbook(tmp_path / "sau.xlsx")
    assert made[MEMORY_SHEET].sheet_state == "hidden"
    made.close()
    again, _ = opening(tmp_path / "sau.xlsx")
    assert again.remembered() == kept
    again.remember(kept[:1])
    assert again.remembered() == kept[:1]
    again.remember(())
    assert again.remembered() == []


def test_a_cell_that_moved_is_remembered_where_it_is(opening):
    book, _ = opening()
    book.remember([Coloured(PEOPLE, "E3", None, "FFC7CE"), Coloured(PEOPLE, "B4", None, "FFC7CE")])
    if isinstance(book, UnoBook):
        rows = book.book.sheet(PEOPLE).Rows
        rows.insertByIndex(1, 2)
        rows.removeByIndex(5, 1)
    else:
        book.book.sheets[PEOPLE].range("2:3").insert()
        book.book.sheets[PEOPLE].range("6:6").delete()
    assert book.remembered() == [Coloured(PEOPLE, "E5", None, "FFC7CE")]


def test_a_cell_is_selected(opening):
    book, _ = opening()
    book.select(HALL, "E3")
    if isinstance(book, UnoBook):
        assert book.book.document.CurrentSelection.AbsoluteName == f"$'{HALL}'.$E$3"
    else:
        assert (book.book.sheets.active.name, book.book.selection.address) == (HALL, "$E$3")


@pytest.mark.parametrize("sheet", [PEOPLE, "Trang1", "a!b.c", "''"])
def test_a_reference_is_read_back(sheet):
    assert referred(reference(sheet, "AB12")) == (sheet, "AB12")
    assert referred("=#REF!") is None and referred("='A'!#REF!") is None


# --- checking and clearing -------------------------------------------------------------------------------------------

def test_findings_stand_at_their_cells(opening):
    book, _ = opening()
    before = everything(book)
    checked = live.check(book, CATALOGUE, 2023)
    after = everything(book)
    assert checked.has_errors and after[0] == before[0]
    marked = {(one.origin.sheet, one.origin.cell) for one in checked.findings if one.origin.cell}
    assert (HALL, "E3") in marked and book.colour_of(HALL, "E3") == COLOURS["error"]
    for sheet, cell in marked:
        first = cell.split(":")[0]
        assert NOTE_START in book.note_of(sheet, first) and book.colour_of(sheet, first) in COLOURS.values()
    assert book.note_of(PEOPLE, "E4").startswith("Hỏi lại\n" + NOTE_START)


def test_clearing_gives_everything_back(opening):
    book, _ = opening()
    before = everything(book)
    live.check(book, CATALOGUE, 2023)
    live.check(book, CATALOGUE, 2023)
    assert everything(book)[1:] != before[1:]
    assert live.clear(book) > 0
    assert everything(book) == before and before[2] == {(PEOPLE, "E4"): "Hỏi lại"}
    assert live.clear(book) == 0 and book.remembered() == []


def test_clearing_after_saving_under_another_name(opening, tmp_path):
    book, save = opening()
    before = everything(book)
    live.check(book, CATALOGUE, 2023)
    save(tmp_path / "sau.xlsx")
    again, _ = opening(tmp_path / "sau.xlsx")
    live.clear(again)
    assert everything(again) == before


def test_a_mark_goes_once_its_cause_is_mended(opening):
    book, _ = opening()
    live.check(book, CATALOGUE, 2023)
    if isinstance(book, UnoBook):
        book.book.cell(HALL, "E3").Value = 12
    else:
        book.book.sheets[HALL]["E3"].value = 12
    assert not [one for one in live.check(book, CATALOGUE, 2023).findings
                if one.origin.sheet == HALL and one.severity != "info"]
    assert book.colour_of(HALL, "E3") == "92D050" and book.note_of(HALL, "E3") is None


def test_a_colour_that_a_person_gave_meanwhile_stays(opening):
    book, _ = opening()
    live.check(book, CATALOGUE, 2023)
    book.colour(HALL, "E3", "00B0F0")
    live.clear(book)
    assert book.colour_of(HALL, "E3") == "00B0F0"


def test_the_open_workbook_is_judged_as_the_file(opening, path):
    book, _ = opening()
    checked = live.check(book, CATALOGUE, 2023)
    on_disk = cbcc_xl.check(path, year=2023)
    assert [(one.code, one.severity, one.origin.sheet, one.origin.cell, one.facts) for one in checked.findings] == \
        [(one.code, one.severity, one.origin.sheet, one.origin.cell, one.facts) for one in on_disk.findings]


def test_a_workbook_marked_while_open_is_read_as_before(opening, path, tmp_path):
    book, save = opening()
    live.check(book, CATALOGUE, 2023)
    save(tmp_path / "gửi.xlsx")
    before, after = cbcc_xl.check(path, year=2023), cbcc_xl.check(tmp_path / "gửi.xlsx", year=2023)
    assert [one.values for one in after.records] == [one.values for one in before.records]
    assert {one.code for one in after.findings} == {one.code for one in before.findings}


# --- no Excel --------------------------------------------------------------------------------------------------------

@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="Excel may be here")
@pytest.mark.parametrize("task", ["check", "clear"])
def test_without_excel_one_sentence_says_so(task):
    parser = argparse.ArgumentParser()
    excel.add_parser(parser.add_subparsers())
    args = parser.parse_args(["excel", task])
    with pytest.raises(LiveError, match="^Không thấy sổ tính nào đang mở trong Excel: [^\n]+$"):
        args.run(args)
    with pytest.raises(LiveError):
        active()
