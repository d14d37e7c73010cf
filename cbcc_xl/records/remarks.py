"""Words that say that somebody withdrew, behind a text or alone in a cell: "(rút)", "- xin rút".

Takes a text and the words of rows; knows no table.
"""
from __future__ import annotations

import re
from functools import lru_cache

from cbcc_xl.forms.row_words import RowWords
from cbcc_xl.text.letters import plain

REMARK = re.compile(r"\s*(?:[(\[]([^()\[\]]+)[)\]]\s*$|\s[-–—]\s([^-–—]+)$)")


def remark(text: str, words: RowWords) -> re.Match[str] | None:
    """The remark behind a text, its words in one of the groups."""
    found = REMARK.search(text) if words.may_be_withdrawn(text) else None
    return found if found and says_so(found[1] or found[2], words.withdrawn, words.not_withdrawn) else None


def is_all(text: str, words: RowWords) -> bool:
    """Whether a cell says nothing else."""
    return words.may_be_withdrawn(text) and plain(text) in words.withdrawn


@lru_cache(maxsize=1 << 12)
def says_so(text: str, words: tuple[str, ...], never: tuple[str, ...]) -> bool:
    """Whether a text holds one of these words, in none of the phrases where they mean something else; texts repeat."""
    key = f" {plain(text)} "
    for phrase in never:
        key = key.replace(f" {phrase} ", " ")
    return any(f" {word} " in key for word in words)
