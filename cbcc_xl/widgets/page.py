"""Pieces of HTML for the screens: tables, marks, sentences. Whatever a file or a person wrote is escaped here.

Takes plain texts and figures; gives HTML strings. `Html` says that a text is already HTML and goes in as it is.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

STYLE = f"<style>{(Path(__file__).parent / 'screens.css').read_text(encoding='utf-8')}</style>"
GOOD, BAD, DOUBTFUL, QUIET, PLAIN = "good", "bad", "doubtful", "quiet", "plain"
TONES = {"error": BAD, "warning": DOUBTFUL, "info": QUIET}         # of a finding, by its severity


class Html(str):
    """A text that is HTML already."""


def put(value: object) -> Html:
    """A value as HTML: nothing for None, a text escaped."""
    return value if isinstance(value, Html) else Html("" if value is None else escape(str(value)))


def element(tag: str, *content: object, kind: str = "", **attributes: object) -> Html:
    """An element with its content escaped; `kind` is its class."""
    given = {**({"class": kind} if kind else {}), **{name.rstrip("_"): value for name, value in attributes.items()}}
    said = "".join(f' {name}="{escape(str(value))}"' for name, value in given.items())
    return Html(f"<{tag}{said}>{''.join(map(put, content))}</{tag}>")


def mark(text: str, tone: str) -> Html:
    """A word on a coloured ground: a status, a severity, a result."""
    return element("span", text, kind=f"cbcc-mark cbcc-{tone}")


def sentence(text: object, tone: str) -> Html:
    """A sentence that stands out."""
    return element("div", text, kind=f"cbcc-sentence cbcc-{tone}")


def date(iso: str | None) -> Html:
    """A day as people write it, never broken over two lines."""
    return element("span", "/".join(reversed((iso or "").split("-"))), kind="cbcc-date")


def table(headings: Sequence[object], rows: Iterable[Sequence[object]], total: Sequence[object] = (),
          above: Iterable[tuple[object, int]] = ()) -> Html:
    """A table; figures stand to the right. `above` gives headings over several columns with how many they span."""
    over = [element("th", text, colspan=span) for text, span in above]
    head = [element("tr", *over)] if over else []
    head.append(element("tr", *(element("th", text) for text in headings)))
    body = [element("tr", *map(_cell, row)) for row in rows]
    foot = [element("tfoot", element("tr", *map(_cell, total)))] if total else []
    made = element("table", element("thead", *head), element("tbody", *body), *foot, kind="cbcc-table")
    return element("div", made, kind="cbcc-scroll")


def _cell(value: object) -> Html:
    return element("td", value, kind="cbcc-figure") if isinstance(value, int) else element("td", value)
