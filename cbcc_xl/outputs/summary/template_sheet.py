"""One sheet of the template as text around its rows: what is styled by hand stays as it is, byte for byte.

Rows are read with their cells; `{{…}}` in a cell's text is a place to fill:
`{{year}}` a figure of the whole, `{{people.name}}` a model row (or column) of a table, `{{findings.cause:group}}` the
model of its group rows, `{{awards.person:head}}` and `:sum` heading and total of a column, `{{status:errors}}` a
legend, `{{units:if}}` the first row of what is left out, down to the model row or its sums, where the table has no
rows; in a sheet's first row it leaves out the whole sheet.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.summary.stretch import index

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARTS = re.compile(r"(?P<head>.*?)<sheetData\b[^>]*?(?:/>|>(?P<rows>.*?)</sheetData>)(?P<tail>.*)", re.DOTALL)
ROOT = re.compile(r"<worksheet\b[^>]*>")
FIELD = re.compile(r"\{\{\s*([\w-]+)(?:\.([\w-]+))?(?::([a-z-]+))?\s*\}\}")
# What a row says about itself; its height only where a person set it, so that long text still grows.
ROW_SAYS = ("s", "customFormat", "hidden", "outlineLevel", "collapsed", "thickTop", "thickBot")


class Field(NamedTuple):
    """One `{{name.key:part}}`."""
    name: str
    key: str
    part: str


class Cell(NamedTuple):
    column: int                    # from 1
    style: str                     # `" s="5` (what closes the reference before it), or empty
    text: str | None               # of a text cell
    xml: str                       # what follows the style, to be copied
    formula: str | None = None

    @property
    def fields(self) -> list[Field]:
        return [Field(*found) for found in FIELD.findall(self.text)] if self.text and "{{" in self.text else []


class TemplateRow(NamedTuple):
    number: int                    # from 1
    says: str                      # its attributes but the number
    cells: tuple[Cell, ...]

    def fields(self) -> Iterator[tuple[Cell, Field]]:
        for cell in self.cells:
            for field in cell.fields:
                yield cell, field


class TemplateSheet(NamedTuple):
    name: str
    part: str                      # its name in the package
    head: str
    rows: tuple[TemplateRow, ...]
    tail: str

    def fields(self) -> Iterator[Field]:
        for row in self.rows:
            for _, field in row.fields():
                yield field


def parse(name: str, part: str, xml: str, strings: Sequence[str]) -> TemplateSheet:
    """A sheet's parts; `strings` are the workbook's shared strings."""
    parts, root = PARTS.fullmatch(xml), ROOT.search(xml)
    if parts is None or root is None:
        raise OutputError(f"Mẫu tổng hợp: không đọc được trang “{name}”; hãy mở mẫu bằng Excel rồi lưu lại.")
    data = ElementTree.fromstring(f"{root[0]}<sheetData>{parts['rows'] or ''}</sheetData></worksheet>")
    rows = tuple(_row(row, at, strings) for at, row in enumerate(data.iter(f"{MAIN}row"), 1))
    return TemplateSheet(name, part, parts["head"], rows, parts["tail"])


def _row(row: ElementTree.Element, at: int, strings: Sequence[str]) -> TemplateRow:
    says = "".join(f' {key}="{row.get(key)}"' for key in ROW_SAYS if row.get(key))
    if row.get("customHeight") in ("1", "true"):
        says += f' ht="{row.get("ht")}" customHeight="1"'
    cells = tuple(_cell(cell, place, strings) for place, cell in enumerate(row.iter(f"{MAIN}c"), 1))
    return TemplateRow(int(row.get("r", at)), says, cells)


def _cell(cell: ElementTree.Element, place: int, strings: Sequence[str]) -> Cell:
    reference, style, kind = cell.get("r", ""), cell.get("s"), cell.get("t", "n")
    column = index(reference.rstrip("0123456789")) if reference else place
    style = f'" s="{style}' if style else ""
    value, formula = cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f")
    if formula is not None:
        return Cell(column, style, None, "", formula)
    if kind == "inlineStr":
        return Cell(column, style, "".join(text.text or "" for text in cell.iter(f"{MAIN}t")), "")
    if kind == "s" and value:
        return Cell(column, style, strings[int(value)], f'" t="s"><v>{int(value)}</v></c>')
    if kind == "str":
        return Cell(column, style, value, "")
    return Cell(column, style, None, f'" t="{kind}"><v>{value}</v></c>' if value is not None else '"/>')
