"""The workbook's own part once sheets have gone or come: its list, names of ranges, relations, types of parts.

Takes a template, the sheets that it shall have, and which of them are copies of another; gives the template with its
parts so. Parts that only a sheet that is gone led to go with it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from cbcc_xl.outputs.summary.package import Template, relations
from cbcc_xl.outputs.summary.stretch import Stretch, moved
from cbcc_xl.outputs.summary.template_sheet import TemplateSheet

WORKBOOK, RELATIONS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
SHEET = re.compile(r"<sheet\b[^>]*?/>")
NAME = re.compile(r"<definedName\b([^>]*)>([^<]*)</definedName>")
LOCAL = re.compile(r'\blocalSheetId="(\d+)"')
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Copy(NamedTuple):
    """A sheet made from another."""
    model: str
    stretch: Stretch               # where the model's columns stand in it


def with_sheets(template: Template, sheets: Sequence[TemplateSheet], copies: Mapping[str, Copy]) -> Template:
    """The template with these sheets."""
    if [sheet.name for sheet in sheets] == [sheet.name for sheet in template.sheets]:
        return template
    before, parts = _reached(template.parts), dict(template.parts)
    new = {name: f"added{number}" for number, name in enumerate(copies, 1)}
    parts[WORKBOOK] = _workbook(parts[WORKBOOK].decode(), sheets, copies, new).encode()
    gone = {sheet.part for sheet in template.sheets} - {sheet.part for sheet in sheets}
    parts[RELATIONS] = _relations(parts[RELATIONS].decode(), template, gone, sheets, new).encode()
    parts |= {sheet.part: b"" for sheet in sheets if sheet.name in copies}
    left = before - _reached(parts)
    kept = {name: data for name, data in parts.items()
            if name not in left and name.replace("/_rels/", "/").removesuffix(".rels") not in left}
    kept[TYPES] = _types(kept[TYPES].decode(), left, [sheet.part for sheet in sheets if sheet.name in copies]).encode()
    return Template(kept, list(sheets), {part: sheet for part, sheet in template.drawings.items() if part in kept})


def _workbook(xml: str, sheets: Sequence[TemplateSheet], copies: Mapping[str, Copy], new: Mapping[str, str]) -> str:
    elements = {unescape(found): element for element in SHEET.findall(xml)
                for found in re.findall(r'\bname="([^"]*)"', element)}
    old = list(elements)
    last = max(int(number) for number in re.findall(r'\bsheetId="(\d+)"', "".join(elements.values())))
    listed = []
    for sheet in sheets:
        element = elements[copies[sheet.name].model if sheet.name in copies else sheet.name]
        if sheet.name in copies:
            last += 1
            element = re.sub(r'\bname="[^"]*"', f'name="{escape(sheet.name)}"'.replace("\\", ""), element)
            element = re.sub(r'\bsheetId="\d+"', f'sheetId="{last}"', element)
            element = re.sub(r'\b(\w+):id="[^"]*"', rf'\1:id="{new[sheet.name]}"', element)
        listed.append(element)
    xml = re.sub(r"(<sheets\b[^>]*>).*?(</sheets>)", lambda found: found[1] + "".join(listed) + found[2], xml,
                 flags=re.DOTALL)
    names = [sheet.name for sheet in sheets]
    xml = NAME.sub(lambda found: "".join(_names(found, old, names, copies)), xml)
    xml = re.sub(r"<definedNames>\s*</definedNames>", "", xml)
    return re.sub(r' (?:activeTab|firstSheet)="\d+"', "", xml)


def _names(found: re.Match[str], old: Sequence[str], names: Sequence[str], copies: Mapping[str, Copy]) -> Iterator[str]:
    """A defined name where it now belongs, and in each copy of its sheet."""
    local = LOCAL.search(found[1])
    if local is None:
        yield found[0]
        return
    home = old[int(local[1])]
    for place, name in enumerate(names):
        if name == home or (name in copies and copies[name].model == home):
            text = unescape(found[2])
            if name != home:
                text = moved(text, home, {home: copies[name].stretch}, {home: name})
            says = found[1].replace(local[0], f'localSheetId="{place}"')
            yield f"<definedName{says}>{escape(text)}</definedName>"


def _relations(xml: str, template: Template, gone: set[str], sheets: Sequence[TemplateSheet],
               new: Mapping[str, str]) -> str:
    targets = relations(template.parts, WORKBOOK)
    for relation, part in targets.items():
        if part in gone:
            xml = re.sub(rf'<Relationship\b[^>]*\bId="{re.escape(relation)}"[^>]*?/>', "", xml)
    added = "".join(f'<Relationship Id="{new[sheet.name]}" Type="{KIND}" Target="/{sheet.part}"/>'
                    for sheet in sheets if sheet.name in new)
    return xml.replace("</Relationships>", f"{added}</Relationships>")


def _types(xml: str, left: set[str], added: Sequence[str]) -> str:
    for part in left:
        xml = re.sub(rf'<Override\b[^>]*\bPartName="/{re.escape(part)}"[^>]*?/>', "", xml)
    more = "".join(f'<Override PartName="/{part}" ContentType="{TYPE}"/>' for part in added)
    return xml.replace("</Types>", f"{more}</Types>")


def _reached(parts: Mapping[str, bytes]) -> set[str]:
    """The parts that the workbook leads to."""
    found, ahead = {WORKBOOK}, [WORKBOOK]
    while ahead:
        for part in relations(parts, ahead.pop()).values():
            if part in parts and part not in found:
                found.add(part)
                ahead.append(part)
    return found
