"""Whatever a table's layout, mapping its columns gives what known headings would have given: records and ledger.

The drawn sheets of the invariants, each heading in the words of nobody; what a heading says of figures (a percentage,
millions) stays in it.
"""
import re
from typing import Any

from hypothesis import given, settings
from test_invariants import CATALOGUE, FILE, VOCABULARY, Sheet, sheets

from cbcc_xl.decisions import Decisions, Mapped
from cbcc_xl.mapping import mapped, place_at, places
from cbcc_xl.model import Grid, Part, Workbook
from cbcc_xl.pipeline.one_file import read_workbook
from cbcc_xl.text.letters import plain

NOBODY_S = ["Trăng rằm", "Mưa phùn", "Gió bấc", "Sương mai", "Nắng hạ", "Lá me", "Hoa gạo", "Núi biếc", "Mây chiều",
            "Cánh diều", "Đò ngang", "Khói lam", "Cỏ may", "Bến nước", "Trời xanh", "Vườn chè", "Lúa chín",
            "Rừng thông", "Biển lặng", "Trống đồng", "Sáo trúc", "Áo tơi", "Nón lá", "Đèn lồng", "Chuông gió"]
FIGURES = re.compile(r"%|tỷ lệ|tỉ lệ|phần trăm|(?:triệu|nghìn|tỷ) đồng", re.IGNORECASE)
TOLD_BY_HEADING = ("kind",)        # "Tên mô hình" tells what its rows are


def grid_of(rows: list[list[Any]], sheet: Sheet) -> Grid:
    return Grid("Trang 1", rows, tuple(sheet.merges))


def part_of(grid: Grid, decided: tuple[Mapped, ...] = ()) -> Part:
    return read_workbook(FILE, Workbook([grid], "xlsx"), CATALOGUE, decisions=Decisions(mapping=decided))


def reworded(rows: list[list[Any]], heading_rows: set[int]) -> list[list[Any]]:
    """The same sheet, its headings in other words; equal headings stay equal."""
    words: dict[str, str] = {}
    made = [list(cells) for cells in rows]
    for row in heading_rows:
        for column, value in enumerate(made[row]):
            if isinstance(value, str) and value.strip():
                figures = " ".join(FIGURES.findall(value))
                made[row][column] = f"{words.setdefault(plain(value), NOBODY_S[len(words)])} {figures}".strip()
    return made


def told(part: Part) -> list[tuple[str, int, dict[str, Any]]]:
    return [(record.form, record.row, {key: one for key, one in record.values.items() if key not in TOLD_BY_HEADING})
            for record in part.records]


@given(sheets())
@settings(max_examples=60, deadline=None)
def test_mapped_tables_read_as_those_with_known_headings(sheet: Sheet) -> None:
    grid = grid_of(sheet.rows, sheet)
    known = [place for place in places(grid, VOCABULARY) if place.table]
    heading_rows = {row for place in known for row in range(place.block.top, place.block.bottom + 1)}
    other = grid_of(reworded(sheet.rows, heading_rows), sheet)
    assert not part_of(other).records
    decided = []
    for place in known:
        assert place.table
        block = place.block
        same = place_at(other, block.top, block.bottom, range(block.first, block.last + 1))
        decided.append(mapped(same, place.table.form, {column.index: column.key for column in place.table.columns}))
    expected, found = part_of(grid), part_of(other, tuple(decided))
    assert told(found) == told(expected)
    assert found.sheets[0].rows == expected.sheets[0].rows and found.sheets[0].fates == expected.sheets[0].fates
