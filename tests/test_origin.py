"""A value that stands once a sheet leads to the cell that it stands in, wherever above the table that is."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workbooks import xlsx

import cbcc_xl as cx

HEADING, ROW = ["STT", "Họ và tên", "Số phiếu"], [1, "Nguyễn Văn An", 25]


def places(folder: Path, *rows: list[Any]) -> dict[str, str]:
    """Key → cell of the first record."""
    def fill(sheet: Any) -> None:
        for cells in rows:
            sheet.append(cells)

    (folder / "bau.xlsx").write_bytes(xlsx(fill))
    record = cx.check(folder / "bau.xlsx", year=2023, jobs=1).records[0]
    return {key: record.cell(key) for key in record.values}


@pytest.mark.parametrize("column", [0, 2])
def test_the_post_in_the_heading(tmp_path: Path, column: int) -> None:
    caption = [*[None] * column, "Bầu Ban Thanh tra nhân dân lần 2"]
    found = places(tmp_path, ["KẾT QUẢ KIỂM PHIẾU"], caption, ["Số lượng cần bầu: 1"], HEADING, ROW)
    assert (found["post"], found["seats"]) == ("AC"[column // 2] + "2", "A3")
    assert found["round"] == found["post"]


def test_of_tables_side_by_side_each_has_its_own_post(tmp_path: Path) -> None:
    found = places(tmp_path, ["Bầu Ban Thanh tra nhân dân", *[None] * 3, "Bầu Ủy ban Kiểm tra"],
                   [*HEADING, None, *HEADING], [None] * 4 + ROW)
    assert found["post"] == "E1"
