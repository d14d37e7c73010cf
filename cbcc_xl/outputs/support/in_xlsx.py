"""The package of an .xlsx or .xlsm rewritten for a support copy: what is known to be shape stays, all else goes.

Takes the package and each sheet's new values; gives the bytes. Kept: cells with their styles and runs, merges, widths,
hidden rows, columns and sheets, plain formulas, notes. Gone: macros, pictures, links, names, properties, headers of the
printed page, lists of allowed values, whatever else is not listed here.
"""
from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from cbcc_xl.grid.package import Package
from cbcc_xl.grid.reference import place as place_of

SHAPE = frozenset("sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells printOptions pageMargins "
                  "pageSetup".split())
OF_SHEET_PR, OF_CELL = frozenset({"tabColor", "outlinePr", "pageSetUpPr"}), frozenset({"f", "v", "is"})
STYLES = frozenset("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs colors".split())
PLAIN_FORMULA = re.compile(r"[A-Z0-9$:(),;+\-*/.<>=% ]+")
FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
HARMLESS = frozenset("SUM COUNT COUNTA COUNTIF COUNTIFS SUMIF SUMIFS AVERAGE MAX MIN ROUND INT IF AND OR NOT RANK "
                     "SUBTOTAL SUMPRODUCT".split())
LONG_NUMBER = re.compile(r"(?<![A-Z$\d])\d{3,}")
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
QUOTED = re.compile(r'"[^"]*"')
New = Callable[[tuple[int, int], Any], Any]      # a cell's place and value → what stands there in the copy


class Sheet:
    """A sheet of the copy: its name, its state, and how its cells and its free texts are replaced."""

    def __init__(self, name: str, new: New, values: Callable[[int, int], Any], free: Callable[[str], str]) -> None:
        self.name, self.new, self.value, self.free = name, new, values, free


def rewritten(package: Package, sheets: list[Sheet]) -> bytes:
    """The package of the copy; `sheets` in the workbook's order."""
    parts: dict[str, bytes] = {}
    strings = _strings(package)
    main = etree.QName(_parsed(package.part("xl/workbook.xml"))).namespace or ""
    for number, (own, sheet) in enumerate(zip(package.sheets(), sheets, strict=True), 1):
        root = _parsed(package.part(own.part))
        _shape(root, SHAPE)
        _cells(root, strings, sheet)
        parts[f"xl/worksheets/sheet{number}.xml"] = _bytes(root)
        notes = next((part for kind, part in package.related(own.part).values() if kind == "comments"), None)
        if notes:
            parts[f"xl/comments{number}.xml"] = _notes(package.part(notes), sheet)
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(
                {"rId1": ("comments", f"../comments{number}.xml")})
    parts["xl/workbook.xml"] = _workbook(package, sheets, main)
    links = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)}
    if package.part("xl/styles.xml"):
        parts["xl/styles.xml"] = _styles(package.part("xl/styles.xml"), sheets[0].free)
        links["rId0"] = ("styles", "styles.xml")
    parts["xl/_rels/workbook.xml.rels"] = _relations(links)
    parts["_rels/.rels"] = _relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    return _packed({"[Content_Types].xml": _types(parts), **parts})


def _cells(root: etree._Element, strings: list[etree._Element], sheet: Sheet) -> None:
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


def _shape(root: etree._Element, kept: frozenset[str]) -> None:
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for child in list(root):
        if etree.QName(child).localname not in kept:
            root.remove(child)
    for name in [name for name in root.attrib if name.startswith("{")]:
        del root.attrib[name]
    for child in root:
        for part in list(child):
            if etree.QName(child).localname == "sheetPr" and etree.QName(part).localname not in OF_SHEET_PR:
                child.remove(part)
        for name in [name for name in child.attrib if name.startswith("{") or name == "codeName"]:
            del child.attrib[name]                           # printers' settings, names of macros


def _plain_attributes(element: etree._Element) -> None:
    for name in [name for name in element.attrib if name.startswith("{")]:
        del element.attrib[name]


def _notes(xml: bytes, sheet: Sheet) -> bytes:
    root = _parsed(xml)
    for author in root.iter("{*}author"):
        author.text = ""
    for note in root.iter("{*}comment"):
        texts = list(note.iter("{*}t"))
        said = sheet.free("".join(one.text or "" for one in texts))
        for at, one in enumerate(texts):
            one.text = "" if at else said
    _shape(root, frozenset({"authors", "commentList"}))
    return _bytes(root)


def _styles(xml: bytes, free: Callable[[str], str]) -> bytes:
    root = _parsed(xml)
    _shape(root, STYLES)
    for number, style in enumerate(root.iter("{*}cellStyle"), 1):
        style.set("name", "Normal" if style.get("builtinId") == "0" else f"Style {number}")
    for shown in root.iter("{*}numFmt"):
        shown.set("formatCode", QUOTED.sub(lambda text: f'"{free(text[0][1:-1])}"', shown.get("formatCode", "")))
    for extra in list(root.iter("{*}extLst")):
        extra.getparent().remove(extra)
    return _bytes(root)


def _workbook(package: Package, sheets: list[Sheet], main: str) -> bytes:
    old = _parsed(package.part("xl/workbook.xml"))
    root = etree.Element(f"{{{main}}}workbook", nsmap={None: main, "r": RELATED})
    properties = old.find("{*}workbookPr")
    if properties is not None and properties.get("date1904"):
        etree.SubElement(root, f"{{{main}}}workbookPr", date1904=properties.get("date1904", "0"))
    listed = etree.SubElement(root, f"{{{main}}}sheets")
    for number, (own, sheet) in enumerate(zip(old.iter("{*}sheet"), sheets, strict=True), 1):
        one = etree.SubElement(listed, f"{{{main}}}sheet", name=sheet.name, sheetId=str(number))
        if own.get("state") in ("hidden", "veryHidden"):
            one.set("state", own.get("state", ""))
        one.set(f"{{{RELATED}}}id", f"rId{number}")
    return _bytes(root)


def _strings(package: Package) -> list[etree._Element]:
    xml = package.part("xl/sharedStrings.xml")
    return list(_parsed(xml).iterchildren("{*}si")) if xml else []


def _relations(links: dict[str, tuple[str, str]]) -> bytes:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for number, (kind, target) in links.items():
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=number, Type=f"{RELATED}/{kind}", Target=target)
    return _bytes(root)


def _types(parts: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for ending, kind in (("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                         ("xml", "application/xml")):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
    for name in parts:
        kind = _kind(name)
        if kind:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=CONTENT.format(kind))
    return _bytes(root)


def _kind(name: str) -> str:
    known = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    return known.get(name) or ("worksheet" if name.startswith("xl/worksheets/sheet") else
                               "comments" if name.startswith("xl/comments") else "")


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True,
                                                 remove_pis=True, huge_tree=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def texts_of(data: bytes) -> Iterator[str]:
    """All texts and attributes of a package's parts, to look for what must not be there."""
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            for element in _parsed(package.read(name)).iter():
                yield from filter(None, (element.text, element.tail, *map(str, element.attrib.values())))


