"""Which field of a form a heading means, by the form's wordings.

One mechanism: normalise → the wording itself → without filler words → an abbreviation of it → a slip of the pen (with a
margin to the next best, or a space that is missing or misplaced), else it is asked about. What is not the wording
itself is a guess, unless only words that say nothing are missing.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cbcc_xl.forms.row_words import plains
from cbcc_xl.text.headings import heading
from cbcc_xl.text.letters import bare, plain

LONGEST = 90                       # characters of a heading
FEW = 3                            # words: with fewer left, and telling fillers gone, a heading is guessed
SLIPS, MARGIN, LONG_ENOUGH = 2, 1, 6        # letters amiss in a slip of the pen, fewer than the next key has; letters
VOWEL = re.compile(r"[aăâeêioôơuưy]")
BRACKETS = re.compile(r"\([^()]*\)\s*$")
EXACT, REDUCED, CLOSE_TO = 1.0, 0.9, 0.7    # how sure
SUBJECTS = frozenset(("name", "unit"))


class Match(NamedTuple):
    """What a heading was read as: a key (with "+" for several facts, ":" for a part), or the keys it may be."""
    key: str
    sure: float
    choices: tuple[str, ...] = ()


class Headings:
    """The heading wordings of one form."""

    def __init__(self, headings: Mapping[str, Iterable[str]], fillers: Mapping[str, Iterable[str]]) -> None:
        pairs = [(key, words) for key, all_words in headings.items() for words in all_words]
        self._fillers = _any_of((*fillers["words"], *fillers["telling"]))
        self._silent = _any_of(tuple(fillers["words"]))
        self._exact = _index(pairs, plain)
        self._bare = _index(pairs, bare)
        self._reduced = {words: keys for words, keys in _index(pairs, self.reduced).items() if words not in self._exact}
        self._joined = _index(pairs, _joined)
        self._names = list(self._exact)
        self._known: dict[str, Match | None] = {}
        # What files with the same headings share: their columns as read, and rows that were like them.
        self.blocks: dict[Any, Any] = {}
        self.paths: dict[tuple[str, ...], Any] = {}
        self.rows: dict[tuple[Any, ...], dict[tuple[Any, ...], Any]] = {}

    def match(self, text: str) -> Match | None:
        """The key that a heading words; a match with `choices` is ambiguous; None where it is like nothing known."""
        if text not in self._known:
            self._known[text] = self._match(heading(text))
        return self._known[text]

    def wordings(self) -> set[str]:
        """All shapes in which this form's headings are known without guessing."""
        return {*self._exact, *self._reduced, *self._bare}

    def reduced(self, text: str) -> str:
        """The words of a heading without fillers, or all of them where only fillers would be left."""
        words = plain(heading(text))
        return _without(self._fillers, words) or words

    def _match(self, text: str) -> Match | None:
        if (note := BRACKETS.search(text)) and not _without(self._silent, plain(note[0])):
            text = text[:note.start()]         # "(nếu có)"
        key = plain(text)
        return self._worded(text) or self._abbreviated(key) or self._close(key) \
            or _guess(self._joined.get(_joined(text), ())) or self._without_brackets(text)

    def _without_brackets(self, text: str) -> Match | None:
        """Of "Kết quả chấm chéo (Sở Nội vụ chấm)": what stands before the brackets, where that is a wording itself."""
        before = BRACKETS.sub(" ", text)
        found = self._worded(before) if before != text else None
        return found._replace(sure=CLOSE_TO) if found and found.sure == EXACT else None

    def _worded(self, text: str) -> Match | None:
        key = plain(text)
        if not key:
            return None
        without = bare(text)
        reduced, quiet = self.reduced(text), _without(self._silent, key)
        short, shorter = (CLOSE_TO if len(left.split()) < FEW and reduced != quiet else REDUCED
                          for left in (quiet, reduced))
        for index, word, sure in ((self._exact, key, EXACT), (self._exact, quiet, short),
                                  (self._exact, reduced, shorter),
                                  (self._reduced, reduced, shorter if reduced != key else CLOSE_TO),
                                  (self._bare, without if without == key else "", REDUCED)):
            keys = index.get(word, ())
            if sure != EXACT and index is not self._bare:
                keys = tuple(one for one in keys if self._may_be(one, key))
            if keys:
                return Match(keys[0], sure) if len(keys) == 1 else Match("", sure, keys)
        return None

    def _may_be(self, key: str, text: str) -> bool:
        """Whether a heading may be short of its fillers and mean this key: "Tên đơn vị" is no half of a name, and
        "Cá nhân đề nghị khen thưởng" speaks of persons, since what a heading is about comes first."""
        if key[0] == "_" or key.endswith((":first", ":last")):
            return False
        head = self._fillers.match(text)
        of = self._exact.get(head[0], ()) if head else ()
        return key in of or not SUBJECTS.intersection(of)

    def _abbreviated(self, key: str) -> Match | None:
        """Of "KQ xếp loại", "C.vụ", "Đ.vị c.tác": the wordings that begin with these letters word by word."""
        words = key.split()
        if all(map(VOWEL.search, words)) or len(key) < 2:
            return None
        pattern = re.compile(" ".join(re.escape(word) if VOWEL.search(word) else _begun_by(word) for word in words))
        keys = {one: None for name in self._names if pattern.fullmatch(name) for one in self._exact[name]}
        return _guess(tuple(keys))

    def _close(self, key: str) -> Match | None:
        """Of "Họ và tnê": the wording that is a letter or two away; abbreviations are typed as they are meant."""
        if len(key) < LONG_ENOUGH:
            return None
        best: dict[str, int] = {}
        short = _abbreviations(key)
        for words, slips, _ in process.extract(key, self._names, scorer=OSA.distance, score_cutoff=SLIPS + MARGIN,
                                               limit=None):
            for one in self._exact[words] if _abbreviations(words) == short else ():
                best[one] = min(int(slips), best.get(one, LONGEST))
        fewest = min(best.values(), default=LONGEST)
        return _guess(tuple(one for one in best if best[one] - fewest <= MARGIN)) if fewest <= SLIPS else None


def _guess(keys: tuple[str, ...]) -> Match | None:
    return Match(keys[0], CLOSE_TO) if len(keys) == 1 else Match("", CLOSE_TO, keys) if keys else None


def _joined(text: str) -> str:
    """A heading's letters, however its words are parted: "Kết quả xửlý"."""
    return bare("".join(text.split()))


def _begun_by(letters: str) -> str:
    """A pattern of words that begin with these letters, one each, or of one that begins with them all."""
    each = " ".join(rf"{'[đd]' if letter == 'đ' else letter}\S*" for letter in letters)
    return rf"(?:{each}|{letters}\S*)"


def _abbreviations(key: str) -> list[str]:
    """The words without a vowel: none is a word of its own."""
    return [word for word in key.split() if not VOWEL.search(word)]


def _index(pairs: Iterable[tuple[str, str]], key: object) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one, words in pairs:
        found.setdefault(key(words), {})[one] = None           # type: ignore[operator]
    return {words: tuple(keys) for words, keys in found.items()}


@lru_cache(maxsize=1 << 14)
def _without(words: re.Pattern[str], text: str) -> str:
    """A plain text without these words."""
    return " ".join(words.sub(" ", text).split())


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these phrases as whole words of a plain text, the longest first."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, plains(words)))})(?!\S)")
