"""Words that tell rows which are no records, compiled from the catalogue; and whether a text begins with some words.

Takes `data/wordings/rows.toml` as read; texts and words are compared in plain shape (`text.letters.plain`).
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

from cbcc_xl.text.letters import bare, clean, plain
from cbcc_xl.text.personal import Personal


class RowWords:
    """Words that tell rows which are no records: totals, groups, signatures, letterheads, marks."""

    def __init__(self, rows: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.totals = plains(rows["total"]["begins"])
        self.rankings = plains(rows["total"]["rankings"])
        self.reasons = frozenset(plains(rows["total"].get("reasons", ())))
        self.ranks = {plain(word): rank for rank, word in enumerate(rows["total"].get("ranks", ()), 1)}
        self.left_out = plains(rows["total"].get("left_out", ()))
        self.not_totals = plains(rows["total"].get("never", ()))
        self.counted = {plain(word): subject for subject, words in rows["counted"].items() for word in words}
        self.listed, self.list_before, self.list_behind, self.no_list = (
            plains(rows["lists"][key]) for key in ("nouns", "before", "behind", "never"))
        self.groups = {plain(word): subject for subject, words in rows["groups"].items() for word in words}
        self.signs_strong = plains(rows["signature"]["strong"])
        self.signs_alone = frozenset(plains(rows["signature"]["alone"]))
        self.signs_inside = plains(rows["signature"]["inside"])
        self.committees = plains(rows["signature"]["committees"])
        self.notes = plains(rows["notes"]["begins"])
        self.mottos = frozenset(plains(rows["letterhead"]["mottos"]))
        self.not_units = plains(rows["letterhead"]["begins"])
        self.organs = plains(rows["letterhead"]["organs"])
        self.captions = plains(rows["letterhead"]["captions"])
        self.unit_labels = frozenset(plains(rows["letterhead"]["labels"]))
        self.year_labels = frozenset(plains(rows["letterhead"]["years"]))
        self.skipped_sheets = frozenset(bare(word) for word in rows["sheets"]["skipped"])
        self.yes = frozenset(_mark(word) for word in rows["marks"]["yes"])
        self.no = frozenset(_mark(word) for word in rows["marks"]["no"])
        self.denied = frozenset(plain(word) for word in rows["marks"].get("denied", ()))
        self.counts = plains(rows["marks"]["counts"])
        self.withdrawn = plains(rows["withdrawn"]["words"])
        typed = {normalize(kind, word).casefold() for word in rows["withdrawn"]["words"] for kind in ("NFC", "NFD")}
        self._withdrawn_typed = [word for word in typed if not any(other in word for other in typed - {word})]
        self.not_withdrawn = plains(rows["withdrawn"].get("never", ()))
        self.file_words = frozenset(bare(word) for word in rows["files"]["words"])
        self.mail_begins = tuple(bare(word) for word in rows["mail"]["begins"])
        self.mail_ends = tuple(bare(word) for word in rows["mail"]["ends"])
        self.newer = plains(rows["files"]["newer"])
        self.ambiguous = {plain(word): tuple(codes) for word, codes in rows["ambiguous"].items()}
        self.personal = Personal(rows["personal"]["numbers"], rows["personal"]["addresses"])
        self.secret = frozenset(plains(rows["letterhead"]["secret"]))
        self.secret_labels = frozenset(plains(rows["letterhead"]["secret_labels"]))

    def mark(self, value: object) -> bool | None:
        """Whether a mark says yes or no; None where it is no mark."""
        if value is True or value == 1:
            return True
        if value is False or value == 0:
            return False
        text = _mark(value) if isinstance(value, str) else "?"
        return True if text in self.yes else False if text in self.no else None

    def may_be_withdrawn(self, text: str) -> bool:
        """A first look that costs next to nothing: whether words of withdrawing may stand anywhere in a text."""
        folded = text.casefold()
        return any(word in folded for word in self._withdrawn_typed)

    def is_total(self, key: str) -> bool:
        """Whether a plain text begins as a total does: "Tổng số", but not "Tổng hợp"."""
        return begins(key, self.totals) and not begins(key, self.not_totals)

    def denies(self, value: object) -> bool:
        """Whether a cell says that there is nothing of what its column asks for: "Không", "Chưa có", 0."""
        return self.mark(value) is False or isinstance(value, str) and plain(value) in self.denied


def begins(key: str, words: Iterable[str]) -> bool:
    """Whether a plain text begins with one of these plain words, at a word's end."""
    return f"{key} ".startswith(_ended(tuple(words)))


@lru_cache(maxsize=1 << 8)
def _ended(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with the space that ends them: a text is held against all of them in one step, several times a row."""
    return tuple(f"{word} " for word in words)


def _mark(text: str) -> str:
    return clean(text).casefold().strip(" .")


def plains(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({plain(word) for word in words}, key=len, reverse=True))
