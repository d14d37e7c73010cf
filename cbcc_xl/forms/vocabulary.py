"""The catalogue's wordings, compiled once a run: headings of each form, titles, ratings, words of rows."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from itertools import chain

from cbcc_xl.catalogue import Catalogue, Form, Rating, Title
from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.mapped import Shapes
from cbcc_xl.forms.matching import LONGEST, Headings
from cbcc_xl.forms.phrases import Phrases
from cbcc_xl.forms.row_words import RowWords, plains
from cbcc_xl.text.headings import ORDER, heading
from cbcc_xl.text.letters import plain


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
        self.posts = frozenset(map(plain, catalogue.common["positions"]["short"]))
        self.position_words = plains(self.positions)
        self.author_words = plains(catalogue.common["authors"]["words"])
        self._learn()

    def _learn(self) -> None:
        self._wordings = set().union(*(one.wordings() for one in self.headings.values()))
        self._any_form = next(iter(self.headings.values()))
        fillers = plains(chain(*self.catalogue.common["fillers"].values()))
        self._parts = {word for words in (*self._wordings, *fillers) for word in words.split()}
        self._heads: dict[str, bool] = {}

    def mapping(self, mapped: Iterable[Mapped]) -> Vocabulary:
        """The same, with the shapes mapped that a person mapped."""
        other = copy(self)
        other.shapes = Shapes(mapped)
        return other

    def with_headings(self, form: str, headings: Headings) -> Vocabulary:
        """The same, but for one form's headings."""
        other = copy(self)
        other.headings = {**self.headings, form: headings}
        other._learn()
        return other

    @staticmethod
    def _words(named: Mapping[str, Title | Rating], code: str) -> tuple[str, ...]:
        return (named[code].vi, *named[code].also) if code in named else ()

    def is_heading(self, text: str) -> bool:
        """Whether any form knows the text as a heading (titles and ratings, which rows hold too, are none)."""
        if text not in self._heads:
            if len(text) > LONGEST or not self._has_their_words(text):
                return False
            self._heads[text] = self._is_heading(heading(text))
        return self._heads[text]

    def _has_their_words(self, text: str) -> bool:
        """Whether each word of a text, numbers and punctuation aside, is one that headings are made of; nearly all
        texts of a body hold another."""
        return all(plain(word) in self._parts for word in text.split()
                   if word.isalnum() and not word.isdigit())

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
