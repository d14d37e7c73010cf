"""What a person has decided once and for all: `decisions.toml` beside the inbox, as one value that is handed on.

Takes the file and the catalogue; gives `Decisions`, small and picklable. `record` and `undo` write to the file and keep
what people wrote in it. What a decision does is for the room that it is about, which says so by a finding with the fact
`decision`: `rests_on` gathers what rests on each. Knows nothing of spreadsheets.
"""
from cbcc_xl.decisions.entries import (
    NONE,
    NOTHING_DECIDED,
    Alias,
    Decisions,
    Entry,
    Mapped,
    Merger,
    Row,
    SamePerson,
    Titled,
    Version,
    Waiver,
    id_of,
    kind_of,
    season_of,
)
from cbcc_xl.decisions.keep import checked, record, undo
from cbcc_xl.decisions.load import DecisionsError, beside, load, place_for
from cbcc_xl.decisions.rests import rests_on
from cbcc_xl.decisions.wording import sentence

__all__ = ["NONE", "NOTHING_DECIDED", "Alias", "Decisions", "DecisionsError", "Entry", "Mapped", "Merger", "Row",
           "SamePerson", "Titled", "Version", "Waiver", "beside", "checked", "id_of", "kind_of", "load", "place_for",
           "record", "rests_on", "season_of", "sentence", "undo"]
