"""Numbers of papers, telephones, accounts, mail and home addresses inside a text, taken out before anything reads it.

Takes any text and the words that label such things; gives the text with "…" in their place. Known without a label are a
citizen's number (12 digits from 0), a telephone (0 or +84 and nine or ten digits) and a mail address; any other number
only behind its label. Numbers of decisions, sums, dates, scores and votes stay.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

HIDDEN = "…"
SHORTEST = 8                       # letters of a text that may hold such data: most cells have fewer
MAY_HOLD = re.compile(r"\d(?:[ .-]*\d){5}|[@:]")                # cheap, and most texts hold nothing of the kind
ALONE = r"(?<!\w)(?<!\d[.,/-])"
NO_DOCUMENT = r"(?!\d)(?![.,]\d)(?!/\D)(?!-[^\W\d_]{2})"       # "0912345678/QĐ" is the number of a decision
CITIZEN = r"0\d{11}|0\d\d([ .])\d{3}\1\d{3}\1\d{3}"
# A cell that begins with +84 is about that number, and keeps it: somebody's contact, given for that.
DIAL = r"(?:(?!\A)\(?\+84\)?[ .-]?0?[1-9]\d{1,2}|0[1-9]\d{1,2})(?:[ .-]?\d{2,4}){2,3}"
NUMBER = re.compile(rf"{ALONE}(?:{CITIZEN}|{DIAL}(?:\s*[/,;-]\s*{DIAL})*){NO_DOCUMENT}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DIGITS = range(10, 13)             # of a telephone, of a citizen's number
AT_END = re.compile(rf"(?<=\w)[\s,;:(\[/–—-]*{HIDDEN}[\s)\].,;]*$")


class Personal:
    """What hides personal data, by the labels that an agency's data list."""

    def __init__(self, numbers: Iterable[str], addresses: Iterable[str]) -> None:
        self._numbers = re.compile(rf"(?<!\w)(?:số\s+)?(?:{_any_of(numbers)})(?!\w)(?:\W*số)?[\s:.=()-]*"
                                   r"\d[\d .-]{4,22}\d(?![\d/])", re.IGNORECASE)
        self._addresses = re.compile(rf"(?<!\w)(?:{_any_of(addresses)})(?:\s+hiện\s+nay)?\s*:\s*[^\n;]{{4,}}",
                                     re.IGNORECASE)

    def hidden(self, text: str) -> str:
        """The text without personal data; the very same text where it has none."""
        if len(text) < SHORTEST or not MAY_HOLD.search(text):
            return text
        whole = unicodedata.normalize("NFC", text)
        found = self._addresses.sub(HIDDEN, self._numbers.sub(HIDDEN, MAIL.sub(HIDDEN, whole)))
        found = NUMBER.sub(_number, found)
        return text if found == whole else AT_END.sub("", found)


def _number(match: re.Match[str]) -> str:
    """A number is one by how many digits it has; of several numbers each is long enough."""
    numbers = re.split(r"[/,;]|\s-\s|(?<=\d{9})-", match[0])
    return HIDDEN if all(sum(map(str.isdigit, one)) in DIGITS for one in numbers) else match[0]


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
