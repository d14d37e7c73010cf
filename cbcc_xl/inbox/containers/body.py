"""A table pasted in a mail's text: units send their list so instead of the file.

Takes the text as HTML; gives a page of its tables of data, each with the line above it, or None. A table of data holds
no other table and has two rows of three filled cells, or three rows of two without an address: a signature, a
letterhead or a frame around the text has none of these.
"""
from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from cbcc_xl.inbox.limits import Refused
from cbcc_xl.text.names import numbers_a_person

BODY = "nội dung thư.html"
MOST_TEXT = 2**23              # letters
LONGEST_LINE = 200
BLOCKS = frozenset("address blockquote br div h1 h2 h3 h4 h5 h6 li p pre td th tr table".split())
UNSEEN = frozenset("head script style title".split())


def tables_of(html: str) -> bytes | None:
    """The page of the tables of data."""
    if "<table" not in html[:MOST_TEXT].lower():
        return None
    text = _Text()
    text.feed(html[:MOST_TEXT])
    text.close()
    page = "".join(text.kept)
    return f"<html><meta charset='utf-8'><body>{page}</body></html>".encode() if page else None


def refuse_list(text: str) -> None:
    """`Refused` where the text of a mail that has no files numbers persons, line by line: its list is there."""
    count = sum(map(numbers_a_person, text.splitlines()))
    if count > 1:
        raise Refused("mail-names-persons", count=count)


class _Table:
    """A table being read: its HTML, and how many cells are filled in each row."""

    def __init__(self, caption: str) -> None:
        self.caption, self.html, self.rows = caption, ["<table>"], [0]
        self.holds_another = self.has_address = self.filled = False

    @property
    def is_data(self) -> bool:
        three, two = (sum(filled >= least for filled in self.rows) for least in (3, 2))
        return not self.holds_another and (three >= 2 or (two >= 3 and not self.has_address))


class _Text(HTMLParser):
    """Keeps the innermost tables that hold data; remembers the line of text before each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.open: list[_Table] = []
        self.line = self.last_line = ""
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag in BLOCKS:
            self.end_line()
        if tag == "table":
            if self.open:
                self.open[-1].holds_another = True
            self.open.append(_Table(self.last_line))
        elif self.open:
            table = self.open[-1]
            if tag == "tr":
                table.rows.append(0)
            if tag in ("tr", "td", "th"):
                table.filled = False
            table.html.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        if tag in BLOCKS:
            self.end_line()
        if tag == "table":
            self.end_table()
        elif self.open:
            self.open[-1].html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if not self.open:
            self.line += data[:LONGEST_LINE]
            return
        table = self.open[-1]
        table.html.append(escape(data))
        table.has_address = table.has_address or "@" in data
        if data.strip() and not table.filled:
            table.filled = True
            table.rows[-1] += 1

    def end_line(self) -> None:
        line, self.line = " ".join(self.line.split()), ""
        self.last_line = line[:LONGEST_LINE] or self.last_line

    def end_table(self) -> None:
        table = self.open.pop() if self.open else None
        if table and table.is_data:
            if table.caption:
                self.kept.append(f"<table><tr><td>{escape(table.caption)}</td></tr></table>")
            self.kept += (*table.html, "</table>")
        self.last_line = ""

    def close(self) -> None:
        super().close()
        while self.open:                       # a table that is never closed ends with the text
            self.end_table()
