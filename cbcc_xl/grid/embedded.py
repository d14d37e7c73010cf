"""Files within a file: workbooks, letters and whatever else an office document holds as an object.

Takes a package or the container of an .xls; gives a name for each. A list may stand in one of them and nowhere else.
A chart's own data and an equation are none; nothing is opened but the directory of an OLE object.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.ole import Compound
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.xml import local, parse

PART = re.compile(r"(?:word|xl)/embeddings/[^/]+")
OF_CHART = re.compile(r"(?:word|xl)/charts/[^/]+\.xml")
STORAGE = re.compile(r"MBD[0-9A-F]{8}")
EQUATION = "Equation Native"
DOCUMENTS = "application/vnd.oasis.opendocument."
OTHERS = (f"{DOCUMENTS}chart", f"{DOCUMENTS}formula", f"{DOCUMENTS}graphics")


def of_package(package: Package) -> tuple[str, ...]:
    """Of a workbook or letter of Office."""
    data = {part.lower() for chart in package.entries if OF_CHART.fullmatch(chart)
            for _, part in package.related(chart).values()}
    return tuple(part.rpartition("/")[2] for part in package.entries
                 if PART.fullmatch(part) and part not in data and not _is_equation(package, part))


def of_ods(package: Package) -> tuple[str, ...]:
    """Of a workbook of LibreOffice."""
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        told = {local(key): value for key, value in attributes.items()}
        path, kind = told.get("full-path", ""), told.get("media-type", "")
        if local(tag) == "file-entry" and path != "/" and path.endswith("/") and kind.startswith(DOCUMENTS) \
                and not kind.startswith(OTHERS):
            found.append(path.rstrip("/"))

    parse(package.part("META-INF/manifest.xml"), start)
    return tuple(found)


def of_xls(file: Compound) -> tuple[str, ...]:
    """Of an .xls."""
    return tuple(name for name, entry in file.streams.items()
                 if STORAGE.fullmatch(name) and EQUATION not in file.below(entry))


def _is_equation(package: Package, part: str) -> bool:
    if not part.endswith(".bin"):
        return False
    try:
        return EQUATION in Compound(package.part(part)).streams
    except Unreadable:
        return False
