"""Words, numbers and dates in place of others, the same one always for the same, by chance.

Takes the words that must not come out and those of the data; gives texts of the same shape: as many words and digits,
the same capitals and punctuation. Numbers up to 100, years and shares stay: order numbers, votes, marks.
"""
from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from random import SystemRandom

from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import SURNAMES
from cbcc_xl.text.syllables import is_syllable

WORD = re.compile(r"[^\W\d_]+")
DATE = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
IN_WORDS = re.compile(r"(ngày\s+)(\d{1,2})(\s+tháng\s+)(\d{1,2})(\s+năm\s+(\d{4}))?", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
OF_DOCUMENT = re.compile(r"\s*[/-]\s*[^\W\d_]")
LARGEST_KEPT, YEARS = 100, range(1900, 2101)
SHIFTED = 25                       # days at most by which dates are moved, within their year
ONSETS = "b c ch d đ gi h kh l m n ng nh ph qu r s t th tr v x".split()
RHYMES = ("an anh ang ao ân âu ăng em êm ên ênh iên iêu inh oa oan oanh ôi ông ơn uân uôn ưng ươi yên àn ành ầu ắn iến "
          "iền ình óa oàn ồng ớn uẩn uyền ừng ười ạnh ậu ẳng ệnh iệu ịnh òa oạn ối ộng ợn uấn uyết ứng ương").split()
CONSONANTS = "BCDGHKLMNPQRSTVX"


class Disguise:
    """What replaces what, in one copy."""

    def __init__(self, words: Collection[str], taboo: Iterable[str]) -> None:
        self._chance = SystemRandom()
        self.taken = {plain(word) for word in (*words, *taboo)}
        self._words: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._invented = self._invent()
        self._surnames = {plain(name) for name in SURNAMES}
        self._other_surnames = [name for name in SURNAMES if plain(name) not in set(map(plain, words))]
        self._chance.shuffle(self._other_surnames)
        self.days = self._chance.choice([day for day in range(-SHIFTED, SHIFTED + 1) if day])

    def text(self, text: str, kept: list[bool]) -> str:
        """The text (in NFC) with each word that isn't kept replaced, and its numbers and dates."""
        places = iter(kept)
        replaced = WORD.sub(lambda word: word[0] if next(places, False) else self.word(word[0]), text)
        return self._figures(replaced)

    def word(self, word: str) -> str:
        key = plain(word) or word.casefold()
        if key not in self._words:
            other = next(self._invented) if is_syllable(word) else self._letters(word)
            self._words[key] = self._surname(key) or other
        return _cased(self._words[key], word)

    def _surname(self, key: str) -> str:
        """Another surname for one, as long as there are any: names are told by them."""
        return self._other_surnames.pop().lower() if key in self._surnames and self._other_surnames else ""

    def number(self, digits: str) -> str:
        """As many other digits, the first no zero unless it was."""
        if digits not in self._numbers:
            self._numbers[digits] = digits
            while self._numbers[digits] == digits:
                self._numbers[digits] = "".join(
                    "0" if digit == "0" and not at else self._chance.choice("0123456789" if at else "123456789")
                    for at, digit in enumerate(digits))
        return self._numbers[digits]

    def date(self, day: datetime.date) -> datetime.date:
        """Another day of the same year."""
        moved = day + datetime.timedelta(self.days)
        return moved if moved.year == day.year else day - datetime.timedelta(self.days)

    def figure(self, value: float) -> float:
        """A number of a cell."""
        if 0 <= abs(value) <= LARGEST_KEPT or value in YEARS:
            return value
        whole, _, rest = repr(abs(value)).partition(".")
        if not whole.isdecimal() or rest and not rest.isdecimal():      # 1e+20
            return self._chance.randrange(10**5, 10**6)
        made = float(f"{self.number(whole)}.{rest}") if rest else int(self.number(whole))
        return -made if value < 0 else made

    def _figures(self, text: str) -> str:
        text = IN_WORDS.sub(self._in_words, DATE.sub(self._date, text))
        dates = {at for found in (*DATE.finditer(text), *IN_WORDS.finditer(text)) for at in range(*found.span())}
        return NUMBER.sub(lambda found: found[0] if found.start() in dates else self._figure(found), text)

    def _figure(self, found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        small = len(found[0].split(",")[0].split(".")[0]) <= 2 and len(digits) <= 4 or digits == str(LARGEST_KEPT)
        year = len(found[0]) == 4 and digits == found[0] and int(digits) in YEARS
        if (small or year) and not (small and OF_DOCUMENT.match(found.string, found.end())):
            return found[0]
        other = iter(self.number(digits))
        return "".join(next(other) if sign.isdigit() else sign for sign in found[0])

    def _date(self, found: re.Match[str]) -> str:
        moved = self._moved(found[1], found[3], found[4])
        return f"{moved.day:0{len(found[1])}d}{found[2]}{moved.month:0{len(found[3])}d}{found[2]}{found[4]}"

    def _in_words(self, found: re.Match[str]) -> str:
        moved = self._moved(found[2], found[4], found[6] or "2001")
        return f"{found[1]}{moved.day:02d}{found[3]}{moved.month:02d}{found[5] or ''}"

    def _moved(self, day: str, month: str, year: str) -> datetime.date:
        try:
            return self.date(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            return self.date(datetime.date(int(year) if 1 <= int(year) <= 9999 else 2001, 6, 15))

    def _invent(self) -> Iterator[str]:
        """Syllables that Vietnamese allows, that neither the file nor the data have; then words of letters."""
        syllables = [onset + rhyme for onset in ONSETS for rhyme in RHYMES]
        self._chance.shuffle(syllables)
        for one in syllables:
            if is_syllable(one) and plain(one) not in self.taken:
                self.taken.add(plain(one))
                yield unicodedata.normalize("NFC", one)
        while True:
            yield self._letters("a" * 6)

    def _letters(self, word: str) -> str:
        while True:
            made = "".join(self._chance.choice(CONSONANTS) for _ in word)
            if plain(made) not in self.taken:
                self.taken.add(plain(made))
                return made.lower()
            word += "x" if len(word) < 3 else ""


def _cased(made: str, like: str) -> str:
    """With the capitals of another word."""
    if like.isupper() and (len(like) > 1 or len(made) == 1):
        return made.upper()
    return made[0].upper() + made[1:] if like[0].isupper() else made
