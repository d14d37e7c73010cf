"""Documents of Word made for the tests: from XML of their text, or from drawn sheets as tables within a letter."""
from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from xml.sax.saxutils import escape

import docx
from drawing import Cell, Drawing
from workbooks import packed, parts_of

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)
LOOKS = {"struck": "<w:strike/>", "red": '<w:color w:val="FF0000"/>', "": ""}


def letter(body: str, parts: Mapping[str, bytes] = {}) -> bytes:
    """A document with this XML as its text, and parts replaced or added."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    text = f'<w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>'.encode()
    return packed({**parts_of(stream.getvalue()), "word/document.xml": text, **parts})


def paragraph(text: str, look: str = "", properties: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr>{lines}</w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def table(rows: list[list[str]], ruled: bool = True, properties: str = "") -> str:
    """A table of cells' XML, or of their texts."""
    borders = f"<w:tblBorders>{LINES}</w:tblBorders>" if ruled else ""
    made = "".join(f"<w:tr>{''.join(one if one.startswith('<w:tc') else cell(paragraph(one)) for one in row)}</w:tr>"
                   for row in rows)
    columns = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
    return f"<w:tbl><w:tblPr>{properties}{borders}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"


# --- drawn sheets ----------------------------------------------------------------------------------------------------

def as_docx(drawings: list[Drawing]) -> bytes:
    """A drawn sheet as a letter: lone texts above and below its rows of several cells are paragraphs."""
    (drawing,) = drawings
    last = max(row for row, _ in drawing.cells)
    wide = [row for row in range(last + 1) if _is_wide(drawing, row)]
    body = [_row(drawing, row) if wide[0] <= row <= wide[-1] else _line(drawing, row) for row in range(last + 1)]
    rows = "".join(f"<w:tr>{cells}</w:tr>" for cells in body[wide[0]:wide[-1] + 1])
    ruled = f"<w:tbl><w:tblPr><w:tblBorders>{LINES}</w:tblBorders></w:tblPr><w:tblGrid/>{rows}</w:tbl>"
    return letter("".join([*body[:wide[0]], ruled, *body[wide[-1] + 1:]]))


def _is_wide(drawing: Drawing, row: int) -> bool:
    """Whether a row can't be a paragraph: several cells, a merged one, or one text that is not at the left edge."""
    filled = [column for one, column in drawing.cells if one == row]
    return len(filled) > 1 or any(top <= row <= bottom and bottom > top for top, _, bottom, _ in drawing.merges)


def _line(drawing: Drawing, row: int) -> str:
    found = next((one for (at, _), one in sorted(drawing.cells.items()) if at == row), None)
    return "<w:p/>" if found is None else paragraph(shown(found), _look(drawing, row, found))


def _row(drawing: Drawing, row: int) -> str:
    width = max(max(column for _, column in drawing.cells), *(merge[3] for merge in drawing.merges), 0) + 1
    made = []
    column = 0
    while column < width:
        merge = next((one for one in drawing.merges
                      if one[0] <= row <= one[2] and one[1] <= column <= one[3]), (row, column, row, column))
        span = f'<w:gridSpan w:val="{merge[3] - merge[1] + 1}"/>' if merge[3] > merge[1] else ""
        down = "" if merge[0] == merge[2] else f'<w:vMerge w:val="{"restart" if row == merge[0] else "continue"}"/>'
        found = drawing.cells.get((row, column)) if row == merge[0] else None
        comma = "," if any((row, left) in drawing.cells for left in range(column)) else "."
        text = "" if found is None else paragraph(shown(found, comma), _look(drawing, row, found))
        made.append(cell(text, span + down))
        column = merge[3] + 1
    return "".join(made)


def _look(drawing: Drawing, row: int, found: Cell) -> str:
    return LOOKS[found.look] + ("<w:vanish/>" if row in drawing.hidden else "")


def shown(found: Cell, comma: str = ",") -> str:
    """A value as one types it into a letter; a number of order has a point."""
    value = found.value
    if isinstance(value, float):
        return f"{value * 100:.10g}%".replace(".", ",") if found.percent else f"{value:.10g}".replace(".", comma)
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else str(value)
