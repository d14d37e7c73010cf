"""The text of a mail that Outlook keeps as packed RTF: unpacked, and the HTML that it was made from taken out again.

Takes the property's bytes; gives HTML, "" for a text that was never HTML or is out of order ([MS-OXRTFCP],
[MS-OXRTFEX]). What Outlook shows of it itself, between `\\htmlrtf` and `\\htmlrtf0`, is left out.
"""
from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from cbcc_xl.inbox.containers.body import MOST_TEXT

PACKED, PLAIN = b"LZFu", b"MELA"
WINDOW = 4096
# What the window holds at first.
BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0"
    b"\\fs20\\b\\i\\u\\tab\\tx")
TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL)
PAGE = re.compile(r"\\ansicpg(\d+)")
UNSEEN = frozenset("fonttbl colortbl stylesheet info pntext pict".split())
LINES = {"par": "\r\n", "line": "\r\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
         "endash": "–", "emdash": "—", "bullet": "•"}


def html_of(data: bytes) -> str:
    """The HTML."""
    rtf = unpacked(data).decode("latin-1")
    return "".join(_text(rtf)) if "\\fromhtml" in rtf[:1_000] else ""


def unpacked(data: bytes) -> bytes:
    """The RTF, no more of it than a mail's text is looked at."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<4xI4s", data)
    if kind == PLAIN:
        return data[16:16 + min(size, MOST_TEXT)]
    return bytes(_unpacked(data)) if kind == PACKED else b""


def _unpacked(data: bytes) -> bytearray:
    window, at, out, place = bytearray(BEGINNING.ljust(WINDOW, b"\0")), len(BEGINNING), bytearray(), 16
    while place < len(data) and len(out) < MOST_TEXT:
        flags, place = data[place], place + 1
        for bit in range(8):
            piece = data[place:place + 1 + (flags >> bit & 1)]
            place += len(piece)
            if not piece:
                return out
            start, length = at, 1
            if len(piece) == 2:
                start, length = piece[0] << 4 | piece[1] >> 4, (piece[1] & 15) + 2
                if start == at:                                     # the end
                    return out
            for step in range(length):
                byte = window[(start + step) % WINDOW] if len(piece) == 2 else piece[0]
                window[at], at = byte, (at + 1) % WINDOW
                out.append(byte)
    return out


def _text(rtf: str) -> Iterator[str]:
    found = PAGE.search(rtf[:1_000])
    page = f"cp{found[1]}" if found else "cp1258"
    states, raw, left = [(False, False)], bytearray(), 0     # unseen, shown by Outlook only; bytes of one text
    for token in TOKEN.finditer(rtf):
        word, number, code, sign, brace, text = (part or "" for part in token.groups())
        unseen, shown = states[-1]
        if code and not left:
            raw += bytes.fromhex("" if unseen or shown else code)
            continue
        yield _decoded(raw, page)
        raw.clear()
        if brace == "{":
            states.append(states[-1])
        elif brace and len(states) > 1:
            states.pop()
        elif word == "htmlrtf":
            states[-1] = (unseen, number != "0")
        elif word in UNSEEN:
            states[-1] = (True, shown)
        elif word == "u" and not (unseen or shown):
            yield chr(int(number or 0) % 65_536)
            left = 1
            continue
        elif not (unseen or shown):
            yield LINES.get(word, "") or (sign if sign and sign in "\\{}" else "") or text[left:]
        left = 0
    yield _decoded(raw, page)


def _decoded(raw: bytes | bytearray, page: str) -> str:
    try:
        return raw.decode(page, "replace")
    except LookupError:
        return raw.decode("cp1258", "replace")
