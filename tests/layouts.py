"""Sheets as units make them, drawn from their truth: records first, then a layout around them.

`layouts()` draws what a sheet is about and how it is laid out: columns in any order and wording, headings of one to
three rows, merged or not, groups, blocks side by side or stacked, totals, signatures, notes. A `Layout` knows for each
value where it stands and under which heading, so that what isn't read right can be sought among the findings.
"""
from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from hypothesis import strategies as st
from truths import (
    CATALOGUE,
    FORMS,
    PRESENCE,
    RATED,
    Meant,
    Percent,
    cell,
    columns,
    marks,
    names,
    settled,
    subject_of,
    wordings,
)

from cbcc_xl.catalogue import Form
from cbcc_xl.model import Grid, Look, Workbook

Place = tuple[int, int]
LETTERHEADS = [[], ["SỞ XÂY DỰNG"], ["UBND TỈNH HÒA AN", "SỞ XÂY DỰNG"],
               ["UBND TỈNH HÒA AN", "SỞ XÂY DỰNG", "Số: 12/BC-SXD"]]
SIGNATURES = [[], [["NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"], [], ["Lê Văn Ký", None, "Phạm Thị Duyệt"]],
              [["Hòa An, ngày 5 tháng 12 năm 2023"], ["TM. BAN CHẤP HÀNH"], ["(Ký, ghi rõ họ tên)"], ["Vũ Đình Chủ"]]]
NOTES = [[], ["Ghi chú: số liệu đến ngày 30/11."]]
CAPTIONS = {"attendance": "TỔNG HỢP ĐIỂM DANH", "vote": "KẾT QUẢ BIỂU QUYẾT", "election": "KẾT QUẢ KIỂM PHIẾU",
            "award-person": "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG", "award-team": "TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG",
            "ballot": "KẾT QUẢ KIỂM PHIẾU CỦA HỘI ĐỒNG", "rating": "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG",
            "initiative": "DANH MỤC SÁNG KIẾN", "registration": "BẢNG ĐĂNG KÝ THI ĐUA",
            "score": "BẢNG CHẤM ĐIỂM THI ĐUA", "target": "KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
            "proposal": "TỔNG HỢP Ý KIẾN, KIẾN NGHỊ",
            "movement": "KẾT QUẢ PHONG TRÀO, MÔ HÌNH VÀ CÁC QUỸ"}
# Tones and i/y as older schools and keyboards place them.
TONES = {"ủy": "uỷ", "hòa": "hoà", "lý": "lí", "khóa": "khoá", "toàn": "tòan", "quý": "qúy", "kỳ": "kì", "kỷ": "kỉ"}
# Headings over several columns, with what then stands under them for each key; "": any wording of the key's own.
WIDER: dict[str, list[tuple[str, dict[str, str]]]] = {
    "attendance": [("Vắng mặt", {"absent_excused": "Có lý do", "absent_unexcused": "Không lý do"})],
    "vote": [("Kết quả biểu quyết", {"agree": "Tán thành", "disagree": "Không tán thành", "abstain": "Ý kiến khác",
                                     "share": "Tỷ lệ %"})],
    "election": [("Kết quả kiểm phiếu", {"votes": "Số phiếu", "share": "Tỷ lệ"})],
    "award-person": [("Danh hiệu đề nghị", {"titles:LDTT": "", "titles:CSTDCS": ""}),
                     ("Sáng kiến", {"initiative": "Tên sáng kiến", "decision": "Số QĐ"})],
    "award-team": [("Danh hiệu thi đua", {"titles:TTLDTT": "", "titles:TTLDXS": ""})],
    "ballot": [("Kết quả bỏ phiếu", {"agree": "Đồng ý", "disagree": "Không đồng ý", "share": "Tỷ lệ"})],
    "rating": [("Mức xếp loại", dict.fromkeys(RATED, "")),
               ("Kết quả xếp loại", {"self_rating": "Tự xếp loại", "rating": "Cấp có thẩm quyền xếp loại"})],
    "registration": [("Nội dung đăng ký", {"target": "Chỉ tiêu", "value": "Mức phấn đấu"})],
    "score": [("Điểm", {"self": "Tự chấm", "cross": "Chấm chéo", "final": "Thống nhất"})],
    "target": [("Chỉ tiêu năm 2023", {"planned": "Kế hoạch", "achieved": "Thực hiện"})],
    "proposal": [("Giải quyết", {"answer": "Nội dung trả lời", "deadline": "Thời hạn"})],
    "movement": [("Kết quả thực hiện", {"result": "Kết quả", "amount": "Số tiền (đồng)"})], "initiative": []}


class Truth(NamedTuple):
    """One record: its row (counted from 0), what it holds, and the cells and headings that say so, by key."""
    form: str
    row: int
    values: Meant
    cells: dict[str, list[Place]]
    heads: dict[str, list[Place]]


class Layout(NamedTuple):
    cells: dict[Place, Any]
    merges: list[tuple[int, int, int, int]]
    truths: list[Truth]
    oddities: frozenset[str]       # what is unusual about it, by name

    def workbook(self) -> Workbook:
        height = max(row for row, _ in self.cells) + 1
        width = max(column for _, column in self.cells) + 1
        rows = [[self.cells.get((row, column)) for column in range(width)] for row in range(height)]
        shown = frozenset(place for place, value in self.cells.items() if isinstance(value, Percent))
        return Workbook([Grid("Trang 1", rows, tuple(self.merges), look=Look(percent=shown))], "xlsx")


class _Sheet:
    """A sheet as it is being made."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.cells: dict[Place, Any] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.truths: list[Truth] = []
        self.odd: set[str] = set()

    def put(self, row: int, column: int, values: list[Any]) -> int:
        """Write values from a cell on; gives the next row."""
        self.cells.update({(row, column + at): value for at, value in enumerate(values) if value is not None})
        return row + 1

    def perhaps(self, oddity: str, one_in: int = 3) -> bool:
        """Whether the sheet has this oddity at this place; simpler is without."""
        chosen = self.draw(st.integers(1, one_in)) == one_in
        self.odd |= {oddity} if chosen else set()
        return chosen


def dressed(sheet: _Sheet, words: str, of_marks: bool) -> str:
    """A heading as clerks type it: capitals, line breaks, notes, numbers of columns; now and then a slip."""
    draw = sheet.draw
    if sheet.perhaps("slip", 40) and len(words) > 11:
        at = draw(st.integers(3, len(words) - 3))
        return draw(st.sampled_from([words[:at] + words[at + 1:], words[:at] + words[at] + words[at:],
                                     words[:at] + words[at + 1] + words[at] + words[at + 2:]]))
    if sheet.perhaps("bare", 40):
        apart = unicodedata.normalize("NFD", words).replace("đ", "d").replace("Đ", "D")
        return "".join(letter for letter in apart if not unicodedata.combining(letter))
    return draw(st.sampled_from([
        words, words, words.upper(), words.replace(" ", "\n", 1), f" {words}  ", f"{words} (3)", f"{words}*",
        f"{words}:", f"{words} năm 2023", words if of_marks else f"{words} (nếu có)",
        unicodedata.normalize("NFD", words), f"({words})",
        re.sub("|".join(TONES), lambda found: TONES[found[0]], words)]))


class _Heading(NamedTuple):
    """The headings of one table, drawn once: rows of texts by column, and which of them reach over which."""
    keys: list[str]
    rows: list[dict[int, str]]
    wide: list[tuple[int, int, int]]       # row, first and last column
    merged: bool


def heading(sheet: _Sheet, form: Form, keys: list[str]) -> _Heading:
    draw, wider = sheet.draw, [(words, {key: own for key, own in inner.items() if key in keys})
                               for words, inner in WIDER[form.name]]
    wider = [(words, inner) for words, inner in wider if len(inner) > 1]
    depth = draw(st.integers(1, 3)) if wider else 1
    words, inner = draw(st.sampled_from(wider)) if depth > 1 else ("", {})
    at = min((keys.index(key) for key in inner), default=0)
    keys = [*(key for key in keys[:at] if key not in inner), *inner, *(key for key in keys[at:] if key not in inner)]
    rows: list[dict[int, str]] = [{} for _ in range(depth)]
    for column, key in enumerate(keys):
        own = inner.get(key) or draw(st.sampled_from(wordings(form.name, key)))
        rows[depth - 1 if key in inner else 0][column] = dressed(sheet, own, ":" in key)
    for level in range(depth - 1):
        rows[level][at] = words if level == depth - 2 else "Thông tin chung"
    sheet.odd |= {f"depth {depth}"} if depth > 1 else set()
    return _Heading(keys, rows, [(level, at, at + len(inner) - 1) for level in range(depth - 1)],
                    depth == 1 or not sheet.perhaps("unmerged"))


def put_heading(sheet: _Sheet, head: _Heading, top: int, left: int) -> int:
    depth = len(head.rows)
    for level, texts in enumerate(head.rows):
        for column, text in texts.items():
            sheet.cells[top + level, left + column] = text
            if head.merged and level == 0 and depth > 1 and not any(a <= column <= b for _, a, b in head.wide):
                sheet.merges.append((top, left + column, top + depth - 1, left + column))
    if head.merged:
        sheet.merges += [(top + level, left + first, top + level, left + last) for level, first, last in head.wide]
    return top + depth


def table(sheet: _Sheet, form: Form, head: _Heading, subjects: list[str], top: int, left: int,
          beside: bool = False) -> int:
    """A heading and its body: rows, groups between them, totals; gives the row below."""
    draw, keys = sheet.draw, head.keys
    row = put_heading(sheet, head, top, left)
    heads = {key: [(one, left + column) for one in range(top, row)] for column, key in enumerate(keys)}
    if len(keys) > 2 and sheet.perhaps("column numbers"):
        row = sheet.put(row, left, draw(st.sampled_from([
            [f"({number})" for number in range(1, len(keys) + 1)], ["A", *range(1, len(keys))]])))
    above = row if keys[0] == "_stt" and sheet.perhaps("total above", 8) else None
    row += above is not None
    grouped = keys[0] == "_stt" and sheet.perhaps("groups")
    lent = "unit" in keys and subject_of(form) != "unit" and not grouped and sheet.perhaps("merged units", 5)
    subject = next((key for key in keys if key in ("name", "name:first")), "") if by_person(form, keys) \
        else subject_of(form)
    rows: list[Meant] = []
    unit_cell: tuple[Any, Meant] | None = None
    for number, name in enumerate(subjects, 1):
        if grouped and number in (1, 3):
            row = sheet.put(row, left, draw(st.sampled_from([["I", "Khối văn phòng"], ["II. Khối chuyên môn"],
                                                             ["II", "Phòng Tổng hợp"]])))
        if number == 3 and sheet.perhaps("heading again", 8):
            row = put_heading(sheet, head, row, left)
        marked = marks(draw, keys)
        found = {key: marked.get(key) or cell(draw, form, subject, key, name, number) for key in keys}
        if lent:
            unit_cell = found["unit"] = unit_cell or found["unit"]
            found["unit"] = found["unit"] if number == 1 else (None, found["unit"][1])
        sheet.put(row, left, [found[key][0] for key in keys])
        rows.append(settled(meant for _, meant in found.values()))
        sheet.truths.append(truth(form, row, left, found, rows[-1], heads))
        row += 1
        if sheet.perhaps("blank row", 12):
            row += 1
    if lent and len(subjects) > 1 and not {"heading again", "blank row"} & sheet.odd:
        column = left + keys.index("unit")
        sheet.merges.append((sheet.truths[-len(subjects)].row, column, row - 1, column))
    elif lent:
        for one in sheet.truths[-len(subjects):]:
            sheet.cells[one.row, left + keys.index("unit")] = one.values["unit"]
    if above is not None:
        sheet.put(above, left, total(sheet, keys, rows))
    return sheet.put(row, left, total(sheet, keys, rows)) if sheet.perhaps("total", 2) else row


def by_person(form: Form, keys: list[str]) -> bool:
    return form.name == "attendance" and bool({"name", "name:first"} & set(keys))


def truth(form: Form, row: int, left: int, found: dict[str, tuple[Any, Meant]], values: Meant,
          heads: dict[str, list[Place]]) -> Truth:
    cells: dict[str, list[Place]] = {}
    tops: dict[str, list[Place]] = {}
    for column, (key, (_, meant)) in enumerate(found.items()):
        for one in {*(part.partition(":")[0] for part in meant), key.partition(":")[0],
                    *(["status"] if key in PRESENCE else [])}:
            cells.setdefault(one, []).append((row, left + column))
            tops.setdefault(one, []).extend(heads[key])
    return Truth(form.name, row, values, cells, tops)


def total(sheet: _Sheet, keys: list[str], rows: list[Meant]) -> list[Any]:
    """A total row: its word under the first or second column, perhaps the sums of counts."""
    summed = sheet.draw(st.booleans())
    cells = [sum(row.get(key, 0) for row in rows) if summed and isinstance(rows[0].get(key), int)
             and not isinstance(rows[0][key], bool) else None for key in keys]
    cells[1 if keys[0] == "_stt" else 0] = sheet.draw(st.sampled_from(["Cộng", "TỔNG CỘNG", "Tổng số"]))
    return cells


def list_of(sheet: _Sheet, form: Form, top: int, left: int) -> int:
    """One list of a form, in one table, two stacked or two side by side; gives the row below."""
    draw = sheet.draw
    persons = form.name == "attendance" and sheet.perhaps("by person", 2)
    head = heading(sheet, form, columns(draw, form, persons))
    kind = "person" if persons else form.field(subject_of(form)).type
    two = sheet.perhaps("two blocks")
    per = draw(st.integers(2, 4))
    subjects = names(draw, kind, per * (1 + two))
    beside = two and head.keys[0] == "_stt" and sheet.perhaps("side by side", 2)
    bottom = table(sheet, form, head, subjects[:per], top, left, beside)
    if beside:
        return max(bottom, table(sheet, form, head, subjects[per:], top, left + len(head.keys) + 1, beside))
    if not two:
        return bottom
    bottom = sheet.put(bottom + 1, left, [CAPTIONS[form.name]])
    return table(sheet, form, head, subjects[per:], bottom, left)


@st.composite
def layouts(draw: Any, forms: list[Form] = FORMS) -> Layout:
    sheet = _Sheet(draw)
    form = draw(st.sampled_from(forms))
    left = draw(st.integers(0, 2))
    row = 0
    for text in draw(st.sampled_from(LETTERHEADS)):
        row = sheet.put(row, 0, [text])
    row = sheet.put(row, 0, [CAPTIONS[form.name]]) + draw(st.integers(0, 2))
    row = list_of(sheet, form, row, left)
    if sheet.perhaps("other form below", 6):
        other = draw(st.sampled_from([one for one in forms if one is not form] or forms))
        row = list_of(sheet, other, sheet.put(row + 1, 0, [CAPTIONS[other.name]]), left)
    for text in draw(st.sampled_from(NOTES)):
        row = sheet.put(row, left, [text])
    row += 1
    for line in draw(st.sampled_from(SIGNATURES)):
        row = sheet.put(row, left, line)
    return Layout(sheet.cells, sheet.merges, sheet.truths, frozenset(sheet.odd))


assert set(CAPTIONS) == set(CATALOGUE.forms) - {one.name for one in CATALOGUE.forms.values() if one.internal}
