"""The package of an .xlsx or .xlsm rewritten for a support copy: what is known to be shape stays, all else goes.

Takes the package and each sheet's new values; gives the bytes. Kept: cells with their styles and runs, merges, widths,
hidden rows, columns and sheets, plain formulas, notes. Gone: macros, pictures, links, names, properties, headers of the
printed page, lists of allowed values, whatever else is not listed here.
"""
from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from cbcc_xl.grid.package import Package
from cbcc_xl.outputs.support.in_sheet import Sheet, rewrite_cells

SHAPE = frozenset("sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells printOptions pageMargins "
                  "pageSetup".split())
OF_SHEET_PR = frozenset({"tabColor", "outlinePr", "pageSetUpPr"})
STYLES = frozenset("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs colors".split())
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
QUOTED = re.compile(r'"[^"]*"')


def rewritten(package: Package, sheets: list[Sheet]) -> bytes:
    """The package of the copy; `sheets` in the workbook's order."""
    parts: dict[str, bytes] = {}
    strings = _strings(package)
    main = etree.QName(_parsed(package.part("xl/workbook.xml"))).namespace or ""
    for number, (own, sheet) in enumerate(zip(package.sheets(), sheets, strict=True), 1):
        root = _parsed(package.part(own.part))
        _shape(root, SHAPE)
        rewrite_cells(root, strings, sheet)
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
