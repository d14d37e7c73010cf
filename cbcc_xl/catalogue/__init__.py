"""What an agency may edit, as one value that is handed on: forms, titles, ratings, wordings, sources, rules, words.

Knows nothing of units' files. `load()` reads `cbcc_xl/data` and lays an agency's own files over it.
"""
from cbcc_xl.catalogue.changes import Change, changes
from cbcc_xl.catalogue.entries import Catalogue, CatalogueError, Field, Form, Period, Rating, Rule, Source, Title
from cbcc_xl.catalogue.in_force import Law, Rulebook, in_force
from cbcc_xl.catalogue.load import load
from cbcc_xl.catalogue.prizes import Prize, Rate, Rates, prize

__all__ = ["Catalogue", "CatalogueError", "Change", "Field", "Form", "Law", "Period", "Prize", "Rate", "Rates",
           "Rating", "Rule", "Rulebook", "Source", "Title", "changes", "in_force", "load", "prize"]
