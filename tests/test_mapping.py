"""Tables of a shape that a person mapped are read as if their headings were known, in all files of that shape."""
from pathlib import Path
from typing import Any

import pytest
from drawing import as_ods, as_xls, as_xlsx, drawn

import cbcc_xl
from cbcc_xl.decisions import NONE, Decisions, Mapped, id_of
from cbcc_xl.model import SKIPPED

COLUMNS = {"Thứ": "_stt", "Quý danh": "name", "?": "position", "Kết quả công tác": "", "Được tôn vinh – Bậc": "titles",
           "Được tôn vinh – Hạng": "rating"}
PERSONS = Decisions(mapping=(Mapped("award-person", COLUMNS),))
FIRST = """
| hàng | B   | C                  | D           | E                | F              | G      |
|  2   | SỞ XÂY DỰNG |            |             |                  |                |        |
|  4   | DANH SÁCH NĂM 2023 |     |             |                  |                |        |
|  6   | Thứ | Quý danh           |             | Kết quả công tác | Được tôn vinh  | <      |
|  7   | ^   | ^                  |             | ^                | Bậc            | Hạng   |
|  8   | 1   | Nguyễn Thị Hòa     | Chuyên viên | x                | LĐTT           | HTTNV  |
|  9   | 2   | Đ/c Trần Văn Bình  | Kế toán     | y                | CSTĐCS; LĐTT   | HTXSNV |
| 10   |     | Tổng cộng: 2 người |             |                  |                |        |
"""
KNOWN = {"Thứ": "STT", "Quý danh": "Họ và tên", "Kết quả công tác": "Lĩnh vực hoạt động", "Được tôn vinh": "Đề nghị",
         "Bậc ": "Danh hiệu", "Hạng  ": "Xếp loại"}
NEXT_YEAR = """
| hàng | C    | D                | E        | G                         | H                      | I     |
|  3   | PHÒNG NỘI VỤ |          |          |                           |                        |       |
| 11   | THỨ  | Quý danh (2)     |          | Kết quả công tác năm 2024 | Được tôn vinh năm 2024 | <     |
| 12   |      |                  |          |                           | Bậc                    | Hạng* |
| 13   | (1)  | (2)              | (3)      | (4)                       | (5)                    | (6)   |
| 14   | 1    | Lê Thị Cúc       | Văn thư  | z                         | LĐTT                   | HTTNV |
| 15   | 2    | Phạm Văn Dũng    | Thủ quỹ  |                           | LĐTT                   | HTTNV |
| 16   | 3    | Hoàng Thị Lan    | Lái xe   | z                         | LĐTT                   | HTTNV |
"""
WRITERS = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods}


def written(folder: Path, name: str, *sheets: str) -> Path:
    """A file of these drawn sheets, in the format that its name says."""
    drawings = [drawn(f"Trang {number}", sheet.strip().splitlines()) for number, sheet in enumerate(sheets, 1)]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(WRITERS[path.suffix[1:]](drawings))
    return path


def values(result: Any) -> list[tuple[str, int, dict[str, Any]]]:
    return [(record.form, record.row, record.values) for record in result.records]


def known(drawing: str) -> str:
    """The same sheet with headings that everybody knows."""
    for ours, theirs in KNOWN.items():
        drawing = drawing.replace(ours, theirs)
    return drawing.replace("|             | Lĩnh vực", "| Chức vụ     | Lĩnh vực").replace("|             | ^ ",
                                                                                           "| ^           | ^ ")


def test_a_mapped_file_reads_as_its_twin_with_known_headings(tmp_path: Path) -> None:
    path, twin = written(tmp_path, "la.xlsx", FIRST), written(tmp_path, "quen.xlsx", known(FIRST))
    expected = cbcc_xl.check(twin, year=2023)
    assert values(expected)[1][2]["position"] == "Kế toán"
    result = cbcc_xl.check(path, year=2023, decisions=PERSONS)
    assert values(result) == values(expected)
    assert result.files[0].sheets[0].rows == expected.files[0].sheets[0].rows
    assert result.files[0].unit == expected.files[0].unit
    assert [finding.code for finding in result.findings] == [finding.code for finding in expected.findings]
    assert cbcc_xl.check(path, year=2023).files[0].reason == "no-form-found"


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_of_the_same_shape_next_year_is_read_without_a_question(tmp_path: Path, kind: str) -> None:
    result = cbcc_xl.check(written(tmp_path, f"nam-sau.{kind}", NEXT_YEAR), year=2024, decisions=PERSONS)
    assert [(row, own["name"], own["position"]) for _, row, own in values(result)] == [
        (14, "Lê Thị Cúc", "Văn thư"), (15, "Phạm Văn Dũng", "Thủ quỹ"), (16, "Hoàng Thị Lan", "Lái xe")]
    assert result.findings == ()


@pytest.mark.parametrize("change", [("Quý danh", "Quý danh khác"), ("Thứ", "Quý danh"), ("Bậc ", "Hạng")])
def test_another_shape_is_not_touched(tmp_path: Path, change: tuple[str, str]) -> None:
    result = cbcc_xl.check(written(tmp_path, "khac.xlsx", FIRST.replace(*change)), year=2023, decisions=PERSONS)
    assert (result.files[0].status, result.files[0].reason) == ("unrecognised", "no-form-found")


@pytest.mark.parametrize("change, cell", [
    ({"Nguyễn Thị Hòa     ": "12", "Đ/c Trần Văn Bình  ": "15", "Lê Văn A": "17"}, "C"),
    ({"Nguyễn Thị Hòa     ": "Phòng Một", "Đ/c Trần Văn Bình  ": "Phòng Hai", "Lê Văn A": "Phòng Ba"}, "C"),
    ({"Chuyên viên": "Lê Văn B", "Kế toán": "Lê Văn C", "Thủ quỹ": "Lê Văn D"}, "D"),
    ({"LĐTT           ": "HTTNV", "CSTĐCS; LĐTT   ": "HTXSNV", "GK": "HTNV"}, "F"),
])
def test_cells_that_don_t_suit_what_was_said_of_their_column_are_asked_about(tmp_path: Path, change: dict[str, str],
                                                                            cell: str) -> None:
    drawing = FIRST.replace("| 10   |     | Tổng cộng: 2 người |             |                  |                |",
                            "| 10   | 3   | Lê Văn A           | Thủ quỹ     |                  | GK             |")
    assert "Lê Văn A" in drawing
    for ours, theirs in change.items():
        drawing = drawing.replace(ours, theirs)
    result = cbcc_xl.check(written(tmp_path, "a.xlsx", drawing), year=2023, decisions=PERSONS)
    asked = [finding for finding in result.findings if finding.code == "column-not-understood"]
    assert [finding.origin.cell for finding in asked] == [f"{cell}7:{cell}10"]


def test_a_filled_column_behind_the_last_that_was_told_is_asked_about(tmp_path: Path) -> None:
    drawing = """
| hàng | A   | B          | C    | D     |
|  2   | Thứ | Quý danh   | Bậc  |       |
|  3   | 1   | Lê Thị An  | LĐTT | có    |
|  4   | 2   | Lê Văn Ba  | LĐTT | không |
|  5   | 3   | Vũ Văn Cần | LĐTT | có    |
"""
    decided = Decisions(mapping=(Mapped("award-person", {"Thứ": "_stt", "Quý danh": "name", "Bậc": "titles"}),))
    result = cbcc_xl.check(written(tmp_path, "a.xlsx", drawing), year=2023, decisions=decided)
    assert [finding.origin.cell for finding in result.findings if finding.code == "heading-missing"] == ["D2"]


def test_mapped_tables_side_by_side_and_one_below_the_other_are_all_read(tmp_path: Path) -> None:
    """Two of one shape beside each other, one of another shape below, each mapped once."""
    sheet = """
| hàng | A   | B          | C     | E   | F            | G     |
|  2   | Thứ | Quý danh   | Bậc   | Thứ | Quý danh     | Bậc   |
|  3   | 1   | Lê Thị An  | LĐTT  | 3   | Vũ Văn Cần   | LĐTT  |
|  4   | 2   | Lê Văn Ba  | LĐTT  | 4   | Vũ Thị Dung  | GK    |
|  6   | CÁC PHÒNG |      |       |     |              |       |
|  7   | Thứ | Nhóm người | Sĩ số | Bậc |              |       |
|  8   | 1   | Phòng Một  | 12    | TTLĐTT |           |       |
|  9   | 2   | Phòng Hai  | 9     | TTLĐTT |           |       |
"""
    decided = Decisions(mapping=(
        Mapped("award-person", {"Thứ": "_stt", "Quý danh": "name", "Bậc": "titles"}),
        Mapped("award-team", {"Thứ": "_stt", "Nhóm người": "name", "Sĩ số": "headcount", "Bậc": "titles"})))
    result = cbcc_xl.check(written(tmp_path, "a.xlsx", sheet), year=2023, decisions=decided)
    assert [(form, row, own["name"], own["titles"]) for form, row, own in values(result)] == [
        ("award-person", 3, "Lê Thị An", ["LDTT"]), ("award-person", 3, "Vũ Văn Cần", ["LDTT"]),
        ("award-person", 4, "Lê Văn Ba", ["LDTT"]), ("award-person", 4, "Vũ Thị Dung", ["GK"]),
        ("award-team", 8, "Phòng Một", ["TTLDTT"]), ("award-team", 9, "Phòng Hai", ["TTLDTT"])]
    assert result.files[0].sheets[0].rows == {"record": 4, "heading": 0, "total": 0, "other": 3, "problem": 0}


def test_a_table_that_is_no_form_is_passed_over_without_a_question(tmp_path: Path) -> None:
    none = Decisions(mapping=(Mapped(NONE, dict.fromkeys(COLUMNS, "")),))
    alone = cbcc_xl.check(written(tmp_path, "mot.xlsx", FIRST), year=2023, decisions=none)
    assert (alone.files[0].status, alone.files[0].reason, alone.findings) == (SKIPPED, "decided-no-form", ())
    both = cbcc_xl.check(written(tmp_path, "hai.xlsx", known(FIRST), FIRST), year=2023, decisions=none)
    assert [sheet.form for sheet in both.files[0].sheets] == ["award-person", None]
    assert "sheet-not-read" not in [finding.code for finding in both.findings]


def test_what_was_decided_is_told_with_the_sheet(tmp_path: Path) -> None:
    result = cbcc_xl.check(written(tmp_path, "la.xlsx", FIRST), year=2023, decisions=PERSONS)
    assert result.files[0].sheets[0].decided == (id_of(PERSONS.mapping[0]),)
