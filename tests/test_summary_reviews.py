"""Sheets of reviews: conditions, shares, statistics, prizes, the cluster; each figure is that of report.json."""
import dataclasses
import json

import openpyxl
import pytest
from test_form_sheets import record, table
from test_summary_workbook import UNITS, made, person, usual, values, written  # noqa: F401
from uno_office import office  # noqa: F401

from cbcc_xl.outputs import report_json
from cbcc_xl.pipeline.consolidation import Paid
from cbcc_xl.pipeline.summary import summarise

SCORES = {"Phòng A": ("58", "38.5"), "Phòng B": ("62", "37.5"), "Phòng C": ("56.5", "40")}


def summed(records, findings=()):
    """A consolidation with the summary that the pipeline counts."""
    one = made(records, findings)
    return dataclasses.replace(one, summary=summarise(one.records, one.catalogue, one.rulebook))


def scores():
    return [record("score", 8 + row, {"criterion": "B", "final": "F", "unit": "C"}, unit=unit, criterion=criterion,
                   max=most, final=SCORES[unit][row]) for row, (criterion, most) in enumerate((
                       ("Nhiệm vụ", "60"), ("Phong trào", "40"))) for unit in SCORES]


def said(consolidation, tmp_path):
    report_json.write(consolidation, tmp_path / "a.json")
    return json.loads((tmp_path / "a.json").read_text("utf-8"))["summary"]


def test_points_totals_and_ranks_are_those_of_the_report(tmp_path):
    one = summed(scores())
    path = written(one, tmp_path / "a.xlsx")
    rows = values(path, "Điểm khối")
    assert rows[4][:6] == ["STT", "Tiêu chí", "Điểm tối đa", "Phòng A", "Phòng B", "Phòng C"]
    assert [row[1:6] for row in rows[5:7]] == [["Nhiệm vụ", 60, 58, 62, 56.5], ["Phong trào", 40, 38.5, 37.5, 40]]
    assert rows[7][2:6] == [100, 96.5, 99.5, 96.5]
    ranking = table(path, "Xếp hạng khối", 6)[:3]
    assert [(row["Đơn vị"], row["Điểm"], row["Hạng"]) for row in ranking] == [
        (line["unit"], float(line["score"]), line["rank"])
        for line in sorted(said(one, tmp_path)["cluster"], key=lambda line: line["rank"])]
    assert [row["Ghi chú"] for row in ranking] == [None, *["Bằng điểm với 1 đơn vị khác"] * 2]
    sheet = openpyxl.load_workbook(path)["Xếp hạng khối"]
    assert sheet["C7"].value == "='Điểm khối'!$E$8" and ranking[0]["Nguồn (ô)"] == "F8"


def test_a_cluster_is_calculated_anew_in_the_ranking_and_on_the_overview(office, tmp_path):  # noqa: F811
    with office.open(written(summed(scores()), tmp_path / "a.xlsx")) as book:
        book.document.calculateAll()
        assert book.shown("Xếp hạng khối", "C7") == "99,5"
        book.type_in("Điểm khối", "E6", "50")
        assert book.shown("Xếp hạng khối", "C7") == "87,5"
        assert "87,5" in [book.shown("Tổng quan", f"G{row}") for row in range(20, 60)]


def test_a_unit_without_all_its_points_is_said_to_lack_data(tmp_path):
    records = scores()
    records[0].values.pop("final")
    rows = table(written(summed(records), tmp_path / "a.xlsx"), "Xếp hạng khối", 6)
    assert [(row["Đơn vị"], row["Hạng"], row["Ghi chú"]) for row in rows[2:3]] == [("Phòng A", None, "Chưa đủ số liệu")]


def test_units_put_forward_by_vote(tmp_path):
    vote = record("ballot", 12, {"agree": "E"}, name="Phòng B", title="CTDT", agree=13, present=15,
                  council="Khối thi đua số 3")
    rows = values(written(summed([*scores(), vote]), tmp_path / "a.xlsx"), "Xếp hạng khối")
    at = next(place for place, row in enumerate(rows) if row[0] == "II. BỎ PHIẾU SUY TÔN")
    assert rows[at + 2] == [1, "Phòng B", 13, 15, "Cờ thi đua cấp bộ, tỉnh", "a.xlsx", "Trang 1", "E12"]


def test_each_share_with_limit_margin_and_verdict(usual, tmp_path):  # noqa: F811
    rows = table(written(usual, tmp_path / "a.xlsx"), "Kiểm tra tỷ lệ", 7)
    cap, team = rows[0], rows[1]
    assert (cap["Tỷ lệ, điều kiện"], cap["Tử số"], cap["Mẫu số"]) == ("Chiến sĩ thi đua cơ sở trên Lao động tiên tiến",
                                                                      5, 15)
    assert (cap["Tỷ lệ"], cap["Phải có, tối đa"], cap["Dư (+), thiếu (-)"]) == (0.3333, 2, -3)
    assert cap["Mức yêu cầu"] == "không quá 15%" and cap["Kết luận"] == "Không đạt"
    assert cap["Làm tròn, cách hiểu khác"].startswith("15% của 15 là 2,25, làm tròn xuống; làm tròn thường thì tối đa")
    assert (team["Đối tượng xét"], team["Tử số"], team["Mẫu số"], team["Dư (+), thiếu (-)"]) == (UNITS[0], 6, 12, -1)
    assert team["Nguồn (ô)"] == "B9"


def test_what_is_met_is_told_too_and_the_legend_counts(tmp_path):
    people = [person("Phòng A", "a.xlsx", row, f"Người {row}") for row in range(10, 18)]
    team = record("award-team", 9, {"name": "B"}, name="Phòng A", headcount=10, titles=["TTLDTT"])
    path = written(made([*people, team]), tmp_path / "a.xlsx")
    found = [(row["Tử số"], row["Phải có, tối đa"], row["Dư (+), thiếu (-)"], row["Kết luận"])
             for row in table(path, "Kiểm tra tỷ lệ", 7)]
    assert found == [(8, 6, 2, "Đạt")]                           # over half of 10, as the law of 2023 had it
    assert values(path, "Kiểm tra tỷ lệ")[4][1:5] == ["Đạt: 1", "Không đạt: 0", "Cần xem lại: 0", "Thiếu căn cứ: 0"]


def test_each_person_against_each_condition(tmp_path):
    people = [person("A", "a.xlsx", 10, "Lê An", titles=["LDTT"]),
              person("A", "a.xlsx", 11, "Vũ Bình", titles=["LDTT"], rating="HTNV"),
              person("A", "a.xlsx", 12, "Hồ Cúc", titles=["CSTDCS"], initiative="Sổ tay"),
              person("A", "a.xlsx", 13, "Đỗ Dân", titles=["GK"])]
    rows = table(written(made(people), tmp_path / "a.xlsx"), "Rà soát điều kiện", 7)
    shown = ("Họ và tên", "Xếp loại", "Có Lao động tiên tiến", "Kết luận")
    assert [tuple(row[key] for key in shown) for row in rows] == [
        ("Lê An", "Đạt", "–", "Đạt"), ("Vũ Bình", "Không đạt", "–", "Không đạt"),
                     ("Hồ Cúc", "Đạt", "Không đạt", "Không đạt")]
    assert rows[0]["Lý do"] is None and "không có trong danh sách Lao động tiên tiến" in rows[2]["Lý do"]
    assert rows[1]["Nguồn (ô)"] == "G11"


def test_awards_by_title_and_whom_they_go_to(tmp_path):
    people = [person("A", "a.xlsx", 10, "Lê An", position="Phó Trưởng phòng Tổng hợp"),
              person("A", "a.xlsx", 11, "Vũ Bình", position="Chuyên viên"), person("A", "a.xlsx", 12, "Hồ Cúc"),
              record("movement", 8, name="Vì người nghèo", kind="fund", amount="24500000.5"),
              record("movement", 9, name="Bốn tốt", kind="model")]
    people += [person("A", "a.xlsx", 13 + at, name, position=position) for at, (name, position) in enumerate(
        [("Lý Dần", "PCCT"), ("Lò Mão", "P.TP Hành chính"), ("Hà Thìn", "CV UBND TP")])]
    rows = values(written(made(people), tmp_path / "a.xlsx"), "Thống kê")
    assert rows[6] == [1, "Lao động tiên tiến", "Cơ sở", 0, 3, 2, 1, 6, 6]
    assert rows[7] == ["TỔNG CỘNG", None, None, 0, 3, 2, 1, 6, 6]
    assert [row[1:4] + row[5:6] for row in rows[11:13]] == [["Quỹ", 1, 1, 24_500_000.5], ["Mô hình", 1, 1, None]]


def test_prizes_as_the_report_has_them(tmp_path):
    prizes = (Paid("A", "LDTT", "person", 3, 2, "0.3", 2_340_000, "702000", 710_000, 1_420_000, False, "ND98-2023",
                   "53"),
              Paid("A", "GK", "person", 1, 1, None, None, None, None, None, False, None, None))
    one = made([person("A", "a.xlsx", 10)])
    one = dataclasses.replace(one, summary=one.summary._replace(prizes=prizes))
    path = written(one, tmp_path / "a.xlsx")
    first, second = table(path, "Tiền thưởng")[:2]
    keys = ("count", "paid", "coefficient", "base", "unrounded", "amount", "total")
    line = said(one, tmp_path)["prizes"][0]
    assert list(first.values())[4:11] == [float(line[key]) for key in keys]
    assert first["Lưu ý"] == "Có người nhận mức của danh hiệu cao hơn" and second["Lưu ý"] == "Chưa có hệ số"
    assert openpyxl.load_workbook(path)["Tiền thưởng"]["K6"].value == "=$F6*$J6"
    assert values(path, "Tiền thưởng")[7][10] == 1_420_000


def test_headcounts_and_ratings_stand_beside_the_awards_of_a_unit(office, tmp_path):  # noqa: F811
    records = [person("A", "a.xlsx", 10), *(record("rating", 8 + row, {"name": "B", "rating": "C"}, name=str(row),
                                                   rating=code) for row, code in enumerate(
                                                       ("HTXSNV", "HTTNV", "HTTNV")))]
    records += [record("award-team", 9, {"name": "B"}, name="Văn phòng Sở", headcount=8, titles=["TTLDTT"])]
    with office.open(written(made(records), tmp_path / "a.xlsx")) as book:
        book.document.calculateAll()
        row = next(row for row in (7, 8) if book.shown("Khen thưởng", f"B{row}") == "Văn phòng Sở")
        assert [book.shown("Khen thưởng", f"{column}{row}") for column in "CDEFG"] == ["8", "1", "2", "–", "–"]
        assert book.shown("Khen thưởng", "E6") == "Hoàn thành tốt nhiệm vụ"


@pytest.mark.parametrize("sheet", ["Rà soát điều kiện", "Kiểm tra tỷ lệ", "Thống kê", "Xếp hạng khối", "Điểm khối",
                                   "Tiền thưởng"])
def test_what_has_no_data_has_no_sheet(sheet, tmp_path):
    path = written(made([record("proposal", 8, content="A")]), tmp_path / "a.xlsx")
    assert sheet not in openpyxl.load_workbook(path).sheetnames


def test_a_share_with_many_decimals_is_a_number(tmp_path):
    path = written(made([person("A", "a.xlsx", 10, share="0.92307692307692313")]), tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(path)["Cá nhân"]["K6"]
    assert (cell.value, cell.data_type) == (0.9230769230769231, "n")


def test_charts_stand_only_over_what_there_is(tmp_path):
    path = written(summed([*scores(), record("rating", 8, name="A", rating="HTTNV")]), tmp_path / "a.xlsx")
    charts = openpyxl.load_workbook(path)["Tổng quan"]._charts
    assert sorted(chart.title.tx.rich.p[0].r[0].t for chart in charts) == [
        "Số người theo mức xếp loại", "Điểm thống nhất của các đơn vị"]
    shown = {row[1]: row[6] for row in values(path, "Tổng quan")}
    assert shown["Hoàn thành tốt nhiệm vụ"] == 1 and shown["Phòng B"] == 99.5


def test_sources_name_ratings_in_words_and_the_articles_cited(usual, tmp_path):  # noqa: F811
    text = {cell for row in values(written(usual, tmp_path / "a.xlsx"), "Căn cứ") for cell in row if cell}
    assert not {"HTTNV", "HTXSNV"} & text and "từ Hoàn thành tốt nhiệm vụ trở lên" in text
    assert any(str(one).startswith("Điều 21; Điều 22; khoản 1 Điều 23; khoản 2 Điều 23; Điều 24") for one in text)


def test_of_very_many_persons_only_those_not_plainly_met_are_listed(monkeypatch, tmp_path):
    monkeypatch.setattr("cbcc_xl.outputs.summary.eligibility.WHOLE", 2)
    people = [person("A", "a.xlsx", row, f"Người {row}", rating="HTNV" if row == 11 else "HTTNV")
              for row in range(10, 14)]
    path = written(made(people), tmp_path / "a.xlsx")
    rows = values(path, "Rà soát điều kiện")
    assert rows[4][1:3] == ["Đạt: 3", "Không đạt: 1"] and "Chỉ liệt kê người chưa đạt" in "".join(map(str, rows[4]))
    assert [row["Họ và tên"] for row in table(path, "Rà soát điều kiện", 7)] == ["Người 11"]
