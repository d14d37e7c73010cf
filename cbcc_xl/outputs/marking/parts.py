"""The parts of a workbook's or letter's package, some of them opened for change.

Takes a package as read; gives the bytes of a package in which the opened parts are written anew, added ones follow and
all others are the same to the byte and in the same order. Knows of relations and content types, of no part's meaning.
"""
from __future__ import annotations

import io
from itertools import count
from posixpath import normpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from cbcc_xl.grid.package import Package

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
RELATED = {True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
           False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
DAY = (1980, 1, 1, 0, 0, 0)     # of every entry: the same findings give the same bytes


class Parts:
    """A package under change. Names of parts have no leading slash."""

    def __init__(self, package: Package, main: str = "xl/workbook.xml") -> None:
        self.package = package
        self.opened: dict[str, etree._ElementTree] = {}      # these three by name in small letters, as it counts in any
        self.put_in: dict[str, bytes] = {}
        self.gone: set[str] = set()
        self.added: list[str] = []
        self.namespace = etree.QName(parsed(self.package.part(main)).getroot()).namespace or ""
        self.related_namespace = RELATED[self.namespace.startswith(STRICT)]

    def tag(self, name: str) -> str:
        """A name in the file's own namespace, which is another where it was saved as "Strict"."""
        return f"{{{self.namespace}}}{name}"

    def content(self, name: str) -> bytes:
        """A part as it was, or as it was put; b"" if there is none."""
        key = name.lower()
        return b"" if key in self.gone else self.put_in.get(key) or self.package.part(key)

    def xml(self, name: str) -> etree._Element:
        """The root of a part that will be written anew."""
        key = name.lower()
        if key not in self.opened:
            self.opened[key] = parsed(self.content(name))
        return self.opened[key].getroot()

    def glance(self, name: str) -> etree._Element:
        """The root of a part that is only looked at."""
        tree = self.opened.get(name.lower())
        return (parsed(self.content(name)) if tree is None else tree).getroot()

    def put(self, name: str, content: bytes) -> None:
        """Add a part, or put other bytes in its place."""
        key = name.lower()
        if key not in self.package.entries and key not in self.put_in:
            self.added.append(name)
        self.put_in[key] = content
        self.gone.discard(key)

    def put_xml(self, name: str, root: etree._Element) -> None:
        """Add a part that will still be changed."""
        self.put(name, b"")
        self.opened[name.lower()] = root.getroottree()

    def remove(self, name: str) -> None:
        """Take a part out, with its own relations and its content type. Relations to it are the caller's."""
        self.gone |= {name.lower(), _relations_of(name).lower()}
        for one in list(self.xml(CONTENT_TYPES).iter(f"{{{TYPES}}}Override")):
            if one.get("PartName", "").lower() == f"/{name}".lower():
                one.getparent().remove(one)

    def unused(self, pattern: str) -> str:
        """The first name of "xl/comments{}.xml" that no part has."""
        taken = {*self.package.entries, *self.put_in}
        return next(name for number in count(1) if (name := pattern.format(number)).lower() not in taken)

    def declare(self, name: str, content_type: str) -> None:
        """State what a part is."""
        etree.SubElement(self.xml(CONTENT_TYPES), f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """State what all parts with an ending are, unless that is stated already."""
        types = self.xml(CONTENT_TYPES)
        if not any(one.get("Extension", "").lower() == ending for one in types.iter(f"{{{TYPES}}}Default")):
            types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=ending, ContentType=content_type))

    def related(self, source: str, kind: str) -> str | None:
        """The part of a kind ("comments", "vmlDrawing") that a part refers to."""
        for one in self._relations(source):
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                return _target(source, one)
        return None

    def target(self, source: str, relation: str) -> str | None:
        """The part that a relation of a part leads to."""
        return next((_target(source, one) for one in self._relations(source) if one.get("Id") == relation), None)

    def _relations(self, source: str) -> list[etree._Element]:
        name = _relations_of(source)
        return list(self.glance(name)) if name.lower() in self.opened or self.content(name) else []

    def relate(self, source: str, kind: str, target: str) -> str:
        """Make a part refer to another; gives the relation's id."""
        name = _relations_of(source)
        if name.lower() not in self.opened and not self.content(name):
            self.put_xml(name, etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS}))
        relations = self.xml(name)
        taken = {one.get("Id") for one in relations}
        number = next(number for number in count(1) if f"rId{number}" not in taken)
        etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=f"rId{number}",
                         Type=f"{self.related_namespace}/{kind}", Target=f"/{target}")
        return f"rId{number}"

    def unrelate(self, source: str, target: str) -> None:
        """Take away a part's reference to another."""
        for one in list(self.xml(_relations_of(source))):
            if _target(source, one) == target:
                one.getparent().remove(one)

    def written(self) -> bytes:
        """The whole package."""
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as out:
            for name in (*(entry.name for entry in self.package.entries.values()), *self.added):
                key = name.replace("\\", "/").lstrip("/").lower()
                if key not in self.gone:
                    info = ZipInfo(name, DAY)
                    info.compress_type = ZIP_DEFLATED
                    tree = self.opened.get(key)
                    out.writestr(info, self.content(key) if tree is None else as_bytes(tree))
        return buffer.getvalue()


def parsed(xml: bytes) -> etree._ElementTree:
    """A part's XML; nothing outside it is ever fetched, no entity expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False)
    return etree.fromstring(xml, parser).getroottree()


def as_bytes(tree: etree._ElementTree) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _target(source: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    folder = source.rpartition("/")[0]
    return target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
