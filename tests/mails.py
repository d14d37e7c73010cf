"""Mails made for the tests: .eml by the standard library, .msg and winmail.dat put together by hand."""
from __future__ import annotations

import datetime
import struct
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any

SECTOR, SHORT, FROM = 512, 64, 4096
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
Tree = Mapping[str, Any]           # a name leads to bytes, or to the tree of a storage


def mail(*attachments: tuple[str, bytes], sender: str = "Nguyễn Thị Gửi <gui@vidu.vn>", subject: str = "Gửi biểu",
         date: str = "Mon, 18 Dec 2023 08:30:00 +0700", html: str = "", text: str = "Kính gửi.") -> EmailMessage:
    """A mail with these attachments."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"], message["To"] = sender, subject, date, "nhan@vidu.vn"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def compound(tree: Tree) -> bytes:
    """An OLE file with these streams and storages, siblings one behind the other."""
    entries: list[list[Any]] = []          # name, kind, right, child, content
    _entries("Root Entry", 5, tree, entries)
    short = b"".join(_filled(one[4], SHORT) for one in entries if one[1] == 2 and len(one[4]) < FROM)
    short_table: list[int] = []
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        if not data:
            return END
        start, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(_filled(data, SECTOR)[at * SECTOR:(at + 1) * SECTOR] for at in range(count))
        table.extend([*range(start + 1, start + count), END])
        return start

    directory = b""
    for name, kind, right, child, content in entries:
        if kind == 5:
            start, size = put(short), len(short)
        elif kind == 2 and len(content) < FROM:
            start, size = len(short_table), len(content)
            count = -(-size // SHORT)
            short_table += [*range(start + 1, start + count), END] if count else []
        else:
            start, size = put(content), len(content)
        raw = name.encode("utf-16-le")
        directory += (raw + bytes(64 - len(raw)) + struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, right, child)
                      + bytes(36) + struct.pack("<IQ", start, size))
    at_directory = put(_filled(directory, SECTOR))
    at_short = put(b"".join(struct.pack("<I", one) for one in short_table))
    count = 1
    while count * SECTOR // 4 < len(table) + count:
        count += 1
    first = len(table)
    table += [TABLE] * count
    raw_table = b"".join(struct.pack("<I", one) for one in table).ljust(count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, count, at_directory, 0, FROM, at_short, -(-len(short_table) * 4 // SECTOR),
                          END, 0)
    header += b"".join(struct.pack("<I", first + one if one < count else FREE) for one in range(109))
    return header + b"".join(sectors) + raw_table


def _filled(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _entries(name: str, kind: int, content: Any, entries: list[list[Any]]) -> int:
    place = len(entries)
    entries.append([name, kind, FREE, FREE, content if kind == 2 else b""])
    if kind != 2:
        before = None
        for one, inner in content.items():
            number = _entries(one, 2 if isinstance(inner, bytes) else 1, inner, entries)
            if before is None:
                entries[place][3] = number
            else:
                entries[before][2] = number
            before = number
    return place


def msg(*attachments: tuple[str, Any], sender: str = "Nguyễn Thị Gửi", subject: str = "Gửi biểu",
        sent: datetime.datetime | None = None, html: bytes = b"", rtf: bytes = b"",
        text: str = "", top: bool = True) -> dict[str, Any]:
    """The tree of a mail of Outlook; an attachment may be the tree of another, made with `top=False`."""
    fixed = b""
    if sent:
        fixed = struct.pack("<HHIQ", 0x0040, 0x0039, 6, int((sent - EPOCH).total_seconds() * 10**7))
    tree: dict[str, Any] = {"__properties_version1.0": bytes(32 if top else 24) + fixed,
                            "__substg1.0_0C1A001F": sender.encode("utf-16-le"),
                            "__substg1.0_0037001F": subject.encode("utf-16-le")}
    if html:
        tree["__substg1.0_10130102"] = html
    if rtf:
        tree["__substg1.0_10090102"] = rtf
    if text:
        tree["__substg1.0_1000001F"] = text.encode("utf-16-le")
    for number, (name, content) in enumerate(attachments):
        is_mail = isinstance(content, dict)
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_3701000D" if is_mail else "__substg1.0_37010102": content}
    return tree


def rtf(html: str, packed: bool = True) -> bytes:
    """A mail's HTML as Outlook keeps it in RTF, of which it shows the parts between `\\htmlrtf` and `\\htmlrtf0`."""
    pieces = "".join(f"\\u{ord(one)}?" if ord(one) > 127 else f"\\{one}" if one in "\\{}" else one for one in html)
    text = ("{\\rtf1\\ansi\\ansicpg1258\\fromhtml1 {\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf {\\b hidden "
            f"\\htmlrtf0 {{\\*\\htmltag0 {pieces}}}\\htmlrtf }}\\htmlrtf0 }}").encode()
    if not packed:
        return struct.pack("<II4sI", len(text) + 12, len(text), b"MELA", 0) + text
    out, at = b"", 207
    for start in range(0, len(text), 8):
        piece = text[start:start + 8]
        out, at = out + (b"\0" if len(piece) == 8 else bytes([1 << len(piece)])) + piece, at + len(piece)
    out += (b"" if len(text) % 8 else b"\1") + ((at % 4096) << 4).to_bytes(2, "big")
    return struct.pack("<II4sI", len(out) + 12, len(text), b"LZFu", 0) + out


def tnef(*attachments: tuple[str, bytes], page: int = 1258) -> bytes:
    """A winmail.dat; names in the old code page."""
    data = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x00069007, struct.pack("<II", page, 0))
    for name, content in attachments:
        data += _attribute(2, 0x00069002, bytes(14)) + _attribute(2, 0x00018010, name.encode(f"cp{page}") + b"\0")
        data += _attribute(2, 0x0006800F, content)
    return data


def _attribute(level: int, number: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
