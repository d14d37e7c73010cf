"""What a workbook says beside its cells: headers and footers of the printed page, text boxes.

Takes a package or a stream of an .xls; gives the texts, a line each. A stamp ("MẬT") is often put there
and nowhere else.
"""
from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator

from cbcc_xl.grid.package import Package

PAGE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
DRAWN = re.compile(rb"<a:p[ >].*?</a:p>|<text:p[ >].*?</text:p>", re.DOTALL)
RUN = re.compile(rb"<a:t>([^<]*)<")
BOX = re.compile(rb"<(draw:text-box|draw:custom-shape|draw:rect|draw:frame|style:header|style:footer)[ >].*?</\1>",
                 re.DOTALL)
TAG = re.compile(rb"<[^>]*>")
BESIDE_LETTER = re.compile(r"word/(?:header|footer)\d*\.xml")
LETTER_BOX = re.compile(rb"<w:txbxContent[ >].*?</w:txbxContent>", re.DOTALL)
LETTER_LINE, LETTER_RUN = re.compile(rb"<w:p[ >].*?</w:p>", re.DOTALL), re.compile(rb"<w:t(?:\s[^>]*)?>([^<]*)<")
# What formats a page's header: its thirds, fonts, sizes, colours, fields.
THIRD, CODE = re.compile("&[LCR]"), re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])')
HEADERS, DRAWN_TEXT, MORE = (0x0014, 0x0015), 0x01B6, 0x003C       # records of an .xls


def of_xlsx(package: Package) -> tuple[str, ...]:
    """Of an .xlsx, .xlsm or (its text boxes) .xlsb."""
    texts: list[str] = []
    for part in package.entries:
        if part.startswith(("xl/worksheets/sheet", "xl/chartsheets/")):
            xml = package.part(part)
            if b"Header>" in xml or b"Footer>" in xml:
                texts += (line for one in PAGE.findall(xml) for line in page_lines(_text(one)))
        elif part.startswith("xl/drawings/") and part.endswith(".xml"):
            texts += (_text(b"".join(RUN.findall(one))) for one in DRAWN.findall(package.part(part)))
    return _kept(texts)


def of_ods(package: Package) -> tuple[str, ...]:
    return _kept(_text(TAG.sub(b"", one)) for part in ("styles.xml", "content.xml")
                 for box in BOX.finditer(package.part(part)) for one in DRAWN.findall(box[0]))


def of_docx(package: Package) -> tuple[str, ...]:
    """Of a letter of Word: its pages' headers and footers, and its text boxes, which stand among its rows too."""
    found = [package.part(part) for part in package.entries if BESIDE_LETTER.fullmatch(part)]
    found += (box[0] for box in LETTER_BOX.finditer(package.part("word/document.xml")))
    return _kept(_text(b"".join(LETTER_RUN.findall(one))) for part in found for one in LETTER_LINE.findall(part))


def of_xls(stream: bytes) -> tuple[str, ...]:
    return _kept(line for text in _of_xls(stream) for line in page_lines(text))


def page_lines(text: str) -> list[str]:
    """A page's header as its lines, without the codes that format it."""
    return CODE.sub("", THIRD.sub("\n", text)).replace("&&", "&").splitlines()


def _of_xls(stream: bytes) -> Iterator[str]:
    at, drawn = 0, False
    while at + 4 <= len(stream):
        what, size = struct.unpack_from("<HH", stream, at)
        record = stream[at + 4:at + 4 + size]
        if what in HEADERS and size > 3:
            yield _letters(record[2:])
        elif what == MORE and drawn and size > 1:
            yield _letters(record)
        drawn = what == DRAWN_TEXT
        at += 4 + size


def _letters(record: bytes) -> str:
    """A text of an .xls behind the byte that says how wide its letters are."""
    return record[1:].decode("utf-16-le" if record[0] & 1 else "latin-1", "replace")


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _kept(texts: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for text in texts for line in text.splitlines() if line.strip()))
