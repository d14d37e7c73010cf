"""Wordings of titles and ratings, matched in a cell or found inside a caption.

Takes codes with their wordings, in which "*" stands for one or more words of any kind ("Bằng khen * trung ương *");
gives codes. Of several that match, the one with the most words of its own is meant. Wordings without diacritics
match as long as they lead to one code.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from cbcc_xl.text.letters import bare, clean, clean_lines, plain

NOTHING = ""                       # the code of a text that is known to name nothing
QUOTES = "“”\"'‘’«»"
SEPARATORS = re.compile(r"\s*[;,+\n]\s*|\s+(?:và|&)\s+", re.IGNORECASE)
HALVES = re.compile(r"\s*/\s*|\s+[-–]\s+")    # between titles only where all that stands between is one
# What stands around a title in a cell without being part of it.
AROUND = re.compile(r"^(?:(?:đề nghị|được|xét|tặng|thưởng|công nhận|danh hiệu|hình thức|đạt|\d{1,2}[.)]|[-•*])"
                    r"\s*[:.]?\s*)+", re.IGNORECASE)


class Pattern(NamedTuple):
    code: str
    weight: int                    # words of its own
    first: str                     # the first of them: where it isn't, nothing needs to be searched
    whole: str                     # as regular expressions, compiled when first needed: most never are
    inside: str
    starred: bool


class Phrases:
    """The wordings of a set of codes, ready to match. Answers are remembered by text.

    `decided`: the code, or NOTHING, of whole texts by their keys (`plain`), whatever they word otherwise.
    """

    def __init__(self, wordings: Mapping[str, Iterable[str]], decided: Mapping[str, str] | None = None) -> None:
        self._decided = decided or {}
        exact = [(code, words) for code, all_words in wordings.items() for words in all_words if "*" not in words]
        self._exact = _leading_to_one(exact, plain)
        self._bare = _leading_to_one(exact, bare)
        patterns = [_pattern(code, words) for code, all_words in wordings.items() for words in all_words]
        self._patterns = sorted(patterns, key=lambda pattern: -pattern.weight)
        self._first = {pattern.first for pattern in patterns}
        self._known: dict[str, str | None] = {}

    def match(self, text: str) -> str | None:
        """The code that the whole text words, NOTHING for what names nothing, or None."""
        if text not in self._known:
            self._known[text] = self._match(text)
        return self._known[text]

    def _match(self, text: str) -> str | None:
        words = core(text)
        key = plain(words)
        for whole in (plain(text), key):
            if whole in self._decided:
                return self._decided[whole]
        if not key:
            return None
        if key in self._exact:
            return self._exact[key]
        first = key.partition(" ")[0]
        for pattern in self._patterns:
            if pattern.starred and pattern.first == first and _compiled(pattern.whole).fullmatch(key):
                return pattern.code
        return self._bare.get(key) if key == bare(words) else None

    def find(self, text: str) -> list[str]:
        """The codes worded anywhere in a longer text, in order, each once; a longer wording hides those within it."""
        key = plain(text)
        begun = self._first.intersection(key.split())
        if not begun:
            return []
        taken = [False] * len(key)
        found: list[tuple[int, str]] = []
        for pattern in self._patterns:
            if pattern.first not in begun:
                continue
            for hit in _compiled(pattern.inside).finditer(key):
                if not any(taken[hit.start():hit.end()]):
                    taken[hit.start():hit.end()] = [True] * (hit.end() - hit.start())
                    found.append((hit.start(), pattern.code))
        return list(dict.fromkeys(code for _, code in sorted(found)))


class Pieces(NamedTuple):
    """What a cell of several titles holds: their codes, each once, and the pieces that are none."""
    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def split(text: str, phrases: Phrases) -> Pieces:
    """A cell with one or several wordings, separated by `;` `,` `+`, line breaks or "và".

    A piece that is no wording of its own belongs to the one before it where the two together are one
    ("Bằng khen của Bộ Nông nghiệp và PTNT").
    """
    whole = phrases.match(text)
    codes: list[str] = []
    unknown: list[str] = []
    last = ""
    for piece in pieces(text):
        code = phrases.match(piece)
        if code == NOTHING:
            last = ""
        elif code:
            codes.append(code)
            last = piece
        elif len(both := [phrases.match(half) for half in HALVES.split(piece)]) > 1 and all(both):
            codes += filter(None, both)
            last = ""
        elif last and phrases.match(f"{last} {piece}") == codes[-1]:
            last = f"{last} {piece}"
        else:
            unknown.append(piece.strip(QUOTES + " "))
            last = ""
    if unknown and whole is not None:
        return Pieces((whole,) if whole else (), ())
    return Pieces(tuple(dict.fromkeys(codes)), tuple(unknown))


def pieces(text: str) -> list[str]:
    """What stands between the separators of a cell."""
    return [piece for line in clean_lines(text) for piece in SEPARATORS.split(line) if piece.strip(QUOTES + " .:-")]


def core(text: str) -> str:
    """A text without what may stand around a title."""
    return AROUND.sub("", clean(text).strip(QUOTES + " .:"))


def _leading_to_one(wordings: Iterable[tuple[str, str]], key: object) -> dict[str, str]:
    """Wording → code, without the wordings that lead to two."""
    found: dict[str, set[str]] = {}
    for code, words in wordings:
        found.setdefault(key(words), set()).add(code)          # type: ignore[operator]
    return {words: codes.pop() for words, codes in found.items() if len(codes) == 1}


def _pattern(code: str, words: str) -> Pattern:
    parts = [re.escape(plain(part)) for part in words.split("*")]
    own = sum(len(part.split()) for part in words.split("*"))
    open_ended = parts[-1] == ""
    core = [part for part in parts if part]
    whole = r" (?:\w+ )+?".join(core) + (r"(?: \w+)+" if open_ended else "")
    inside = r" (?:\w+ ){1,8}?".join(core)
    return Pattern(code, own, plain(words).split()[0], whole, rf"\b{inside}\b", "*" in words)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
