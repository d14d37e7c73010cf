"""Marks of an earlier time: a unit corrects its marked copy and sends that back, and it is marked anew.

Takes a package under change; takes our list out of it, our notes and our colours. The unseen legend beside the list
says which format each coloured one took the place of, wherever its rows have moved since; a coloured cell that the
legend doesn't know (formatted anew by hand) loses its fill.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.forms.marked_sheet import COLOURS, TITLES, is_list_name
from cbcc_xl.grid.package import Sheet
from cbcc_xl.grid.reference import column
from cbcc_xl.outputs.marking import notes
from cbcc_xl.outputs.marking.cells import Cells
from cbcc_xl.outputs.marking.list_sheet import LEGEND_COLUMN
from cbcc_xl.outputs.marking.parts import Parts
from cbcc_xl.outputs.marking.styles import Styles

WORKBOOK = "xl/workbook.xml"


def take_away(parts: Parts, styles: Styles, sheets: Iterable[Sheet]) -> list[Sheet]:
    """The workbook as the unit has it now, without what we put in; gives its remaining sheets."""
    sheets = list(sheets)
    ours = [sheet for sheet in sheets if is_list_name(sheet.name) and _is_list(parts, sheet.part)]
    if not ours:
        return sheets
    theirs = [sheet for sheet in sheets if sheet not in ours]
    legend = {after: before for sheet in ours for after, before in _legend(parts, sheet.part).items()}
    for sheet in theirs:
        notes.take_away(parts, sheet.part)
        _uncolour(parts, styles, sheet.part, legend)
    for sheet in ours:
        _remove(parts, sheets.index(sheet), sheet)
        sheets.remove(sheet)
    return theirs


def _is_list(parts: Parts, part: str) -> bool:
    """Whether a sheet begins with our title, which Excel has moved to the shared strings if it saved the file."""
    first = next(parts.glance(part).iter(parts.tag("c")), None)
    if first is None:
        return False
    text = "".join(one.text or "" for one in first.iter(parts.tag("t")))
    if first.get("t") == "s":
        strings = parts.glance("xl/sharedStrings.xml")
        text = "".join(one.text or "" for one in strings[int(first.findtext(parts.tag("v"), "0"))].iter(parts.tag("t")))
    return text in TITLES.values()


def _legend(parts: Parts, part: str) -> dict[int, int]:
    """Format of a mark → format that it took the place of."""
    found: dict[int, int] = {}
    after = 0
    for cell in parts.glance(part).iter(parts.tag("c")):
        at = column(cell.get("r", "A1").rstrip("0123456789"))
        if at == LEGEND_COLUMN - 1:
            after = int(cell.get("s", 0))
        elif at == LEGEND_COLUMN:
            found.setdefault(after, int(cell.get("s", 0)))
    return found


def _uncolour(parts: Parts, styles: Styles, part: str, legend: dict[int, int]) -> None:
    root = parts.glance(part)
    used = {int(cell.get("s", 0)) for cell in root.iter(parts.tag("c"))}
    former = {style: legend.get(style, -1) for style in used if styles.fill(style) in COLOURS.values()}
    former = {style: styles.unfilled(style) if before < 0 else before for style, before in former.items()}
    if former:
        Cells(parts.xml(part)).restyle(former)


def _remove(parts: Parts, index: int, sheet: Sheet) -> None:
    """Take a sheet out of the workbook; names that belong to later sheets count them from 0."""
    root = parts.xml(WORKBOOK)
    for one in list(root.iter(parts.tag("sheet"))):
        if one.get("name") == sheet.name:
            one.getparent().remove(one)
    for name in list(root.iter(parts.tag("definedName"))):
        owner = int(name.get("localSheetId", -1))
        if owner == index:
            name.getparent().remove(name)
        elif owner > index:
            name.set("localSheetId", str(owner - 1))
    parts.unrelate(WORKBOOK, sheet.part)
    parts.remove(sheet.part)
