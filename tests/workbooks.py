"""Workbooks made for the tests of reading: saved by openpyxl and xlwt, or put together from their parts."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

Part = bytes | Callable[[bytes], bytes]
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in [
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible")])


def saved(workbook: Any) -> bytes:
    """The bytes of a workbook of openpyxl or xlwt."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def xlsx(fill: Callable[[Any], None] = lambda sheet: None, title: str = "DS") -> bytes:
    """A workbook of one sheet, filled by a function."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    fill(workbook.active)
    return saved(workbook)


def repacked(data: bytes, parts: Mapping[str, Part]) -> bytes:
    """A package with parts replaced or added, or changed by a function."""
    own = parts_of(data)
    return packed(own | {name: part(own[name]) if callable(part) else part for name, part in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def by_sheet_xml(rows: str, rest: str = "", strings: bytes = b"") -> bytes:
    """A workbook whose one sheet has these rows as XML, and `strings` as its shared strings."""
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{rest}</worksheet>'.encode()
    return repacked(xlsx(), {SHEET: xml} | ({STRINGS: strings} if strings else {}))


def ods(tables: str, styles: str = "") -> bytes:
    """A workbook of LibreOffice with these tables as XML."""
    content = (f'<office:document-content {ODF} office:version="1.3"><office:automatic-styles>{styles}'
               f'</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
               f'</office:document-content>')
    meta = (f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
            f'<dc:date>2024-12-17T08:30:15.123456789</dc:date></office:meta></office:document-meta>')
    manifest = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<manifest:file-entry manifest:full-path="/" '
                'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
                   "meta.xml": meta.encode(), "META-INF/manifest.xml": manifest.encode()})


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
