"""Marked copies of letters: shades and comments at the cells, a list at the head, and nothing else changed."""
from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from letters import cell, letter, paragraph, table
from test_letters import AN, BINH, CAPTION, HEADING, needs_writer
from workbooks import packed, parts_of

import cbcc_xl as cx
from cbcc_xl import grid
from cbcc_xl.forms.marked_sheet import COLOURS, NOTE_AUTHOR, TITLES

WRONG = [*AN[:3], "Huân chương Sao Mai"]
OURS = re.compile(rb'<w:commentRange(?:Start|End) [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>|'
                  rb'<w:shd w:val="clear" w:color="auto" w:fill="(?:FFC7CE|FFEB9C|DDEBF7)"/>')


def marked(data: bytes, folder: Path, name: str = "ds.docx") -> Path:
    """The marked copy of a letter sent in."""
    inbox = folder / "gui"
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_bytes(data)
    result = cx.check(inbox / name, year=2024)
    (copy,) = result.marked_copies(folder / "tra")
    assert (inbox / name).read_bytes() == data, "an original is never written to"
    return copy


def comments(copy: Path) -> dict[str, str]:
    """Each comment's first line by the text of what it stands at."""
    document = docx.Document(str(copy))
    texts = {comment.comment_id: comment.text for comment in document.comments}
    found = {}
    for one in document.element.body.iter("{*}commentRangeStart"):
        number = int(one.get(one.tag.replace("commentRangeStart", "id")))
        found["".join(text.text for text in one.getparent().iter("{*}t"))] = texts[number]
    return found


def test_comments_and_shades_stand_at_the_cells(tmp_path: Path) -> None:
    copy = marked(letter(CAPTION + table([HEADING, WRONG, BINH])), tmp_path)
    said = comments(copy)
    assert "Huân chương Sao Mai" in said["Huân chương Sao Mai"]
    head = said["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"]
    assert TITLES["vi"] in head and "bảng 1, dòng 2, ô 4: " in head
    shaded = docx.Document(str(copy)).tables[0].cell(1, 3)._tc.xpath("w:tcPr/w:shd/@w:fill")
    assert shaded and shaded[0] in COLOURS.values()


def test_nothing_else_changes(tmp_path: Path) -> None:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
    grey = cell(paragraph(WRONG[3]), shade)
    data = letter(CAPTION + table([HEADING, [*WRONG[:3], grey]]) + paragraph("Kính đề nghị."))
    before, after = parts_of(data), parts_of(marked(data, tmp_path).read_bytes())
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert list(after)[:len(before)] == list(before)
    mended = re.sub(rb'w:color="D9D9D9" w:fill="[0-9A-F]{6}"', b'w:color="auto" w:fill="D9D9D9"',
                    after["word/document.xml"])
    assert text_of(OURS.sub(b"", mended)) == text_of(before["word/document.xml"])


def text_of(xml: bytes) -> bytes:
    """A part in one way of writing."""
    from lxml import etree

    return etree.tostring(etree.fromstring(xml), method="c14n")


def test_a_corrected_copy_is_read_without_our_marks_and_marked_anew(tmp_path: Path) -> None:
    first = marked(letter(CAPTION + table([HEADING, WRONG, BINH])), tmp_path)
    document = docx.Document(str(first))
    place = document.tables[0].cell(1, 3).paragraphs[0]
    place.runs[0].text = "Huân chương Sao Hôm"
    document.add_comment(document.tables[0].cell(1, 1).paragraphs[0].runs, "Xin giữ nguyên", author="Chi")
    stream = io.BytesIO()
    document.save(stream)
    part = cx.check(first).files[0]
    assert part.marked and part.status == "read"
    again = comments(marked(stream.getvalue(), tmp_path, "ds lan 2.docx"))
    assert "Sao Hôm" in again["Huân chương Sao Hôm"] and "Sao Mai" not in str(again)
    assert sum(TITLES["vi"] in text for text in again.values()) == 1
    authors = [one.author for one in docx.Document(str(tmp_path / "tra" / "ds lan 2.docx")).comments]
    assert authors.count("Chi") == 1 and NOTE_AUTHOR in authors


def test_a_marked_letter_gives_way_to_its_original(tmp_path: Path) -> None:
    copy = marked(letter(CAPTION + table([HEADING, WRONG, BINH])), tmp_path)
    (tmp_path / "gui" / "ds da xem.docx").write_bytes(copy.read_bytes())
    result = cx.consolidate(tmp_path / "gui", year=2024)
    assert sorted(part.status for part in result.files) == ["read", "skipped"]


def test_a_letter_that_can_not_be_edited_becomes_a_workbook_of_its_values(tmp_path: Path) -> None:
    spoilt = {**parts_of(letter(CAPTION + table([HEADING, WRONG]))), "[Content_Types].xml": b"<Types"}
    copy = marked(packed(spoilt), tmp_path)
    assert copy.name == "ds.docx.xlsx" and len(grid.read(copy.read_bytes(), copy.name).grids) == 2


@needs_writer
def test_a_letter_that_only_libreoffice_opens_becomes_a_docx_and_says_so(tmp_path: Path) -> None:
    from test_letters import converted

    made = tmp_path / "rtf"
    made.mkdir()
    copy = marked(converted(letter(CAPTION + table([HEADING, WRONG, BINH])), "rtf", made), tmp_path, "ds.rtf")
    assert copy.name == "ds.rtf.docx" and any("LibreOffice" in text for text in comments(copy).values())


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+84", "-3"])
def test_text_stays_text_in_comments(text: str, tmp_path: Path) -> None:
    copy = marked(letter(CAPTION + table([HEADING, [*AN[:3], text], BINH])), tmp_path)
    assert grid.read(copy.read_bytes(), "ds.docx").grids[0].rows[2][3] == text
