"""What a mail's headers say: names of attachments, sender, subject and time, however they were encoded.

Takes headers as they were written; gives clean text in composed letters. Addresses, phone and identity numbers are
left out: a subject goes into reports.
"""
from __future__ import annotations

import datetime
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime

from cbcc_xl.inbox.containers.names import as_meant
from cbcc_xl.model import Sent
from cbcc_xl.text.letters import clean

LONGEST = 300                      # letters of a subject
ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
NUMBER = re.compile(r"\+?\d{9,}|\b0\d{1,3}(?:[ .-]\d{3,4}){2,3}\b")
DECODING = (HeaderParseError, ValueError, LookupError, TypeError, AttributeError)


def mend(part: Message) -> None:
    """Headers with bytes beyond ASCII, as webmails write them, made text before anything parses them."""
    for name, value in list(part.raw_items()):
        if not value.isascii():
            written = as_meant(value.encode("utf-8", "surrogateescape"))
            if written != value:
                part.replace_header(name, written)


def words(value: str) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    value = value.replace("\r", "").replace("\n", "")          # a folded line goes on; decode_header eats its space
    try:
        pieces = [_piece(*piece) for piece in decode_header(value)]
    except DECODING:
        return clean(value)
    return clean("".join(pieces))


def _piece(raw: bytes | str, charset: str | None) -> str:
    return raw if isinstance(raw, str) else text_in(raw, charset)


def text_in(raw: bytes, charset: str | None) -> str:
    """Bytes in the encoding that they say, or in one that Vietnamese mails use."""
    try:
        return raw.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError, ValueError):
        return as_meant(raw)


def filename(part: Message) -> str:
    """What an attachment is called, "" for nothing. RFC 2231, RFC 2047 where it should not be, or raw."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(key, None, header)
            if isinstance(value, tuple):
                value = _of_rfc_2231(value)
        except DECODING:
            continue
        if value:
            return words(str(value))
    return ""


def _of_rfc_2231(value: tuple[str | None, str | None, str]) -> str:
    charset, _, text = value
    try:
        return text_in(text.encode("latin-1"), charset)
    except UnicodeEncodeError:
        return collapse_rfc2231_value(value)


def sent(sender: str, subject: str, time: datetime.datetime | None) -> Sent:
    """The mail as provenance."""
    return Sent(_public(sender), _public(subject)[:LONGEST], in_utc(time))


def sent_of(message: Message) -> Sent:
    """Who sent a message, about what and when, as its headers say."""
    name, _ = parseaddr(_header(message, "From") or _header(message, "Sender"))
    return sent(words(name), words(_header(message, "Subject")), _time(_header(message, "Date")))


def in_utc(time: datetime.datetime | None) -> str | None:
    """A time in UTC, as ISO; one without a zone is taken for UTC."""
    if time is None:
        return None
    try:
        utc = time.replace(tzinfo=datetime.UTC) if time.tzinfo is None else time.astimezone(datetime.UTC)
    except (OverflowError, ValueError):
        return None
    return utc.replace(microsecond=0).isoformat()


def _time(text: str) -> datetime.datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except DECODING:
        return None


def _header(message: Message, name: str) -> str:
    return str(message.get(name) or "")


def _public(text: str) -> str:
    return clean(NUMBER.sub("", ADDRESS.sub("", text))).strip(" '\"<>")
