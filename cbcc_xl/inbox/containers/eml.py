"""A mail as a file (.eml), or many in one (.mbox): its attachments, mails in it, and a table pasted in its text.

Pictures of signatures are left out; what is encrypted says so. Sender, subject and time go with all that it holds.
"""
from __future__ import annotations

import email
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from cbcc_xl.inbox.containers import mail_texts
from cbcc_xl.inbox.containers.body import refuse_list
from cbcc_xl.inbox.containers.member import UNNAMED, Member
from cbcc_xl.inbox.containers.typed import in_text, lines_of
from cbcc_xl.inbox.limits import LARGEST, Refused, capped
from cbcc_xl.inbox.passed_over import PHOTO
from cbcc_xl.model import Sent

LARGEST_MAIL = 2 * LARGEST         # base64 takes a third more
MAIL = "thư {}"
# Endings for parts that have no name, so that they are not passed over.
ENDINGS = {"text/csv": ".csv", "text/html": ".html", "application/pdf": ".pdf", "application/msword": ".doc",
           "application/zip": ".zip", "application/x-zip-compressed": ".zip", "application/vnd.ms-excel": ".xls",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
           "application/vnd.oasis.opendocument.spreadsheet": ".ods", "application/ms-tnef": ".dat"}
LOCKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a mail."""
    yield from _of_bytes(capped(stream, LARGEST_MAIL))


def mbox_members(stream: BinaryIO) -> Iterator[Member]:
    """The mails of an mbox, one after the other."""
    for number, data in enumerate(_split(stream), 1):
        yield Member(MAIL.format(number), inner=partial(_of_bytes, data))


def _split(stream: BinaryIO) -> Iterator[bytes]:
    lines: list[bytes] = []
    size, blank = 0, True
    for line in stream:
        if blank and line.startswith(b"From ") and lines:
            yield b"".join(lines)
            lines, size = [], 0
        blank = not line.strip()
        if lines or not line.startswith(b"From "):
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        if size > LARGEST_MAIL:
            raise Refused("archive-too-large")
    if lines:
        yield b"".join(lines)


def _of_bytes(data: bytes) -> Iterator[Member]:
    try:
        message = email.message_from_bytes(data)
    except RecursionError as fault:
        raise Refused("archive-too-deep") from fault
    if not message.keys():
        raise Refused("archive-broken")
    yield from of_message(message)


def of_message(message: email.message.Message) -> Iterator[Member]:
    """The files of a mail that is parsed already."""
    mail_texts.mend(message)
    sent = mail_texts.sent_of(message)
    parts, given = list(_leaves(message)), False
    for number, part in enumerate(parts, 1):
        member = _member(part, number, sent)
        if member:
            given = True
            yield member._replace(sent=sent)
    for text, is_html in _said(parts):
        member = in_text(text, is_html)
        if member:
            given = True
            yield member._replace(sent=sent)
    if not given:
        refuse_list("\n".join(lines_of(text) if is_html else text for text, is_html in _said(parts)))


def _said(parts: list[email.message.Message]) -> Iterator[tuple[str, bool]]:
    """What the mail says, and whether as HTML: where it does, its plain text says the same."""
    said = {kind: [part for part in parts if part.get_content_type() == kind and _is_text(part)]
            for kind in ("text/html", "text/plain")}
    for part in said["text/html"] or said["text/plain"]:
        yield mail_texts.text_in(_content(part), part.get_content_charset()), bool(said["text/html"])


def _leaves(message: email.message.Message) -> Iterator[email.message.Message]:
    """Its parts that hold something, mails in it whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind, content = part.get_content_type(), part.get_payload()
        if isinstance(content, list) and kind.startswith("multipart/") and kind not in LOCKED:
            waiting += (one for one in reversed(content) if isinstance(one, email.message.Message))
        else:
            mail_texts.mend(part)
            yield part


def _member(part: email.message.Message, number: int, sent: Sent) -> Member | None:
    kind, name = part.get_content_type(), mail_texts.filename(part)
    content = part.get_payload()
    if kind in LOCKED:
        return Member(name or MAIL.format(number), skip="mail-encrypted")
    if isinstance(content, list):
        mails = [one for one in content if isinstance(one, email.message.Message)]
        return _mail(mails, name, number) if kind == "message/rfc822" else None
    if _is_text(part):
        return None
    if _is_logo(part, kind):
        return None
    return Member(name or UNNAMED.format(number) + ENDINGS.get(kind, ""), partial(_content, part))


def _mail(content: list[email.message.Message], name: str, number: int) -> Member | None:
    """A mail in a mail, named as its own subject where it has no name."""
    if not content:
        return None
    inner = content[0]
    mail_texts.mend(inner)
    subject = mail_texts.sent_of(inner).subject.replace("/", "-").replace("\\", "-")
    return Member(name or subject or MAIL.format(number), inner=partial(of_message, inner))


def _is_text(part: email.message.Message) -> bool:
    """Whether a part is what the mail says, or a receipt for it, and no file."""
    return (part.get_content_type().startswith(("text/", "message/")) and not isinstance(part.get_payload(), list)
            and part.get_content_disposition() != "attachment" and not mail_texts.filename(part))


def _is_logo(part: email.message.Message, kind: str) -> bool:
    within = part.get_content_disposition() != "attachment" and part.get("Content-ID")
    return bool(within) and kind.startswith("image/") and len(str(part.get_payload())) * 3 // 4 < PHOTO


def _content(part: email.message.Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
