"""A mail's attachments as Outlook wraps them for other Outlooks (winmail.dat, "TNEF").

Takes the file's bytes: a list of attributes, each with its level, number, length, data and checksum ([MS-OXTNEF]).
"""
from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from cbcc_xl.inbox.containers.mail_texts import text_in
from cbcc_xl.inbox.containers.member import UNNAMED, Member
from cbcc_xl.inbox.limits import LARGEST, MOST_MEMBERS, Refused, capped

SIGNATURE = b"\x78\x9f\x3e\x22"
HEADER = struct.Struct("<BII")     # level, number, length
START, KEY, CHECKSUM = 4, 2, 2     # bytes before the attributes, of each one's checksum
OF_ATTACHMENT = 2                  # level
BEGINS, TITLE, DATA, PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
CODE_PAGE = 0x00069007
LONG_NAME = struct.pack("<HH", 0x001F, 0x3707)     # the type and number of the property, as they stand in the bytes


def members(stream: BinaryIO) -> Iterator[Member]:
    """The attachments."""
    data = capped(stream, LARGEST)
    found: list[dict[int, bytes]] = []
    page = 1258
    at = START + KEY
    while at + HEADER.size <= len(data):
        level, number, length = HEADER.unpack_from(data, at)
        start = at + HEADER.size
        if start + length > len(data):
            raise Refused("archive-broken")
        if number == CODE_PAGE:
            page = int.from_bytes(data[start:start + 4], "little")
        if level == OF_ATTACHMENT:
            if number == BEGINS or not found:
                found.append({})
            found[-1][number] = data[start:start + length]
        if len(found) > MOST_MEMBERS:
            raise Refused("archive-too-large")
        at = start + length + CHECKSUM
    for place, one in enumerate(found, 1):
        skip = None if DATA in one else "mail-object"
        yield Member(_name(one, page) or UNNAMED.format(place), partial(_data, one), skip=skip)


def _data(attachment: dict[int, bytes]) -> bytes:
    return attachment[DATA]


def _name(attachment: dict[int, bytes], page: int) -> str:
    return _long_name(attachment.get(PROPERTIES, b"")) or text_in(
        attachment.get(TITLE, b"").split(b"\0")[0], f"cp{page}")


def _long_name(properties: bytes) -> str:
    """The name in Unicode: after its property's number stand how many values, its length, its letters."""
    at = properties.find(LONG_NAME)
    if at < 0 or at + 12 > len(properties):
        return ""
    length = int.from_bytes(properties[at + 8:at + 12], "little")
    return properties[at + 12:at + 12 + length].decode("utf-16-le", "replace").split("\0")[0]
