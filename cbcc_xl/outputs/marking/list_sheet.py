"""The first sheet of a marked copy: every finding with a link to its cell, what to do, and by which article.

Takes lines in their order; gives the sheet's XML for an A4 page on its side. Texts stand in the sheet itself, as
texts: none can become a formula. Below the list stand, unseen, one cell in each format given and one in the format
that it took the place of, so that the colours can be taken away when the copy comes back (`earlier.py`).
"""
from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from cbcc_xl.forms.marked_sheet import COLOURS, TITLES
from cbcc_xl.model import ERROR, INFO, SEVERITIES, WARNING, a1
from cbcc_xl.outputs.marking.notes import text_in_xml
from cbcc_xl.outputs.marking.styles import SOLID, Styles

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
HEADINGS = {"vi": ("STT", "Mức độ", "Trang", "Ô", "Nội dung", "Cách sửa", "Căn cứ"),
            "en": ("No.", "Severity", "Sheet", "Cell", "Finding", "Fix", "Basis")}
FILE = {"vi": "Tệp: {}", "en": "File: {}"}
COUNTS = {"vi": {ERROR: "{} lỗi", WARNING: "{} cảnh báo", INFO: "{} ghi nhận"},
          "en": {ERROR: "{} errors", WARNING: "{} warnings", INFO: "{} notes"}}
HOW = {"vi": "Có {}. Mỗi ô có nội dung cần xem đã được tô màu và có ghi chú; bấm vào cột Ô để đến đó. "
             "Sửa xong, lưu lại và gửi chính tệp này: trang này và các ghi chú không bị tính là số liệu.",
       "en": "{}. Each cell concerned is coloured and has a note; click the column Cell to get there. "
             "Correct, save and send this very file: this sheet and the notes are not counted as data."}
WIDTHS = (5.5, 11, 17, 9, 52, 42, 30)
LEGEND_COLUMN = 25              # Y and Z, hidden
HEADING_ROW = 5
LETTERS_A_LINE = 190            # of the merged lines above the table
LETTERS_A_WIDTH = 1.1           # letters of the list's font in a column's unit of width
LINE = 16                       # points
VIEW = (f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{HEADING_ROW}" '
        f'topLeftCell="A{HEADING_ROW + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" '
        f'activeCell="A{HEADING_ROW + 1}" sqref="A{HEADING_ROW + 1}"/></sheetView></sheetViews>')
LEGEND_COLUMNS = f'<col min="{LEGEND_COLUMN}" max="{LEGEND_COLUMN + 1}" width="9" hidden="1" customWidth="1"/>'
PAGE = ('<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        '<headerFooter differentFirst="1"><oddHeader>&amp;C&amp;"Times New Roman"&amp;12&amp;P</oddHeader>'
        '</headerFooter>')
FONT = "<font>{}<sz val='{}'/>{}<name val='Times New Roman'/><family val='1'/></font>"
BORDER = "<border>" + "".join(f"<{side} style='thin'><color auto='1'/></{side}>"
                              for side in ("left", "right", "top", "bottom")) + "<diagonal/></border>"


class Line(NamedTuple):
    """One line of the list; `place` (row, column) is where its link leads in its sheet."""
    severity: str
    severity_word: str
    sheet: str
    cell: str
    place: tuple[int, int] | None
    message: str
    fix: str
    basis: str


class _Look:
    """The formats of the list."""

    def __init__(self, styles: Styles) -> None:
        plain, bold = FONT.format("", 12, ""), FONT.format("<b/>", 12, "")
        italic = FONT.format("<i/>", 12, "")
        left = "<alignment horizontal='left' vertical='top' wrapText='1'/>"
        centre = "<alignment horizontal='center' vertical='top' wrapText='1'/>"
        middle = "<alignment horizontal='center' vertical='center' wrapText='1'/>"
        self.title = styles.made(FONT.format("<b/>", 14, ""), alignment=middle)
        self.file = styles.made(italic, alignment=middle)
        self.how = styles.made(plain, alignment=left)
        self.heading = styles.made(bold, SOLID.format("E7E6E6"), BORDER, middle)
        self.text = styles.made(plain, "", BORDER, left)
        self.centre = styles.made(plain, "", BORDER, centre)
        self.link = styles.made(FONT.format("<u/>", 12, "<color rgb='FF0563C1'/>"), "", BORDER, centre)
        self.severities = {severity: styles.made(plain, SOLID.format(COLOURS[severity]), BORDER, centre)
                           for severity in SEVERITIES}


def sheet(namespace: str, styles: Styles, file: str, lines: Sequence[Line], legend: Mapping[int, int],
          remark: str = "", lang: str = "vi") -> bytes:
    """The sheet's XML. `legend` leads each format that marks have to the one they took the place of."""
    look = _Look(styles)
    rows = [_row(0, [_text(0, 0, TITLES[lang], look.title)], 26),
            _row(1, [_text(1, 0, FILE[lang].format(file), look.file)], 20)]
    for at, words in enumerate((HOW[lang].format(_counted(lines, lang)), remark), 2):
        high = (LINE + 1) * (len(words) // LETTERS_A_LINE + 1) if words else 6
        rows.append(_row(at, [_text(at, 0, words, look.how)], high))
    rows.append(_row(HEADING_ROW - 1, [_text(HEADING_ROW - 1, at, word, look.heading)
                                       for at, word in enumerate(HEADINGS[lang])], 22))
    rows += [_row(at, _cells(at, line, look), _height(line)) for at, line in enumerate(lines, HEADING_ROW)]
    rows += [_legend_row(at, after, before)
             for at, (after, before) in enumerate(legend.items(), HEADING_ROW + len(lines))]
    return _whole(namespace, rows, lines).encode()


def _whole(namespace: str, rows: Iterable[str], lines: Sequence[Line]) -> str:
    widths = "".join(f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
                     for at, width in enumerate(WIDTHS, 1))
    merges = "".join(f'<mergeCell ref="A{row}:G{row}"/>' for row in range(1, HEADING_ROW))
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
            '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'{VIEW}<sheetFormatPr defaultRowHeight="15.75"/><cols>{widths}{LEGEND_COLUMNS}</cols>'
            f'<sheetData>{"".join(rows)}</sheetData>'
            f'<mergeCells count="{HEADING_ROW - 1}">{merges}</mergeCells>{_links(lines)}{PAGE}</worksheet>')


def _links(lines: Sequence[Line]) -> str:
    """Each cell of the list leads to the cell that it names."""
    links = "".join(f'<hyperlink ref="{a1(at, 3)}" location={quoteattr(_address(line.sheet, line.place))} '
                    f'display={quoteattr(line.cell)}/>' for at, line in enumerate(lines, HEADING_ROW) if line.place)
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _cells(row: int, line: Line, look: _Look) -> list[str]:
    number = f'<c r="{a1(row, 0)}" s="{look.centre}"><v>{row - HEADING_ROW + 1}</v></c>'
    texts = ((line.severity_word, look.severities[line.severity]), (line.sheet, look.text),
             (line.cell, look.link if line.place else look.centre), (line.message, look.text), (line.fix, look.text),
             (line.basis, look.text))
    return [number, *(_text(row, at, text, style) for at, (text, style) in enumerate(texts, 1))]


def _row(row: int, cells: Iterable[str], height: float) -> str:
    return f'<row r="{row + 1}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _legend_row(row: int, after: int, before: int) -> str:
    """Hidden as well: it would make a page."""
    return (f'<row r="{row + 1}" hidden="1">{_blank(row, LEGEND_COLUMN - 1, after)}'
            f'{_blank(row, LEGEND_COLUMN, before)}</row>')


def _height(line: Line) -> float:
    """Room for the longest of a line's texts: not every program fits the rows of a file that says nothing of them."""
    texts = ((line.sheet, WIDTHS[2]), (line.message, WIDTHS[4]), (line.fix, WIDTHS[5]), (line.basis, WIDTHS[6]))
    return LINE * max(1, *(len(textwrap.wrap(text, int(width * LETTERS_A_WIDTH))) for text, width in texts)) + 3


def _text(row: int, column: int, text: str, style: int) -> str:
    if not text:
        return _blank(row, column, style)
    return (f'<c r="{a1(row, column)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            f'{escape(text_in_xml(text))}</t></is></c>')


def _blank(row: int, column: int, style: int) -> str:
    return f'<c r="{a1(row, column)}" s="{style}"/>'


def _address(sheet: str, place: tuple[int, int]) -> str:
    """A cell as a link names it; a quotation mark in a sheet's name is doubled."""
    name = sheet.replace("'", "''")
    return f"'{name}'!{a1(*place)}"


def _counted(lines: Sequence[Line], lang: str) -> str:
    counts = {severity: sum(line.severity == severity for line in lines) for severity in SEVERITIES}
    return ", ".join(COUNTS[lang][severity].format(count) for severity, count in counts.items() if count)
