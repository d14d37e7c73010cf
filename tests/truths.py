"""What a made sheet is about: columns that a list of each form has, and cells as clerks write them with what they mean.

Everything is drawn by hypothesis from the data files: any wording of a title, rating or choice, names no two alike.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from cbcc_xl.catalogue import Form, load
from cbcc_xl.forms.matching import Headings

CATALOGUE = load()
FORMS = CATALOGUE.unit_forms()
Meant = dict[str, Any]

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Hồ", "Lò", "Giàng"]
MIDDLES = ["Thị", "Văn", "Minh", "Hữu", "Thu", "Quốc"]
GIVEN = ["An", "Bình", "Hòa", "Thúy", "Quý", "Toàn", "Xuân", "Yến", "Ánh", "Đức"]
TEAMS = ["Phòng", "Ban", "Khoa", "Đội", "Trung tâm", "Chi bộ", "Tổ công đoàn"]
NAMED = ["Tổng hợp", "Kế hoạch", "Thanh tra", "Quản lý", "số 1", "số 2", "Nội", "Dược"]
ITEMS = ["Báo cáo tổng kết", "Nghị quyết hội nghị", "Quy chế dân chủ", "Chỉ tiêu thi đua", "Kế hoạch năm tới",
         "Sổ tay điện tử", "Lớp học không giấy", "Khám sức khỏe định kỳ", "Đọc sách mỗi tuần"]
POSITIONS = ["Trưởng phòng", "Chuyên viên", "Kế toán", "Lái xe", "Phó Giám đốc", "Thư ký", "Thủ trưởng", "Chủ tịch"]
MARKED = {"award-person": ["titles:LDTT", "titles:CSTDCS"], "award-team": ["titles:TTLDTT", "titles:TTLDXS"]}
RATED = [f"rating:{code}" for code in CATALOGUE.ratings]
PRESENCE = ["present", "absent_excused", "absent_unexcused"]
# What a table of each form has besides its subject: always, and at times.
ALWAYS = {"attendance": ["summoned", "present"], "vote": ["agree", "share"], "election": ["votes"],
          "award-person": ["titles"], "award-team": ["titles"], "ballot": ["title", "agree", "disagree"],
          "rating": ["rating"], "initiative": ["name", "scope"], "registration": ["titles"], "score": ["max", "self"],
          "target": ["planned", "achieved"], "proposal": ["proposer", "answer"], "movement": ["result", "amount"]}
AT_TIMES = {"attendance": ["absent_excused", "absent_unexcused"], "vote": ["disagree", "abstain"],
            "election": ["share"], "award-person": ["rating", "agree", "initiative", "decision"],
            "award-team": ["rating", "headcount"], "ballot": ["share"], "rating": ["self_rating", "discipline"],
            "initiative": ["decision"], "registration": ["target", "value"], "score": ["cross", "final"],
            "target": ["measure", "verdict"], "proposal": ["addressee", "deadline", "status"], "movement": []}
# Cells of each type of field as clerks write them, with what they mean; "" stands for the field's own key.
FIGURES = [(5, {"": "5"}), (12.5, {"": "12.5"}), ("12,5", {"": "12.5"}), ("07", {"": "7"})]
CELLS = {
    "decimal": FIGURES,
    "figure": [*FIGURES, ("từ 02 lần trở lên", {"": "2"}), ("Hoàn thành tốt", {"": "Hoàn thành tốt"})],
    "money": [("1.500.000 đồng", {"": "1500000"}), ("12,5 triệu đồng", {"": "12500000"}),
              ("hơn 2 triệu đồng", {"": "2000000", "qualifier": ">"})],
    "authors": [("Nguyễn Thị An", {"": "Nguyễn Thị An", "authors": ["Nguyễn Thị An"]}),
                ("Lê An (60%), Vũ Hòa (40%)", {"": "Lê An (60%), Vũ Hòa (40%)", "authors": ["Lê An", "Vũ Hòa"]})],
    "deadline": [("30/06/2025", {"": "2025-06-30"}), ("Quý III/2025", {"": "Quý III/2025"})],
    "decision": [("12/QĐ-SXD", {"": "12/QĐ-SXD"}),
                 ("Số 12/QĐ-SXD ngày 05/12/2024", {"": "12/QĐ-SXD", "date": "2024-12-05"})],
    "subject": [("Đ/c Trần Thị Yến", {"": "Trần Thị Yến"}), ("Phòng Tổng hợp", {"": "Phòng Tổng hợp"})],
    "text": [("Đã giao Văn phòng", {"": "Đã giao Văn phòng"}), ("tốt", {"": "tốt"})]}


@cache
def wordings(form: str, key: str) -> list[str]:
    """The wordings of a key that mean it in this form; of a column of marks those of its title or rating."""
    field, _, code = key.partition(":")
    if named := (CATALOGUE.ratings if field == "rating" else CATALOGUE.titles).get(code):
        return [named.vi, *(words for words in named.also if "*" not in words)]
    headings = CATALOGUE.forms[form].headings
    matcher = Headings(headings, {"words": (), "telling": ()})
    return [words for words in headings.get(key, ()) if matcher.match(words).key == key]


def subject_of(form: Form) -> str:
    """What the form's rows are about: the first that it words of what they may be about; units, not persons, attend."""
    worded = (key for key in form.about if form.field(key) and form.headings.get(key))
    return "unit" if form.name == "attendance" else next(worded)


def names(draw: Any, kind: str, count: int) -> list[str]:
    """So many subjects of a type of field, no two alike."""
    if kind == "text":
        return draw(st.permutations(ITEMS))[:count]
    words = [TEAMS, NAMED] if kind == "unit" else [SURNAMES, MIDDLES, GIVEN]
    parts = st.tuples(*map(st.sampled_from, words))
    return [" ".join(pair) for pair in draw(st.lists(parts, min_size=count, max_size=count, unique=True))]


def columns(draw: Any, form: Form, by_person: bool) -> list[str]:
    """The keys that a table has, in the order of its columns."""
    subject, others, more = subject_of(form), ALWAYS[form.name], AT_TIMES[form.name]
    optional = [key for key in ("position", "unit", "note")
                if form.field(key) and form.headings.get(key) and key != subject]
    if form.name in MARKED and draw(st.booleans()):
        others = [*others[1:], *MARKED[form.name]]
    elif form.name == "rating" and draw(st.booleans()):
        others = RATED
    if by_person:
        subject, more, optional = "name", [], ["position", "unit", "note"]
        others = draw(st.sampled_from([["status"], PRESENCE]))
    more = draw(st.lists(st.sampled_from(more), unique=True)) if more else []
    split = subject == "name" and "name:first" in form.headings and form.field("name").type == "person" \
        and draw(st.booleans())
    chosen = draw(st.permutations([*others, *more, *draw(st.lists(st.sampled_from(optional), unique=True))]))
    own = ["name:first", "name:last"] if split else [subject]
    kept = [*(["_stt"] if draw(st.booleans()) else []), *own, *chosen]
    if draw(st.booleans()) and not split:                        # the subject need not come first
        kept.remove(subject)
        kept.insert(draw(st.integers(0, len(kept))), subject)
    return kept


def cell(draw: Any, form: Form, subject: str, key: str, name: str, number: int) -> tuple[Any, Meant]:
    """A cell of a key with what it means; a share shown with a % by its format is a `Percent`."""
    if key == "_stt":
        return draw(st.sampled_from([number, str(number), f"{number:02d}", f"{number}."])), {}
    if key == "name:first":
        return name.rpartition(" ")[0], {}
    if key == "name:last":
        return name.rpartition(" ")[2], {"name": name}
    if key == subject:
        return name, {key: name}
    if key == "position":
        return (text := draw(st.sampled_from(POSITIONS))), {key: text}
    if key == "unit":
        return (text := f"Phòng {draw(st.sampled_from(NAMED))}"), {key: text}
    if key == "note":
        return (text := draw(st.sampled_from([None, "mới chuyển đến"]))), {key: text} if text else {}
    if key in ("titles", "title"):
        found = draw(st.sampled_from(titles_for(form)))
        words = draw(st.sampled_from([found.vi, f"“{found.vi}”", found.vi.upper()]))
        return words, {key: [found.code] if key == "titles" else found.code}
    if key in ("rating", "self_rating"):
        rating = draw(st.sampled_from(list(CATALOGUE.ratings.values())))
        return draw(st.sampled_from([rating.vi, rating.code])), {key: rating.code}
    if key == "status" and key in form.values:
        code, words = draw(st.sampled_from(list(form.values[key].items())))
        return draw(st.sampled_from(words)), {key: code}
    return _figure_or_words(draw, form, key)


def titles_for(form: Form) -> list[Any]:
    """The titles that the form's subjects may have."""
    subjects = ("team", "any") if form.name == "award-team" else ("person", "any")
    return [one for one in CATALOGUE.titles.values() if one.subject in subjects and not one.rating and not one.team]


class Percent(float):
    """A number that its cell shows with a %."""


def _figure_or_words(draw: Any, form: Form, key: str) -> tuple[Any, Meant]:
    kind = form.field(key).type
    if kind == "choice":
        code, words = draw(st.sampled_from(list(form.values[key].items())))
        return draw(st.sampled_from(words)), {key: code}
    if kind in CELLS:
        written, meant = draw(st.sampled_from(CELLS[kind]))
        return written, {one or key: value for one, value in meant.items()}
    if kind == "share":
        percent = draw(st.integers(3, 100))
        meant = "1" if percent == 100 else f"0.{percent:02d}".rstrip("0")
        return draw(st.sampled_from([f"{percent}%", f"{percent},0 %", Percent(percent / 100), percent])), {key: meant}
    number = draw(st.integers(0, 60))
    return draw(st.sampled_from([number, float(number), str(number), f"{number:02d}", f"{number} người",
                                 f" {number} "])), {key: number}


def marks(draw: Any, keys: list[str]) -> dict[str, tuple[Any, Meant]]:
    """Cells of columns of marks: of titles any, of ratings or of persons' presence exactly one."""
    found: dict[str, tuple[Any, Meant]] = {}
    for field, of in (("rating", RATED), ("status", PRESENCE)):
        if set(of) <= set(keys) and "summoned" not in keys:
            one = draw(st.sampled_from(of))
            found |= {key: (None, {}) for key in of} | {one: ("x", {field: one.rpartition(":")[2]})}
    for key in keys:
        if key.startswith("titles:"):
            found[key] = draw(st.sampled_from([(None, {}), *((mark, {key: True}) for mark in ("x", "X", 1))]))
    return found


def settled(meant: Iterable[Meant]) -> Meant:
    """What a row's cells mean together; marks in columns of titles are the list of these."""
    values = {key: value for one in meant for key, value in one.items()}
    marked = [key.partition(":")[2] for key in values if key.startswith("titles:")]
    values = {key: value for key, value in values.items() if ":" not in key}
    return {**values, "titles": marked} if marked else values
