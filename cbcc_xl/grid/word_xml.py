"""A Word part's XML as a tree, and names of its elements whatever namespace it was saved in ("Strict" has its own).

Takes a part's bytes; refuses a document type, which wants entities expanded. Nothing outside the part is ever fetched.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from cbcc_xl.grid.unreadable import Unreadable

OFF = ("0", "false", "off", "none")
# What only wraps content that stands in the text: content controls, links, insertions not yet accepted.
WRAPPERS = frozenset("sdt sdtContent customXml smartTag hyperlink ins moveTo fldSimple dir bdo".split())


def parsed(xml: bytes) -> Any:
    """The root of a part."""
    if b"<!DOCTYPE" in xml:
        raise Unreadable("file-broken", reason="doctype")
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as fault:
        raise Unreadable("file-broken", reason=str(fault)[:200]) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("file-broken", reason="doctype")
    return root


@lru_cache(maxsize=1 << 10)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


def child(element: Any, *path: str) -> Any:
    """The first descendant along this path of names, or None."""
    for name in path:
        for one in element:
            if local(one) == name:
                element = one
                break
        else:
            return None
    return element


def attribute(element: Any, name: str, default: str = "") -> str:
    """An attribute by its name without a namespace."""
    if element is None:
        return default
    return next((value for key, value in element.items() if _local(key) == name), default)


def value(element: Any, *path: str) -> str:
    """What the `val` of the element at this path says, empty where there is none."""
    return attribute(child(element, *path), "val")


def is_on(element: Any, default: bool = False) -> bool:
    """Whether a switch such as <w:strike/> is on; the default where it isn't there."""
    return default if element is None else attribute(element, "val", "1") not in OFF


def unwrapped(element: Any) -> Iterator[Any]:
    """The children that stand in the text: wrappers opened, one choice of several taken, what was deleted left out."""
    for one in element:
        name = local(one)
        if name == "AlternateContent":
            chosen = child(one, "Choice")
            yield from unwrapped(chosen if chosen is not None and len(chosen) else child(one, "Fallback") or ())
        elif name in WRAPPERS:
            if name != "fldSimple" or not is_page_number(attribute(one, "instr")):
                yield from unwrapped(one)
        elif name and name not in ("del", "moveFrom"):
            yield one


def is_page_number(instruction: str) -> bool:
    """Whether a field counts pages, which is no content."""
    return instruction.strip().upper().startswith(("PAGE", "NUMPAGES", "SECTIONPAGES"))
