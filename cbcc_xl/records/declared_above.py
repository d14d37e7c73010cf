"""How many persons or teams a sentence above a list of nominations says that it has: "đề nghị 04 cá nhân đạt LĐTT".

Takes a table and its records; tells into `troubles` where the list has another number. Only a sentence that speaks of a
list counts, and only above the one table of a sheet: the unit's staff, or lists that follow, are no count of this one.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, Record
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.text.letters import clean, plain

SENTENCE = re.compile(r"[;.](?:\s|$)|\btrong đó\b.*", re.IGNORECASE)
PART = re.compile(r"[,:]|\s+và\s+", re.IGNORECASE)
OUT_OF = re.compile(r"\d\s*[/%]")
NEAR = 12                          # words between what speaks of a list and its number
NEAREST = 6                        # rows above the heading
Count = tuple[str, str | None, int]          # a subject, a title or None, and how many


def count_above(grid: Grid, table: Table, records: Sequence[Record], vocabulary: Vocabulary,
                troubles: Troubles) -> None:
    """A number above the table that its rows don't come to, with those that may be withdrawn or without them."""
    form = vocabulary.catalogue.forms[table.form]
    if not form.field("titles") or not records:
        return
    for row in range(max(table.caption_start, table.top - NEAREST), table.top):
        texts = [(column, value) for column, value in enumerate(grid.rows[row]) if isinstance(value, str)]
        for column, text in texts if len(texts) == 1 else ():
            for subject, title, stated in _counts(clean(text), vocabulary):
                rows = {one.row: one for one in records
                        if one.form == form.name and (title is None or title in one.values.get("titles", ()))}
                named = {one.values.get("name") for one in rows.values()}          # one may have several rows
                staying = sum(not one.withdrawn for one in rows.values())
                if subject == form.subject and rows and stated not in (len(rows), len(named), staying):
                    troubles.at("declared-above-differs", row, column, stated=stated, count=len(rows))


def _counts(text: str, vocabulary: Vocabulary) -> Iterator[Count]:
    """Each count of a list that a text's sentences name; one title in a sentence, or in its part, limits it."""
    titles = vocabulary.titles
    for sentence in SENTENCE.split(text):
        every = titles.find(sentence)
        spoken = False             # what speaks of the list stands in an earlier part
        for part in PART.split(sentence):
            own = titles.find(part) or every
            found = None if OUT_OF.search(part) else _count(plain(part), vocabulary, spoken)
            spoken = spoken or found is not None
            if found and len(own) <= 1:
                yield found[0], own[0] if own else None, found[1]


def _count(key: str, vocabulary: Vocabulary, spoken: bool) -> tuple[str, int] | None:
    """What a part counts, where its own words or an earlier part's speak of a list."""
    words = vocabulary.rows
    if _has_any(key, words.no_list):
        return None
    for number in re.finditer(r"(?<!\S)(\d{1,3}) ", key):
        before, behind = " ".join(key[:number.start()].split()[-NEAR:]), key[number.end():]
        noun = next((noun for noun in words.listed if begins(behind, (noun,))), None)
        if noun and (spoken or _has_any(before, words.list_before) or _has_any(behind, words.list_behind)):
            return words.counted[noun], int(number[1])
    return None


def _has_any(key: str, phrases: Iterable[str]) -> bool:
    """Whether one of these stands anywhere in a plain text."""
    return any(f" {phrase} " in f" {key} " for phrase in phrases)
