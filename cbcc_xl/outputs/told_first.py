"""The order in which files are told: first those of which only another copy helps, pictures of lists among them."""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.model import Part

WITHOUT_TEXT = frozenset({"file-is-scan", "file-is-picture", "file-pdf-not-whole"})


def told_first(files: Iterable[Part]) -> list[Part]:
    """The files, those that need an Excel or Word file first, each group in its order."""
    return sorted(files, key=lambda part: part.reason not in WITHOUT_TEXT)
