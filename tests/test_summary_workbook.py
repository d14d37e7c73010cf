"""The summary workbook: right figures with live formulas, the agency's look kept, no text of a unit ever a formula."""
import datetime
import re
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.styles import Font, PatternFill
from uno_office import office  # noqa: F401

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import Finding, Origin, Part, Record, Sheet
from cbcc_xl.outputs import summary
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.summary.cell_text import LONGEST, bodies, clipped
from cbcc_xl.outputs.summary.stretch import Axis, Stretch, moved
from cbcc_xl.pipeline.consolidation import Attendance, Award, Consolidation, Elected, Records, Summary, UnitDue, Vote

CATALOGUE = load()
DAY = datetime.date(2023, 12, 20)
UNITS = ("Phòng Tổng hợp", "Phòng Quản trị", "Phòng Lưu trữ")
SENT = {"name": "C", "position": "D", "unit": "E", "rating": "F", "titles": "G", "agree": "H", "share": "I"}
TITLES = (["LDTT"], ["LDTT", "CSTDCS"], ["LDTT", "GK"], [])
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def person(sender, file, row, name="Nguyễn Thị Hòa", **values):
    return Record("award-person", sender, file, values.pop("sheet", "Cá nhân"), row,
                  {"name": name, "rating": "HTTNV", "titles": ["LDTT"], **values}, SENT)


def made(records, findings=(), units=(), home=Path("/hop-thu"), paths=None):
    """A consolidation of these records, its summary counted as the pipeline counts it."""
    awards = Counter((record.unit, title, record.form.removeprefix("award-")) for record in records
                     for title in record.values.get("titles", ()))
    files = {}
    for record in records:
        forms = files.setdefault(record.file, (record.unit, Counter()))[1]
        forms[record.sheet, record.form] += 1
    parts = tuple(Part(file, "a" * 64, "read", unit=unit, sheets=tuple(
        Sheet(sheet, form, 9, {"record": count, "heading": 1, "total": 1, "other": 8, "problem": 0})
        for (sheet, form), count in forms.items())) for file, (unit, forms) in files.items())
    votes = tuple(Vote(one.unit, one.values["item"], "resolution", 12, 0, 1, "0.9231", True)
                  for one in records if one.form == "vote")
    elections = tuple(Elected(one.unit, one.values["post"], one.values["name"], 16, "0.8421", "elected")
                      for one in records if one.form == "election")
    attendance = tuple(Attendance(one.unit, 20, 20, one.values["present"], True) for one in records
                       if one.form == "attendance")
    return Consolidation(
        2023, DAY, CATALOGUE, in_force(CATALOGUE, DAY), parts, Records(records), tuple(findings),
        Summary(tuple(Award(*key, count) for key, count in awards.items()), attendance, votes, elections),
        tuple(units), {part.file: Found(part.file, home / part.file) for part in parts} if paths is None else
        {name: Found(name, path) for name, path in paths.items()})


@pytest.fixture
def usual():
    records = []
    for number, unit in enumerate(UNITS):
        file = f"tháng 12/đơn vị {number + 1}.xlsx"
        records += [person(unit, file, 10 + row, f"Trần Văn {letter}", unit=unit, titles=TITLES[row % 4], agree=11,
                           share="0.955", decision="31/QĐ-VPTU", date="2023-12-20")
                    for row, letter in enumerate("ABCDEFG"[:7 - number])]
        records += [Record("award-team", unit, file, "Tập thể", 9,
                           {"name": unit, "headcount": 12, "titles": ["TTLDTT"]}, {"name": "B"}),
                    Record("vote", unit, file, "Biểu quyết", 8, {"item": "Nghị quyết"}, {"item": "B"}),
                    Record("election", unit, file, "Bầu cử", 12, {"post": "Ban Thanh tra nhân dân", "name": "Lê An",
                                                                   "votes": 16}, {"name": "B", "post": "B5"}),
                    Record("attendance", unit, file, "Điểm danh", 8, {"unit": unit, "present": 19}, {"unit": "B"})]
    findings = [Finding("ldtt-without-rating", "error", Origin(records[0].file, "Cá nhân", "F10"), {"name": "A"}),
                Finding("ttldtt-too-few-ldtt", "error", Origin(records[0].file, "Tập thể", "D9"),
                        {"name": UNITS[0], "count": 5, "of": 12, "share": "0.4167", "limit": "> 50%", "need": 7},
                        document="L15-2003", article="28.1"),
                Finding("ttldtt-too-few-ldtt", "error", Origin(records[1].file, "Tập thể", "D10"), {"name": UNITS[1]}),
                Finding("cstdcs-over-cap", "warning", Origin(), {"count": 5})]
    units = [UnitDue(UNITS[0], None, 12, "errors", "2023-12-15", (records[0].file,), ("vote",)),
             UnitDue("Tổ Lái xe", None, 4, "missing", "2023-12-15", (), ("award-person", "award-team"))]
    return made(records, findings, units)


def written(consolidation, path, **options):
    """The workbook's path, after every part of the package was found sound."""
    summary.write(consolidation, path, **options)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            etree.fromstring(package.read(name))
    return path


def values(path, sheet):
    return [list(row) for row in openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)]


def formulas(path):
    """Every formula of the package."""
    with zipfile.ZipFile(path) as package:
        return [element.text for name in package.namelist() if name.startswith("xl/worksheets/sheet")
                for element in etree.fromstring(package.read(name)).iter(f"{MAIN}f")]


def awards(rows, catalogue=CATALOGUE):
    """The sheet of awards as unit → title → count, zeros left out."""
    codes = {title.vi: code for code, title in catalogue.titles.items()}
    heads = [codes.get(text) for text in rows[5]]
    return {(row[1], heads[place]): count for row in rows[6:-1] for place, count in enumerate(row)
            if place < len(heads) and heads[place] and count}


# --- figures -------------------------------------------------------------------------------------------------------

def test_awards_show_at_once_what_the_summary_counts(usual, tmp_path):
    rows = values(written(usual, tmp_path / "a.xlsx"), "Khen thưởng")
    assert awards(rows) == {(one.unit, one.title): one.count for one in usual.summary.awards}
    assert rows[-1][0] == "TỔNG CỘNG"
    assert rows[-1][2:7] == [40, 18 - 3, 5, 4, 24] and rows[-1][7:] == [3, 3]
    assert rows[7][1:3] == ["Tổ Lái xe", 4] and rows[7][6] == 0  # due, nothing sent


def test_awards_are_live_formulas_over_people_and_teams(usual, office, tmp_path):  # noqa: F811
    with office.open(written(usual, tmp_path / "a.xlsx")) as book:
        before = [[book.shown("Khen thưởng", f"{column}{row}") for column in "DEFGHI"] for row in range(7, 12)]
        book.document.calculateAll()
        assert before == [[book.shown("Khen thưởng", f"{column}{row}") for column in "DEFGHI"] for row in range(7, 12)]
        assert before[0] == ["6", "2", "2", "10", "1", "1"]
        book.type_in("Cá nhân", "E6", "Tổ Lái xe")
        assert book.shown("Khen thưởng", "D7") == "5" and book.shown("Khen thưởng", "D8") == "1"
        overview = {book.shown("Tổng quan", f"B{row}"): book.shown("Tổng quan", f"G{row}") for row in range(40, 80)}
        assert overview["Lao động tiên tiến"] == book.shown("Khen thưởng", "D11") == "15"
        assert overview[UNITS[0]] == "10" and "0" not in overview.values()
        book.type_in("Cá nhân", "P6", "0")
        assert [book.shown("Tổng quan", f"G{row}") for row in range(40, 60)].count("14") == 1


@pytest.mark.parametrize("unit", ["Phòng A (*)", "=1+1", "<>", "phòng a", "Phòng ~ B?", "Đ" * 300])
def test_odd_names_of_units_are_counted_apart(unit, office, tmp_path):  # noqa: F811
    records = [person(unit, "a.xlsx", 10), person("Phòng A", "b.xlsx", 10), person("Phòng A (x)", "c.xlsx", 10)]
    with office.open(written(made(records), tmp_path / "a.xlsx")) as book:
        book.document.calculateAll()
        assert [book.shown("Khen thưởng", f"C{row}") for row in range(7, 11)] == ["1", "1", "1", "3"]


def test_people_with_words_shares_and_marks(usual, tmp_path):
    path = written(usual, tmp_path / "a.xlsx")
    rows = values(path, "Cá nhân")
    assert rows[4][:9] == ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Đơn vị gửi", "Xếp loại",
                           "Danh hiệu, hình thức đề nghị", "Sáng kiến", "Quyết định"]
    assert rows[6] == [2, "Trần Văn B", None, UNITS[0], UNITS[0], "Hoàn thành tốt nhiệm vụ",
                       "Lao động tiên tiến; Chiến sĩ thi đua cơ sở", None, "31/QĐ-VPTU ngày 20/12/2023", 11, 0.955,
                       None, "tháng 12/đơn vị 1.xlsx", "Cá nhân", "C11", 1, 1, None, None]
    assert rows[4][15:] == ["Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Giấy khen", "Có thể đã rút"]
    assert openpyxl.load_workbook(path)["Cá nhân"]["K7"].number_format == "0.00%"
    assert len(rows) == 5 + 18


def test_votes_elections_and_attendance_with_their_origin(usual, tmp_path):
    path = written(usual, tmp_path / "a.xlsx")
    assert values(path, "Biểu quyết")[5] == [1, UNITS[0], "Nghị quyết", "Nghị quyết", 12, 0, 1, 0.9231, "Thông qua",
                                             "tháng 12/đơn vị 1.xlsx", "Biểu quyết", "B8"]
    assert values(path, "Bầu cử")[6] == [2, UNITS[1], "Ban Thanh tra nhân dân", "Lê An", 16, 0.8421, "Trúng cử",
                                         "tháng 12/đơn vị 2.xlsx", "Bầu cử", "B12"]
    attendance = values(path, "Điểm danh")
    assert attendance[5][:6] == [1, UNITS[0], 20, 20, 19, "Đủ số người"]
    assert attendance[8][:5] == ["TỔNG CỘNG", None, 60, 60, 57]


def test_findings_stand_by_cause_the_worst_and_most_frequent_first(usual, tmp_path):
    rows = values(written(usual, tmp_path / "a.xlsx"), "Lỗi và cảnh báo")[5:]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        (None, "Lỗi", None), (1, "Lỗi", "D9"), (2, "Lỗi", "D10"), (None, "Lỗi", None), (3, "Lỗi", "F10"),
        (None, "Cảnh báo", None), (4, "Cảnh báo", None)]
    assert rows[0][2] == "Tập thể lao động tiên tiến chưa đủ tỷ lệ Lao động tiên tiến: 2"
    assert "5/12" in rows[1][5] and rows[1][6] and rows[1][7].startswith("khoản 1 Điều 28 Luật Thi đua")
    assert rows[6][2] == "(toàn bộ các đơn vị)"


def test_the_ledger_balances(usual, tmp_path):
    path = written(usual, tmp_path / "a.xlsx")
    *rows, total = values(path, "Đối chiếu")[5:]
    assert all(sum(row[8:13]) == row[13] for row in rows)
    assert total[8:14] == [sum(row[place] for row in rows) for place in range(8, 14)]
    assert total[8] == len(usual.records)
    balance = values(path, "Tổng quan")[15][0]
    assert f"{len(usual.records)} bản ghi" in balance and f"= {total[13]} dòng có chữ của 15 trang" in balance


def test_the_board_of_units_due_in_the_colours_of_its_legend(usual, tmp_path):
    sheet = openpyxl.load_workbook(written(usual, tmp_path / "a.xlsx"))["Tổng quan"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "Tổ Lái xe")
    assert [sheet.cell(row, column).value for column in range(1, 8)] == [
        2, "Tổ Lái xe", datetime.datetime(2023, 12, 15), 4, "Chưa gửi", 0,
        "Đề nghị khen thưởng: cá nhân; Đề nghị khen thưởng: tập thể"]
    legend = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "Chưa gửi: 1")
    assert sheet.cell(row, 5).fill.fgColor.rgb == legend.fill.fgColor.rgb != sheet.cell(row - 1, 5).fill.fgColor.rgb


def test_the_chart_covers_every_title(usual, tmp_path):
    path = written(usual, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path)["Tổng quan"]
    titles = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 6).value in ("Cá nhân", "Tập thể")]
    assert len(titles) == 4
    chart = next(one for one in sheet._charts if f"!$G${titles[0]}:" in one.series[0].val.numRef.f)
    assert chart.series[0].val.numRef.f == f"'Tổng quan'!$G${titles[0]}:$G${titles[-1]}"
    assert chart.series[0].cat.numRef.f == f"'Tổng quan'!$B${titles[0]}:$B${titles[-1]}"
    assert chart.anchor._from.row < titles[0] - 15                   # above the table


# --- text of units -------------------------------------------------------------------------------------------------

EVIL = ["=1+1 điểm thưởng", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "https://vi-du.example/x", "<b>&\"'", "_x0041_",
        "#REF!", "{{year}}", "\x00\x07a\x0b", "dòng 1\ndòng 2"]


def test_no_text_becomes_a_formula_or_a_link(tmp_path):
    records = [person(text, f"{number}.xlsx", 10, text, position=text, unit=text, note=text, initiative=text,
                      share=text, decision=text) for number, text in enumerate(EVIL)]
    findings = [Finding("heading-unknown", "info", Origin("0.xlsx", "Cá nhân", "A1"), {"text": text}) for text in EVIL]
    path = written(made(records, findings), tmp_path / "a.xlsx")
    found = formulas(path)
    assert found and not [one for one in found for text in EVIL if text in one]
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if b"hyperlink" in package.read(name).lower().replace(
            b"hyperlink(", b"")]
    sheet = openpyxl.load_workbook(path)["Cá nhân"]
    shown = [sheet.cell(6 + number, 2) for number in range(len(EVIL))]
    assert {cell.data_type for cell in shown} <= {"s", "inlineStr"}
    assert [cell.value for cell in shown] == [
        text.replace("_x", "_x005F_x") if text == "_x0041_" else re.sub("[\x00-\x08\x0b]", "", text) for text in EVIL]


def test_what_excel_escapes_is_read_back_as_typed(office, tmp_path):  # noqa: F811
    records = [person("A", "a.xlsx", 10 + row, text) for row, text in enumerate(EVIL)]
    with office.open(written(made(records), tmp_path / "a.xlsx")) as book:
        assert [book.cell("Cá nhân", f"B{6 + row}").String for row in range(8)] == EVIL[:8]
        assert {book.cell("Cá nhân", f"B{6 + row}").Type.value for row in range(len(EVIL))} == {"TEXT"}


@given(st.text(max_size=40))
def test_any_text_is_a_text_cell_of_sound_xml(text):
    cell = etree.fromstring(f'<c r="A1{bodies({})[str](text)}'.replace("<c ", f'<c xmlns="{MAIN[1:-1]}" ').encode())
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
    kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    assert cell.find(f"{MAIN}f") is None
    assert re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", "".join(cell.itertext())) == re.sub(
        "_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", kept)


@pytest.mark.parametrize("text", ["a" * 40_000, "😀" * 20_000])
def test_a_text_longer_than_a_cell_may_be_is_cut(text):
    cut = clipped(text)
    assert cut.endswith("…") and len(cut.encode("utf-16-le")) // 2 in (LONGEST, LONGEST - 1)
    assert clipped("a" * LONGEST) == "a" * LONGEST


# --- links ---------------------------------------------------------------------------------------------------------

def link(file, tmp_path, sheet="Cá nhân", path=None):
    record = person("A", file, 12, sheet=sheet)
    paths = {file: tmp_path / "hộp thư" / file if path is None else path or None}
    (tmp_path / "ra").mkdir()
    cell = openpyxl.load_workbook(written(made([record], paths=paths), tmp_path / "ra" / "a.xlsx"))["Cá nhân"]["O6"]
    return cell.value


@pytest.mark.parametrize(("file", "sheet", "formula"), [
    ("a/b.xlsx", "Cá nhân", "=HYPERLINK(\"../hộp thư/a/b.xlsx#'Cá nhân'!C12\",\"C12\")"),
    ('phòng "A".xlsx', "CN", "=HYPERLINK(\"../hộp thư/phòng \"\"A\"\".xlsx#'CN'!C12\",\"C12\")"),
    ("a&b.xlsx", "Tổ <1> 'A'", "=HYPERLINK(\"../hộp thư/a&b.xlsx#'Tổ <1> ''A'''!C12\",\"C12\")"),
    ("a.csv", "a", "=HYPERLINK(\"../hộp thư/a.csv\",\"C12\")"),
    ("a.xlsx", "=1+1", "=HYPERLINK(\"../hộp thư/a.xlsx\",\"C12\")"),
    ("b/=1+1.xlsx", "CN", "C12"),
    ("thư #2.xlsx", "CN", "C12"),
    ("\\\\máy chủ\\a.xlsx", "CN", "C12"),
    ("a" * 240 + ".xlsx", "Cá nhân", "C12"),
])
def test_a_row_leads_to_its_cell(file, sheet, formula, tmp_path):
    assert link(file, tmp_path, sheet) == formula


def test_a_member_of_a_zip_has_no_link(tmp_path):
    assert link("a.xlsx", tmp_path, path=False) == "C12"


# --- the template --------------------------------------------------------------------------------------------------

def restyled(path, change):
    book = openpyxl.load_workbook(summary.shipped())
    change(book)
    book.save(path)
    return path


def test_an_agency_s_look_words_and_order_of_columns_stay(usual, tmp_path):
    def change(book):
        sheet = book["Cá nhân"]
        sheet.title = "DS cá nhân"
        sheet["B5"].value, sheet["C5"].value = "Chức danh", "Họ tên"
        sheet["B6"].value, sheet["C6"].value = "{{people.position}}", "{{ people.name }}"
        sheet["D6"].value = "{{people.unit}} ({{people.sent_by}})"
        sheet["C6"].font, sheet["C6"].fill = Font(name="Arial", size=14), PatternFill("solid", fgColor="FFFF00")
        sheet["A8"].value = "Người lập biểu"
        sheet.insert_rows(1, 2)
        sheet.row_dimensions[8].height, sheet.freeze_panes = 40, "C8"
        book["Tổng quan"]["A1"].value = "TỈNH ỦY VÍ DỤ"
        del book["Bầu cử"]

    path = written(usual, tmp_path / "a.xlsx", template=restyled(tmp_path / "mẫu.xlsx", change))
    book = openpyxl.load_workbook(path)
    assert "Bầu cử" not in book.sheetnames and book["Tổng quan"]["A1"].value == "TỈNH ỦY VÍ DỤ"
    sheet = book["DS cá nhân"]
    assert (sheet["B7"].value, sheet["C7"].value, sheet["C8"].value) == ("Chức danh", "Họ tên", "Trần Văn A")
    assert sheet["D25"].value == f"{UNITS[2]} ({UNITS[2]})" and sheet.freeze_panes == "C8"
    assert sheet["C20"].font.name == "Arial" and sheet["C20"].fill.fgColor.rgb == "00FFFF00"
    assert sheet.row_dimensions[20].height == 40
    assert sheet["A27"].value == "Người lập biểu"                 # two rows below the last of 18
    assert "SUMIFS('DS cá nhân'!$P$8:$P$25,'DS cá nhân'!$E$8:$E$25,$B7)" in formulas(path)
    assert awards(values(path, "Khen thưởng")) == {(one.unit, one.title): one.count for one in usual.summary.awards}


def test_a_template_saved_by_another_program(usual, office, tmp_path):  # noqa: F811
    with office.open(summary.shipped()) as book:
        book.save_as(tmp_path / "mẫu.xlsx")
    path = written(usual, tmp_path / "a.xlsx", template=tmp_path / "mẫu.xlsx")
    assert awards(values(path, "Khen thưởng")) == {(one.unit, one.title): one.count for one in usual.summary.awards}
    assert [sheet.print_area for sheet in openpyxl.load_workbook(path)][2] == "'Cá nhân'!$A$1:$L$23"


def test_without_the_sheet_of_people_awards_are_plain_figures(usual, tmp_path):
    def change(book):
        del book["Cá nhân"]

    path = written(usual, tmp_path / "a.xlsx", template=restyled(tmp_path / "mẫu.xlsx", change))
    assert awards(values(path, "Khen thưởng")) == {(one.unit, one.title): one.count for one in usual.summary.awards}
    assert "SUM($D7:$F7)" in formulas(path) and not [one for one in formulas(path) if "Cá nhân" in one and "SUM" in one]


@pytest.mark.parametrize("text", ["{{nam}}", "{{people.tuoi}}", "{{nguoi.name}}", "{{people.name:tong}}"])
def test_an_unknown_place_is_named_with_its_cell(usual, text, tmp_path):
    def change(book):
        book["Cá nhân"]["L6"].value = text

    with pytest.raises(OutputError, match=r"trang “Cá nhân”, ô L6"):
        summary.write(usual, tmp_path / "a.xlsx", restyled(tmp_path / "mẫu.xlsx", change))
    assert not (tmp_path / "a.xlsx").exists()


def test_a_template_that_is_none(usual, tmp_path):
    (tmp_path / "mẫu.xlsx").write_text("x")
    with pytest.raises(OutputError, match="không phải là tệp .xlsx đọc được"):
        summary.write(usual, tmp_path / "a.xlsx", tmp_path / "mẫu.xlsx")
    with pytest.raises(OutputError, match="Không đọc được mẫu tổng hợp"):
        summary.write(usual, tmp_path / "a.xlsx", tmp_path / "không có.xlsx")


def test_what_nobody_sent_has_no_sheet_and_no_chart(tmp_path):
    path = written(made([]), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Tổng quan", "Lỗi và cảnh báo", "Đối chiếu", "Căn cứ"] and not book["Tổng quan"]._charts
    assert "Không có lỗi, cảnh báo nào" in {row[1] for row in values(path, "Lỗi và cảnh báo")}


def test_without_a_list_of_units_the_overview_has_no_board(usual, tmp_path):
    board = openpyxl.load_workbook(written(usual, tmp_path / "a.xlsx"))["Tổng quan"]
    assert [cell.value for cell in board["A"]].count("V. ĐƠN VỊ PHẢI NỘP") == 1 and len(board.row_breaks.brk) == 3
    none = openpyxl.load_workbook(written(made(usual.records), tmp_path / "b.xlsx"))["Tổng quan"]
    assert none.max_row < board.max_row - 5 and len(none.row_breaks.brk) == 2
    shown = {cell.value for row in none.iter_rows() for cell in row}
    assert not {"V. ĐƠN VỊ PHẢI NỘP", "Hạn nộp", "Chưa gửi: 0"} & shown


def test_it_prints_on_a4_with_its_heading_on_every_page(usual, tmp_path):
    book = openpyxl.load_workbook(written(usual, tmp_path / "a.xlsx"))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.oddHeader.center.text == "&P"
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}
    people = book["Cá nhân"]
    assert people.page_setup.orientation == "landscape" and book["Tổng quan"].page_setup.orientation == "portrait"
    assert (people.print_title_rows, people.freeze_panes, people.auto_filter.ref) == ("$5:$5", "C6", "A5:O23")
    assert people.print_area == "'Cá nhân'!$A$1:$L$23" and book["Khen thưởng"].print_area == "'Khen thưởng'!$A$1:$I$11"


def test_long_texts_get_higher_rows(tmp_path):
    long = person("A", "a.xlsx", 11, initiative="Số hóa quy trình tiếp nhận và luân chuyển văn bản đến " * 3)
    path = written(made([person("A", "a.xlsx", 10, titles=[]), long]), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path)["Cá nhân"]
    assert sheet.row_dimensions[7].height > 80 > 40 > (sheet.row_dimensions[6].height or 15)


def test_english(usual, tmp_path):
    path = written(usual, tmp_path / "a.xlsx", lang="en")
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["Overview", "Awards", "Persons", "Teams", "Conditions", "Shares", "Statistics", "Votes",
                               "Elections", "Attendance", "Findings", "Ledger", "Sources"]
    assert book["Awards"]["A2"].value == "NOMINATIONS BY UNIT AND TITLE, 2023"
    assert book["Persons"]["G7"].value == "Advanced worker; Emulation fighter, grassroots level"
    assert book["Awards"]["D7"].value == 6 and book["Persons"].print_area == "'Persons'!$A$1:$L$23"
    assert "SUMIFS('Persons'!$P$6:$P$23,'Persons'!$E$6:$E$23,$B7)" in formulas(path)


def test_the_same_twice(usual, tmp_path):
    assert (written(usual, tmp_path / "a.xlsx").read_bytes() == written(usual, tmp_path / "b.xlsx").read_bytes())


# --- growing -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("formula", "grown"), [
    ("A5", "A5"), ("A6", "A6:A10"), ("A7", "A11"), ("$A$5:$C$6", "$A$5:$E$10"), ("$6:$6", "$6:$10"), ("A:C", "A:E"),
    ("SUM(C6:C6)", "SUM(C6:E10)"), ("'Cá nhân'!C7", "'Cá nhân'!C11:E11"), ("Khác!C6", "'Khác'!C6"),
    ('IF(A7="C6",LOG10(B7),1)', 'IF(A11="C6",LOG10(B11),1)'), ("D8", "F12")])
def test_references_follow(formula, grown):
    stretch = Stretch(Axis({6: 5}), Axis({3: 3}))
    assert moved(formula, "Cá nhân", {"Cá nhân": stretch}, {}) == grown


@given(st.dictionaries(st.integers(1, 20), st.integers(0, 9), max_size=4), st.integers(1, 30), st.integers(0, 10))
def test_positions_keep_their_order_and_leave_no_gap(grown, position, more):
    axis = Axis(grown)
    assert axis.first(position + 1) == axis.last(position) + 1
    assert axis.first(position + more) >= axis.first(position)
