"""Comments of a letter: ours are added at paragraphs and taken away again, what people wrote stays as it is.

Takes the parts under change and the root of the letter's text. A comment's anchors are a beginning, an end and a run
that refers to it; its text stands in a part of its own.
"""
from __future__ import annotations

from typing import Any

from lxml import etree

from cbcc_xl.forms.marked_sheet import NOTE_AUTHOR, NOTE_START
from cbcc_xl.grid.word_xml import attribute, local
from cbcc_xl.outputs.marking.notes import text_in_xml
from cbcc_xl.outputs.marking.parts import Parts

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
USUAL = "word/comments.xml"
ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comments:
    """The comments of one letter under change."""

    def __init__(self, parts: Parts, main: str, document: Any) -> None:
        self._parts, self._main, self._document = parts, main, document
        self._name = parts.related(main, "comments")

    def take_away(self) -> None:
        """Take ours of an earlier time away."""
        if not self._name or NOTE_START.encode() not in self._parts.content(self._name):
            return
        ours = set()
        for one in list(self._parts.xml(self._name)):
            if local(one) == "comment" and _text(one).startswith(NOTE_START):
                ours.add(attribute(one, "id"))
                one.getparent().remove(one)
        for anchor in [one for one in self._document.iter() if local(one) in ANCHORS and attribute(one, "id") in ours]:
            run = anchor.getparent() if local(anchor) == "commentReference" else anchor
            run.getparent().remove(run)

    def add(self, element: Any, text: str) -> None:
        """Put a comment at a paragraph, or at the first one of a cell."""
        paragraph = next(one for one in element.iter() if local(one) == "p")
        root = self._root()
        number = str(1 + max((int(attribute(one, "id", "0")) for one in root if local(one) == "comment"), default=-1))
        self._write(root, number, text)
        start, end, run = (self._made(name) for name in ("commentRangeStart", "commentRangeEnd", "r"))
        reference = etree.SubElement(run, self._parts.tag("commentReference"))
        for anchor in (start, end, reference):
            anchor.set(self._parts.tag("id"), number)
        first = next((at for at, one in enumerate(paragraph) if local(one) != "pPr"), len(paragraph))
        paragraph.insert(first, start)
        paragraph.extend([end, run])

    def _write(self, root: Any, number: str, text: str) -> None:
        comment = etree.SubElement(root, self._parts.tag("comment"))
        for key, value in (("id", number), ("author", NOTE_AUTHOR), ("initials", NOTE_AUTHOR)):
            comment.set(self._parts.tag(key), value)
        for line in text.split("\n"):
            run = etree.SubElement(etree.SubElement(comment, self._parts.tag("p")), self._parts.tag("r"))
            one = etree.SubElement(run, self._parts.tag("t"))
            one.set(SPACE, "preserve")
            one.text = text_in_xml(line)

    def _made(self, name: str) -> Any:
        return etree.Element(self._parts.tag(name))

    def _root(self) -> Any:
        if self._name is None:
            self._name = USUAL if not self._parts.content(USUAL) else self._parts.unused("word/comments{}.xml")
            root = etree.Element(self._parts.tag("comments"), nsmap={"w": self._parts.namespace})
            self._parts.put_xml(self._name, root)
            self._parts.declare(self._name, CONTENT_TYPE)
            self._parts.relate(self._main, "comments", self._name)
        return self._parts.xml(self._name)


def _text(comment: Any) -> str:
    return "".join(one.text or "" for one in comment.iter() if local(one) == "t")
