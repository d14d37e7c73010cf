"""The template's package: its parts read, and all written again with the filled sheets in their places.

Everything that isn't named here (styles, theme, pictures, printer settings, properties) is carried over as it is.
"""
from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

from cbcc_xl.apart import Lost, once
from cbcc_xl.grid import Unreadable
from cbcc_xl.grid.package import Package
from cbcc_xl.inbox.our_outputs import SUMMARY
from cbcc_xl.inbox.summary_sources import NAME as SOURCE
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.sheet_writer import Whole, chunks
from cbcc_xl.outputs.summary.stretch import Stretch
from cbcc_xl.outputs.summary.template_sheet import MAIN, TemplateSheet, parse
from cbcc_xl.text.refused import refused

LEVEL = 2                          # of compression: level 6 takes half a second more for 77,000 rows, a fifth smaller
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CALC_CHAIN = re.compile(r"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>")
ANCHOR = re.compile(r"<((?:\w+:)?(?:oneCellAnchor|twoCellAnchor))\b.*?</\1>", re.DOTALL)
OUR_NAMES = re.compile(rf'<definedName\b[^>]*name="(?:{SUMMARY}|{SOURCE}\d+)"[^>]*>[^<]*</definedName>')
CHART_CACHE = re.compile(r"<((?:\w+:)?(?:str|num|multiLvlStr)Cache)>.*?</\1>", re.DOTALL)


class Template(NamedTuple):
    parts: dict[str, bytes]
    sheets: list[TemplateSheet]
    drawings: dict[str, str]       # part of a drawing or Excel table → the sheet that it belongs to


def read(path: Path) -> Template:
    """A template; `OutputError` says why it can't be one."""
    try:
        package = Package(path.read_bytes())            # within limits: an agency's template may be anybody's file
        parts = {entry.name: package.part(name) for name, entry in package.entries.items() if not name.endswith("/")}
        if any(b"<!DOCTYPE" in part for name, part in parts.items() if name.endswith((".xml", ".rels"))):
            raise Unreadable("file-broken", reason="doctype")
        sheets = list(_sheets(parts))
    except OSError as fault:
        raise OutputError(f"Không đọc được mẫu tổng hợp {path}: {refused(fault)}.") from fault
    except (Unreadable, KeyError, ElementTree.ParseError, UnicodeDecodeError) as fault:
        raise OutputError(f"Mẫu tổng hợp {path} không phải là tệp .xlsx đọc được.") from fault
    if not any(True for sheet in sheets for row in sheet.rows for _ in row.fields()):
        raise OutputError(f"Mẫu tổng hợp {path} không có ô nào ghi chỗ điền số liệu như {{{{people.name}}}}: "
                          f"hãy sửa từ mẫu có sẵn templates_xlsx/summary.xlsx.")
    drawings = {part: sheet.name for sheet in sheets for part in relations(parts, sheet.part).values()
                if part.startswith(("xl/drawings/drawing", "xl/tables/"))}
    return Template(parts, sheets, drawings)


def read_apart(path: Path) -> Template:
    """The same for a template that isn't ours, in a process that it may hang or end."""
    try:
        return once(read, path)
    except Lost as fault:
        raise OutputError(f"Mẫu tổng hợp {path} quá nặng, không đọc được: hãy sửa từ mẫu có sẵn "
                          f"templates_xlsx/summary.xlsx.") from fault


def write(template: Template, path: Path, whole: Whole) -> None:
    """The filled workbook."""
    sheets = {sheet.part: sheet for sheet in template.sheets}
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for name, data in template.parts.items():
            if name == "xl/calcChain.xml":
                continue
            with package.open(name, "w") as out:            # so without the time of day: same input, same bytes
                if name in sheets:
                    _stream(out, chunks(sheets[name], whole))
                else:
                    out.write(_changed(name, data, template, whole))


def _stream(out: IO[bytes], pieces: Iterator[str]) -> None:
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) >= 500:
            out.write("".join(held).encode())
            held.clear()
    out.write("".join(held).encode())


def _changed(name: str, data: bytes, template: Template, whole: Whole) -> bytes:
    """A part as it must be once rows have moved; most stay as they are."""
    if name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        return CALC_CHAIN.sub("", data.decode()).encode()
    if name == "xl/workbook.xml":
        return _workbook(data.decode(), whole).encode()
    if name.startswith("xl/charts/chart"):
        return _chart(data.decode(), whole).encode()
    if name in template.drawings:
        return _anchored(data.decode(), whole.layout.stretches[template.drawings[name]]).encode()
    return data


def _workbook(xml: str, whole: Whole) -> str:
    """Defined names (print areas, titles, filters) and sheet names."""
    def named(found: re.Match[str]) -> str:
        return found[1] + escaped(whole.layout.moved(unescape(found[2]))) + found[3]

    def sheet(found: re.Match[str]) -> str:
        name = unescape(found[2])
        return f'{found[1]}{escaped(whole.layout.renamed.get(name, name)).replace(chr(34), "&quot;")}"'

    xml = OUR_NAMES.sub("", xml)                            # a summary that was filled before may be the template
    xml = re.sub(r"(<definedName\b[^>]*>)([^<]*)(</definedName>)", named, xml)
    if "<definedNames>" not in xml:
        xml = xml.replace("</sheets>", "</sheets><definedNames></definedNames>", 1)
    marks = "".join(f'<definedName name="{name}" localSheetId="0" hidden="1">"{escaped(text)}"</definedName>'
                    for name, text in [(SUMMARY, "1"), *whole.names])
    xml = xml.replace("<definedNames>", f"<definedNames>{marks}", 1)
    return re.sub(r'(<sheet\b[^>]*?\bname=")([^"]*)"', sheet, xml)


def _chart(xml: str, whole: Whole) -> str:
    """A chart over the filled rows; its own copy of the values goes, so that they are read from the cells."""
    def follow(found: re.Match[str]) -> str:
        return found[1] + escaped(whole.layout.moved(unescape(found[3])))

    def word(found: re.Match[str]) -> str:
        text = unescape(found[3])
        return found[1] + escaped(whole.words.get(text, text))

    xml = re.sub(r"(<((?:\w+:)?f)>)([^<]*)", follow, CHART_CACHE.sub("", xml))
    return re.sub(r"(<((?:\w+:)?t)>)([^<]*)", word, xml)


def _anchored(xml: str, stretch: Stretch) -> str:
    """Pictures and charts move with the cells they stand on (counted from 0 here), or go with them; an Excel table's
    range grows."""
    def place(found: re.Match[str]) -> str:
        axis = stretch.rows if found[2] == "row" else stretch.columns
        return f"{found[1]}{axis.first(int(found[3]) + 1) - 1}"

    def kept(found: re.Match[str]) -> str:
        row = re.search(r"<(?:\w+:)?from>.*?<(?:\w+:)?row>(\d+)", found[0], re.DOTALL)
        return "" if row and stretch.rows.grown.get(int(row[1]) + 1) == 0 else found[0]

    xml = re.sub(r"(<(?:\w+:)?(row|col)>)(\d+)", place, ANCHOR.sub(kept, xml))
    return re.sub(r'\bref="([^"]*)"', lambda found: f'ref="{stretch.areas(found[1])}"', xml)


def _sheets(parts: Mapping[str, bytes]) -> Iterator[TemplateSheet]:
    strings = _strings(parts.get("xl/sharedStrings.xml"))
    targets = relations(parts, "xl/workbook.xml")
    for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet"):
        part = targets[sheet.get(RELATION, "")]
        if "/worksheets/" in part:
            yield parse(sheet.get("name", ""), part, parts[part].decode("utf-8-sig"), strings)


def _strings(data: bytes | None) -> list[str]:
    if data is None:
        return []
    return ["".join(text.text or "" for text in item.iter(f"{MAIN}t"))
            for item in ElementTree.fromstring(data).iter(f"{MAIN}si")]


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The parts that a part refers to, by id."""
    folder, name = posixpath.split(part)
    data = parts.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    return {one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in ElementTree.fromstring(data) if one.get("TargetMode") != "External"}
