"""One workbook marked: each sheet's colours and notes, and in front of them all the list.

Takes a workbook's package (.xlsx, .xlsm) and its findings with their words; gives the bytes of its marked copy.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from lxml import etree

from cbcc_xl.forms.marked_sheet import COLOURS, SHEET_NAMES
from cbcc_xl.grid.package import Package, Sheet
from cbcc_xl.grid.reference import place
from cbcc_xl.model import SEVERITIES
from cbcc_xl.outputs.marking import earlier, list_sheet, notes
from cbcc_xl.outputs.marking.cells import Cells
from cbcc_xl.outputs.marking.marks import Told, first_place, marks
from cbcc_xl.outputs.marking.parts import Parts
from cbcc_xl.outputs.marking.styles import Styles

WORKBOOK = "xl/workbook.xml"
WORKSHEETS = "worksheet"
# What the workbook's XML may hold before its names.
BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def marked(package: Package, file: str, told: Sequence[Told], severity_words: Mapping[str, Any], remark: str = "",
           lang: str = "vi") -> bytes:
    """The marked copy. `file` is the name that the list shows, `remark` one more sentence at its head."""
    parts = Parts(package)
    styles = Styles(parts)
    sheets = earlier.take_away(parts, styles, parts.package.sheets())
    legend: dict[int, int] = {}
    led: list[Told] = []
    for sheet in sheets:
        here = [one for one in told if one.finding.origin.sheet == sheet.name]
        led += _marked_sheet(parts, styles, sheet, here, legend, severity_words, lang) if here else ()
    names = {sheet.name for sheet in sheets}
    led += [one for one in told if one.finding.origin.sheet not in names]
    lines = [_line(one, severity_words) for one in sorted(led, key=lambda one: _order(one, sheets))]
    _unselect(parts, sheets)
    _put_first(parts, list_sheet.sheet(parts.namespace, styles, file, lines, legend, remark, lang), names, lang)
    return parts.written()


def _marked_sheet(parts: Parts, styles: Styles, sheet: Sheet, told: Sequence[Told], legend: dict[int, int],
                  severity_words: Mapping[str, Any], lang: str) -> list[Told]:
    """Mark one sheet; gives its findings with the places that they lead to."""
    if etree.QName(parts.glance(sheet.part)).localname != WORKSHEETS:
        return list(told)
    if not any(one.finding.origin.cell for one in told):
        return list(told)
    cells = Cells(parts.xml(sheet.part))
    found = marks(told, cells.merges, cells.extent, severity_words, lang)
    for at, severity in found.severities.items():
        before = cells.style(at)
        after = styles.filled(before, COLOURS[severity])
        legend[after] = before
        cells.set_style(at, after)
    cells.close()
    notes.add(parts, sheet.part, found.notes)
    return [one._replace(place=first_place(one.finding.origin.cell, cells.merges)) for one in told]


def _line(told: Told, severity_words: Mapping[str, Any]) -> list_sheet.Line:
    finding, words, at = told
    return list_sheet.Line(finding.severity, severity_words[finding.severity], finding.origin.sheet or "",
                           finding.origin.cell or "", at, words.message, words.fix, words.basis)


def _order(told: Told, sheets: Sequence[Sheet]) -> tuple[int, tuple[int, int], int]:
    """What is about the whole file first, then as one goes through the workbook; at one cell the worst first."""
    origin = told.finding.origin
    sheet = next((at for at, one in enumerate(sheets) if one.name == origin.sheet), -1)
    return sheet, place(origin.cell or "") or (-1, -1), SEVERITIES.index(told.finding.severity)


def _unselect(parts: Parts, sheets: Iterable[Sheet]) -> None:
    """Leave no other sheet selected: Excel would write into all selected sheets at once."""
    for sheet in sheets:
        view = parts.tag("sheetView")
        if any(one.get("tabSelected") for one in parts.glance(sheet.part).iter(view)):
            for one in parts.xml(sheet.part).iter(view):
                one.attrib.pop("tabSelected", None)


def _put_first(parts: Parts, xml: bytes, names: set[str], lang: str) -> None:
    """Put the list before all sheets; names that belong to sheets count them from 0."""
    part = parts.unused("xl/worksheets/sheet{}.xml")
    parts.put(part, xml)
    parts.declare(part, list_sheet.CONTENT_TYPE)
    root = parts.xml(WORKBOOK)
    sheets = root.find(parts.tag("sheets"))
    number = max((int(one.get("sheetId", 0)) for one in sheets), default=0) + 1
    name = _unused_name(names, lang)
    entry = etree.Element(parts.tag("sheet"), name=name, sheetId=str(number))
    entry.set(f"{{{parts.related_namespace}}}id", parts.relate(WORKBOOK, "worksheet", part))
    sheets.insert(0, entry)
    for view in root.iter(parts.tag("workbookView")):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", None)
    for defined in root.iter(parts.tag("definedName")):
        if defined.get("localSheetId"):
            defined.set("localSheetId", str(int(defined.get("localSheetId")) + 1))
    repeated = etree.Element(parts.tag("definedName"), name="_xlnm.Print_Titles", localSheetId="0")
    repeated.text = f"'{name}'!${list_sheet.HEADING_ROW}:${list_sheet.HEADING_ROW}"
    _defined_names(parts, root).insert(0, repeated)


def _defined_names(parts: Parts, root: etree._Element) -> etree._Element:
    names = root.find(parts.tag("definedNames"))
    if names is None:
        names = etree.Element(parts.tag("definedNames"))
        before = [at for at, child in enumerate(root)
                  if isinstance(child.tag, str) and etree.QName(child).localname in BEFORE_NAMES]
        root.insert(before[-1] + 1, names)
    return names


def _unused_name(names: set[str], lang: str) -> str:
    taken, wanted = {name.lower() for name in names}, SHEET_NAMES[lang]
    if wanted.lower() not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted} ({number})").lower() not in taken)
