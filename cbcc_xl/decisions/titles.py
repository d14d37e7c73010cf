"""Texts that a person has said to be a title, or none, laid over the catalogue's wordings.

Takes the catalogue and decisions; gives the catalogue with what was decided. Only a whole text has what was decided of
it as its meaning, before any other wording: never a part of a heading or caption.
"""
from __future__ import annotations

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions.entries import NONE, Decisions, id_of
from cbcc_xl.text.letters import plain


def with_titles(catalogue: Catalogue, decisions: Decisions) -> Catalogue:
    """The catalogue itself where nothing is decided about titles."""
    if not decisions.title:
        return catalogue
    return catalogue._replace(decided={plain(entry.text): ("" if entry.means == NONE else entry.means, id_of(entry))
                                       for entry in decisions.title})
