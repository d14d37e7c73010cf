"""An agency's file that is written wrong is told in one Vietnamese sentence: which file, which rule, what to write.

Whatever TOML is handed in, it is used or refused; it never stops the program in the midst of its work.
"""
from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rules import ONE_BATCH, drawn, judged

from cbcc_xl.catalogue import Catalogue, CatalogueError, in_force, load
from cbcc_xl.catalogue.agency_parts import NAMED
from cbcc_xl.catalogue.load import TYPES
from cbcc_xl.catalogue.overlay import PARTS
from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks import verify
from cbcc_xl.cli import rules
from cbcc_xl.outputs.templates import draw
from cbcc_xl.pipeline.one_file import read_file

SHEET = "Phòng Một\n\nHọ và tên;Xếp loại;Danh hiệu\nTrần Văn An;HTXSNV;LĐTT\nCộng: 1\nNgười lập biểu\n".encode()
DAYS = [datetime.date(2023, 12, 20), datetime.date(2024, 12, 31), datetime.date(2026, 12, 1)]
SEVERITIES = '"error", "warning", "info" hoặc "off"'
RULE = "quy tắc “ttldtt-too-few-ldtt”: "
PARTLY = "[ttldtt-too-few-ldtt]\n"
FORM = '[form.training]\norder = 14\nvi = "Đào tạo"\nen = "Training"\nsheet = "Đ/T [1]:*?"\ntitle = "DANH SÁCH"\n'
NEEDS = 'needs = [["name", "name"]]\n'
FIELDS = """fields = [{ key = "name", type = "person", vi = "Họ và tên", en = "Name" },
  { key = "course", type = "text", vi = "Lớp", en = "Course" }]"""


def used(path: Path) -> Catalogue:
    """The file laid over ours and put to use: a sheet read, rules verified and listed, a batch judged and told."""
    catalogue = load([path])
    read_file("bieu.csv", SHEET, catalogue)
    for day in DAYS:
        rulebook = in_force(catalogue, day)
        verify(rulebook, catalogue)
        assert list(rules.every(catalogue, rulebook, "vi"))
        for finding in judged(drawn(ONE_BATCH, catalogue), day):
            assert words(finding, catalogue, "vi").message
    return catalogue


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "so-moi.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        used(path)
    return str(caught.value)


@pytest.mark.parametrize(("text", "said"), [
    (PARTLY + "limit = 0.7", RULE + 'limit phải là chữ trong ngoặc kép, ví dụ ">= 70%", không phải 0.7'),
    (PARTLY + "limit = 70", RULE + 'limit phải là chữ trong ngoặc kép, ví dụ ">= 70%", không phải 70'),
    (PARTLY + 'limit = "70"', RULE + "giới hạn “70” không đọc được; ghi dạng >= 70%, > 1/2"),
    (PARTLY + "article = 28.1", RULE + 'article phải là chữ trong ngoặc kép, ví dụ "…", không phải 28.1'),
    (PARTLY + "vi = 5", RULE + 'vi phải là chữ trong ngoặc kép, ví dụ "…", không phải 5'),
    (PARTLY + 'vi = "{"', RULE + "vi có ngoặc nhọn không khép"),
    (PARTLY + 'vi_fix = "Sửa {name!r}."', RULE + "vi_fix có “{name}” viết sai"),
    (PARTLY + 'en = "{name.__class__}"', RULE + "en có “{name.__class__}” viết sai"),
    (PARTLY + 'vi = "{0} người"', RULE + "vi có “{0}” viết sai"),
    (PARTLY + 'vi = "{name:>9}"', RULE + "vi có “{name}” viết sai"),
    (PARTLY + 'vi = "Tập thể {nmae} chưa đủ."', RULE + "vi có “{nmae}” mà quy tắc này không cho dữ kiện ấy; có: count"),
    (PARTLY + 'severity = "fatal"', RULE + f'severity phải là {SEVERITIES}, không phải "fatal"'),
    (PARTLY + "severity = true", RULE + f"severity phải là {SEVERITIES}, không phải true"),
    (PARTLY + 'unverified = "có"', RULE + "unverified phải là true hoặc false"),
    (PARTLY + 'on = "award-team"', RULE + "on phải là một bảng"),
    (PARTLY + "on = { form = 5 }", RULE + "on.form phải là chữ trong ngoặc kép"),
    (PARTLY + "in_force = []", RULE + "in_force phải là danh sách các thời kỳ"),
    (PARTLY + 'in_force = ["2024"]', RULE + "in_force phải là danh sách các thời kỳ"),
    (PARTLY + 'in_force = [{ from = "2024-01-01", severity = "error" }]',
     RULE + 'in_force: from phải là ngày không có ngoặc kép, ví dụ 2024-01-01, không phải "2024-01-01"'),
    (PARTLY + 'in_force = [{ from = 2024-01-01T00:00:00, severity = "error" }]',
     RULE + "in_force: from phải là ngày không có ngoặc kép, ví dụ 2024-01-01"),
    (PARTLY + 'in_force = [{ from = 2024-01-01, to = 2023-01-01, severity = "error" }]',
     RULE + "in_force: from = 2024-01-01 muộn hơn to = 2023-01-01"),
    (PARTLY + "in_force = [{ from = 2024-01-01 }]", RULE + "in_force: thiếu severity"),
    (PARTLY + 'after = "person-twice"', RULE + "after phải là danh sách chữ"),
    (PARTLY + 'limt = ">= 60%"', RULE + "không có mục “limt”; gần giống: limit"),
    ('[cstdcs-without-achievement]\nany_of = ["initiative"]',
     "quy tắc “cstdcs-without-achievement”: any_of phải là danh sách trong ngoặc vuông"),
    ('[ldtt-below-good-rating]\nlimit = ""', "quy tắc “ldtt-below-good-rating”: thiếu limit"),
    ('[bkt-without-basis]\non = { form = "award-person", title = "BKT", any_of = [["rating:HTXSNV"]] }',
     "quy tắc “bkt-without-basis”: any_of có “rating:HTXSNV” không hiểu được; viết như run:CSTDCS*3"),
    ('[election-result-doubtful]\non = { form = "election", posts = {}, rounds = {} }',
     "quy tắc “election-result-doubtful”: bases có posts = “inspectorate” mà phần posts không có"),
    ('[[person-twice]]\nlimit = ">= 60%"', "“person-twice” không phải bảng của một quy tắc: viết một cặp ngoặc vuông"),
    ('[[rules]]\ncode = "ttldtt-too-few-ldtt"', "“rules” không phải bảng của một quy tắc: viết một cặp ngoặc vuông"),
    ('limit = ">= 60%"', "“limit” không phải bảng của một quy tắc: trước nó phải có dòng [mã quy tắc]"),
    ('[person-twic]\nlimit = ">= 60%"', "quy tắc “person-twic”: không có quy tắc này; gần giống: person-twice"),
    ("title = 5", "[title] phải là các bảng, ví dụ [title.LDTT]"),
    ("[title]\nLDTT = 5", "danh hiệu “LDTT” phải là một bảng: viết [title.LDTT]"),
    ('[title.LDTT]\nalso = "LĐTT"', "danh hiệu “LDTT”: also phải là danh sách chữ trong ngoặc kép"),
    ('[title.LDTT]\norder = "10"', "danh hiệu “LDTT”: order phải là số nguyên không có ngoặc kép"),
    ('[title.MOI]\nvi = "Danh hiệu mới"', "danh hiệu “MOI”: thiếu en, subject"),
    ("[source.QD1]\nvi = 5", "văn bản “QD1”: vi phải là chữ trong ngoặc kép"),
    ('[source.QD1]\nfrom = 2024-01-01', "văn bản “QD1”: thiếu vi"),
    ('[wording.vote.headings]\nitem = "Nội dung"', "cách viết “vote”: headings item phải là danh sách"),
    ('[wording.vote.heading]\nitem = ["Nội dung"]', "cách viết “vote”: không có mục “heading”; gần giống: headings"),
    ('[wording.votes.headings]\nitem = ["Nội dung"]', "cách viết “votes”: không có biểu này; gần giống: vote"),
    ('[message.year-difer]\nvi = "Sai năm."', "lỗi khi đọc “year-difer”: không có lỗi này; gần giống: year-differs"),
    ('[message.year-differs]\nvi = "Sai năm {"', "lỗi khi đọc “year-differs”: vi có ngoặc nhọn không khép"),
    ("[prize.GK]\nin_force = [{ person = true }]", "mức tiền thưởng “GK”: in_force: person phải là hệ số, ví dụ"),
    ('[prize.rounding]\nin_force = [{ way = "lên" }]', 'mức tiền thưởng “rounding”: in_force: way phải là "up" hoặc'),
    ('[prize.GIAYKHEN]\nin_force = [{ person = "1" }]', "mức tiền thưởng “GIAYKHEN”: không có danh hiệu này"),
    ('[form.vote]\nfields = "item"', "biểu “vote”: fields phải là danh sách bảng"),
    (FORM + 'needs = [["name", "nokey"]]\n' + FIELDS, "biểu “training”: needs có “nokey” mà biểu không có trường ấy"),
    (FORM + NEEDS + FIELDS.replace('"text"', '"nosuch"'), "biểu “training”: trường “course”: không có type “nosuch”"),
    (FORM + NEEDS + FIELDS.replace('"course"', '"name"'), "biểu “training”: trường “name” ghi hai lần"),
    ('[wording.rating.headings]\nnosuch = ["A"]',
     "cách viết “rating”: headings có “nosuch” mà biểu không có trường “nosuch”"),
    ('[wording.rating.headings]\n"name+positon" = ["A"]',
     "headings có “name+positon” mà biểu không có trường “positon”; gần giống: position"),
    ('[ttldtt-too-few-ldtt]\nvi = "a\\u0001b"', "có ký tự không phải chữ"),
    ("x = " + "[" * 3000 + "]" * 3000, "các bảng, danh sách lồng nhau quá nhiều tầng"),
    ("x" + ".x" * 3000 + " = 1", "các bảng, danh sách lồng nhau quá nhiều tầng"),
])
def test_a_slip_is_told_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    told = refused(tmp_path, text)
    assert told.startswith("Tệp quy tắc "), told
    assert "so-moi.toml: " in told, told
    assert said in told
    assert told.endswith(".")
    assert "\n" not in told


@pytest.mark.parametrize("fields", [FIELDS, FIELDS.splitlines()[0].rstrip(",") + "]"])
def test_a_form_of_few_fields_and_any_sheet_name_has_its_blank_form(tmp_path: Path, fields: str) -> None:
    path = tmp_path / "so-moi.toml"
    path.write_text(FORM + NEEDS + fields, "utf-8")
    catalogue = used(path)
    draw(catalogue, "training", tmp_path / "mau.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[0]
    assert (sheet.title, sheet["B8"].value) == ("Đ T  1", "Họ và tên")


def test_each_part_of_a_file_has_its_name_and_types() -> None:
    assert set(PARTS) == set(NAMED)
    assert set(PARTS) - {"wording", "message"} <= set(TYPES)


VALUES: list[Any] = [
    0, 1, -7, 70, 0.7, True, False, "", "x", "LDTT", "2024-01-01", ">= 70%", "{", "{name}", "{x!r}", "award-person",
    "rating", "inclusive", "warning", "off", [], ["x"], [["x"]], [[["x"]]], [{}], {}, {"x": 1}, {"vi": 5}, [1, "x"],
    {"from": "x"}, [{"severity": "error"}], ["titles:LDTT"], [["titles"]]]
KEYS = ["limit", "severity", "source", "article", "vi", "vi_fix", "vi_unknown", "en", "kind", "on", "in_force", "after",
        "unknown", "unverified", "check", "rounding", "base", "any_of", "changed_by", "topic", "code", "words", "x"]
ON = ["form", "title", "titles", "count", "of", "field", "within", "any_of", "posts", "bases", "parts", "whole", "what",
      "base", "rounding", "share", "over", "most", "result", "marked", "type", "together", "x"]
NAMES = ["LDTT", "award-person", "common", "rows", "vote", "L06-2022", "HTXSNV", "year-differs", "rounding", "moi"]
INNER = ["vi", "en", "also", "order", "subject", "branch", "headings", "labels", "values", "marks", "fields", "needs",
         "from", "to", "severity", "total", "letterhead", "positions", "fillers", "sheet", "family", "in_force", "over",
         "x"]

CODES = list(load().rules)
value = st.sampled_from(VALUES)
settings = st.dictionaries(st.sampled_from(ON), value, max_size=3)
rule = st.dictionaries(st.sampled_from(KEYS), value | settings, max_size=3)
part = st.dictionaries(st.sampled_from(NAMES), value | st.dictionaries(st.sampled_from(INNER), value, max_size=3),
                       max_size=2)
agency_file = st.dictionaries(st.sampled_from(CODES), rule | value, max_size=2) | st.dictionaries(
    st.sampled_from(PARTS), part | value, max_size=2)


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


@given(table=agency_file)
def test_any_file_is_used_or_refused_in_one_sentence(table: dict[str, Any], tmp_path_factory: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "so-moi.toml"
    path.write_text("\n".join(f"{key} = {toml(one)}" for key, one in table.items()), "utf-8")
    try:
        used(path)
    except CatalogueError as error:
        told = str(error)
        assert told.startswith("Tệp quy tắc so-moi.toml: "), told
        assert told.endswith("."), told
        assert "\n" not in told
