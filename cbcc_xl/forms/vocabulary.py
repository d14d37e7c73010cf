"""The catalogue's wordings, compiled once a run: headings of each form, titles, ratings, words of rows.

Matching a heading is one mechanism: normalise → the wording itself → without filler words → a slip of the pen (with a
margin to the next best), else it is asked about.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from cbcc_xl.catalogue import Catalogue, Form, Rating, Title
from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.mapped import Shapes
from cbcc_xl.forms.phrases import Phrases
from cbcc_xl.forms.row_words import RowWords, plains
from cbcc_xl.text.headings import ORDER, heading
from cbcc_xl.text.letters import bare, plain

LONGEST = 90                       # characters of a heading
FEW = 3                            # words: with fewer left, and telling fillers gone, a heading is guessed
CLOSE, MARGIN, LONG_ENOUGH = 88, 5, 6       # a slip of the pen: likeness in per cent, lead over the next key, letters
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
        return " ".join(self._fillers.sub(" ", words).split()) or words

    def _match(self, text: str) -> Match | None:
        return self._worded(text) or self._close(plain(text)) or self._without_brackets(text)

    def _without_brackets(self, text: str) -> Match | None:
        """Of "Kết quả chấm chéo (Sở Nội vụ chấm)": what stands before the brackets, where that is a wording itself."""
        before = BRACKETS.sub(" ", text)
        found = self._worded(before) if before != text else None
        return found if found and found.sure == EXACT else None

    def _worded(self, text: str) -> Match | None:
        key = plain(text)
        if not key:
            return None
        without = bare(text)
        reduced = self.reduced(text)
        short = CLOSE_TO if self._says_little(reduced, key) else REDUCED
        for index, word, sure in ((self._exact, key, EXACT), (self._exact, reduced, short),
                                  (self._reduced, reduced, short if reduced != key else CLOSE_TO),
                                  (self._bare, without if without == key else "", REDUCED)):
            keys = index.get(word, ())
            if sure != EXACT and index is not self._bare:
                keys = tuple(one for one in keys if self._may_be(one, key))
            if keys:
                return Match(keys[0], sure) if len(keys) == 1 else Match("", sure, keys)
        return None

    def _says_little(self, reduced: str, text: str) -> bool:
        """Whether so little is left without words about whom or what came of it that these may have been the point:
        "Loại cán bộ" is no kind of movement."""
        return len(reduced.split()) < FEW and reduced.split() != self._silent.sub(" ", text).split()

    def _may_be(self, key: str, text: str) -> bool:
        """Whether a heading may be short of its fillers and mean this key: "Tên đơn vị" is no half of a name, and
        "Cá nhân đề nghị khen thưởng" speaks of persons, since what a heading is about comes first."""
        if key[0] == "_" or key.endswith((":first", ":last")):
            return False
        head = self._fillers.match(text)
        of = self._exact.get(head[0], ()) if head else ()
        return key in of or not SUBJECTS.intersection(of)

    def _close(self, key: str) -> Match | None:
        if len(key) < LONG_ENOUGH:
            return None
        best: dict[str, float] = {}
        for words, score, _ in process.extract(key, self._names, scorer=fuzz.ratio, score_cutoff=CLOSE - MARGIN,
                                               limit=6):
            for one in self._exact[words]:
                best[one] = max(score, best.get(one, 0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < CLOSE:
            return None
        rivals = tuple(one for one, score in ranked if ranked[0][1] - score < MARGIN)
        return Match(rivals[0], CLOSE_TO) if len(rivals) == 1 else Match("", CLOSE_TO, rivals)


class Vocabulary:
    """All that recognition needs of the catalogue, and what a person said of shapes of tables."""

    def __init__(self, catalogue: Catalogue, internal: str = "", mapped: Iterable[Mapped] = ()) -> None:
        self.catalogue = catalogue
        self.shapes = Shapes(mapped)
        self.forms: list[Form] = [catalogue.forms[internal]] if internal else catalogue.unit_forms()
        fillers = catalogue.common["fillers"]
        self.headings = {form.name: Headings(form.headings, fillers) for form in self.forms}
        self.labels = {form.name: Headings(form.labels, fillers) for form in self.forms if form.labels}
        self.titles = Phrases({title.code: (title.vi, *title.also) for title in catalogue.titles.values()},
                              {text: code for text, (code, _) in catalogue.decided.items()})
        self.ratings = Phrases({rating.code: (rating.vi, *rating.also) for rating in catalogue.ratings.values()})
        self.merits = Phrases({code: (*self._words(catalogue.titles, code), *self._words(catalogue.ratings, code))
                               for code in {**catalogue.titles, **catalogue.ratings}})
        self.rows = RowWords(catalogue.rows)
        self.positions = tuple(catalogue.common["positions"]["words"])
        self.position_words = plains(self.positions)
        self.author_words = plains(catalogue.common["authors"]["words"])
        self._wordings = set().union(*(one.wordings() for one in self.headings.values()))
        self._any_form = next(iter(self.headings.values()))
        self._heads: dict[str, bool] = {}

    def mapping(self, mapped: Iterable[Mapped]) -> Vocabulary:
        """The same, with the shapes mapped that a person mapped."""
        other = copy(self)
        other.shapes = Shapes(mapped)
        return other

    @staticmethod
    def _words(named: Mapping[str, Title | Rating], code: str) -> tuple[str, ...]:
        return (named[code].vi, *named[code].also) if code in named else ()

    def is_heading(self, text: str) -> bool:
        """Whether any form knows the text as a heading (titles and ratings, which rows hold too, are none)."""
        if text not in self._heads:
            self._heads[text] = len(text) <= LONGEST and self._is_heading(heading(text))
        return self._heads[text]

    def _is_heading(self, text: str) -> bool:
        key = plain(text)
        return bool(key) and (key in self._wordings or self._any_form.reduced(text) in self._wordings)

    def numbers_rows(self, text: str) -> bool:
        """Whether a heading is that of the order numbers: "STT", "Số TT"."""
        found = self._any_form.match(text)
        return found is not None and found.key == ORDER

    def mark_column(self, text: str) -> str | None:
        """The key of a column of marks for one title or one rating, by its heading: `titles:LDTT`, `rating:HTTNV`."""
        words = heading(text)
        code = self.titles.match(words)
        rating = self.ratings.match(words)
        if rating:
            return f"rating:{rating}"
        return f"titles:{code}" if code else None


def _index(pairs: Iterable[tuple[str, str]], key: object) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one, words in pairs:
        found.setdefault(key(words), {})[one] = None           # type: ignore[operator]
    return {words: tuple(keys) for words, keys in found.items()}


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these phrases as whole words of a plain text, the longest first."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, plains(words)))})(?!\S)")
