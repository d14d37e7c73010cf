"""Letters of Word as sheets: what stands in the text, in tables of every make, and around them."""
from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from letters import MAIN, cell, letter, paragraph, table
from workbooks import parts_of, repacked

import cbcc_xl as cx
from cbcc_xl import grid
from cbcc_xl.catalogue import load
from cbcc_xl.cli.check import report
from cbcc_xl.grid import Unreadable
from cbcc_xl.grid.converted import libreoffice
from cbcc_xl.model import Part
from cbcc_xl.pipeline.one_file import read_file

CATALOGUE = load()
HEADING = ["TT", "Họ và tên", "Chức vụ", "Danh hiệu"]
AN, BINH, CHI = (["1", "Nguyễn Văn An", "Trưởng phòng", "LĐTT"], ["2", "Trần Thị Bình", "Chuyên viên", "CSTĐCS"],
                 ["3", "Lê Thị Chi", "Kế toán", "LĐTT"])
CAPTION = paragraph("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024")
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi"]
needs_writer = pytest.mark.skipif(libreoffice() is None, reason="no LibreOffice here")


def rows(data: bytes) -> list[list[str | None]]:
    return grid.read(data, "thư.docx").grids[0].rows


def read(data: bytes, name: str = "Phòng Tổng hợp/thư.docx") -> Part:
    part = read_file(name, data, CATALOGUE)
    for sheet in part.sheets:
        if sheet.form:
            filled = [row for row in grid.read(data, name).grids[0].rows if any(row)]
            assert sum(sheet.rows.values()) == len(filled), "the ledger must balance"
    return part


def names(part: Part) -> list[str]:
    return [record.values["name"] for record in part.records]


# --- tables ----------------------------------------------------------------------------------------------------------

def test_a_letter_around_a_table_is_other() -> None:
    head = table([["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], ruled=False)
    two = head.replace("SỞ NỘI VỤ", "UBND TỈNH A</w:t><w:br/><w:t>SỞ NỘI VỤ")
    signed = table([["Nơi nhận:", "GIÁM ĐỐC"], ["- Như trên;", "Phạm Văn Dũng"]], ruled=False)
    part = read(letter(two + paragraph("Kính gửi: Hội đồng") + CAPTION + table([HEADING, AN, BINH]) + signed))
    assert (part.status, part.unit, part.year, names(part)) == ("read", "Sở Nội vụ", 2024, NAMES[:2])
    assert part.sheets[0].rows == {"record": 2, "heading": 0, "total": 0, "other": 7, "problem": 0}
    assert part.findings == ()


@pytest.mark.parametrize("between", ["", "<w:p/>", paragraph("(tiếp theo)")])
@pytest.mark.parametrize("heading", [[], [HEADING]])
def test_a_table_split_in_two_goes_on(between: str, heading: list[list[str]]) -> None:
    part = read(letter(CAPTION + table([HEADING, AN]) + between + table([*heading, BINH, CHI])))
    assert names(part) == NAMES


def test_a_heading_again_inside_one_table_is_no_record() -> None:
    part = read(letter(CAPTION + table([HEADING, AN, HEADING, BINH])))
    assert names(part) == NAMES[:2] and part.findings == ()


def test_numbers_that_word_gives_are_numbers_of_rows() -> None:
    numbered = cell(paragraph("", properties='<w:pStyle w:val="ListNumber"/>'))
    part = read(letter(CAPTION + table([HEADING, *([numbered, *row[1:]] for row in (AN, BINH, CHI))])))
    assert names(part) == NAMES
    listed = paragraph("Trần Thị Bình", properties='<w:pStyle w:val="ListNumber"/>')
    assert rows(letter(listed * 2)) == [["1. Trần Thị Bình"], ["2. Trần Thị Bình"]]


def test_merged_cells_of_both_ways() -> None:
    down = '<w:vMerge w:val="restart"/>'
    head = [cell(paragraph("TT"), down), cell(paragraph("Họ và tên"), down),
            cell(paragraph("Danh hiệu"), '<w:gridSpan w:val="2"/>')]
    below = [cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>"), "LĐTT", "CSTĐCS"]
    data = letter(CAPTION + table([head, below, ["1", "Nguyễn Văn An", "x", "x"], ["2", "Trần Thị Bình", "", "x"]]))
    part = read(data)
    assert [record.values["titles"] for record in part.records] == [["LDTT", "CSTDCS"], ["CSTDCS"]]
    assert set(grid.read(data, "a.docx").grids[0].merges) == {(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)}


def test_edges_a_hair_beside_one_another_are_one() -> None:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (600, 40, 3000, 2000, 2000))
    wide = '<w:gridSpan w:val="2"/>'
    heading = [cell(paragraph("TT"), wide), *HEADING[1:]]
    record = [AN[0], cell(paragraph(AN[1]), wide), *AN[2:]]
    made = re.sub("<w:tblGrid>.*</w:tblGrid>", f"<w:tblGrid>{widths}</w:tblGrid>", table([heading, record]))
    assert rows(letter(made)) == [HEADING, AN]


def test_a_table_in_a_frame_is_read_and_one_in_a_cell_is_its_text() -> None:
    framed = table([[cell(CAPTION + table([HEADING, AN]) + "<w:p/>")]])
    assert names(read(letter(framed))) == NAMES[:1]
    inner = cell(paragraph("Thành tích:") + table([["2022", "LĐTT"], ["2023", "CSTĐCS"]]))
    part = read(letter(table([[*HEADING, "Ghi chú"], [*AN, inner]])))
    assert part.records[0].values["note"] == "Thành tích: 2022 - LĐTT 2023 - CSTĐCS"


def test_a_text_that_a_tab_parts_is_two_cells() -> None:
    made = paragraph("SỞ NỘI VỤ").replace("</w:t>", "</w:t><w:tab/><w:tab/><w:t>CỘNG HÒA</w:t>")
    assert rows(letter(made)) == [["SỞ NỘI VỤ", "CỘNG HÒA"]]


def test_a_table_of_another_make_is_no_part_of_the_list() -> None:
    money = table([["Khoản", "Mua ở đâu", "Nguồn"], ["Hoa", "Chợ", "Quỹ"], ["Băng rôn", "Xưởng in", "Quỹ"]])
    part = read(letter(CAPTION + table([HEADING, AN]) + paragraph("Dự toán:") + money + paragraph("GIÁM ĐỐC")))
    assert names(part) == NAMES[:1] and part.sheets[0].rows["problem"] == 3
    assert [(one.code, one.origin.cell) for one in part.findings] == [("table-not-read", "A5:C7")]


@pytest.mark.parametrize("around", ["", table([HEADING, AN])])
def test_names_in_lines_of_text_are_asked_about(around: str) -> None:
    listed = [f"{at}. {honorific}{one} - Chuyên viên" for at, (honorific, one) in enumerate(
        zip(("", "Bà ", "Đ/c "), NAMES, strict=True), 1)]
    body = paragraph("Tặng danh hiệu Lao động tiên tiến cho các ông, bà:") + "".join(map(paragraph, listed))
    part = read(letter((CAPTION if around else "") + around + body + paragraph("Nơi nhận:")))
    assert [(one.code, one.facts) for one in part.findings] == [("list-not-in-table", {"count": 3})]


@pytest.mark.parametrize(("said", "told"), [
    ("Phòng đề nghị 04 cá nhân đạt danh hiệu LĐTT, cụ thể:", [4, 2]), ("Danh sách gồm 04 người.", [4, 3]),
    ("Phòng có 12 đồng chí, đề nghị khen thưởng 5 cá nhân và 01 tập thể có tên sau:", [5, 3]),
    ("Đề nghị tặng danh hiệu CSTĐCS cho 02 đồng chí sau đây:", [2, 1]),
    ("Đề nghị 02 cá nhân đạt LĐTT, 01 cá nhân đạt CSTĐCS:", []), ("Danh sách gồm 03 người:", []),
    ("Tổng số cán bộ: 25 người", []), ("Phòng có 25 người.", []), ("Phòng có 12 đồng chí, kết quả cụ thể như sau:", []),
    ("Có 12/12 đồng chí đề nghị:", []), ("Đề nghị LĐTT, CSTĐCS cho 07 lượt cá nhân:", [])])
def test_a_count_in_a_sentence_above_the_list_is_checked(said: str, told: list[int]) -> None:
    part = read(letter(CAPTION + paragraph(said) + table([HEADING, AN, BINH, CHI])))
    assert names(part) == NAMES
    assert [(one.code, list(one.facts.values())) for one in part.findings] == ([("declared-above-differs", told)]
                                                                             if told else [])


def test_a_count_above_several_lists_is_of_all() -> None:
    said = paragraph("Phòng đề nghị 03 cá nhân, cụ thể:")
    other = table([[*HEADING, "Ghi chú"], [*CHI, ""]])
    part = read(letter(CAPTION + said + table([HEADING, AN, BINH]) + CAPTION + other))
    assert not [one for one in part.findings if one.code == "declared-above-differs"]


# --- text ------------------------------------------------------------------------------------------------------------

def changed(row: list[str]) -> list[str]:
    """A row whose name was changed with changes tracked."""
    run = '<w:r><w:t>{}</w:t></w:r>'
    old, new = run.format("Nguyễn Văn Anh").replace("w:t>", "w:delText>"), run.format("Nguyễn Văn An")
    return [row[0], cell(f'<w:p><w:del w:id="1">{old}</w:del><w:ins w:id="2">{new}</w:ins></w:p>'), *row[2:]]


def test_tracked_changes_are_read_as_accepted_and_asked_about() -> None:
    gone = table([CHI]).split("<w:tr>")[1].split("</w:tr>")[0]
    body = table([HEADING, changed(AN)]).replace(
        "</w:tbl>", f'<w:tr><w:trPr><w:del w:id="3"/></w:trPr>{gone}</w:tr></w:tbl>')
    part = read(letter(CAPTION + body))
    assert names(part) == NAMES[:1]
    assert [(one.code, one.origin.cell, one.facts) for one in part.findings] == [
        ("tracked-changes", "A3:B3", {"count": 2})]


def test_what_is_struck_red_or_hidden_is_asked_about() -> None:
    looks = ["<w:strike/>", '<w:color w:val="FF0000"/>', "<w:vanish/>"]
    made = [[cell(paragraph(text, look)) for text in row] for row, look in zip((AN, BINH, CHI), looks, strict=True)]
    part = read(letter(CAPTION + table([HEADING, *made])))
    assert names(part) == NAMES
    assert sorted((one.code, one.origin.cell) for one in part.findings) == [
        ("maybe-withdrawn", "B3"), ("maybe-withdrawn", "B4"), ("rows-hidden", "A5:D5")]


def test_hidden_text_beside_text_that_shows_is_left_out() -> None:
    made = paragraph("nháp", "<w:vanish/>").replace("</w:p>", "<w:r><w:t>bản chính</w:t></w:r></w:p>")
    assert rows(letter(made)) == [["bản chính"]]


def test_text_in_boxes_controls_links_and_one_of_two_choices() -> None:
    box = f'<w:pict><w:txbxContent>{paragraph("trong khung")}</w:txbxContent></w:pict>'
    choice = (f'<mc:AlternateContent xmlns:mc="x"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
              f'</mc:AlternateContent>')
    body = (f"<w:p><w:r><w:t>ngoài</w:t></w:r><w:r>{choice}</w:r></w:p>"
            f'<w:sdt><w:sdtContent>{paragraph("điều khiển")}</w:sdtContent></w:sdt>'
            f"<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>")
    assert rows(letter(body)) == [["ngoài"], ["trong khung"], ["điều khiển"], ["liên kết"]]


def test_headers_and_footers_are_text_and_numbers_of_pages_are_not() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "SỞ NỘI VỤ", "Mẫu 01"
    field = section.footer.add_paragraph()._p
    for xml in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> PAGE </w:instrText>",
                '<w:fldChar w:fldCharType="separate"/>', "<w:t>7</w:t>", '<w:fldChar w:fldCharType="end"/>'):
        field.append(docx.oxml.parse_xml(f'<w:r xmlns:w="{MAIN}">{xml}</w:r>'))
    document.add_paragraph("Tờ trình")
    stream = io.BytesIO()
    document.save(stream)
    assert [row[0] for row in rows(stream.getvalue()) if any(row)] == ["SỞ NỘI VỤ", "Tờ trình", "Mẫu 01"]


def test_ticks_of_symbol_fonts_are_marks() -> None:
    tick, box = ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>',
                 '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>')
    part = read(letter(CAPTION + table([["TT", "Họ và tên", "LĐTT", "CSTĐCS"],
                                        ["1", "Nguyễn Văn An", cell(tick), cell(box)]])))
    assert part.records[0].values["titles"] == ["LDTT"]


def test_a_font_of_an_old_code_is_decoded_by_the_style() -> None:
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    part = read(letter(CAPTION + table([HEADING, ["1", cell(paragraph("NguyÔn V¨n An", old)), *AN[2:]]])))
    assert names(part) == NAMES[:1] and [one.code for one in part.findings] == ["legacy-text-decoded"]


# --- the file --------------------------------------------------------------------------------------------------------

def test_a_letter_without_a_list_is_unrecognised_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "to trinh.docx").write_bytes(letter(paragraph("TỜ TRÌNH")))
    (tmp_path / "ds.docx").write_bytes(letter(CAPTION + table([HEADING, AN])))
    result = cx.consolidate(tmp_path, year=2024)
    assert [(part.file, part.status, part.reason) for part in result.files] == [
        ("ds.docx", "read", None), ("to trinh.docx", "unrecognised", "letter-without-list")]
    assert all(one.severity != "error" for one in result.findings)


def test_findings_say_table_row_and_cell(tmp_path: Path) -> None:
    unknown = [*AN[:3], "Huân chương Sao Mai"]
    (tmp_path / "ds.docx").write_bytes(letter(CAPTION + table([HEADING, AN]) + CAPTION + table([HEADING, unknown])))
    result = cx.check(tmp_path / "ds.docx")
    result.to_json(tmp_path / "ra.json")
    (found,) = [one for one in json.loads((tmp_path / "ra.json").read_text("utf-8"))["findings"] if one["cell"] == "D6"]
    assert found["in_letter"] == {"table": 2, "row": 2, "cell": 4}
    assert any("ds.docx: bảng 2, dòng 2, ô 4: " in line for line in report(result, "vi"))


@pytest.mark.parametrize("part, xml", [
    ("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ("word/document.xml", f'<w:document xmlns:w="{MAIN}"/>'.encode()), ("word/styles.xml", b"<w:styles"),
    ("word/document.xml", f'<w:document xmlns:w="{MAIN}"><w:body>{"<w:p>" * 300}'.encode())])
def test_a_broken_or_hostile_part_is_refused(part: str, xml: bytes) -> None:
    with pytest.raises(Unreadable):
        rows(repacked(letter(CAPTION), {part: xml}))


def test_a_cell_wider_than_any_page_is_refused() -> None:
    with pytest.raises(Unreadable):
        rows(letter(table([[cell(paragraph("x"), '<w:gridSpan w:val="99999"/>')]])))


TEXTS = some.text("aAàÂđ 12,.%", max_size=12)
TABLES = some.integers(1, 5).flatmap(lambda width: some.lists(
    some.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=5))


@settings(max_examples=60, deadline=None)
@given(some.lists(TEXTS.map(str.strip) | TABLES, max_size=6))
def test_no_text_of_a_letter_is_lost(blocks: list[str | list[list[str]]]) -> None:
    """Whatever stands in paragraphs and cells stands in the grid, in its order."""
    body = "".join(paragraph(one) if isinstance(one, str) else table(one) for one in blocks)
    written = [text.strip() for one in blocks for text in ([one] if isinstance(one, str) else sum(one, []))]
    assert [value for row in rows(letter(body)) for value in row if value] == [text for text in written if text]


# --- through LibreOffice ---------------------------------------------------------------------------------------------

def converted(data: bytes, kind: str, folder: Path) -> bytes:
    """The letter as LibreOffice writes it in another format."""
    (folder / "thu.docx").write_bytes(data)
    subprocess.run([str(libreoffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                    "--convert-to", kind, "--outdir", str(folder / "ra"), str(folder / "thu.docx")],
                   capture_output=True, check=True, timeout=120)
    made = folder / "ra" / f"thu.{kind}"
    if not made.is_file():
        pytest.skip("LibreOffice without Writer here")
    return made.read_bytes()


@needs_writer
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "docx"])
def test_a_letter_reads_the_same_in_every_format_that_libreoffice_writes(kind: str, tmp_path: Path) -> None:
    merged = [cell(paragraph("I. Phòng Tổng hợp"), '<w:gridSpan w:val="4"/>')]
    head = table([["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], ruled=False)
    body = head + CAPTION + table([HEADING, merged, AN, BINH]) + paragraph("Danh sách có 02 người.")
    own, other = read(letter(body)), read(converted(letter(body), kind, tmp_path), f"Phòng Tổng hợp/thư.{kind}")
    assert other.unit == own.unit == "Sở Nội vụ" and other.sheets == own.sheets
    assert [one.values for one in other.records] == [one.values for one in own.records]


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("cbcc_xl.grid.converted.USUAL_PLACES", ())
    part = read_file("thư.rtf", b"{\\rtf1 x}", CATALOGUE)
    assert (part.status, part.reason, part.facts) == ("unreadable", "file-needs-libreoffice", {"kind": "rtf"})


def test_an_original_is_never_written_to(tmp_path: Path) -> None:
    data = letter(CAPTION + table([HEADING, AN]))
    (tmp_path / "ds.docx").write_bytes(data)
    cx.check(tmp_path / "ds.docx")
    assert (tmp_path / "ds.docx").read_bytes() == data and parts_of(data)
    assert [path.name for path in tmp_path.iterdir()] == ["ds.docx"]


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f"</w:lvl>")


@needs_writer
def test_numbers_are_as_libreoffice_shows_them(tmp_path: Path) -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", 3), level(2, "decimal", "%2.%3"),
              level(3, "lowerLetter", "%4)")]
    kinds = ['<w:multiLevelType w:val="multilevel"/>' + "".join(levels), level(0, "decimal", "(%1)")]
    five = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = [(1, ""), (2, ""), (2, five)]
    made = [f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>' for at, one in enumerate(kinds, 1)]
    made += [f'<w:num w:numId="{at}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
             for at, (kind, more) in enumerate(lists, 1)]
    numbering = f'<w:numbering xmlns:w="{MAIN}">{"".join(made)}</w:numbering>'
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0),
              (1, 1), (3, 0), (3, 0), (2, 0), (1, 0)]
    body = "".join(paragraph(f"mục {at}", properties=item.format(deep, number))
                   for at, (number, deep) in enumerate(places))
    data = letter(body, {"word/numbering.xml": numbering.encode()})
    shown = converted(data, "txt", tmp_path).decode("utf-8-sig").splitlines()
    assert [row[0] for row in rows(data)] == [line.strip() for line in shown]


# --- persons in the text around a table ------------------------------------------------------------------------------

@pytest.mark.parametrize(("lines", "count"), [
    (["Ngoài ra đề nghị tặng Giấy khen cho:", "Vũ Văn Dân, kế toán;", "Đ/c Hồ Thị Giang - Văn thư."], 2),
    (["Đề nghị tặng Giấy khen cho các đồng chí Vũ Văn Dân, Hồ Thị Giang và Lý Văn Hải."], 3),
    (["Đề nghị tặng Giấy khen cho tập thể Phòng Tổng hợp, Phòng Hành chính và Phòng Quản trị."], None),
    (["Kính đề nghị Hội đồng xét tặng Giấy khen.", "Vũ Văn Dân"], None)])
def test_persons_in_the_text_around_a_table_are_asked_about(lines: list[str], count: int | None) -> None:
    part = read(letter(CAPTION + table([HEADING, AN, BINH]) + "".join(map(paragraph, lines))))
    assert names(part) == NAMES[:2]
    assert [one.facts["count"] for one in part.findings if one.code == "list-not-in-table"] == [count] * bool(count)
