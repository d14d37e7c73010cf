"""Names of members as their senders meant them: bytes that lost their encoding on the way, made Vietnamese again.

Takes the raw bytes; gives the name in composed letters. Knows what writes which: most tools write UTF-8 and some don't
say so; Windows in Vietnamese writes cp1258, in which a tone is a mark of its own behind its vowel.
"""
from __future__ import annotations

import unicodedata

ENCODINGS = ("utf-8", "cp1258", "cp437")       # the last takes any bytes
LONGEST = 240                                  # letters of a label's part: more is no name


def as_meant(raw: bytes) -> str:
    """A name from its bytes."""
    for encoding in ENCODINGS:
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def label(name: str) -> str:
    """A name as a label: with `/`, and without what would lead out of its container or break a line."""
    shown = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
                    for letter in name.replace("\\", "/"))
    parts = (part.strip()[-LONGEST:] for part in shown.split("/"))
    return unicodedata.normalize("NFC", "/".join(part for part in parts if part not in ("", ".", ".."))) or "?"
