"""A mail as Outlook saves it (.msg): its attachments, mails in it, and a table pasted in its text.

Takes the file's bytes; each property is a stream of the OLE container, named for its number and type ([MS-OXMSG]).
"""
from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from cbcc_xl.grid.ole import Compound, Entry
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.inbox.containers.body import refuse_list
from cbcc_xl.inbox.containers.eml import LARGEST_MAIL, MAIL
from cbcc_xl.inbox.containers.mail_texts import sent, text_in
from cbcc_xl.inbox.containers.member import UNNAMED, Member
from cbcc_xl.inbox.containers.rtf_body import html_of
from cbcc_xl.inbox.containers.typed import in_text, lines_of
from cbcc_xl.inbox.limits import Refused, capped
from cbcc_xl.inbox.passed_over import PHOTO
from cbcc_xl.text.letters import clean

PROPERTIES, ATTACHMENT = "__properties_version1.0", "__attach_version1.0_"
# Numbers of properties.
SUBJECT, SENDER, SENT_FOR, SUBMITTED, DELIVERED = 0x0037, 0x0C1A, 0x0042, 0x0039, 0x0E06
TEXT, HTML, RTF = 0x1000, 0x1013, 0x1009
DATA, LONG_NAME, NAME, SHOWN_NAME, MIME, CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3001, 0x370E, 0x3712
CODE_PAGE, HTML_CODE_PAGE, FLAGS = 0x3FFD, 0x3FDE, 0x3714
UNICODE, ANSI, BINARY, STORAGE = 0x001F, 0x001E, 0x0102, 0x000D
WITHIN_TEXT = 4                # flag of an attachment that the text shows
IN_TOP, IN_MAIL, IN_ATTACHMENT = 32, 24, 8      # bytes before the first fixed property
FIXED = struct.Struct("<HHI8s")                 # type, number, flags, value
EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


def is_msg(data: bytes) -> bool:
    """Whether an OLE file is a mail."""
    try:
        return PROPERTIES in Compound(data).streams
    except (Unreadable, struct.error, IndexError):
        return False


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a mail."""
    try:
        file = Compound(capped(stream, LARGEST_MAIL))
        yield from _of_mail(_Object(file, file.entries[0], IN_TOP))
    except (Unreadable, struct.error, IndexError) as fault:
        raise Refused("archive-broken") from fault


class _Object:
    """A mail or an attachment: its properties."""

    def __init__(self, file: Compound, storage: Entry, before: int, code_page: int = 0) -> None:
        self.file, self.entries = file, file.below(storage)
        self.fixed: dict[int, bytes] = {}
        raw = self._content(PROPERTIES) or b""
        for at in range(before, len(raw) - FIXED.size + 1, FIXED.size):
            _, number, _, value = FIXED.unpack_from(raw, at)
            self.fixed[number] = value
        self.code_page = self.number(CODE_PAGE) or code_page

    def number(self, number: int) -> int:
        return int.from_bytes(self.fixed.get(number, b"")[:4], "little")

    def time(self, *numbers: int) -> datetime.datetime | None:
        for number in numbers:
            ticks = int.from_bytes(self.fixed.get(number, b""), "little")
            if ticks:
                try:
                    return EPOCH + datetime.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    return None
        return None

    def text(self, *numbers: int) -> str:
        """The first of these that is filled."""
        for number in numbers:
            raw = self._property(number, UNICODE)
            text = raw.decode("utf-16-le", "replace") if raw else self._ansi(number)
            if text.strip("\0 "):
                return clean(text.rstrip("\0"))
        return ""

    def _ansi(self, number: int) -> str:
        return text_in((self._property(number, ANSI) or b"").rstrip(b"\0"), f"cp{self.code_page}")

    def data(self) -> bytes:
        return self._property(DATA, BINARY) or b""

    def html(self) -> str:
        raw = self._property(HTML, BINARY)
        if raw is None:
            text = (self._property(HTML, UNICODE) or b"").decode("utf-16-le", "replace") or self._ansi(HTML)
            return text or html_of(self._property(RTF, BINARY) or b"")
        page = self.number(HTML_CODE_PAGE)
        return text_in(raw, f"cp{page}" if page and page != 65001 else "utf-8")

    def body(self) -> str:
        """What the mail says, in its lines."""
        return (self._property(TEXT, UNICODE) or b"").decode("utf-16-le", "replace") or self._ansi(TEXT)

    def storage(self, number: int) -> Entry | None:
        return self.entries.get(_named(number, STORAGE))

    def _property(self, number: int, kind: int) -> bytes | None:
        return self._content(_named(number, kind))

    def _content(self, name: str) -> bytes | None:
        entry = self.entries.get(name)
        return None if entry is None else self.file.content(entry)


def _named(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"


def _of_mail(mail: _Object) -> Iterator[Member]:
    known = sent(mail.text(SENT_FOR, SENDER), mail.text(SUBJECT), mail.time(SUBMITTED, DELIVERED))
    html = mail.html()
    typed = in_text(html or mail.body(), bool(html))
    if typed:
        yield typed._replace(sent=known)
    given = bool(typed)
    storages = sorted(name for name in mail.entries if name.startswith(ATTACHMENT))
    for number, name in enumerate(storages, 1):
        attachment = _Object(mail.file, mail.entries[name], IN_ATTACHMENT, mail.code_page)
        member = _member(attachment, number)
        if member:
            given = True
            yield member._replace(sent=known)
    if not given:
        refuse_list(lines_of(html) if html else mail.body())


def _member(attachment: _Object, number: int) -> Member | None:
    name = attachment.text(LONG_NAME, NAME, SHOWN_NAME)
    mail = attachment.storage(DATA)
    if mail and PROPERTIES not in attachment.file.below(mail):          # a sheet or drawing embedded in the text
        return Member(name or UNNAMED.format(number), skip="mail-object")
    if mail:
        return Member(name or MAIL.format(number), inner=partial(_inner, attachment, mail))
    if attachment.text(MIME).lower().endswith("pkcs7-mime") or name.lower() == "smime.p7m":
        return Member(name or MAIL.format(number), skip="mail-encrypted")
    data = attachment.data()
    shown = attachment.text(CONTENT_ID) or attachment.number(FLAGS) & WITHIN_TEXT
    if shown and attachment.text(MIME).startswith("image/") and len(data) < PHOTO:
        return None
    return Member(name or UNNAMED.format(number), lambda: data)


def _inner(attachment: _Object, mail: Entry) -> Iterator[Member]:
    try:
        yield from _of_mail(_Object(attachment.file, mail, IN_MAIL, attachment.code_page))
    except (Unreadable, struct.error, IndexError) as fault:
        raise Refused("archive-broken") from fault
