"""Which round of an election a text speaks of: "(lần 2)", "vòng hai", "bầu lại", "bầu bổ sung".

Takes the words of each round as data has them ("2" → "lần 2", "vòng hai"; `again`, `supplementary`), and texts. Words
behind one of `never` in the same clause count something else: "Đại hội lần thứ 2". Knows no form and no rule.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from cbcc_xl.text.letters import clean, plain

FIRST, AGAIN, SUPPLEMENTARY, NEVER = "1", "again", "supplementary", "never"
VOTE = "bầu"                        # the verb behind which words of a round are no part of the post
CLAUSES = re.compile(r"[()\[\]:;,/\n–—]+|\s-\s")


class RoundWords:
    """The words of rounds, compiled."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._never = tuple(f" {plain(one)} " for one in words.get(NEVER, ()))
        self._offices: dict[str, str] = {}
        self._codes = {plain(one): code for code, texts in words.items() if code != NEVER for one in texts}
        bare = {clean(one).removeprefix(f"{VOTE} ") for code, texts in words.items() if code != NEVER for one in texts}
        either = "|".join(map(re.escape, sorted(bare, key=len, reverse=True)))
        self._behind_verb = re.compile(rf"\b({VOTE}(?: cử)?)\s+(?:{either})(?!\w)", re.IGNORECASE) if bare else None

    def find(self, *texts: str) -> str | None:
        """The round of the first text that names one; None where none does, or where that text names several."""
        for text in texts:
            codes = {code for clause in CLAUSES.split(text) for code in self._in_clause(f" {plain(clause)} ")}
            if codes:
                return _told(codes)
        return None

    def verb_alone(self, text: str) -> str:
        """"Bầu lại Ban …", "Bầu lần 2: Ban …" without the round, so that what is elected follows the verb."""
        text = clean(text)
        return self._behind_verb.sub(r"\1", text) if self._behind_verb else text

    def office(self, post: str) -> str:
        """A key for what is elected, the same in each round: "Ban Thanh tra nhân dân (lần 2)" and without."""
        if post not in self._offices:
            key = f" {plain(post)} "
            for words in sorted(self._codes, key=len, reverse=True):
                key = key.replace(f" {words} ", " ")
            self._offices[post] = key.strip()
        return self._offices[post]

    def _in_clause(self, clause: str) -> Iterable[str]:
        for words, code in self._codes.items():
            place = clause.find(f" {words} ")
            if place < 0:
                continue
            voted = words.startswith(f"{plain(VOTE)} ") or clause[:place + 1].endswith(f" {plain(VOTE)} ")
            if voted or not any(word in clause[:place + 1] for word in self._never):
                yield code


def _told(codes: set[str]) -> str | None:
    """"Bầu lại (lần 2)" is the second; "lần 1, lần 2" is neither."""
    numbers = {code for code in codes if code.isdigit()}
    if not numbers:
        return AGAIN if AGAIN in codes else min(codes)
    return numbers.pop() if len(numbers) == 1 and (len(codes) == 1 or FIRST not in codes) else None


@lru_cache(maxsize=8)
def _compiled(words: tuple[tuple[str, tuple[str, ...]], ...]) -> RoundWords:
    return RoundWords(dict(words))


def round_words(words: Mapping[str, tuple[str, ...]]) -> RoundWords:
    """`RoundWords` of a form's wordings, compiled once."""
    return _compiled(tuple(words.items()))
