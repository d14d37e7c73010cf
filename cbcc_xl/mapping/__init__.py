"""Forms that nobody's wordings know, mapped by a person: which table is which form, which column which field.

Takes a file; gives the tables in it with what recognition proposes, and what would be read if they were mapped so. What
a person settles on is kept by its shape, and all files of that shape are read that way from then on. Asks nobody:
a command and a notebook do.
"""
from cbcc_xl.mapping.choices import NOTHING, Choice, fields, key_of, said
from cbcc_xl.mapping.faults import MappingError, fault
from cbcc_xl.mapping.kept import keep, known_in
from cbcc_xl.mapping.opened import Opened, open_file
from cbcc_xl.mapping.places import Heading, Place, place_at, places
from cbcc_xl.mapping.pointed import pointed_at, shown_rows
from cbcc_xl.mapping.preview import Preview, found_again, preview
from cbcc_xl.mapping.proposal import mapped, proposed_columns, proposed_form

__all__ = ["NOTHING", "Choice", "Heading", "MappingError", "Opened", "Place", "Preview", "fault", "fields",
           "found_again", "keep", "key_of", "known_in", "mapped", "open_file", "place_at", "places", "pointed_at",
           "preview", "proposed_columns", "proposed_form", "said", "shown_rows"]
