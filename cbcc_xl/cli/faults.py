"""What stops a command, as one sentence: a file or folder that isn't there, a rules file written wrong, a full disk.

A `ValueError` that is none of ours is a fault of the program: it is not dressed up as the user's.
"""
from __future__ import annotations

from cbcc_xl.catalogue import CatalogueError, load
from cbcc_xl.decisions import DecisionsError
from cbcc_xl.inbox.found import InboxError
from cbcc_xl.mapping.faults import MappingError
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.support import SupportError
from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.text.refused import refused

OWN = (CatalogueError, DecisionsError, MappingError, OutputError, ListError, SupportError)


def sentence(error: Exception) -> str:
    """One Vietnamese sentence for what happened; raises again what is a fault of the program."""
    if isinstance(error, InboxError):
        return load().words["vi"]["consolidating"][error.code].format_map(error.facts)
    if isinstance(error, OWN):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {refused(error)}".strip(": ") + "."
    raise error
