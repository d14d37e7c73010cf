"""The sheet of any form: words and figures as in report.json, its cell a click away, an agency's own form like ours."""
import datetime
import json
import zipfile

import openpyxl
import pytest
from test_summary_workbook import made, values, written

import cbcc_xl
from cbcc_xl.model import Record
from cbcc_xl.outputs import report_json, summary

COUNCIL = {"council": "Hội đồng Thi đua - Khen thưởng Sở", "members": 11, "present": 9, "written": 2, "issued": 11,
           "returned": 11, "valid": 10, "invalid": 1}
CELLS = {"name": "B", "agree": "E", "share": "G", "members": "D5", "council": "D4"}


def record(form, row, columns=None, file="a.xlsx", **values):
    return Record(form, "Văn phòng Sở", file, "Trang 1", row, values, columns or {"name": "B"})


def ballot(row, name="Tạ Quang Kiên", **values):
    return record("ballot", row, CELLS, **{**COUNCIL, "name": name, "title": "CSTDCS", "agree": 10, **values})


def table(path, sheet, head=5):
    """A sheet as rows by heading."""
    heads, *rows = values(path, sheet)[head - 1:]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_council_s_figures_stand_above_its_ballots_and_beside_them(tmp_path):
    ballots = [ballot(12), ballot(13, "Phạm Đình Hải", share="0.909", disagree=1),
               ballot(9, "Chi cục Thủy lợi", council="Khối thi đua số 3", title="TTLDTT")]
    path = written(made(ballots), tmp_path / "a.xlsx")
    rows = table(path, "Bỏ phiếu")
    lines = [row["Họ và tên hoặc tên tập thể"] for row in rows if row["STT"] is None]
    assert lines[0] == COUNCIL["council"] and lines[3] == "Khối thi đua số 3"
    assert lines[1].startswith("Tổng số thành viên hội đồng: 11; Số thành viên có mặt: 9; ")
    sheet = openpyxl.load_workbook(path)["Bỏ phiếu"]
    printed = "BCDEFG"                         # what is clipped at the right on paper is lost
    assert max(map(len, lines)) <= sum(sheet.column_dimensions[column].width for column in printed)
    people = [row for row in rows if row["STT"]]
    assert [row["STT"] for row in people] == [1, 2, 3]
    assert people[1] == {
        "STT": 2, "Họ và tên hoặc tên tập thể": "Phạm Đình Hải", "Danh hiệu, hình thức khen thưởng":
        "Chiến sĩ thi đua cơ sở", "Số phiếu đồng ý": 10, "Số phiếu không đồng ý": 1,
        "Tỷ lệ trên tổng số thành viên": 0.909, "Đơn vị gửi": "Văn phòng Sở", "Tệp": "a.xlsx", "Trang": "Trang 1",
        "Nguồn (ô)": "B13", "Hội đồng": COUNCIL["council"], "Tổng số thành viên hội đồng": 11,
        "Số thành viên có mặt": 9, "Số thành viên vắng, gửi ý kiến bằng văn bản": 2, "Số phiếu phát ra": 11,
        "Số phiếu thu về": 11, "Số phiếu hợp lệ": 10, "Số phiếu không hợp lệ": 1}


def test_words_figures_and_days_of_the_other_forms(tmp_path):
    path = written(made([
        record("rating", 8, name="Lê An", rating="HTXSNV", self_rating="HTTNV", score="92.5"),
        record("initiative", 8, name="Lê An (60%); Vũ Bình (40%)", authors=["Lê An", "Vũ Bình"], scope="local",
               title_of_initiative="Sổ tay", decision="512/QĐ-SNN", date="2024-12-05"),
        record("registration", 8, name="Lê An", titles=["LDTT", "CSTDCS"]),
        record("target", 8, target="Diện tích lúa", measure="ha", planned="1250", achieved="1300.5", share="1.0404"),
        record("target", 9, target="Chi bộ", planned="Hoàn thành tốt trở lên"),
        record("proposal", 8, content="Khám sức khỏe", deadline="2025-06-30"),
        record("proposal", 9, content="Nhà xe", deadline="Quý III/2025"),
        record("movement", 8, name="Vì người nghèo", kind="fund", amount="24500000", qualifier=">")]),
        tmp_path / "a.xlsx")
    assert table(path, "Xếp loại")[0]["Cấp có thẩm quyền xếp loại"] == "Hoàn thành xuất sắc nhiệm vụ"
    assert table(path, "Xếp loại")[0]["Điểm"] == 92.5
    initiative = table(path, "Sáng kiến")[0]
    assert initiative["Phạm vi ảnh hưởng"] == "Cấp cơ sở" and "Tác giả" not in initiative
    assert initiative["Số, ngày quyết định công nhận"] == "512/QĐ-SNN ngày 05/12/2024"
    assert table(path, "Đăng ký")[0]["Danh hiệu, hình thức khen thưởng đăng ký"] == \
        "Lao động tiên tiến; Chiến sĩ thi đua cơ sở"
    assert [(row["Kế hoạch"], row["Thực hiện"]) for row in table(path, "Chỉ tiêu")] == [
        (1250, 1300.5), ("Hoàn thành tốt trở lên", None)]
    assert [row["Thời hạn"] for row in table(path, "Kiến nghị")] == [datetime.datetime(2025, 6, 30), "Quý III/2025"]
    fund = table(path, "Phong trào")[0]
    assert (fund["Loại"], fund["Số tiền (đồng)"], fund["Mức ước lượng"]) == ("Quỹ", 24_500_000, "hơn")
    sheet = openpyxl.load_workbook(path)["Chỉ tiêu"]
    assert sheet["F6"].number_format == "0.00%" and sheet.conditional_formatting


def test_a_column_that_nobody_filled_in_takes_no_room_unless_it_must_be(tmp_path):
    path = written(made([record("rating", 8, name="Lê An", rating="HTTNV")]), tmp_path / "a.xlsx")
    assert list(table(path, "Xếp loại")[0]) == ["STT", "Họ và tên", "Cấp có thẩm quyền xếp loại", "Đơn vị gửi", "Tệp",
                                                "Trang", "Nguồn (ô)"]
    sheet = openpyxl.load_workbook(path)["Xếp loại"]
    assert sheet.print_area == "'Xếp loại'!$A$1:$D$6" and "A2:D2" in map(str, sheet.merged_cells.ranges)


def test_forms_that_nobody_sent_have_no_sheet_and_annexes_count_on(tmp_path):
    path = written(made([record("target", 8, target="Diện tích lúa", planned="1")]), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert "Chỉ tiêu" in book.sheetnames and not {"Bỏ phiếu", "Xếp loại", "Biểu khác"} & set(book.sheetnames)
    numbers = [sheet["A1"].value for sheet in book if str(sheet["A1"].value).startswith("Phụ lục")]
    assert numbers == ["Phụ lục I"]
    with zipfile.ZipFile(path) as package:
        parts = set(package.namelist())
        types = package.read("[Content_Types].xml").decode()
    assert len([one for one in parts if one.startswith("xl/worksheets/sheet")]) == len(book.sheetnames)
    assert all(f'PartName="/{part}"' in types for part in parts if part.startswith("xl/worksheets/sheet"))
    assert types.count("worksheet+xml") == len(book.sheetnames)


@pytest.mark.parametrize("text", ["=1+1", "{{year}}", "@SUM(A1)", "<b>&\"'"])
def test_no_text_of_any_form_becomes_a_formula(text, tmp_path):
    path = written(made([ballot(12, text, council=text), record("target", 8, target=text, planned=text)]),
                   tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in ("Bỏ phiếu", "Chỉ tiêu") for row in book[sheet].iter_rows(min_row=6) for cell in row
             if cell.value == text]
    assert len(cells) == 5 and {cell.data_type for cell in cells} <= {"s", "inlineStr"}


def test_english(tmp_path):
    path = written(made([ballot(12), record("movement", 8, name="A", kind="fund")]), tmp_path / "a.xlsx", lang="en")
    assert table(path, "Council ballots")[3]["Votes"] == 10
    assert table(path, "Movements")[0]["Kind"] == "Fund"


# --- an agency's own form, by data files alone ---------------------------------------------------------------------

AGENCY = """
[form.visit]
name = "visit"
order = 40
vi = "Tiếp công dân: lịch"
en = "Citizens received"
sheet = "Tiếp công dân [lịch]"
title = "SỔ TIẾP CÔNG DÂN"
about = ["office"]
needs = [["office", "visits"]]
fields = [
  { key = "host", type = "text", vi = "Người chủ trì", en = "Host", once = true },
  { key = "office", type = "text", vi = "Phòng tiếp", en = "Office", width = 30, must = true },
  { key = "visits", type = "count", vi = "Số lượt tiếp", en = "Visits", width = 9, must = true },
  { key = "share", type = "share", vi = "Tỷ lệ giải quyết", en = "Share" },
  { key = "cost", type = "money", vi = "Kinh phí", en = "Cost" },
  { key = "sheet", type = "text", vi = "Sổ", en = "Book" }]

[wording.visit.headings]
office = ["Phòng tiếp"]
visits = ["Số lượt tiếp"]
share = ["Tỷ lệ giải quyết"]
cost = ["Kinh phí"]
sheet = ["Sổ"]

[wording.visit.labels]
host = ["Người chủ trì"]
"""


@pytest.fixture
def visits(tmp_path):
    (tmp_path / "hộp thư").mkdir()
    (tmp_path / "cơ quan.toml").write_text(AGENCY, "utf-8")
    book = openpyxl.Workbook()
    for row in (["SỔ TIẾP CÔNG DÂN"], ["Người chủ trì:", "Lê An"], [],
                ["STT", "Phòng tiếp", "Số lượt tiếp", "Tỷ lệ giải quyết", "Kinh phí", "Sổ"],
                [1, "Phòng Một cửa", 12, "95,5%", 1_250_000, "Q1"], [2, "Thanh tra", 7, "100%", 800_000, "Q2"]):
        book.active.append(row)
    book.save(tmp_path / "hộp thư" / "tiếp dân.xlsx")
    return cbcc_xl.consolidate(tmp_path / "hộp thư", year=2024, rules=[tmp_path / "cơ quan.toml"])


def test_a_form_that_an_agency_adds_has_a_sheet_like_ours(visits, tmp_path):
    path = written(visits, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiếp công dân  lịch"]
    assert [cell.value for cell in sheet[5]][:11] == [
        "STT", "Phòng tiếp", "Số lượt tiếp", "Tỷ lệ giải quyết", "Kinh phí", "Sổ", "Đơn vị gửi", "Tệp", "Trang",
        "Nguồn (ô)", "Người chủ trì"]
    assert sheet["A2"].value == "TIẾP CÔNG DÂN: LỊCH NĂM 2024" and sheet["A1"].value == "Phụ lục I"
    assert [cell.value for cell in sheet[7]][:6] == [1, "Phòng Một cửa", 12, 0.955, 1_250_000, "Q1"]
    assert (sheet["D7"].number_format, sheet["C7"].number_format) == ("0.00%", '#,##0;-#,##0;"–"')
    assert sheet["B6"].value == sheet["K7"].value == "Lê An"
    assert (sheet.print_area, sheet.print_title_rows) == (f"'{sheet.title}'!$A$1:$G$8", "$5:$5")
    assert sheet.column_dimensions["B"].width == 30
    assert sheet["J7"].value == "=HYPERLINK(\"hộp thư/tiếp dân.xlsx#'Sheet'!B5\",\"B5\")"
    written_report = tmp_path / "a.json"
    report_json.write(visits, written_report)
    said = [one["values"] for one in json.loads(written_report.read_text("utf-8"))["records"]]
    assert [one["visits"] for one in said] == [sheet["C7"].value, sheet["C8"].value]
    assert [float(one["share"]) for one in said] == [sheet["D7"].value, sheet["D8"].value]


def test_it_is_left_out_where_the_template_has_no_model_sheet(visits, tmp_path):
    book = openpyxl.load_workbook(summary.shipped())
    del book["Biểu khác"]
    book.save(tmp_path / "mẫu.xlsx")
    path = written(visits, tmp_path / "a.xlsx", template=tmp_path / "mẫu.xlsx")
    assert not [name for name in openpyxl.load_workbook(path).sheetnames if name.startswith("Tiếp")]


def test_it_speaks_english_too(visits, tmp_path):
    sheet = openpyxl.load_workbook(written(visits, tmp_path / "a.xlsx", lang="en"))["Citizens received"]
    assert (sheet["A2"].value, sheet["B5"].value) == ("CITIZENS RECEIVED, 2024", "Office")


def test_no_range_is_left_empty_where_columns_go(visits, tmp_path):
    records = [record("registration", 8, name="Lê An", titles=["LDTT"]), record("target", 8, target="Diện tích lúa",
                                                                                 planned="1")]
    for number, one in enumerate((made(records), visits)):
        with zipfile.ZipFile(written(one, tmp_path / f"{number}.xlsx")) as package:
            sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert not [one for one in sheets if 'ref=""' in one or "#REF!" in one]
