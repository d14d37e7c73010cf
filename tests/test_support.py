"""A support copy: nothing that tells whose file it is, and it is misread, or read, just as the original."""
from __future__ import annotations

import datetime
import io
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import parts_of, repacked, saved

import cbcc_xl as cx
from cbcc_xl import demo
from cbcc_xl.catalogue import load
from cbcc_xl.grid.encrypted import locked
from cbcc_xl.grid.read import read
from cbcc_xl.outputs.support import SupportError
from cbcc_xl.outputs.support.copy import _made
from cbcc_xl.text.letters import plain

CATALOGUE = load()
HEADING = ["STT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu", "Số quyết định", "Tỷ lệ", "Ghi chú"]
# Words that no form has: whatever of them stands in a copy is a leak.
NAMES = ["Quàng Thị Xoèn", "Điêu Văn Ngoặt", "ÚT BÚA", "Đ/c Vừ Mí Sính", "Lường Khoắng"]
UNITS = ["PHÒNG BẢO TỒN RÙA QUẮN", "UBND XÃ NGOẰN NGOÈO", "Sở Khoái Hoạt"]
SECRETS = "Quàng Xoèn Điêu Ngoặt Búa Vừ Mí Sính Lường Khoắng Rùa Quắn Ngoằn Ngoèo Khoái Hoạt Loắt Choắt".split()
FIGURES = ["7391", "84615", "26/7/2023", "0912345678"]


def book(names: list[str] = NAMES, unit: str = UNITS[0]) -> openpyxl.Workbook:
    """A unit's list with everything that a workbook may carry along."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Xoèn"
    for row in ([unit], [f"Số: 7391/QĐ-QUẮN ngày 26/7/2023 của {unit}"], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"], [],
                HEADING):
        sheet.append(row)
    for number, name in enumerate(names, 1):
        sheet.append([number, name, "Chuyên viên", "HTTNV", "LĐTT", "7391/QĐ-QUẮN", "12/13 (92,3%)",
                      f"theo anh Loắt Choắt, {unit}; 84615 đồng"])
    sheet.append(["Cộng", len(names)])
    sheet.append([None, None, None, "NGƯỜI LẬP BIỂU"])
    sheet.append([None, None, None, NAMES[0]])
    return made


def decorated(made: openpyxl.Workbook) -> bytes:
    sheet = made.active
    sheet["B6"].comment = Comment("Hỏi anh Ngoặt: 0912345678", "Xoèn")
    sheet["C6"] = CellRichText("Chuyên viên ", TextBlock(InlineFont(b=True), "của Loắt Choắt"))
    sheet["I6"], sheet["I7"], sheet["I8"] = datetime.date(2023, 7, 26), 84615, "=SUM(A6:A7)"
    sheet["J6"], sheet["J7"] = '="Ngoặt"&B6', "=[1]Khác!A1"
    sheet["B7"].number_format, sheet["B8"].font = '0" Quắn"', Font(strike=True)
    sheet["B6"].hyperlink = "https://xoen.example/ngoat"
    sheet.oddHeader.left.text, sheet.oddFooter.right.text = "Phòng Rùa Quắn", "Loắt"
    choices = DataValidation("list", '"Xoèn,Ngoặt"', promptTitle="Quắn", prompt="Hỏi Loắt")
    sheet.add_data_validation(choices)
    choices.add("B6")
    hidden = made.create_sheet("Choắt")
    hidden["A1"], hidden.sheet_state = "Điêu Văn Ngoặt", "hidden"
    made.defined_names["Quan"] = DefinedName("Quan", attr_text='"Rùa Quắn"')
    made.properties.creator, made.properties.lastModifiedBy, made.properties.title = "Xoèn", "Ngoặt", "Rùa"
    return repacked(saved(made), {
        "xl/vbaProject.bin": "Loắt Choắt".encode(), "xl/media/image1.png": "Loắt".encode(),
        "customXml/item1.xml": "<a>Rùa Quắn</a>".encode(), "xl/printerSettings/p1.bin": "Xoèn".encode(),
        "xl/externalLinks/externalLink1.xml": "<e>Ngoặt</e>".encode(), "xl/embeddings/o1.bin": "Rùa".encode()})


def leaks(data: bytes, secrets: list[str]) -> list[str]:
    """The words of the original that stand anywhere in a copy, in any part, in any capitals."""
    texts = [part.decode("utf-8", "replace") for part in parts_of(data).values()] if data[:2] == b"PK" else [
        data.decode("utf-8-sig", "replace")]
    words = {plain(word) for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return [secret for secret in secrets if plain(secret) in words or not secret.isalpha() and any(
        re.search(rf"(?<!\d){re.escape(secret)}(?!\d)", text) for text in texts)]


def test_nothing_of_a_file_s_owner_is_in_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "Điêu Văn Ngoặt.xlsm"
    path.write_bytes(decorated(book()))
    before = path.read_bytes()
    made = cx.support(path, tmp_path / "ra.xlsx")
    assert leaks(made.path.read_bytes(), SECRETS + FIGURES) == [] and path.read_bytes() == before
    names = parts_of(made.path.read_bytes())
    assert not [name for name in names if re.search("vba|media|custom|docProps|external|embed|printer|theme", name)]
    sheet = openpyxl.load_workbook(made.path, rich_text=True).worksheets[0]
    assert [cell.value for cell in sheet[5]][:8] == HEADING
    assert sheet["G6"].value == "12/13 (92,3%)" and sheet["A3"].value == "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"
    assert sheet["B8"].font.strike and sheet["B6"].comment and isinstance(sheet["C6"].value, CellRichText)
    assert sheet["B9"].value.startswith("Đ/c ")
    assert (sheet["I6"].value.year, sheet["I8"].value) == (2023, "=SUM(A6:A7)")
    assert re.fullmatch(r"Số: \d{4}/QĐ-\w+ ngày \d\d?/\d\d?/2023 của .+", sheet["A2"].value)


def test_it_reads_as_the_original(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book()))
    made = cx.support(path, tmp_path / "ra.xlsx")
    assert (made.differs, made.values_only) == ((), False)
    records = [cx.check(one).records for one in (path, made.path)]
    assert [[record.row for record in one] for one in records] == [[6, 7, 8, 9, 10]] * 2
    assert len({record.values["name"] for record in records[1]}) == 5
    assert not {record.values["name"] for record in records[0]} & {record.values["name"] for record in records[1]}


def test_the_same_word_becomes_the_same_and_another_file_s_another(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book([NAMES[0], NAMES[1], NAMES[0]])))
    names = [[record.values["name"] for record in cx.check(cx.support(path, tmp_path / f"{one}.xlsx").path).records]
             for one in range(2)]
    assert all(one[0] == one[2] != one[1] for one in names) and names[0] != names[1]


def test_the_sample_season_reads_the_same(tmp_path: Path) -> None:
    agency = demo.AGENCIES[0]
    agency.make(tmp_path / "hop-thu")
    files = [path for path in sorted((tmp_path / "hop-thu").rglob("*.*")) if path.suffix in (".xlsx", ".xls", ".csv")]
    made = [_made((path.name, path.read_bytes(), ()), CATALOGUE) for path in files]
    changed = [(path.name, one.differs) for path, one in zip(files, made, strict=True)
               if set(one.differs) - {"findings"}]
    assert len(files) > 3 and changed == []


SYLLABLES = st.sampled_from("Xoèn Ngoặt Quắn Khoắng Choắt Ngoằn Búa Nam Hòa Bình Văn Thị An Minh".split())
WHOLE = st.lists(SYLLABLES, min_size=2, max_size=4).map(" ".join)
SHAPES = st.sampled_from(["{}", "Đ/c {}", "{} - Trưởng phòng", "{}\nChuyên viên", "{} (rút)", "Ông {}"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WHOLE, SHAPES, st.sampled_from([str, str.upper])), min_size=1, max_size=6),
       st.sampled_from(UNITS), st.integers(1000, 10**9), st.permutations(range(8)))
def test_any_list_of_persons(people: list[Any], unit: str, figure: int, order: list[int]) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in ([unit], [], [HEADING[at] for at in order]):
        sheet.append(row)
    for number, (name, shape, case) in enumerate(people, 1):
        cells = [number, shape.format(case(name)), "Chuyên viên", "HTTNV", "LĐTT", f"{figure}/QĐ-QUẮN", 0.9, name]
        sheet.append([cells[at] for at in order])
    copy = _made(("a.xlsx", saved(made), ()), CATALOGUE)
    said = {plain(word) for word in f"{unit} QUẮN {' '.join(name for name, _, _ in people)}".split()}
    rare = [word for word in SECRETS if plain(word) in said]       # of others one may stand for a name by chance
    assert leaks(copy.data, [*rare, str(figure) if figure not in range(1900, 2101) else "Xoèn"]) == []
    grid = read(copy.data, "a.xlsx").grids[0]
    column = order.index(1)
    told = " ".join(str(row[column]) for row in grid.rows[3:])
    names = {plain(word) for name, _, _ in people for word in name.split()}
    assert not names & {plain(word) for word in re.findall(r"[^\W\d_]+", told)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_as_text_stays_one(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = ["STT;Họ và tên;Danh hiệu", "1;Quàng Thị Xoèn;LĐTT", "2;Điêu Văn Ngoặt;LĐTT"]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    made = cx.support(path, tmp_path / "ra.csv")
    text = made.path.read_bytes().decode(encoding)
    said = [word for word in SECRETS if any(word in line for line in lines)]        # of others one may come by chance
    assert text.startswith(lines[0]) and leaks(text.encode(), said) == [] and made.differs == ()


def test_text_of_an_old_font_stays_in_it(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (["STT", "Hä vµ tªn", "Danh hiÖu", "Ghi chó"], [1, "Quµng ThÞ XoÌn", "L§TT", "®Ò nghÞ khen th­ëng"],
                [2, "§iªu V¨n Ngo¾t", "L§TT", None]):
        made.active.append(row)
    for row in made.active.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTime")
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(made))
    copy = cx.support(path, tmp_path / "ra.xlsx")
    sheet = openpyxl.load_workbook(copy.path).active
    assert [cell.value for cell in sheet[1]] == ["STT", "Hä vµ tªn", "Danh hiÖu", "Ghi chó"]
    assert sheet["B2"].font.name == ".VnTime" and copy.differs == ()
    assert not {"Quµng", "XoÌn", "§iªu", "Ngo¾t"} & set(f"{sheet['B2'].value} {sheet['B3'].value}".split())


def test_other_kinds_become_a_workbook_of_values_and_say_so(tmp_path: Path) -> None:
    page = "<table>" + "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in (
        ["STT", "Họ và tên", "Danh hiệu"], ["1", "Quàng Thị Xoèn", "LĐTT"])) + "</table>"
    (tmp_path / "a.xls").write_text(f"<html><body>{page}</body></html>", "utf-8")
    made = cx.support(tmp_path / "a.xls", tmp_path / "ra.xlsx")
    assert made.values_only and leaks(made.path.read_bytes(), SECRETS) == []


def test_what_may_not_or_cannot_be_copied_says_why(tmp_path: Path) -> None:
    secret = book()
    secret.active["H1"] = "TỐI MẬT"
    (tmp_path / "mat.xlsx").write_bytes(saved(secret))
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04")
    old = openpyxl.Workbook()
    old.active["A1"], old.active["A1"].font = "tèi mËt", Font(name=".VnTimeH")
    (tmp_path / "co.xlsx").write_bytes(saved(old))
    (tmp_path / "khoa.xlsx").write_bytes(locked(saved(book()), "abc"))
    for name, why in (("mat.xlsx", "TỐI MẬT"), ("co.xlsx", "TỐI MẬT"), ("hong.xlsx", "hỏng"),
                      ("khoa.xlsx", "--password-file")):
        with pytest.raises(SupportError, match=why):
            cx.support(tmp_path / name, tmp_path / "ra.xlsx")
    (tmp_path / "a.xlsx").write_bytes(saved(book()))
    with pytest.raises(SupportError, match="tệp gốc"):
        cx.support(tmp_path / "a.xlsx", tmp_path / "a.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_a_locked_file_is_copied_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "khoa.xlsx").write_bytes(locked(saved(book()), "abc"))
    (tmp_path / "mk.txt").write_text("khoa.xlsx = abc", "utf-8")
    made = cx.support(tmp_path / "khoa.xlsx", tmp_path / "ra.xlsx", passwords=tmp_path / "mk.txt")
    assert made.differs == () and leaks(made.path.read_bytes(), SECRETS) == []


def test_the_copy_is_a_whole_package_that_openpyxl_opens(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(decorated(book()))
    made = cx.support(tmp_path / "a.xlsx", tmp_path / "ra.xlsx")
    with ZipFile(io.BytesIO(made.path.read_bytes())) as package:
        assert package.testzip() is None
    assert openpyxl.load_workbook(made.path).worksheets[1].sheet_state == "hidden"


def test_of_a_mail_it_says_which_attachment_to_save(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content("Kính gửi")
    mail.add_attachment(saved(book()), "application", "vnd.ms-excel", filename="danh-sach.xlsx")
    (tmp_path / "thu.eml").write_bytes(bytes(mail))
    with pytest.raises(SupportError, match=r"^thu.eml: .*lưu tệp cần hỏi ra thư mục .danh-sach.xlsx."):
        cx.support(tmp_path / "thu.eml", tmp_path / "ra.xlsx")
