"""A thousand unit files to measure on: award lists of 20, 60 and 500 rows, as units write them, always the same.

    python benchmarks/corpus.py FOLDER [COUNT]

As Excel saves them: Times New Roman, borders, wrapped text, merged letterhead, shared strings; twelve columns, nearly
all filled, and the letter's text above and below the list: a million filled cells in a thousand files. Four in five
lists have a title column, the others one column a title. All names are invented.
"""
from __future__ import annotations

import io
import random
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lâm Tạ Võ Đinh Trịnh Mai".split()
MIDDLES = "Văn Thị Đức Minh Ngọc Thanh Quang Hữu Xuân Thu Kim Bích Hồng Duy Tiến".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phúc Quân Sơn Tâm".split()
POSITIONS = ("Chuyên viên", "Phó Trưởng phòng", "Kế toán", "Văn thư", "Nhân viên", "Lái xe")
RATINGS = ("Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")
NOTES = ("Đủ điều kiện", "Đã đối chiếu với bảng xếp loại", "Hồ sơ kèm theo")
SIZES = (20,) * 6 + (60,) * 3 + (500,)
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "xl/sharedStrings.xml"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (                          # what a package needs beside the part itself
    ("[Content_Types].xml", b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
     b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'),
    ("xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Type="' + OFFICE + b'/sharedStrings" '
     b'Target="/xl/sharedStrings.xml" Id="rId99"/>'))
Rows = list[list[str | int | None]]


def make(folder: Path, count: int = 1000) -> None:
    """`count` files in folders of a hundred."""
    chance = random.Random(20231231)
    parts, style = _skeleton()
    for number in range(count):
        place = folder / f"cum-{number // 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        rows = _rows(number, SIZES[number % len(SIZES)], number % 5 == 4, chance)
        (place / f"don vi {number:04d}.xlsx").write_bytes(_package(parts, _sheet(rows, style)))


def _skeleton() -> tuple[dict[str, bytes], int]:
    """The parts of a styled workbook but its sheet and strings, and the number of the style that its cells have."""
    book = Workbook()
    cell = book.active["A1"]
    cell.value = "x"
    cell.font = Font(name="Times New Roman", size=12)
    cell.border = Border(*(Side(style="thin"),) * 4)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[STRINGS] = b""
    for name, before, added in LINKS:
        if STRINGS.encode() not in parts[name]:
            parts[name] = parts[name].replace(before, added + before)
    return parts, 1


def _rows(number: int, size: int, marks: bool, chance: random.Random) -> Rows:
    rows = _above(number, marks)
    counts = [0, 0]
    for order in range(1, size + 1):
        titled, fighter = order % 4 != 3, order % 29 == 1
        counts[0] += titled
        counts[1] += fighter and titled
        rows.append(_row(order, titled, fighter and titled, marks, chance))
    return [*rows, ["Cộng", None, None, None, None, *(counts if marks else [counts[0]])], [],
            *([f"- {note}"] for note in NOTES), [],
            [None, "NGƯỜI LẬP", None, None, None, "TRƯỞNG PHÒNG"],
            [None, "(Ký, ghi rõ họ tên)", None, None, None, "(Ký, đóng dấu)"], [], [],
            [None, "Lê Thị Thu Hà", None, None, None, "Trần Quang Minh"]]


def _above(number: int, marks: bool) -> Rows:
    titles = ["LĐTT", "CSTĐ cơ sở"] if marks else ["Danh hiệu đề nghị"]
    return [["SỞ KẾ HOẠCH TỈNH HÀ LAM", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            [f"PHÒNG NGHIỆP VỤ SỐ {number + 1}", None, None, None, "Độc lập - Tự do - Hạnh phúc"], [],
            ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"], [],
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Xếp loại", *titles, "Tên sáng kiến",
             "Số QĐ công nhận", "Số phiếu đồng ý", "Tổng số phiếu", "Tỷ lệ (%)", "Ghi chú"]]


def _row(order: int, titled: bool, fighter: bool, marks: bool, chance: random.Random) -> list[str | int | None]:
    name = " ".join((chance.choice(SURNAMES), chance.choice(MIDDLES), chance.choice(MIDDLES), chance.choice(GIVEN)))
    if marks:
        titles: list[str | int | None] = ["x" if titled else None, "x" if fighter else None]
    else:
        titles = ["Lao động tiên tiến; Chiến sĩ thi đua cơ sở" if fighter else "Lao động tiên tiến" if titled else None]
    return [order, name, chance.choice(POSITIONS), f"Tổ {order % 7 + 1}", RATINGS[order % 4], *titles,
            f"Giải pháp số {order} trong công tác nghiệp vụ", f"{order}/QĐ-SKH", 12, 12, "100%", NOTES[order % 3]]


def _sheet(rows: Rows, style: int) -> tuple[str, list[str]]:
    """The sheet's XML, every cell of the table styled, and the shared strings."""
    strings: dict[str, int] = {}
    width = max(map(len, rows))
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [_cell(f"{get_column_letter(column + 1)}{number}", row[column] if column < len(row) else None, style,
                       strings) for column in range(width if number >= 6 else len(row))]
        lines.append(f'<row r="{number}" spans="1:{width}">{"".join(cells)}</row>')
    merges = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="E1:H1"/></mergeCells>'
    xml = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>'
    return xml, list(strings)


def _cell(place: str, value: Any, style: int, strings: dict[str, int]) -> str:
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{place}" s="{style}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'


def _package(parts: dict[str, bytes], sheet: tuple[str, list[str]]) -> bytes:
    xml, strings = sheet
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    shared = f'<sst xmlns="{NAMESPACE}" uniqueCount="{len(strings)}">{items}</sst>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            changed = {"xl/worksheets/sheet1.xml": xml, STRINGS: shared}.get(name)
            package.writestr(name, data if changed is None else changed.encode())
    return made.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
