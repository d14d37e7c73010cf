"""Which sheets the summary has in the end: none for a form that nobody sent, one more for a form without its own.

A template's sheet whose first row says `{{form_ballot:if}}` goes where that table has no rows. The model sheet, whose
cells say `{{form.text}}`, `{{form.share}}` and so on, is not shown itself: each form that has records and no sheet of
its own gets a copy, its columns dealt out by the form's fields in the look of their kind.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import NamedTuple

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.outputs.sheet_names import LONGEST, sheet_name
from cbcc_xl.outputs.summary import form_sheet, workbook_part
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Table
from cbcc_xl.outputs.summary.package import Template
from cbcc_xl.outputs.summary.ranges import COLUMN
from cbcc_xl.outputs.summary.sheet_writer import roman
from cbcc_xl.outputs.summary.stretch import Axis, Stretch
from cbcc_xl.outputs.summary.template_sheet import Cell, TemplateRow, TemplateSheet

MODEL = "form"                 # the model sheet's table
# Types of fields → the model sheet's columns; all others look like text.
LOOKS = {"count": "count", "money": "count", "share": "share", "decimal": "decimal", "figure": "decimal", "date": "day",
         "deadline": "day", "choice": "choice", "status": "choice"}
OWN_PARTS = re.compile(r'<(?:drawing|legacyDrawing|legacyDrawingHF|picture)\b[^>]*/>|<tableParts\b.*?</tableParts>',
                       re.DOTALL)


def settled(template: Template, tables: Mapping[str, Table], edition: Edition,
            words: Mapping[str, str]) -> Template:
    """The template with the sheets that this edition has."""
    kept: list[TemplateSheet] = []
    copies: dict[str, workbook_part.Copy] = {}
    placed = {field.name for sheet in template.sheets for field in sheet.fields() if field.key}
    for sheet in template.sheets:
        if any(field.name == MODEL for field in sheet.fields()):
            for form in form_sheet.forms(edition):
                if form_sheet.name(form) not in placed and tables[form_sheet.name(form)].length:
                    copy, stretch = _Copy(sheet, form, edition, words).made(_free_name(form, edition, template, copies),
                                                                     f"xl/worksheets/form{len(copies) + 1}.xml")
                    copies[copy.name] = workbook_part.Copy(sheet.name, stretch)
                    kept.append(copy)
        elif not is_empty(sheet, tables):
            kept.append(sheet)
    return workbook_part.with_sheets(template, kept, copies)


def annexes(sheets: Iterable[TemplateSheet]) -> dict[str, str]:
    """Sheets that call themselves an annex, numbered in their order."""
    numbered = [sheet.name for sheet in sheets if any(field.name == "annex" for field in sheet.fields())]
    return {name: roman(number) for number, name in enumerate(numbered, 1)}


def is_empty(sheet: TemplateSheet, tables: Mapping[str, Table]) -> bool:
    """Whether a sheet is about a table that has no rows."""
    first = next((row for row in sheet.rows if row.number == 1), None)
    return first is not None and any(
        field.part == "if" and not (field.name in tables and tables[field.name].length) for _, field in first.fields())


def _free_name(form: Form, edition: Edition, template: Template, copies: Iterable[str]) -> str:
    """The form's name as a sheet may have it, and no other has."""
    wanted = sheet_name(form.sheet if edition.lang == "vi" else form.en, form.name)
    taken = {name.casefold() for name in (*(sheet.name for sheet in template.sheets), *copies)}
    free, number = wanted, 2
    while free.casefold() in taken:
        free, number = f"{wanted[:LONGEST - 3]} {number}", number + 1
    return free


class _Column(NamedTuple):
    """A column of the copy: whose look it has, and what it holds."""
    model: int
    field: Field | None


class _Copy:
    """The model sheet for one form."""

    def __init__(self, sheet: TemplateSheet, form: Form, edition: Edition, words: Mapping[str, str]) -> None:
        self.sheet, self.form, self.edition, self.words = sheet, form, edition, words
        model = next(row for row in sheet.rows for _, field in row.fields() if field.name == MODEL and not field.part
                     and field.key)
        at = {field.key: cell.column for cell, field in model.fields()}
        looks = [at[look] for look in dict.fromkeys(("text", *LOOKS.values())) if look in at]
        first, last = min(looks), max(looks)
        fields, once = form_sheet.columns(form), [field for field in form.fields if field.once]
        self.columns = [*(_Column(column, None) for column in range(1, first)),
                        *(_Column(at.get(LOOKS.get(field.type, "text"), first), field) for field in fields),
                        *(_Column(column, None) for column in range(last + 1, max(at.values()) + 1)),
                        *(_Column(at.get(LOOKS.get(field.type, "text"), first), field) for field in once)]
        dealt = dict.fromkeys(range(first, last + 1), 0) | {first: len(fields)}
        self.stretch = Stretch(columns=Axis(dealt))

    def made(self, name: str, part: str) -> tuple[TemplateSheet, Stretch]:
        tail = re.sub(r'\s\w+:id="[^"]*"', "", OWN_PARTS.sub("", self.sheet.tail))
        rows = tuple(row for row in map(self._row, self.sheet.rows) if row is not None)
        return (TemplateSheet(name, part, self._ranges(self._widths(self.sheet.head)), rows, self._ranges(tail)),
                self.stretch)

    def _ranges(self, text: str) -> str:
        return re.sub(r'\b((?:sq)?ref=")([^"]*)"', lambda found: f'{found[1]}{self.stretch.areas(found[2])}"', text)

    def _widths(self, head: str) -> str:
        """A width for each column: the form's own for its fields, the model's for the others."""
        models: dict[int, str] = {}
        for column in COLUMN.findall(head):
            says = dict(re.findall(r'(\w+)="([^"]*)"', column))
            models |= dict.fromkeys(range(int(says["min"]), min(int(says["max"]), 100) + 1), column)
        made = []
        for place, one in enumerate(self.columns, 1):
            column = models.get(one.model, '<col min="1" max="1" width="10"/>')
            column = re.sub(r'\b(min|max)="\d+"', rf'\1="{place}"', column)
            if one.field:
                column = re.sub(r' (?:width|customWidth)="[^"]*"', "", column)
                column = column.replace("<col", f'<col width="{one.field.width}" customWidth="1"', 1)
            made.append(column)
        cols = f"<cols>{''.join(made)}</cols>"
        return re.sub(r"<cols>.*?</cols>", cols, head, flags=re.DOTALL) if "<cols>" in head else head + cols

    def _row(self, row: TemplateRow) -> TemplateRow | None:
        cells = {cell.column: cell for cell in row.cells}
        heading = next((cell.text for cell, field in row.fields() if field.part == "group"), None)
        if heading and not any(field.once for field in self.form.fields):
            return None
        made, first = [], next((one for one in self.columns if one.field), None)
        for place, one in enumerate(self.columns, 1):
            cell = cells.get(one.model)
            if cell is not None:
                text = cell.text if heading is None else heading if one is first else ""
                made.append(Cell(place, cell.style, self._text(text, one.field), cell.xml, cell.formula))
        return row._replace(cells=tuple(made))

    def _text(self, text: str | None, field: Field | None) -> str | None:
        """A cell's words for this form: its title, its table instead of the model's, the field instead of its kind."""
        if text is None or "{{" not in text:
            return text if field is None or text is None else ""
        text, named = self.words.get(text, text), form_sheet.name(self.form)
        heading = unescape(getattr(self.form, self.edition.lang)).upper()
        text = re.sub(rf"\{{\{{\s*{MODEL}:title\s*\}}\}}", lambda found: heading, text)
        if field is not None:
            text = re.sub(rf"\{{\{{\s*{MODEL}\.[\w-]+:head\s*\}}\}}", lambda found: self.edition.label(field), text)
            text = re.sub(rf"\{{\{{\s*{MODEL}\.[\w-]+\s*\}}\}}", f"{{{{{named}.{form_sheet.key(field)}}}}}", text)
        return re.sub(rf"\{{\{{\s*{MODEL}([.:])", rf"{{{{{named}\1", text)
