"""A list in a mail's text: a table pasted, or rows parted by tabs.

Takes the text, plain or as HTML; gives it as a file with all its lines, or None where it holds no table.
"""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from cbcc_xl.inbox.containers.body import BLOCKS, BODY, MOST_TEXT, UNSEEN, tables_of
from cbcc_xl.inbox.containers.member import Member

TYPED = "nội dung thư.csv"
QUOTED = re.compile(r"^(?:> ?)+")
ADDRESS = re.compile(r"@|:\t|:$|\d[\d .-]{7,}", re.MULTILINE)      # a signature's, set with tabs
SPACE = re.compile(r"[ \t\r\n]+")
ROWS, WIDE = 2, 3                  # of a table; one of two columns has no addresses


def in_text(text: str, is_html: bool) -> Member | None:
    """The list of a mail's text, as a file."""
    page = tables_of(text) if is_html else None
    if page:
        return Member(BODY, lambda: page)
    rows = _typed(lines_of(text) if is_html else text)
    return Member(TYPED, lambda: rows) if rows else None


def _typed(text: str) -> bytes | None:
    """The text as a table, its lines in the first column."""
    rows = [[cell.strip() for cell in QUOTED.sub("", line).rstrip().split("\t")]
            for line in text[:MOST_TEXT].splitlines()]
    if not _has_table(rows):
        return None
    written = io.StringIO()
    csv.writer(written, delimiter="\t").writerows(rows)
    return f"sep=\t\n{written.getvalue()}".encode()


def lines_of(html: str) -> str:
    """A page's text, a line for each block."""
    lines = _Lines()
    lines.feed(html[:MOST_TEXT])
    lines.close()
    return "".join(lines.text)


def _has_table(rows: Sequence[list[str]]) -> bool:
    """Whether rows of several cells follow one another, empty lines aside."""
    run: list[list[str]] = []
    for row in [*rows, ["end"]]:
        if sum(map(bool, row)) >= 2:
            run.append(row)
        elif any(row):
            if _is_table(run):
                return True
            run = []
    return False


def _is_table(run: list[list[str]]) -> bool:
    wide = sum(sum(map(bool, row)) >= WIDE for row in run) >= ROWS
    return wide or (len(run) >= ROWS and not ADDRESS.search("\n".join("\t".join(row) for row in run)))


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.unseen = self.as_typed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.as_typed += tag == "pre"
        if tag in BLOCKS:
            self.text.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(self.unseen - (tag in UNSEEN), 0)
        self.as_typed = max(self.as_typed - (tag == "pre"), 0)
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.text.append(data if self.as_typed else SPACE.sub(" ", data))
