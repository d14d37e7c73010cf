"""Which files of an inbox are nobody's list: locks, temporary files, small pictures, whatever is no document.

Takes a name, the first bytes and the size; gives the code of the reason, or None for a file to read or to open.
"""
from __future__ import annotations

SPREADSHEETS = frozenset("xlsx xlsm xltx xltm xls xlt xlsb ods ots csv tsv htm html".split())
# Archives and mails, which are opened where they are found; what they are is told by their first bytes.
CONTAINERS = frozenset("zip 7z rar tar gz tgz bz2 tbz2 xz txz eml msg mbox".split())
LETTERS = frozenset("docx docm dotx dotm doc dot odt ott rtf pdf".split())
PICTURES = frozenset("jpg jpeg jfif png gif bmp tif tiff webp heic heif".split())
OTHERS = frozenset(
    "xps ppt pptx pptm pps ppsx odp txt md log url lnk ini db json xsd "
    "svg pst ics vcf p7s mht mhtml mp3 m4a mp4 avi mov wav "
    "exe dll bat js vbs py ipynb crdownload part bak".split())
PHOTO = 50 * 2**10                 # bytes of a picture that may show a list; logos and signatures in mails have fewer
SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
# How a list begins, whatever its ending: PDF, RTF, a zip package, an OLE file, a table saved as a web page or as XML.
XML_2003 = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')
FIRST_BYTES = (b"%pdf-", b"{\\rtf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html", b"<table",
               b"<!doctype html")


def ending(name: str) -> str:
    """The ending of a name in small letters without its dot, "" for none."""
    stem, dot, last = name.rpartition("/")[2].rpartition(".")
    return last.lower() if dot and stem else ""


def passed_by_name(name: str) -> str | None:
    """Why the file of this name is passed over whatever it holds, or None."""
    last = name.rpartition("/")[2].lower()
    if last.startswith("~$") or (last.startswith(".~lock.") and last.endswith("#")):
        return "lock-file"
    if last in SYSTEM or ending(last) in ("tmp", "temp") or any(part.startswith(".") for part in name.split("/")):
        return "temp-file"
    return "not-a-spreadsheet" if ending(last) in OTHERS else None


def reason(name: str, first_bytes: bytes, size: int = 0) -> str | None:
    """Why the file of this name is passed over, or None. A large picture may be a unit's list: it is lost to us."""
    why, kind = passed_by_name(name), ending(name)
    if why or kind in SPREADSHEETS or kind in LETTERS or kind in CONTAINERS:
        return why
    if kind in PICTURES:
        return "file-is-picture" if size >= PHOTO else "not-a-spreadsheet"
    return None if _begins_like_a_spreadsheet(first_bytes) else "not-a-spreadsheet"


def _begins_like_a_spreadsheet(first_bytes: bytes) -> bool:
    start = first_bytes.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(FIRST_BYTES) or (start.startswith(b"<?xml") and any(mark in start for mark in XML_2003))
