"""Which of several versions of a list is the newest, and what tells so.

Takes parts; gives their places, the oldest first, and for two of them the sign that tells them apart. The signs, the
first that differs decides:
0. decided: a person decided that this file counts.
1. mail: when the mail came that brought the file. It is the sending itself, written by a server; who sends a list again
   seldom thinks of the date in its letterhead.
2. attached: of one mail, the file comes before what is pasted in the text.
3. letter: the letter's own date in the sheet.
4. saved: when the workbook says that it was saved last. It comes behind the letter, for opening a file may change it.
5. marked: a copy that we marked, and that was corrected since, is newer than what it was made from.
6. name: words in the file's name ("sua", "chot"), then the number of a copy ("(1)").
7. order: the natural order of names, which is a guess and is asked about.
Never the file system's time: copying a file changes it. A sign tells only where each of the versions has it, so that
the order is one whatever is compared with what, and in whatever order files lie in the inbox.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.inbox.containers.body import BODY
from cbcc_xl.inbox.containers.typed import TYPED
from cbcc_xl.inbox.search import natural
from cbcc_xl.model import Part
from cbcc_xl.text.letters import bare

Sign = Callable[[Part], Any]
COPY = re.compile(r"\((\d+)\)\s*$|\b(?:copy|ban sao)\b")
ORDER = "order"


class InTime:
    """Some versions of one list in the order of time."""

    def __init__(self, parts: Sequence[Part], catalogue: Catalogue, kept: frozenset[str] = frozenset()) -> None:
        self._signs = {why: sign for why, sign in signs(catalogue, kept).items() if all(map(sign, parts))}
        self.oldest_first = sorted(range(len(parts)), key=lambda place: [
            *(sign(parts[place]) for sign in self._signs.values()), natural(parts[place].file)])

    def why(self, older: Part, newer: Part) -> str:
        """The sign that tells which of two is newer."""
        return next((why for why, sign in self._signs.items() if sign(older) != sign(newer)), ORDER)


def signs(catalogue: Catalogue, kept: frozenset[str]) -> Mapping[str, Sign]:
    """What tells which version is newer, the surest first; empty where a file lacks it."""
    return {"decided": lambda part: 1 + (part.sha256 in kept),
            "mail": lambda part: part.sent.time if part.sent else None,
            "attached": lambda part: 1 + (part.file.rpartition("/")[2] not in (BODY, TYPED)),
            "letter": lambda part: part.dated,
            "saved": lambda part: part.modified, "marked": lambda part: 1 + part.marked,
            "name": lambda part: _by_name(part, catalogue)}


def contradicted(older: Part, newer: Part) -> bool:
    """Whether the newer version, by its mail, has the earlier letter."""
    return bool(older.dated and newer.dated and newer.dated < older.dated)


def _by_name(part: Part, catalogue: Catalogue) -> tuple[int, int]:
    """How late a file's name says that it is: its words, then the number of the copy."""
    key = f" {bare(part.file)} "
    words = sum(f" {bare(word)} " in key for word in catalogue.rows["files"]["newer"])
    copy = COPY.search(bare(part.file.rpartition(".")[0])) or re.search(r"\((\d+)\)", part.file)
    return words, int(copy[1] or 1) if copy else 0
