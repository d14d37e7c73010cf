"""What reading promises whatever a sheet looks like: no row lost, every subject found, nothing else taken for one.

Layouts are those of `layouts`, made from the data files. Most are read as a grid in memory, some as a real workbook.
"""
from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import openpyxl
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from layouts import Layout, layouts
from test_layouts import missed, read
from truths import CATALOGUE, FORMS, POSITIONS, TEAMS, Percent
from workbooks import saved

from cbcc_xl.forms.matching import CLOSE_TO, Headings
from cbcc_xl.model import FATES, RECORD, Grid, Part, Record, Workbook
from cbcc_xl.pipeline.one_file import read_file, read_workbook

Merge = tuple[int, int, int, int]
FILE = "Sở Xây dựng/bieu.xlsx"
# What may cost a question, since a heading is no longer worded as the data have it, or as wide as it is drawn.
DOUBTFUL = {"slip", "bare", "unmerged", "depth 3"}

# --- reading ---------------------------------------------------------------------------------------------------------

def as_file(layout: Layout) -> Part:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Trang 1"
    for (row, column), value in layout.cells.items():
        cell = workbook.active.cell(row + 1, column + 1, float(value) if isinstance(value, Percent) else value)
        cell.number_format = "0.0%" if isinstance(value, Percent) else "General"
    for top, left, bottom, right in layout.merges:
        workbook.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return read_file(FILE, saved(workbook), CATALOGUE)


def part_of(rows: list[list[Any]], merges: Sequence[Merge] = ()) -> Part:
    return read_workbook(FILE, Workbook([Grid("Trang 1", rows, tuple(merges))], "xlsx"), CATALOGUE)


def filled(rows: list[list[Any]]) -> set[int]:
    """The rows, as Excel shows them, in which something can be seen."""
    return {number for number, cells in enumerate(rows, 1)
            if any(value is not None and (not isinstance(value, str) or value.strip()) for value in cells)}


def balances(part: Part, rows: list[list[Any]]) -> None:
    """Each row has one fate, each non-empty row one, and the counts are those of the fates."""
    for sheet in part.sheets:
        if sheet.form is None:
            assert not sheet.rows and not part.records
            continue
        assert {row for row, _ in sheet.fates} == filled(rows) and len(sheet.fates) == len(filled(rows))
        assert sheet.rows == {fate: sum(one == fate for _, one in sheet.fates) for fate in FATES}
        assert {record.row for record in part.records} == {row for row, fate in sheet.fates if fate == RECORD}


@given(layouts(), st.integers(0, 9))
@settings(max_examples=80, derandomize=True)
def test_every_subject_is_a_record_and_nothing_else_is(layout: Layout, chance: int) -> None:
    assume(not layout.oddities & DOUBTFUL)
    assert missed(layout) == []
    part = as_file(layout) if chance == 0 else read(layout)
    balances(part, layout.workbook().grids[0].rows)
    assert part.records == read(layout).records


@given(layouts(), st.randoms(use_true_random=False))
@settings(max_examples=40, derandomize=True)
def test_the_order_of_rows_changes_no_sum(layout: Layout, chance: random.Random) -> None:
    assume("merged units" not in layout.oddities and "side by side" not in layout.oddities)
    places = sorted({truth.row for truth in layout.truths if truth.form == layout.truths[0].form})[:2]
    moved = dict(zip(places, chance.sample(places, len(places)), strict=True))
    cells = {(moved.get(row, row), column): value for (row, column), value in layout.cells.items()}
    assert sums(read(layout._replace(cells=cells)).records) == sums(read(layout).records)


def sums(records: tuple[Record, ...]) -> Counter[str]:
    """All counts added up by key, titles and ratings counted."""
    found: Counter[str] = Counter()
    for record in records:
        for key, value in record.values.items():
            if isinstance(value, int):
                found[key] += value
            for code in value if isinstance(value, list) else [value] if key == "rating" else ():
                found[code] += 1
    return found


# --- wordings --------------------------------------------------------------------------------------------------------

WORDINGS = [(form.name, key, words) for form in FORMS for key, texts in form.headings.items() for words in texts]


def is_taken_for_another(form: str, key: str, words: str) -> bool:
    """Whether a heading, were it not worded, would be read as another field with certainty."""
    fewer = {one: [text for text in texts if text != words] for one, texts in CATALOGUE.forms[form].headings.items()}
    found = Headings(fewer, CATALOGUE.common["fillers"]).match(words)
    certain = found is not None and found.key and not found.choices and found.sure > CLOSE_TO
    return bool(certain) and not (key[0] == "_" == found.key[0] or set(found.key.split("+")) & set(key.split("+")))


@given(st.sampled_from(WORDINGS))
@example(("award-person", "unit", "Tên đơn vị"))
@example(("award-person", "name", "Cá nhân đề nghị khen thưởng"))
@example(("attendance", "present", "Số người dự họp"))
@example(("attendance", "status", "Vắng (CLD/KLD)"))
@example(("award-person", "decision", "Sáng kiến (số, ngày QĐ)"))
@example(("target", "planned", "Chỉ tiêu theo nghị quyết"))
@example(("movement", "amount", "Kết quả (đồng)"))
@settings(max_examples=150)
def test_a_heading_nobody_has_worded_is_never_taken_for_another_with_certainty(wording: tuple[str, str, str]) -> None:
    assert not is_taken_for_another(*wording)


# --- anything at all -------------------------------------------------------------------------------------------------

HEADS = ("name", "unit", "titles", "votes", "item", "agree", "_stt")
WORDS = [*(words for form, key, words in WORDINGS if key in HEADS), *(title.vi for title in CATALOGUE.titles.values()),
         *TEAMS, *POSITIONS, "Cộng", "Tổng cộng", "I", "II. Cá nhân", "Nguyễn Văn An", "x", "-",
         "NGƯỜI LẬP BIỂU", "(Ký tên, đóng dấu)", "Số phiếu phát ra: 12", "12/13 (92,3%)",
         "95,5%", "1.234", "04", "Danh sách có 3 người", "Ghi chú:", "Bầu:", "Đ/c", ":", "…", "1.1", " ", "\u200b"]
VALUES = st.one_of(
    st.none(), st.none(), st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(-5, 70), st.integers(),
    st.floats(), st.booleans(), st.text(max_size=12), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(max_value=datetime.timedelta(days=400)))


@given(st.lists(st.lists(VALUES, max_size=7), max_size=14), st.data())
@settings(max_examples=150)
def test_any_cells_at_all_are_read_without_a_fall_and_each_row_has_its_fate(rows: list[list[Any]], data: Any) -> None:
    cells = st.tuples(st.integers(0, 13), st.integers(0, 6))
    merges = [(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
              for one, other in data.draw(st.lists(st.tuples(cells, cells), max_size=3))]
    headed = [["STT", "Họ và tên", "Đơn vị", "Danh hiệu", "Xếp loại"], *rows] if data.draw(st.booleans()) else rows
    balances(part_of(headed, merges), headed)
