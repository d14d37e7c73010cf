"""Vietnamese letters in one shape: what a cell says, whichever keyboard, editor or alphabet it was typed with.

Takes any text. `clean` gives it as it should be written: NFC, look-alikes replaced, invisible characters gone, spaces
single, tones placed as in "hòa, ủy, toàn, quý". `plain` gives a key under which spellings of the same words meet,
`bare` the same without diacritics. Legacy fonts must be decoded first (`legacy_fonts`): a soft
hyphen is ư in one of them.
"""
from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

TONES = "\u0300\u0301\u0309\u0303\u0323"            # huyền, sắc, hỏi, ngã, nặng, as combining marks
_TONE_LETTERS = dict(zip(TONES, "ᶠˢʳˣʲ", strict=True))   # Telex keys, raised: letters, so that \w holds a word
_WITHOUT_TONES = dict.fromkeys(map(ord, _TONE_LETTERS.values()))

_INVISIBLE = [*range(0x09), *range(0x0E, 0x1C), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
              *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF]
_REPAIRS = {**dict.fromkeys(_INVISIBLE), ord("Ð"): "Đ", ord("ð"): "đ"}

_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u1f00-\u1fff]")
_WORD_WITH_MARKS = re.compile("[^\\W\\d_][^\\W\\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W\\d_]*)*")
_TWINS = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјкорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϹϳͿ",
                       "ABESIJKMHOPCTYXaesijkopcyxhdqwABEZHIKMNOPTYXocCjJ")

_LINE_BREAK = re.compile("[\r\n\v\f\x85\u2028\u2029]+")
_UNUSUAL = re.compile("[^\x00-\u02ff\u1e00-\u1eff]")        # beyond the letters of Latin alphabets
_NOT_LETTER = "(?![^\\W\\d_]|[\u0300-\u036f])"


def _toned(vowels: str) -> str:
    return "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in TONES)


_AE, _Y, _O, _U = _toned("aeAE"), _toned("yY"), _toned("oO"), _toned("uU")
_CODA = f"(?=[cimnoptuyCIMNOPTUY][ghGH]?{_NOT_LETTER})"
_LATE = re.compile(f"([oO])([{_AE}]){_NOT_LETTER}|(?<![qQ])([uU])([{_Y}]){_NOT_LETTER}")
_EARLY = re.compile(f"([{_O}])([aeAE]){_CODA}|(?<![qQ])([{_U}])([yY]){_CODA}|(?<=[qQ])([{_U}])([aăâeêiơyAĂÂEÊIƠY])")
_FOLD_Y = re.compile("(?:[lmksth]|qu)y")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 15)
def clean(text: str) -> str:
    """The text in canonical shape, in one line; capitals stay as typed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(filter(None, map(_clean_word, text.split())))


@lru_cache(maxsize=1 << 15)
def _clean_word(word: str) -> str:
    """One word in canonical shape; all texts are made of a few thousand, so that remembering them pays."""
    word = unicodedata.normalize("NFC", word.translate(_REPAIRS))
    if _FOREIGN.search(word):
        word = _latin(word)
    return " ".join(_place_tones(word).split())


def clean_lines(text: str) -> list[str]:
    """The lines of a cell (Alt+Enter), each in canonical shape, without the empty ones."""
    return [line for part in _LINE_BREAK.split(text) if (line := clean(part))]


@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """A key for matching words: small letters, single spaces, no punctuation; tone placement and i/y don't matter."""
    return " ".join(map(_plain_word, _WORD.findall(_loose_marks(clean(text).casefold()))))


@lru_cache(maxsize=1 << 15)
def bare(text: str) -> str:
    """`plain` without diacritics, for headings typed without marks and for file names."""
    letters = unicodedata.normalize("NFD", plain(text).translate(_WITHOUT_TONES).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _latin(text: str) -> str:
    """Cyrillic and Greek letters that look Latin, where they stand in for Latin ones.

    All of them, when each foreign letter of the text has a twin ("х" typed as a mark); else only in words that
    hold Latin letters too.
    """
    apart = unicodedata.normalize("NFD", text)
    if all(ord(letter) in _TWINS for letter in _FOREIGN.findall(apart)):
        apart = apart.translate(_TWINS)
    else:
        apart = _WORD_WITH_MARKS.sub(_latin_word, apart)
    return unicodedata.normalize("NFC", apart)


def _latin_word(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_TWINS) if re.search("[a-zA-Z]", word) else word


def _place_tones(text: str) -> str:
    """hoà → hòa, thuỷ → thủy at the end of a syllable; tòan → toàn, qúy → quý where the tone came too early."""
    text = _LATE.sub(lambda m: _move(m[1] or m[3], m[2] or m[4], forward=False), text)
    return _EARLY.sub(lambda m: _move(m[1] or m[3] or m[5], m[2] or m[4] or m[6], forward=True), text)


@cache
def _move(first: str, second: str, forward: bool) -> str:
    source, target = (first, second) if forward else (second, first)
    apart = unicodedata.normalize("NFD", source)
    letter, tone = apart[0], apart[1]
    moved = unicodedata.normalize("NFC", target + tone)
    return letter + moved if forward else moved + letter


def _loose_marks(text: str) -> str:
    """Marks that no letter composes with would split a word in two: they go."""
    if _UNUSUAL.search(text):
        text = "".join(c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c))
    return text


@lru_cache(maxsize=1 << 13)
def _plain_word(word: str) -> str:
    tone = ""
    if not word.isascii():
        apart = unicodedata.normalize("NFD", word)
        tone = "".join(_TONE_LETTERS[c] for c in apart if c in _TONE_LETTERS)
        if tone:
            word = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONE_LETTERS))
    if _FOLD_Y.fullmatch(word.translate(_WITHOUT_TONES)):
        word = word.replace("y", "i")
    return word + tone
