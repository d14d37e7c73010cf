"""Words that any agency's form may hold: those of the data. All others are somebody's, and go into no support copy.

Takes the catalogue; tells which words of a text stay. A word of a longer text stays only beside another with which it
stands in the data ("khen thưởng"): alone it may as well be a name (Nam, Bình, Hòa).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import looks_like_name, person
from cbcc_xl.text.syllables import is_syllable
from cbcc_xl.text.units import UNIT_WORDS, looks_like_unit

WORD = re.compile(r"[^\W\d_]+")
BETWEEN = re.compile(r"[,;:+()\[\]“”\"\n\r\t|]|\s[-–—]\s|(?<=[^\W\d_])/(?=[^\W\d_])")
ENUMERATOR = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)/:-]?\s*")
UNIT = {tuple(plain(word).split()) for word in UNIT_WORDS} | {("ubnd",), ("hđnd",), ("tp",)}
LONGEST = max(map(len, UNIT))
# Words of no one: small ones, and kinds of document (QĐ, TTr).
SMALL_WORDS = frozenset(map(plain, "năm số và các của về theo tại ngày tháng bầu cho trong đó có là được "
                                   "qđ bc bb ttr nq kh tb".split()))
LONGEST_SHORT = 8                  # letters of an abbreviation: HTXSNV


class Known:
    """Which words of a text are a form's own."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.phrases = frozenset(filter(None, map(plain, _texts(catalogue))))
        self._safe = SMALL_WORDS | {plain(word) for word in catalogue.rows["total"]["begins"]}
        self._pairs = {pair for phrase in self.phrases for pair in pairwise(phrase.split())}

    def kept(self, text: str, heading: bool = False) -> list[bool]:
        """For each word of a text whether it stays; `heading`: the cell is a heading's, where single words are."""
        kept: list[bool] = []
        for part in BETWEEN.split(text):
            words = WORD.findall(part)
            kept += self._of_part(part, words, heading) if words else []
        return kept

    def honorific(self, text: str) -> list[bool]:
        """Of a name nothing stays but what is said before it: "Đ/c", "Ông"."""
        words = WORD.findall(text)
        before = len(words) - len(WORD.findall(person(text)))
        return [at < before for at in range(len(words))]

    def whole(self, text: str) -> bool:
        return plain(text) in self.phrases

    def _of_part(self, part: str, words: list[str], heading: bool) -> list[bool]:
        key = plain(part)
        if key in self.phrases and (len(words) > 1 or heading or self._harmless(words[0])):
            return [True] * len(words)
        if ENUMERATOR.fullmatch(part):
            return [True] * len(words)
        if looks_like_unit(part):
            return _unit(words)
        if looks_like_name(part):
            return self.honorific(part)
        keys = list(map(plain, words))
        paired = [pair in self._pairs for pair in pairwise(keys)]
        own = [self._harmless(word) and (key in self.phrases or key in self._safe)
               for word, key in zip(words, keys, strict=True)]
        return [any(one) for one in zip([False, *paired], [*paired, False], own, strict=True)]

    def _harmless(self, word: str) -> bool:
        """Whether a lone word can't be a name: small letters, a mark, an abbreviation, "Cộng"."""
        return word.islower() or len(word) == 1 or plain(word) in self._safe or \
            word.isupper() and len(word) <= LONGEST_SHORT and not is_syllable(word)


def _unit(words: list[str]) -> list[bool]:
    """Of a unit's name what kind of unit it is stays: "UBND tỉnh …"."""
    keys, kept, at = [plain(word) for word in words], [False] * len(words), 0
    while at < len(keys):
        wide = next((wide for wide in range(LONGEST, 0, -1) if tuple(keys[at:at + wide]) in UNIT), 0)
        kept[at:at + wide] = [True] * wide
        at += wide or 1
    return kept


def _texts(catalogue: Catalogue) -> Iterator[str]:
    for form in catalogue.forms.values():
        yield from _strings((form.vi, form.sheet, form.title, form.captions, form.only, form.never, form.headings,
                             form.labels, form.values, form.marks, [field.vi for field in form.fields],
                             [field.choices for field in form.fields], [field.kinds for field in form.fields]))
    yield from _strings([(one.vi, one.also) for one in catalogue.titles.values()])
    yield from _strings([(one.vi, one.also) for one in catalogue.ratings.values()])
    yield from _strings((catalogue.rows, catalogue.common))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) or hasattr(value, "items"):
        yield from _strings([*value.keys(), *value.values()])
    elif isinstance(value, Iterable):
        for one in value:
            yield from _strings(one)
