"""An emulation cluster from the sheet to the summary: totals, ranks, units left out, an agency's formula."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drawing import as_xlsx, drawn

import cbcc_xl as cx
from cbcc_xl.catalogue import CatalogueError
from cbcc_xl.catalogue.wording import words

MATRIX = """
| hàng | A | B | C | D | E | F |
| 1 | BẢNG TỔNG HỢP ĐIỂM THI ĐUA CỤM SỐ 1 NĂM 2024 | | | | | |
| 2 | TT | Tiêu chí | Điểm tối đa | Sở Tư pháp | Thanh tra tỉnh | Ban Dân tộc |
| 3 | I | Chuyên môn | 60 | 58 | 57,5 | 58 |
| 4 | 1 | Hoàn thành kế hoạch | 40 | 39 | 38,5 | 40 |
| 5 | 2 | Sáng kiến | 20 | 19 | 19 | 19 |
| 6 | II | Điểm trừ | | 2 | 0 | 0 |
| 7 | 1 | Nộp báo cáo chậm | | 2 | 0 | |
| 8 | | Tổng cộng | 60 | 56 | 57,5 | 59 |
| 9 | | Xếp hạng | | Nhì | Hạng 1 | Không xét (nộp hồ sơ chậm) |
"""


def consolidated(tmp_path: Path, *tables: str, rules: str = "") -> Any:
    for number, table in enumerate(tables, 1):
        lines = [line for line in table.splitlines() if line.strip()]
        (tmp_path / f"bang {number}.xlsx").write_bytes(as_xlsx([drawn("Điểm", lines)]))
    own = tmp_path / "rieng.toml"
    own.write_text(rules, "utf-8")
    return cx.consolidate(tmp_path, year=2024, rules=[own] if rules else [], leave_out=[own], jobs=1)


def found(result: Any, code: str) -> list[tuple[str | None, dict[str, Any]]]:
    return [(one.origin.cell, one.facts) for one in result.findings if one.code == code]


def test_a_matrix_with_subtotals_ranks_in_words_and_a_unit_left_out(tmp_path: Path) -> None:
    result = consolidated(tmp_path, MATRIX)
    assert [tuple(one) for one in result.summary.cluster] == [
        ("Sở Tư pháp", "56", 2, None), ("Thanh tra tỉnh", "57.5", 1, None),
        ("Ban Dân tộc", "59", None, "Không xét (nộp hồ sơ chậm)")]
    assert found(result, "score-subtotal-differs") == [
        ("F3", {"what": "sum:final", "figure_stated": "58", "figure": "59"})]
    assert found(result, "unit-left-out") == [
        ("F9", {"unit": "Ban Dân tộc", "text": "Không xét (nộp hồ sơ chậm)"})]
    assert found(result, "cluster-rank-differs") == []
    assert found(result, "total-differs") == []


def test_a_rank_that_the_points_don_t_give(tmp_path: Path) -> None:
    result = consolidated(tmp_path, MATRIX.replace("Nhì", "1").replace("Hạng 1", "2"))
    assert [cell for cell, _ in found(result, "cluster-rank-differs")] == ["D9", "E9"]


def test_ranks_in_a_column(tmp_path: Path) -> None:
    result = consolidated(tmp_path, """
| hàng | A | B | C | D |
| 1 | KẾT QUẢ CHẤM ĐIỂM THI ĐUA KHỐI SỐ 2 NĂM 2024 | | | |
| 2 | TT | Tên đơn vị | Điểm thẩm định | Xếp hạng |
| 3 | 1 | Sở Tư pháp | 96 | 1 |
| 4 | 2 | Thanh tra tỉnh | 97,5 | 2 |
| 5 | 3 | Ban Dân tộc | 90 | Không xếp hạng (vi phạm pháp luật) |
""")
    assert [cell for cell, _ in found(result, "cluster-rank-differs")] == ["D3", "D4"]
    assert [(one.unit, one.rank, one.excluded) for one in result.summary.cluster] == [
        ("Sở Tư pháp", 2, None), ("Thanh tra tỉnh", 1, None),
        ("Ban Dân tộc", None, "Không xếp hạng (vi phạm pháp luật)")]


def test_subtotals_of_two_levels(tmp_path: Path) -> None:
    table = """
| hàng | A | B | C | D |
| 1 | BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2024 | | | |
| 2 | TT | Nội dung | Điểm tối đa | Tự chấm |
| 3 | I | Công tác chuyên môn | 60 | 57 |
| 4 | 1 | Kế hoạch | 40 | 38 |
| 5 | 1.1 | Đúng hạn | 20 | 19 |
| 6 | 1.2 | Đủ số lượng | 20 | 19 |
| 7 | 2 | Sáng kiến | 20 | 19 |
| 8 | II | Phong trào | 40 | 40 |
| 9 | 1 | Tham gia | 40 | 40 |
| 10 | | Tổng điểm | 100 | 97 |
"""
    assert found(consolidated(tmp_path, table), "score-subtotal-differs") == []
    wrong = consolidated(tmp_path, table.replace("| 60 | 57 |", "| 60 | 58 |"))
    assert [cell for cell, _ in found(wrong, "score-subtotal-differs")] == ["D3"]


# --- points from what was reached: an agency's formula ---------------------------------------------------------------

REACHED = """
| hàng | A | B | C | D | E |
| 1 | BẢNG TỔNG HỢP ĐIỂM THI ĐUA CỤM SỐ 1 NĂM 2024 | | | | |
| 2 | TT | Tiêu chí | Điểm tối đa | Sở Tư pháp | Thanh tra tỉnh |
| 3 | 1 | Số mô hình mới | 40 | 6 | 8 |
| 4 | 2 | Phong trào | 60 | 55 | 50 |
"""


@pytest.mark.parametrize(("formula", "scores"), [
    ('kind = "relative-to-leader"\ncriteria = ["Số mô hình mới"]', ["85", "90"]),                # 6/8 × 40 = 30
    ('kind = "relative-to-target"\ntargets = { "Số mô hình mới" = "7" }', ["89.29", "90"]),      # 6/7 × 40 = 34,29
    ('kind = "relative-to-leader"', ["90", "94.55"])])                                           # 50/55 × 60 = 54,55
def test_points_relative_to_the_leader_or_to_a_target(tmp_path: Path, formula: str, scores: list[str]) -> None:
    result = consolidated(tmp_path, REACHED, rules=f"[form.score.formula]\n{formula}\n")
    assert [one.score for one in result.summary.cluster] == scores
    assert [one.rank for one in result.summary.cluster] == [2, 1]


@pytest.mark.parametrize("formula", ['kind = "relative"', 'kind = "relative-to-target"',
                                     'kind = "relative-to-target"\ntargets = { "Phong trào" = "nhiều" }'])
def test_a_formula_that_gives_no_points_is_said(tmp_path: Path, formula: str) -> None:
    with pytest.raises(CatalogueError, match="form.score.formula"):
        consolidated(tmp_path, REACHED, rules=f"[form.score.formula]\n{formula}\n")


def test_every_finding_of_a_cluster_reads_as_a_sentence(tmp_path: Path) -> None:
    result = consolidated(tmp_path, MATRIX.replace("Nhì", "1"))
    for one in result.findings:
        assert "…" not in words(one, result.catalogue).message


def test_a_score_over_its_maximum_hides_no_other_row_that_lacks_one(tmp_path: Path) -> None:
    result = consolidated(tmp_path, """
| hàng | A | B | C | D | E |
| 1 | BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2024 CỦA SỞ TƯ PHÁP | | | | |
| 2 | TT | Nội dung chấm điểm | Điểm chuẩn | Tự chấm | Chấm chéo |
| 3 | 1 | Kế hoạch | 60 | 65 | 58 |
| 4 | 2 | Cải cách hành chính | 40 | 39 | |
""")
    assert [cell for cell, _ in found(result, "score-over-max")] == ["D3"]
    assert [cell for cell, _ in found(result, "score-missing")] == ["E4"]


def test_criteria_in_columns_and_a_unit_left_out_in_its_note(tmp_path: Path) -> None:
    result = consolidated(tmp_path, """
| hàng | A | B | C | D | E | F | G |
| 1 | TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM CỤM THI ĐUA SỐ III NĂM 2024 | | | | | | |
| 2 | TT | Đơn vị | Tiêu chí 1: Chuyên môn | Điểm trừ | Tổng điểm | Xếp hạng | Ghi chú |
| 3 | 1 | Sở Y tế | 590 | 0 | 590 | 1 | |
| 4 | 2 | Sở Xây dựng | 585 | 5 | 580 | | Không xếp hạng do có cán bộ bị kỷ luật |
| 5 | 3 | Sở Tư pháp | 570 | 0 | 570 | 2 | |
""")
    assert [(one.unit, one.score, one.rank) for one in result.summary.cluster] == [
        ("Sở Y tế", "590", 1), ("Sở Xây dựng", "580", None), ("Sở Tư pháp", "570", 2)]
    assert found(result, "cluster-rank-differs") == []


def matrix_of(number: int, units: str, points: str) -> str:
    empty = " |" * (2 + units.count("|"))
    return f"""
| hàng | A | B | C | {" | ".join("DEF"[:1 + units.count("|")])} |
| 1 | BẢNG TỔNG HỢP ĐIỂM THI ĐUA CỤM SỐ {number} NĂM 2024 | {empty}
| 2 | TT | Tiêu chí | Điểm tối đa | {units} |
| 3 | 1 | Chuyên môn | 500 | {points} |
| 4 | 2 | Phong trào | 500 | {points} |
"""


def test_clusters_are_ranked_apart(tmp_path: Path) -> None:
    result = consolidated(tmp_path, matrix_of(1, "Sở Y tế | Sở Tư pháp | Sở Nội vụ", "480 | 470 | 460"),
                          matrix_of(2, "Huyện A | Huyện B", "475 | 465"))
    assert [(one.unit, one.rank) for one in result.summary.cluster] == [
        ("Sở Y tế", 1), ("Sở Tư pháp", 2), ("Sở Nội vụ", 3), ("Huyện A", 1), ("Huyện B", 2)]


def test_two_tables_with_a_unit_in_common_are_one_cluster(tmp_path: Path) -> None:
    result = consolidated(tmp_path, matrix_of(1, "Sở Y tế | Sở Tư pháp | Sở Nội vụ", "480 | 470 | 460"),
                          matrix_of(1, "Sở Y tế | Thanh tra tỉnh", "480 | 475"))
    assert [(one.unit, one.rank) for one in result.summary.cluster] == [
        ("Sở Y tế", 1), ("Sở Tư pháp", 3), ("Sở Nội vụ", 4), ("Thanh tra tỉnh", 2)]
