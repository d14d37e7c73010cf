"""Which words could be Vietnamese syllables: onset, rhyme and tone as its spelling allows them together.

Takes one word. Tells right Vietnamese from legacy fonts read as Latin ("chøc", "héi"), and words from abbreviations
("UBND"). It is a grammar, not a dictionary: "bẻng" passes.
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cbcc_xl.text.letters import TONES

_LISTED = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh
uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"""
RHYMES = frozenset(_LISTED.split())
_FRONT = tuple("eêiy")
_AFTER_QU = tuple("aăâeêiơy")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_SPLIT = re.compile("(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(.+)")


@lru_cache(maxsize=1 << 13)
def is_syllable(word: str) -> bool:
    """Whether Vietnamese spelling allows this word, capitals aside: "Quỳnh" yes, "Chøc", "Quynhs", "TT" no."""
    apart = unicodedata.normalize("NFD", word.casefold())
    tones = [mark for mark in apart if mark in TONES]
    if len(tones) > 1:
        return False
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    match = _SPLIT.fullmatch(toneless)
    if not match:
        return False
    rhyme = match[2]
    if _STOPPED.search(rhyme) and tones not in ([TONES[1]], [TONES[4]]):
        return False
    return _joins(match[1] or "", rhyme) or (toneless[0] == "g" and _joins("g", toneless[1:]))


def _joins(onset: str, rhyme: str) -> bool:
    """c, g, ng stand before back vowels, k, gh, ngh before front ones; qu swallows a vowel of its own ("quyên")."""
    if onset == "qu":
        return (rhyme in RHYMES and (rhyme.startswith(_AFTER_QU) or rhyme == "ôc")) or "u" + rhyme in RHYMES
    if onset in ("k", "gh", "ngh"):
        return rhyme.startswith(_FRONT) and rhyme in RHYMES
    if onset in ("c", "ng") or (onset == "g" and not rhyme.startswith("i")):
        return not rhyme.startswith(_FRONT) and rhyme in RHYMES
    return rhyme in RHYMES
