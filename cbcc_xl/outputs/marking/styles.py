"""Cell formats of a workbook: each as it was but for its fill, and those of the list of findings.

Takes the styles part under change; gives the numbers of formats that it has or that are added, equal ones once.
"""
from __future__ import annotations

from copy import deepcopy

from lxml import etree

from cbcc_xl.outputs.marking.parts import Parts

PART = "xl/styles.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
            "colors", "extLst")
LEAST = {"fonts": "<font><sz val='11'/><name val='Calibri'/></font>",
         "fills": "<fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill>",
         "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
         "cellStyleXfs": "<xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>",
         "cellXfs": "<xf numFmtId='0' fontId='0' fillId='0' borderId='0' xfId='0'/>"}
SOLID = "<fill><patternFill patternType='solid'><fgColor rgb='FF{}'/><bgColor indexed='64'/></patternFill></fill>"


class Styles:
    """The formats of one workbook; a number is what a cell's `s` says."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        if not parts.content(PART):
            parts.put_xml(PART, etree.Element(parts.tag("styleSheet"), nsmap={None: parts.namespace}))
            parts.declare(PART, CONTENT_TYPE)
            parts.relate("xl/workbook.xml", "styles", PART)
        self.root = parts.xml(PART)
        for name in LEAST:
            self._section(name)
        self._known: dict[tuple[str, str], int] = {}

    def filled(self, style: int, colour: str) -> int:
        """A format as it is, but with a fill of this colour."""
        return self._with_fill(style, self._added("fills", SOLID.format(colour)))

    def unfilled(self, style: int) -> int:
        """A format as it is, but with no fill."""
        return self._with_fill(style, 0)

    def fill(self, style: int) -> str:
        """The colour (RRGGBB) of a format's solid fill, empty where it has none."""
        number = int(self._format(style).get("fillId", 0))
        fills = self._section("fills")
        colour = fills[number].find(".//" + self.parts.tag("fgColor")) if number < len(fills) else None
        return colour.get("rgb", "")[-6:].upper() if colour is not None else ""

    def made(self, font: str, fill: str = "", border: str = "", alignment: str = "") -> int:
        """A format of our own from its pieces as XML."""
        pieces = {"fontId": self._added("fonts", font), "fillId": self._added("fills", fill) if fill else 0,
                  "borderId": self._added("borders", border) if border else 0}
        ids = " ".join(f"{name}='{number}' apply{name[:-2].capitalize()}='1'" for name, number in pieces.items())
        return self._added("cellXfs", f"<xf numFmtId='0' {ids} xfId='0' applyAlignment='1'>{alignment}</xf>")

    def _with_fill(self, style: int, fill: int) -> int:
        key = (f"fill {fill}", str(style))
        if key not in self._known:
            changed = deepcopy(self._format(style))
            changed.set("fillId", str(fill))
            changed.set("applyFill", "1")
            self._known[key] = self._append("cellXfs", changed)
        return self._known[key]

    def _format(self, style: int) -> etree._Element:
        formats = self._section("cellXfs")
        return formats[style if style < len(formats) else 0]

    def _added(self, section: str, xml: str) -> int:
        key = (section, xml)
        if key not in self._known:
            self._known[key] = self._append(section, self._elements(xml)[0])
        return self._known[key]

    def _append(self, section: str, element: etree._Element) -> int:
        holder = self._section(section)
        holder.append(element)
        holder.set("count", str(len(holder)))
        return len(holder) - 1

    def _section(self, name: str) -> etree._Element:
        found = self.root.find(self.parts.tag(name))
        if found is None:
            found = etree.Element(self.parts.tag(name))
            later = {self.parts.tag(one) for one in SECTIONS[SECTIONS.index(name):]}
            place = next((at for at, child in enumerate(self.root) if child.tag in later), len(self.root))
            self.root.insert(place, found)
        if not len(found) and name in LEAST:
            found.extend(self._elements(LEAST[name]))
            found.set("count", str(len(found)))
        return found

    def _elements(self, xml: str) -> list[etree._Element]:
        return list(etree.fromstring(f"<x xmlns='{self.parts.namespace}'>{xml}</x>"))
