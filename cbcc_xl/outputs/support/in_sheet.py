"""The cells of a sheet's XML rewritten for a support copy: texts, figures, dates and plain formulas.

Takes the root of a sheet, the workbook's shared strings and what replaces what; changes the root. A text keeps its runs
and their looks; a formula stays where it adds up cells and says nothing else.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from cbcc_xl.grid.reference import place as place_of

OF_CELL = frozenset({"f", "v", "is"})
PLAIN_FORMULA = re.compile(r"[A-Z0-9$:(),;+\-*/.<>=% ]+")
FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
HARMLESS = frozenset("SUM COUNT COUNTA COUNTIF COUNTIFS SUMIF SUMIFS AVERAGE MAX MIN ROUND INT IF AND OR NOT RANK "
                     "SUBTOTAL SUMPRODUCT".split())
LONG_NUMBER = re.compile(r"(?<![A-Z$\d])\d{3,}")
New = Callable[[tuple[int, int], Any], Any]      # a cell's place and value → what stands there in the copy


class Sheet:
    """A sheet of the copy: its name, its state, and how its cells and its free texts are replaced."""

    def __init__(self, name: str, new: New, values: Callable[[int, int], Any], free: Callable[[str], str]) -> None:
        self.name, self.new, self.value, self.free = name, new, values, free


def rewrite_cells(root: etree._Element, strings: list[etree._Element], sheet: Sheet) -> None:
    """Each cell anew; what stood among the shared strings stands in its cell."""
    row = -1
    for line in root.iter("{*}row"):
        row, column = int(line.get("r", row + 2)) - 1, -1
        for cell in line.iter("{*}c"):
            stated = place_of(cell.get("r", ""))
            column = stated[1] if stated else column + 1
            _cell(cell, (row, column), strings, sheet)
        _plain_attributes(line)


def _cell(cell: etree._Element, place: tuple[int, int], strings: list[etree._Element], sheet: Sheet) -> None:
    tag = etree.QName(cell).namespace
    for child in list(cell):
        if etree.QName(child).localname not in OF_CELL or etree.QName(child).localname == "f" and not _plain(child):
            cell.remove(child)
    kind, value = cell.get("t", "n"), cell.find("{*}v")
    if kind in ("s", "inlineStr", "str"):
        at = (value.text or "").strip() if value is not None else ""
        old = strings[int(at)] if kind == "s" and at.isdecimal() and int(at) < len(strings) else cell.find("{*}is")
        text = _said(old) if old is not None else at if kind == "str" else ""
        new = sheet.new(place, sheet.value(*place) if isinstance(sheet.value(*place), str) else text) if text else ""
        for child in [*cell.findall("{*}v"), *cell.findall("{*}is"), *cell.findall("{*}f")]:
            cell.remove(child)
        cell.set("t", "inlineStr")
        cell.append(_inline(old, str(new), tag))
    elif kind == "n" and value is not None and value.text:
        value.text = _figure(value.text, sheet.value(*place), place, sheet)
    elif kind not in ("n", "b", "e"):
        for child in list(cell):
            cell.remove(child)


def _figure(stated: str, value: Any, place: tuple[int, int], sheet: Sheet) -> str:
    """A number of the file; a date is moved by as many days as the text of it would be."""
    try:
        if isinstance(value, datetime.date):
            moved = sheet.new(place, value)
            return repr(float(stated) + (moved - value).days)
        number = float(stated)
    except ValueError:
        return "0"
    new = sheet.new(place, int(number) if number.is_integer() else number)
    return stated if new == number else repr(new)


def _inline(old: etree._Element | None, text: str, namespace: str) -> etree._Element:
    """A cell's text; its runs keep their looks, each as long as it was."""
    made = etree.Element(f"{{{namespace}}}is")
    runs = old.findall("{*}r") if old is not None else []
    if not runs:
        etree.SubElement(made, f"{{{namespace}}}t").text = text
    rest, whole = text, max(sum(len(_said(run)) for run in runs), 1)
    for at, run in enumerate(runs):
        share = len(rest) if at == len(runs) - 1 else round(len(text) * len(_said(run)) / whole)
        one = etree.SubElement(made, f"{{{namespace}}}r")
        if (looks := run.find("{*}rPr")) is not None:
            one.append(looks)
        etree.SubElement(one, f"{{{namespace}}}t").text, rest = rest[:share], rest[share:]
    for one in made.iter(f"{{{namespace}}}t"):
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _said(item: etree._Element) -> str:
    """What a string says, without how it is pronounced."""
    return "".join(one.text or "" for one in item.iter("{*}t")
                   if etree.QName(one.getparent()).localname != "rPh")


def _plain(formula: etree._Element) -> bool:
    """A formula of cells and sums alone: no text, no other sheet or file, no number that could tell something.

    One that shares another's goes, its figure stays: it is nothing without the other.
    """
    text = formula.text or ""
    formula.attrib.clear()
    return bool(PLAIN_FORMULA.fullmatch(text)) and not LONG_NUMBER.search(text) and \
        HARMLESS.issuperset(FUNCTION.findall(text))


def _plain_attributes(element: etree._Element) -> None:
    for name in [name for name in element.attrib if name.startswith("{")]:
        del element.attrib[name]
