"""What may be typed into a blank form: drop-downs, limits, input messages, cells still missing, protection.

The values of drop-downs stand on a hidden sheet, since a list inside a validation is limited to 255 characters and
parts at commas, which titles have. Several titles may share a cell, and some columns only offer usual words: such lists
only ask. Names lead to the lists: a validation that refers to another sheet directly is not understood by every Excel.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.catalogue import Catalogue, Field, Form
from cbcc_xl.model import letters
from cbcc_xl.outputs.templates import layout
from cbcc_xl.outputs.templates.layout import Layout

LISTS = "DM"                     # a sheet of this name is never read as a form
MISSING = PatternFill(bgColor="FFF2CC")
FIRST_DAY = "36526"              # 1 January 2000: earlier "dates" are numbers gone astray
OF_THE_CATALOGUE = ("titles", "title", "rating", "merits")     # types of field whose values are the catalogue's
REFUSING = {"rating": "stop", "choice": "stop", "title": "warning"}    # how strictly; the other lists only ask


def guard(book: Workbook, catalogue: Catalogue, place: Layout, look: Mapping[str, Any], lang: str) -> None:
    """Validations, prompts, marks of missing cells, and protection without a password."""
    sheet = book.active
    prompts, errors = look["prompt"][lang], look["error"][lang]
    limits = _limits(look["count_max"], look["decimal_max"])
    lists = _lists(book, _choices(catalogue, place.form))
    for kind, cell in (("parent", f"A{layout.PARENT}"), ("sender", layout.UNIT_CELL), ("year", layout.YEAR_CELL)):
        _validate(sheet, cell, limits.get(kind, {}), prompts[kind], errors, kind)
    for field in (*place.once, *place.fields):
        if field.computed:
            continue
        cells = f"C{place.once_row(field.key)}" if field.once else place.entries(field.key)
        prompt = field.prompt or prompts.get(field.type, "")
        limit = lists.get(_list_of(field)) or limits.get(field.type, {})
        _validate(sheet, cells, limit, prompt, errors, _kind_of_list(field) if _list_of(field) else field.type)
    _mark_missing(sheet, place)
    _protect(sheet)


def _limits(count_max: int, decimal_max: int) -> dict[str, dict[str, Any]]:
    return {
        "count": {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(count_max)},
        "year": {"type": "whole", "operator": "between", "formula1": "2000", "formula2": "2100"},
        "decimal": {"type": "decimal", "operator": "between", "formula1": str(-decimal_max),
                    "formula2": str(decimal_max)},
        "money": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
        "share": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"},
        "date": {"type": "date", "operator": "greaterThanOrEqual", "formula1": FIRST_DAY}}


def _list_of(field: Field) -> str:
    """The name of a field's drop-down, "" where it has none: titles and ratings are the same in every column."""
    if field.type in OF_THE_CATALOGUE:
        return field.type
    return field.key if field.type == "choice" or field.choices else ""


def _kind_of_list(field: Field) -> str:
    return field.type if field.type in (*OF_THE_CATALOGUE, "choice") else "offered"


def _choices(catalogue: Catalogue, form: Form) -> dict[str, tuple[str, list[str]]]:
    """The drop-downs of a form: name → what kind of list it is, and its values."""
    titles = sorted(catalogue.titles.values(), key=lambda title: title.order)
    suited = ("any", form.subject) if form.subject else ("any", "person", "team")
    named = [title.vi for title in titles if title.subject in suited]
    ratings = [rating.vi for rating in sorted(catalogue.ratings.values(), key=lambda rating: rating.order)]
    of_catalogue = {"titles": named, "title": named, "rating": ratings,
                    "merits": list(dict.fromkeys((*named, *ratings)))}
    choices = {}
    for field in form.fields:
        if field.template and _list_of(field):
            worded = [words[0] for words in form.values.get(field.key, {}).values()]
            values = of_catalogue.get(field.type) or list(field.choices) or worded
            choices[_list_of(field)] = (_kind_of_list(field), values)
    return choices


def _lists(book: Workbook, choices: Mapping[str, tuple[str, list[str]]]) -> dict[str, dict[str, Any]]:
    """Write the lists on the hidden sheet; gives the limit that each makes."""
    if not choices:
        return {}
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    limits = {}
    for column, (key, (kind, values)) in enumerate(choices.items()):
        letter, name = letters(column), f"cbcc_{key}"
        sheet[f"{letter}1"] = key
        sheet.column_dimensions[letter].width = 50
        for row, value in enumerate(values, 2):
            sheet[f"{letter}{row}"] = value
        book.defined_names[name] = DefinedName(name, attr_text=f"{LISTS}!${letter}$2:${letter}${len(values) + 1}")
        limits[key] = {"type": "list", "formula1": name, "errorStyle": REFUSING.get(kind, "information")}
    return limits


def _validate(sheet: Worksheet, cells: str, limit: Mapping[str, Any], prompt: str, errors: Mapping[str, str],
              kind: str) -> None:
    if not limit and not prompt:
        return
    rule = DataValidation(allow_blank=True, sqref=cells, **limit)
    if limit:
        rule.showErrorMessage, rule.errorTitle, rule.error = True, errors["caption"], errors[kind]
    if prompt:
        rule.showInputMessage, rule.prompt = True, prompt
    sheet.add_data_validation(rule)


def _mark_missing(sheet: Worksheet, place: Layout) -> None:
    """Colour what is still to be filled in: above the table at once, in a row as soon as something stands there."""
    asked = (f"C{place.once_row(field.key)}" for field in place.once if field.must)
    for cell in (layout.UNIT_CELL, layout.YEAR_CELL, *asked):
        sheet.conditional_formatting.add(cell, FormulaRule([f'{cell}=""'], fill=MISSING))
    typed = [field.key for field in place.fields if not field.computed]
    for field in place.fields:
        if not field.must:
            continue
        here = f"${place.column(field.key)}{place.first}"
        others = ",".join(f'${place.column(key)}{place.first}<>""' for key in typed if key != field.key)
        sheet.conditional_formatting.add(
            place.entries(field.key), FormulaRule([f'AND({here}="",OR({others}))'], fill=MISSING))


def _protect(sheet: Worksheet) -> None:
    """No password: the lock is against a slip of the hand. What openpyxl sets to False stays allowed."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "insertRows", "sort"):
        setattr(sheet.protection, allowed, False)
