"""Blank forms: drawn, filled in by LibreOffice as a clerk would, and read back."""
from __future__ import annotations

import re
import zipfile
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from uno_office import Book, Office, office  # noqa: F401  (a fixture)

from cbcc_xl import catalogue
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.templates import draw, write_all
from cbcc_xl.pipeline.one_file import read_file

COMMITTED = Path(__file__).parent.parent / "templates_xlsx"
NAMES = ("attendance", "vote", "election", "award-person", "award-team", "units-due")
# What Excel 2010 knows is what ECMA-376 had in 2006: no later namespace, no function with a prefix.
FUNCTIONS_OF_2007 = {"IF", "AND", "OR", "N", "COUNT", "COUNTA", "SUM", "UPPER"}


class Filled(NamedTuple):
    """What a clerk types under which heading or beside which label, and what has to be read back."""
    typed: tuple[dict[str, str], ...]
    read: tuple[dict[str, Any], ...]
    labels: dict[str, str] = {}
    labelled: dict[str, Any] = {}    # what stands once above the table, and so in every record
    shown: dict[str, str] = {}       # cells that formulas fill


FORMS = {
    "attendance": Filled(
        typed=({"Đơn vị": "Phòng Tổng hợp", "Tổng số CBCC, NLĐ": "14", "Số được triệu tập": "14", "Có mặt": "12",
                "Vắng có lý do": "1", "Vắng không lý do": "1", "Ghi chú": "01 đi công tác"},
               {"Đơn vị": "Phòng Cơ yếu - Công nghệ thông tin", "Tổng số CBCC, NLĐ": "1.204", "Số được triệu tập": "8",
                "Có mặt": "8", "Vắng có lý do": "0"},
               {"Đơn vị": "Tổ Lái xe", "Số được triệu tập": "5", "Có mặt": "0"}),
        read=({"unit": "Phòng Tổng hợp", "headcount": 14, "summoned": 14, "present": 12, "absent_excused": 1,
               "absent_unexcused": 1, "note": "01 đi công tác"},
              {"unit": "Phòng Cơ yếu - Công nghệ thông tin", "headcount": 1204, "summoned": 8, "present": 8,
               "absent_excused": 0},
              {"unit": "Tổ Lái xe", "summoned": 5, "present": 0}),
        shown={"A49": "Cộng: 3 đơn vị", "C49": "1218", "E49": "20", "G49": "1", "A11": "3", "A12": ""}),
    "vote": Filled(
        typed=({"Nội dung biểu quyết": "Báo cáo kết quả công tác năm 2024", "Số đại biểu có mặt": "80",
                "Tán thành": "79", "Không tán thành": "0", "Ý kiến khác": "1"},
               {"Nội dung biểu quyết": "Chỉ tiêu thi đua: 100% cán bộ hoàn thành nhiệm vụ", "Số đại biểu có mặt": "80",
                "Tán thành": "50", "Không tán thành": "20", "Ý kiến khác": "10", "Ghi chú": "Biểu quyết lại lần 2"},
               {"Nội dung biểu quyết": "Nghị quyết Hội nghị", "Số đại biểu có mặt": "78", "Tán thành": "78"}),
        read=({"item": "Báo cáo kết quả công tác năm 2024", "kind": "report", "eligible": 80, "agree": 79,
               "disagree": 0, "abstain": 1, "share": "0.9875"},
              {"item": "Chỉ tiêu thi đua: 100% cán bộ hoàn thành nhiệm vụ", "kind": "target", "eligible": 80,
               "agree": 50, "disagree": 20, "abstain": 10, "share": "0.625", "note": "Biểu quyết lại lần 2"},
              {"item": "Nghị quyết Hội nghị", "kind": "resolution", "eligible": 78, "agree": 78, "share": "1"}),
        shown={"A49": "Cộng: 3 nội dung", "D49": "", "G9": "98,75%", "G12": ""}),
    "election": Filled(
        labels={"Bầu:": "Ban Thanh tra nhân dân", "Số lượng cần bầu:": "3", "Số đại biểu được triệu tập:": "82",
                "Số đại biểu có mặt:": "80", "Số phiếu phát ra:": "80", "Số phiếu thu về:": "80",
                "Số phiếu hợp lệ:": "80", "Số phiếu không hợp lệ:": "0"},
        labelled={"post": "Ban Thanh tra nhân dân", "seats": 3, "summoned": 82, "present": 80, "issued": 80,
                  "returned": 80, "valid": 80, "invalid": 0},
        typed=({"Họ và tên": "Lê Thị Mai", "Chức vụ": "Chuyên viên", "Đơn vị": "Phòng Quản trị",
                "Số phiếu đồng ý": "76"},
               {"Họ và tên": "Phạm Quốc Hưng", "Chức vụ": "Phó Trưởng phòng", "Đơn vị": "Phòng Tổng hợp",
                "Số phiếu đồng ý": "64", "Ghi chú": "Tái cử"},
               {"Họ và tên": "Đỗ Văn Thụy", "Số phiếu đồng ý": "0"}),
        read=({"name": "Lê Thị Mai", "position": "Chuyên viên", "unit": "Phòng Quản trị", "votes": 76, "share": "0.95"},
              {"name": "Phạm Quốc Hưng", "position": "Phó Trưởng phòng", "unit": "Phòng Tổng hợp", "votes": 64,
               "share": "0.8", "note": "Tái cử"},
              {"name": "Đỗ Văn Thụy", "votes": 0, "share": "0"}),
        shown={"A47": "Cộng: 3 cá nhân", "F17": "95,00%", "F20": ""}),
    "award-person": Filled(
        typed=({"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": "Trưởng phòng", "Đơn vị công tác": "Phòng Tổng hợp",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành xuất sắc nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Lao động tiên tiến; Chiến sĩ thi đua cơ sở",
                "Tên sáng kiến": "Số hóa hồ sơ khen thưởng", "Số, ngày quyết định công nhận":
                "31/QĐ-VPTU ngày 20/12/2023", "Số phiếu đồng ý": "24", "Tổng số phiếu": "25"},
               {"Họ và tên": "Trần Văn Bình", "Chức vụ": "Chuyên viên", "Đơn vị công tác": "Phòng Tổng hợp",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành tốt nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Lao động tiên tiến", "Số phiếu đồng ý": "20",
                "Tổng số phiếu": "25", "Ghi chú": "Chuyển đến từ tháng 3"},
               {"Họ và tên": "Vũ Thúy Quỳnh", "Danh hiệu, hình thức khen thưởng đề nghị":
                "Giấy khen; Giấy khen về sáng kiến"}),
        read=({"name": "Nguyễn Thị Hòa", "position": "Trưởng phòng", "unit": "Phòng Tổng hợp", "rating": "HTXSNV",
               "titles": ["LDTT", "CSTDCS"], "initiative": "Số hóa hồ sơ khen thưởng", "decision": "31/QĐ-VPTU",
               "date": "2023-12-20", "agree": 24, "valid": 25, "share": "0.96"},
              {"name": "Trần Văn Bình", "position": "Chuyên viên", "unit": "Phòng Tổng hợp", "rating": "HTTNV",
               "titles": ["LDTT"], "agree": 20, "valid": 25, "share": "0.8", "note": "Chuyển đến từ tháng 3"},
              {"name": "Vũ Thúy Quỳnh", "titles": ["GK", "GKSK"]}),
        shown={"A49": "Cộng: 3 cá nhân", "I49": "", "K9": "96,00%", "K11": ""}),
    "award-team": Filled(
        typed=({"Tên tập thể": "Phòng Tổng hợp", "Tổng số CBCC, NLĐ": "14",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành xuất sắc nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Tập thể lao động xuất sắc",
                "Số, ngày quyết định": "45/QĐ-VPTU ngày 05/01/2024", "Số phiếu đồng ý": "9", "Tổng số phiếu": "9"},
               {"Tên tập thể": "Phòng Cơ yếu - Công nghệ thông tin", "Tổng số CBCC, NLĐ": "8",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành tốt nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Tập thể lao động tiên tiến", "Số phiếu đồng ý": "8",
                "Tổng số phiếu": "10", "Ghi chú": "Mới thành lập"},
               {"Tên tập thể": "Chi bộ Tổng hợp",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Chi bộ hoàn thành xuất sắc nhiệm vụ; Giấy khen"}),
        read=({"name": "Phòng Tổng hợp", "headcount": 14, "rating": "HTXSNV", "titles": ["TTLDXS"],
               "decision": "45/QĐ-VPTU", "date": "2024-01-05", "agree": 9, "valid": 9, "share": "1"},
              {"name": "Phòng Cơ yếu - Công nghệ thông tin", "headcount": 8, "rating": "HTTNV", "titles": ["TTLDTT"],
               "agree": 8, "valid": 10, "share": "0.8", "note": "Mới thành lập"},
              {"name": "Chi bộ Tổng hợp", "titles": ["CBXS", "GK"]}),
        shown={"A49": "Cộng: 3 tập thể", "C49": "22", "G49": "", "I9": "100,00%"}),
    "units-due": Filled(
        typed=({"Đơn vị": "Phòng Tổng hợp", "Tên khác": "P.TH; Tổ Tổng hợp", "Đơn vị cấp trên": "Văn phòng Tỉnh ủy",
                "Số người": "14", "Biểu phải nộp": "Điểm danh; Biểu quyết", "Hạn nộp": "20/12/2024",
                "Người liên hệ": "Lê Thị Mai", "Miễn": "x"},
               {"Đơn vị": "Tổ Lái xe"}),
        read=({"unit": "Phòng Tổng hợp", "aliases": "P.TH; Tổ Tổng hợp", "parent": "Văn phòng Tỉnh ủy", "headcount": 14,
               "forms_due": "Điểm danh; Biểu quyết", "due": "2024-12-20", "contact": "Lê Thị Mai", "exempt": "x"},
              {"unit": "Tổ Lái xe"}),
        shown={"A49": "Cộng: 2 đơn vị", "E49": "14", "G9": "20/12/2024"}),
}


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="module")
def blank(known: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every blank form."""
    folder = tmp_path_factory.mktemp("blank")
    write_all(known, folder)
    return folder


@pytest.fixture(scope="module")
def filled(office: Office, blank: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:  # noqa: F811
    """Every form as a clerk filled it in and saved it."""
    folder, saved = tmp_path_factory.mktemp("filled"), {}
    for name, what in FORMS.items():
        with office.open(blank / f"{name}.xlsx") as book:
            Clerk(book).fill(what)
            saved[name] = book.save_as(folder / f"{name}.xlsx")
    return saved


class Clerk:
    """Finds cells by the words on the sheet, as a person does, and types beside or below them."""

    def __init__(self, book: Book):
        self.book, self.sheet = book, book.sheets[0]
        cells = book.sheet(self.sheet).getCellRangeByName("A1:M20").getDataArray()
        self.words = {str(value): (row, column) for row, line in enumerate(cells) for column, value in enumerate(line)
                      if value != ""}
        self.heading = self.words["STT"][0]

    def fill(self, filled: Filled, unit: str = "Phòng Tổng hợp", year: str = "2024") -> None:
        for label, text in {"Đơn vị:": unit, "Năm:": year, **filled.labels}.items():
            row, column = self.words[label]
            self.type_in(row, column + 1, text)
        for number, line in enumerate(filled.typed, 1):
            for heading, text in line.items():
                self.type_in(self.heading + number, self.words[heading][1], text)

    def type_in(self, row: int, column: int, text: str) -> None:
        self.book.type_in(self.sheet, self.place(row, column), text)

    def place(self, row: int, column: int) -> str:
        return f"{chr(65 + column)}{row + 1}"


def parts(path: Path) -> dict[str, bytes]:
    """What a workbook holds, less the hour of its writing."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}


def text_of(path: Path) -> str:
    return "\n".join(part.decode("utf-8", "replace") for part in parts(path).values())


# ---- as drawn

def test_all_forms_are_drawn(blank: Path):
    assert sorted(path.name for path in blank.iterdir()) == sorted(f"{name}.xlsx" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_blank_forms_at_hand_are_those_that_the_data_draw(blank: Path, name: str):
    assert parts(COMMITTED / f"{name}.xlsx") == parts(blank / f"{name}.xlsx"), "make templates"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_newer_than_excel_2010(blank: Path, name: str):
    text = text_of(blank / f"{name}.xlsx")
    assert "extLst" not in text and "_xlfn" not in text and "_xlws" not in text
    assert not re.findall(r"schemas\.microsoft\.com/office/(?!2006)[^\"]+", text)
    formulas = re.findall(r"<f>([^<]*)</f>", text) + re.findall(r"<formula1?>([^<]*)</formula", text)
    assert set(re.findall(r"([A-Z.]+)\(", " ".join(formulas))) <= FUNCTIONS_OF_2007


@pytest.mark.parametrize("name", NAMES)
def test_paper_and_headings(blank: Path, name: str):
    sheet = openpyxl.load_workbook(blank / f"{name}.xlsx").active
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${heading}:${heading}"
    margins = {side: round(getattr(sheet.page_margins, side) * 25.4, 2) for side in ("top", "bottom", "left", "right")}
    assert margins == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


def test_unit_and_year_are_filled_in_where_given(known: Catalogue, tmp_path: Path):
    draw(known, "vote", tmp_path / "vote.xlsx", unit="Ban Dân vận", year=2025)
    values = [cell.value for row in openpyxl.load_workbook(tmp_path / "vote.xlsx").active.iter_rows() for cell in row]
    assert values[values.index("Đơn vị:") + 1] == "Ban Dân vận" and values[values.index("Năm:") + 1] == 2025


def test_messages_in_english_but_a_vietnamese_sheet(known: Catalogue, tmp_path: Path):
    draw(known, "award-team", tmp_path / "en.xlsx", lang="en")
    sheet = openpyxl.load_workbook(tmp_path / "en.xlsx").active
    assert "Choose one of the list." in {rule.error for rule in sheet.data_validations.dataValidation}
    assert "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG" in {cell.value for row in sheet.iter_rows() for cell in row}


# ---- in a clerk's hands

@pytest.mark.parametrize("name", NAMES)
def test_formulas_follow_what_is_typed(office: Office, filled: dict[str, Path], name: str):  # noqa: F811
    with office.open(filled[name]) as book:
        assert book.shown(book.sheets[0], "A2") == "PHÒNG TỔNG HỢP"
        assert {cell: book.shown(book.sheets[0], cell) for cell in FORMS[name].shown} == FORMS[name].shown


@pytest.mark.parametrize("name", NAMES)
def test_formulas_and_headings_are_locked(office: Office, blank: Path, name: str):  # noqa: F811
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        assert book.shown(clerk.sheet, "A2") == "ĐƠN VỊ: ……………………"
        block = book.sheet(clerk.sheet).getCellRangeByName("A1:M60")
        before = block.getFormulaArray()
        locked = [(row, column) for row, line in enumerate(before) for column, text in enumerate(line)
                  if text and not text.startswith("…")]
        assert len(locked) > 40
        for row, column in locked:
            if row <= clerk.heading + 1 or row > clerk.heading + 30:   # the table's outer rows stand for all
                clerk.type_in(row, column, "7")
        assert block.getFormulaArray() == before


@pytest.mark.parametrize("name", NAMES)
def test_counts_take_whole_numbers_only(office: Office, blank: Path, known: Catalogue, name: str):  # noqa: F811
    counts = [field for field in known.forms[name].fields if field.type == "count" and field.template]
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        places = []
        for field in counts:
            row, column = clerk.words[f"{field.vi}:" if field.once else field.vi]
            places.append((row, column + 1) if field.once else (row + 1, column))
        for text in ("-1", "1,5", "12 người", "12/11", "40000"):
            clerk.type_in(*places[0], text)
            assert book.holds_invalid(clerk.sheet), text
        for text in ("", "0", "30000"):
            clerk.type_in(*places[0], text)
            assert not book.holds_invalid(clerk.sheet), text
        for place in places[1:]:
            clerk.type_in(*place, "-1")
            assert book.holds_invalid(clerk.sheet), place
            clerk.type_in(*place, "12")
            assert not book.holds_invalid(clerk.sheet), place


@pytest.mark.parametrize("name", ["award-person", "award-team"])
def test_a_rating_is_one_of_the_list_and_titles_may_be_several(office: Office, blank: Path, name: str):  # noqa: F811
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        place = clerk.heading + 1, clerk.words["Mức độ hoàn thành nhiệm vụ"][1]
        clerk.type_in(*place, "Giỏi")
        assert book.holds_invalid(clerk.sheet)
        clerk.type_in(*place, "Hoàn thành tốt nhiệm vụ")
        assert not book.holds_invalid(clerk.sheet)
    styles = {rule.formula1: rule.errorStyle
              for rule in openpyxl.load_workbook(blank / f"{name}.xlsx").active.data_validations.dataValidation}
    assert styles["cbcc_titles"] == "information" and styles["cbcc_rating"] in (None, "stop")


@pytest.mark.parametrize("name", NAMES)
def test_all_of_it_survives_a_save_by_another_program(office: Office, blank: Path, tmp_path: Path,  # noqa: F811
                                                      name: str):
    with office.open(blank / f"{name}.xlsx") as book:
        saved = openpyxl.load_workbook(book.save_as(tmp_path / "saved.xlsx"))
    drawn = openpyxl.load_workbook(blank / f"{name}.xlsx")
    for one, other in ((saved, drawn), (drawn, saved)):
        assert {rule.formula1: (rule.type, str(rule.sqref), rule.error) for rule in rules(one) if rule.error} == {
            rule.formula1: (rule.type, str(rule.sqref), rule.error) for rule in rules(other) if rule.error}
        assert {rule.prompt for rule in rules(one)} == {rule.prompt for rule in rules(other)}
        assert one.active.protection.sheet and not one.active.protection.password
        assert one.active.defined_names[MARK].attr_text == f'"{name}"'
        assert [sheet.sheet_state for sheet in one.worksheets[1:]] == ["hidden"] * ("DM" in drawn.sheetnames)
        assert one.active.print_title_rows == drawn.active.print_title_rows


def rules(book: openpyxl.Workbook) -> list[Any]:
    return book.active.data_validations.dataValidation


# ---- read back

@pytest.mark.parametrize("name", NAMES[:5])
def test_reads_back_to_what_was_typed(filled: dict[str, Path], known: Catalogue, name: str):
    part = read_file(f"{name}.xlsx", filled[name].read_bytes(), known)
    assert (part.status, part.unit, part.year) == ("read", "Phòng Tổng hợp", 2024)
    assert [record.form for record in part.records] == [name] * len(FORMS[name].read)
    assert tuple(record.values for record in part.records) == tuple(
        line | FORMS[name].labelled for line in FORMS[name].read)
    assert not part.findings
    assert [sheet.rows["problem"] for sheet in part.sheets if sheet.form] == [0]


def test_reads_back_the_same_from_an_ods(office: Office, filled: dict[str, Path], known: Catalogue,  # noqa: F811
                                         tmp_path: Path):
    with office.open(filled["award-person"]) as book:
        saved = book.save_as(tmp_path / "saved.ods")
    part = read_file(saved.name, saved.read_bytes(), known)
    assert tuple(record.values for record in part.records) == FORMS["award-person"].read
    assert (part.unit, part.year, part.findings) == ("Phòng Tổng hợp", 2024, ())


@pytest.mark.parametrize("name", NAMES[:5])
def test_a_blank_form_holds_no_record_and_no_fault(office: Office, blank: Path, known: Catalogue,  # noqa: F811
                                                   tmp_path: Path, name: str):
    with office.open(blank / f"{name}.xlsx") as book:
        saved = book.save_as(tmp_path / f"{name}.xlsx")
    for path in (blank / f"{name}.xlsx", saved):
        part = read_file(f"{name}.xlsx", path.read_bytes(), known)
        assert (part.status, part.records, part.unit, part.year) == ("read", (), None, None)
        assert {finding.code for finding in part.findings} <= {"unit-unknown"}


@pytest.mark.parametrize("name", ["award-person", "award-team"])
def test_every_value_of_the_drop_downs_is_understood(office: Office, blank: Path, known: Catalogue,  # noqa: F811
                                                     tmp_path: Path, name: str):
    form, lists = known.forms[name], drop_downs(blank / f"{name}.xlsx")
    codes = {title.vi: title.code for title in known.titles.values() if title.subject in ("any", form.subject)}
    ratings = {rating.vi: rating.code for rating in known.ratings.values()}
    assert set(lists["cbcc_titles"]) == set(codes) and set(lists["cbcc_rating"]) == set(ratings)
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        names = ["Nguyễn Thị Hòa", "Lê Văn Phúc"] if name == "award-person" else ["Phòng Tổng hợp", "Phòng Quản trị"]
        typed = [{form.fields[0].vi: f"{names[number % 2]} {chr(65 + number)}", "Mức độ hoàn thành nhiệm vụ": rating,
                  "Danh hiệu, hình thức khen thưởng đề nghị": title}
                 for number, (title, rating) in enumerate(zip(lists["cbcc_titles"], cycle(lists["cbcc_rating"])))]
        clerk.fill(Filled(tuple(typed), ()))
        assert not book.holds_invalid(clerk.sheet)
        saved = book.save_as(tmp_path / "every.xlsx")
    part = read_file("every.xlsx", saved.read_bytes(), known)
    assert [record.values["titles"] for record in part.records] == [[codes[title]] for title in lists["cbcc_titles"]]
    assert [record.values["rating"] for record in part.records] == [
        ratings[line["Mức độ hoàn thành nhiệm vụ"]] for line in typed]
    assert not {finding.code for finding in part.findings} & {"title-unknown", "rating-unknown"}


def drop_downs(path: Path) -> dict[str, list[str]]:
    """The values that each list of a workbook offers."""
    book = openpyxl.load_workbook(path)
    lists = {}
    for rule in rules(book):
        if rule.type == "list":
            ((sheet, cells),) = book.defined_names[rule.formula1].destinations
            lists[rule.formula1] = [cell.value for (cell,) in book[sheet][cells]]
    return lists


@pytest.mark.parametrize("unit", ["Phòng\x01", "Phòng\udcff", "\x0b", "P" * 256])
def test_a_unit_s_name_that_no_cell_can_hold_is_refused(tmp_path: Path, unit: str) -> None:
    with pytest.raises(OutputError, match="Tên đơn vị .+; gõ lại tên đơn vị."):
        write_all(catalogue.load(), tmp_path / "bieu", unit)
    assert not (tmp_path / "bieu").exists()


def test_a_unit_s_name_is_no_formula(tmp_path: Path) -> None:
    path = next(path for path in write_all(catalogue.load(), tmp_path, "=1+1") if path.stem == "vote")
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]
