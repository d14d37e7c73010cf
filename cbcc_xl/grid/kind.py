"""What a file is, by its content: units send web pages named .xls, old workbooks named .xlsx, letters and pictures.

Takes the bytes and the name (which only decides whether plain text is meant as a table); gives xlsx, xlsm, xlsb, xls,
ods, xml, html, csv, docx, docm, doc, odt, rtf or pdf, or raises `Unreadable` with what the file is instead.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.ole import SIGNATURE, Compound
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"MIME-Version:")
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DOC_LOCKED = 0x01                  # of the twelfth byte of a .doc's text
TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
# Atomic: where one comment ends is not tried anew for each that follows.
PAGE = re.compile(rb"\s*+(?:<\?xml[^>]*>\s*+)?(?>(?:<!--.*?-->\s*+)*)<"
                  rb"(?:!doctype html|html|head|body|meta|link|style|table|center|div|p|font|span|b|h[1-6])\b",
                  re.IGNORECASE | re.DOTALL)


def tell(data: bytes, name: str) -> tuple[str, bytes | Package | Compound]:
    """The kind of a file, and its content: the bytes, or the container that it is (a zip, an OLE file)."""
    if data.startswith(b"PK"):
        package = Package(data)
        return _package(package), package
    if not data.strip(b"\x00\t\r\n "):
        raise Unreadable("file-empty")
    if data.startswith(SIGNATURE):
        file = Compound(data)
        return _compound(file), file
    if b"%PDF-" in data[:1024]:
        return "pdf", data
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise Unreadable("file-is-picture")
    if data.startswith(b"{\\rtf"):
        return "rtf", data
    return _text(data, name), data


def _package(package: Package) -> str:
    parts = package.entries
    if "xl/workbook.xml" in parts:
        return "xlsm" if "xl/vbaproject.bin" in parts else "xlsx"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    mimetype = package.part("mimetype")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if any(part.startswith("word/document") for part in parts):
        return "docm" if "word/vbaproject.bin" in parts else "docx"
    raise Unreadable("file-not-spreadsheet")


def _compound(file: Compound) -> str:
    names = file.streams
    if "EncryptedPackage" in names:
        raise Unreadable("file-encrypted")
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "WordDocument" in names:
        if (file.stream("WordDocument") or b"").ljust(12, b"\0")[11] & DOC_LOCKED:
            raise Unreadable("file-encrypted")
        return "doc"
    raise Unreadable("file-not-spreadsheet")


def _text(data: bytes, name: str) -> str:
    if data.startswith(UTF_16):
        data = data.decode("utf-16", "replace").encode()
    start = data[:65536].removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in start or start.startswith(ARCHIVES):
        raise Unreadable("file-not-spreadsheet")
    if PAGE.match(start) and TABLE.search(data):
        return "html"
    if XML_2003 in start and start.lstrip().startswith(b"<?xml"):
        return "xml"
    if start.lstrip().startswith(b"<") or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 20:
        raise Unreadable("file-not-spreadsheet")
    if name.rpartition(".")[2].lower() in ("csv", "tsv", "txt"):
        return "csv"
    if not re.search(rb"[;\t|,][^\n]*\n[^\n]*[;\t|,]", start):     # a letter as text has no two rows of columns
        raise Unreadable("file-not-spreadsheet")
    return "csv"
