"""A standard form filled in by a program: what was typed goes into the form's own cells, and can be taken out again.

Takes figures as integers and texts, by the fields' keys: those that stand once a sheet, and the table's rows. A file
that is there already keeps its letterhead, signatures and looks. Formulas are stored with their results, so that the
file can be read before any Excel has opened it. Texts are never formulas. Raises `OutputError`.
"""
from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from cbcc_xl.catalogue import Catalogue, Field
from cbcc_xl.catalogue.load import DATA, read_toml
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.outputs import safely
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.templates import layout
from cbcc_xl.outputs.templates.layout import Layout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Values = Mapping[str, Any]         # a field's key → int or text; what is empty is left out
SHEET = "xl/worksheets/sheet1.xml"
_NO_RESULT = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v\s*(?:/>|></v>)</c>', re.DOTALL)


class Typed(NamedTuple):
    """What a form holds."""
    unit: str | None
    year: int | None
    once: dict[str, Any]
    rows: list[dict[str, Any]]


def fill(path: str | os.PathLike[str], catalogue: Catalogue, form_name: str, typed: Typed) -> None:
    """Write a form with these contents; cells of fields that are not given are emptied."""
    place = _place(catalogue, form_name)
    if len(typed.rows) > place.rows:
        raise OutputError(f"Không ghi được {path}: biểu có {place.rows} dòng, cần {len(typed.rows)} dòng.")
    book = _begun(Path(path), catalogue, place)
    sheet = book.worksheets[0]
    for cell, value in _cells(place, typed):
        _put(sheet[cell], value)
    results = dict(_results(sheet, place, typed))
    with safely.writing(path) as draft:
        book.save(draft)
        _store(draft, results)


def typed(path: str | os.PathLike[str], catalogue: Catalogue, form_name: str) -> Typed | None:
    """What a filled form holds; None where the file is none of this form's. Rows left empty are passed over."""
    place = _place(catalogue, form_name)
    book = _opened(Path(path))
    if book is None or not _is_form(book.worksheets[0], place):
        return None
    sheet = book.worksheets[0]
    once = {field.key: sheet[f"C{place.once_row(field.key)}"].value for field in place.once}
    rows = [{field.key: sheet[f"{place.column(field.key)}{row}"].value for field in _typed_fields(place)}
            for row in range(place.first, _total_row(sheet, place))]
    return Typed(sheet[layout.UNIT_CELL].value, sheet[layout.YEAR_CELL].value, _given(once),
                 [row for row in map(_given, rows) if row])


def rows_of(catalogue: Catalogue, form_name: str) -> int:
    """How many rows a form has to fill in."""
    return _place(catalogue, form_name).rows


@cache
def _look() -> dict[str, Any]:
    return read_toml(DATA / "templates.toml")


def _place(catalogue: Catalogue, form_name: str) -> Layout:
    return layout.laid_out(catalogue.forms[form_name], _look())


def _begun(path: Path, catalogue: Catalogue, place: Layout) -> Workbook:
    """The form that is there, or a blank one. What is no form of ours is not written over."""
    from cbcc_xl.outputs.templates.drawing import drawn

    book = _opened(path)
    if book is None:
        return drawn(catalogue, place.form, None, None, "vi")
    if not _is_form(book.worksheets[0], place):
        raise OutputError(f"Không ghi được {path}: tệp đã có và không phải biểu {place.form.vi}.")
    if _total_row(book.worksheets[0], place) != place.total:
        raise OutputError(f"Không ghi được {path}: biểu đã được thêm hoặc bớt dòng trong Excel.")
    return book


def _opened(path: Path) -> Workbook | None:
    """The workbook at a path; None where there is no file."""
    import openpyxl

    if not path.exists():
        return None
    try:
        return openpyxl.load_workbook(path)
    except Exception as fault:     # whatever openpyxl makes of bytes that are no workbook
        raise OutputError(f"Không mở được {path}: tệp không phải là bảng tính .xlsx, hoặc đã hỏng.") from fault


def _is_form(sheet: Worksheet, place: Layout) -> bool:
    """Whether a sheet bears the form's mark and its headings stand where they belong."""
    mark = sheet.defined_names.get(MARK)
    return mark is not None and mark.attr_text.strip('"') == place.form.name and all(
        sheet[f"{place.column(field.key)}{place.heading}"].value == field.vi for field in place.fields)


def _total_row(sheet: Worksheet, place: Layout) -> int:
    """The row of totals, wherever rows put in or taken out have moved it; the sheet's end where it is gone."""
    named = f'"{_look()["sheet"]["total"]}"'
    rows = range(place.first, sheet.max_row + 1)
    return next((row for row in rows if named in str(sheet.cell(row, 1).value)), sheet.max_row + 1)


def _typed_fields(place: Layout) -> list[Field]:
    return [field for field in place.fields if not field.computed]


def _cells(place: Layout, typed: Typed) -> Iterator[tuple[str, Any]]:
    """Every cell to be typed into, with its value or None."""
    yield layout.UNIT_CELL, typed.unit or None
    yield layout.YEAR_CELL, typed.year
    for field in place.once:
        yield f"C{place.once_row(field.key)}", typed.once.get(field.key)
    for number in range(place.rows):
        row: Values = typed.rows[number] if number < len(typed.rows) else {}
        for field in _typed_fields(place):
            yield f"{place.column(field.key)}{place.first + number}", row.get(field.key)


def _put(cell: Cell, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"       # "=1+1" is a text here


def _results(sheet: Worksheet, place: Layout, typed: Typed) -> Iterator[tuple[str, int | float | str]]:
    """What the form's formulas come to: the unit in capitals, running numbers, shares and totals."""
    first = place.fields[0].key
    words = _look()
    yield f"A{layout.UNIT_IN_CAPITALS}", (typed.unit or words["sheet"]["unnamed"]).upper()
    filled = 0
    for number in range(place.rows):
        row: Values = typed.rows[number] if number < len(typed.rows) else {}
        filled += first in row
        yield f"A{place.first + number}", filled if first in row else ""
        for field in place.fields:
            if field.computed:
                count, of = ({**typed.once, **row}.get(field.computed[part]) for part in ("count", "of"))
                yield f"{place.column(field.key)}{place.first + number}", count / of if of and count is not None else ""
    noun = layout.counted(place.form, words)
    yield f"A{place.total}", f"{words['sheet']['total']}: {filled} {noun}" if filled else words["sheet"]["total"]
    for field in place.fields[1:]:
        figures = [row[field.key] for row in typed.rows if isinstance(row.get(field.key), int)]
        yield f"{place.column(field.key)}{place.total}", sum(figures) if figures else ""


def _store(path: Path, results: Mapping[str, int | float | str]) -> None:
    """Put each formula's result beside it: openpyxl writes formulas without."""
    def with_result(cell: re.Match[str]) -> str:
        name, more, formula = cell.groups()
        value = results.get(name, "")
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{name}"{more}{kind}><f>{formula}</f><v>{escape(str(value))}</v></c>'

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[SHEET] = _NO_RESULT.sub(with_result, parts[SHEET].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def _given(values: Values) -> dict[str, Any]:
    """The cells that hold something."""
    return {key: value for key, value in values.items() if value is not None and value != ""}

