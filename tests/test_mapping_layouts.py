"""Whatever a table's layout, mapping its columns gives what known headings would have given: records and ledger.

Made sheets, each heading in the words of nobody; what a heading says of figures (a percentage, millions) stays in it,
and so does the unit or year that a column belongs to.
"""
import re
from typing import Any

from hypothesis import assume, given, settings
from layouts import Layout, layouts
from truths import CATALOGUE, FORMS

from cbcc_xl.decisions import Decisions, Mapped, id_of
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.mapping import Place, mapped, place_at, places
from cbcc_xl.model import Grid, Part, Workbook
from cbcc_xl.pipeline.one_file import read_workbook
from cbcc_xl.text.letters import plain

VOCABULARY = Vocabulary(CATALOGUE)
FILE = "Sở Xây dựng/bieu.xlsx"
NOBODY_S = ["Trăng rằm", "Mưa phùn", "Gió bấc", "Sương mai", "Nắng hạ", "Lá me", "Hoa gạo", "Núi biếc", "Mây chiều",
            "Cánh diều", "Đò ngang", "Khói lam", "Cỏ may", "Bến nước", "Trời xanh", "Vườn chè", "Lúa chín",
            "Rừng thông", "Biển lặng", "Trống đồng", "Sáo trúc", "Áo tơi", "Nón lá", "Đèn lồng", "Chuông gió", "Sao"]
FIGURES = re.compile(r"%|tỷ lệ|tỉ lệ|phần trăm|(?:triệu|nghìn|tỷ) đồng", re.IGNORECASE)
INFERRED = {field.key for form in FORMS for field in form.fields if field.kinds}     # told by words, a heading's too


def part_of(grid: Grid, decided: tuple[Mapped, ...] = ()) -> Part:
    return read_workbook(FILE, Workbook([grid], "xlsx"), CATALOGUE, decisions=Decisions(mapping=decided))


def reworded(grid: Grid, found: tuple[Place, ...]) -> Grid:
    """The same sheet, the headings of its tables in other words, on a next page too; equal headings stay equal."""
    words: dict[str, str] = {}
    rows = [list(cells) for cells in grid.rows]
    known = [place.block.labels for place in found if place.table]
    for place in found:
        if place.block.labels not in known:
            continue
        kept = {column.index for column in place.table.columns if column.across} if place.table else set()
        for row in range(place.block.top, place.block.bottom + 1):
            for column in set(range(place.block.first, place.block.last + 1)) - kept:
                text = grid.value(row, column)
                if isinstance(text, str) and text.strip():
                    figures = " ".join(FIGURES.findall(text))
                    rows[row][column] = f"{words.setdefault(plain(text), NOBODY_S[len(words)])} {figures}".strip()
    return grid._replace(rows=rows)


def told(part: Part) -> list[tuple[str, int, dict[str, Any]]]:
    return [(record.form, record.row, {key: one for key, one in record.values.items() if key not in INFERRED})
            for record in part.records]


@given(layouts())
@settings(max_examples=60, deadline=None)
def test_mapped_tables_read_as_those_with_known_headings(layout: Layout) -> None:
    (grid,) = layout.workbook().grids
    every = places(grid, VOCABULARY)
    other = reworded(grid, every)
    decided: dict[str, Mapped] = {}
    for place in every:
        if not place.table:
            continue
        block = place.block
        same = place_at(other, block.top, block.bottom, range(block.first, block.last + 1))
        made = mapped(same, place.table.form, {column.index: column.key for column in place.table.columns})
        assume(decided.setdefault(id_of(made), made) == made)         # tables of one shape are read in one way
    expected, found = part_of(grid), part_of(other, tuple(decided.values()))
    assert told(found) == told(expected)
    assert found.sheets[0].rows == expected.sheets[0].rows and found.sheets[0].fates == expected.sheets[0].fates
