"""What a column may be: the fields of a form, in words that a clerk knows, and the keys that they stand for."""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.across import ACROSS
from cbcc_xl.forms.matching import EXACT
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.text.headings import ORDER
from cbcc_xl.text.letters import clean, plain

NOTHING = ""                       # the key of a column that gives nothing
MARKED = ("titles", "title", "rating")     # types of field that may have a column a value, with marks


class Choice(NamedTuple):
    key: str
    text: str


def fields(form: Form, words: Mapping[str, str], lang: str = "vi") -> list[Choice]:
    """What a column of this form may be, but for marks: nothing, an order number, one field or several in a cell.

    `words`: what is called what (`mapping` in `data/messages`).
    """
    named = [Choice(field.key, getattr(field, lang) or field.vi) for field in form.fields if not field.once]
    own = {choice.key for choice in named}
    several = [Choice(key, wordings[0]) for key, wordings in form.headings.items()
               if key not in own and key[0] != "_" and form.field(key.partition(":")[0].partition("+")[0])]
    across = [Choice(f"{form.across['value']}:{ACROSS}", words["across"])] if form.across else []
    return [Choice(NOTHING, words["nothing"]), Choice(ORDER, words["order"]), *named, *several, *across]


def key_of(text: str, form: Form, vocabulary: Vocabulary, words: Mapping[str, str]) -> str | None:
    """The key that a person means: by the key itself, the field's name, a wording of it, or the title or rating whose
    marks a column holds; None where it is none of these."""
    choices = fields(form, words)
    for choice in choices:
        if text == choice.key or plain(text) == plain(choice.text):
            return choice.key
    base, _, code = text.partition(":")
    field = form.field(base)
    if field and field.type in MARKED and code in (*vocabulary.catalogue.titles, *vocabulary.catalogue.ratings):
        return text
    found = vocabulary.headings[form.name].match(text)
    if found and found.sure == EXACT and found.key in {choice.key for choice in choices}:
        return found.key
    kind, _, code = (vocabulary.mark_column(text) or ":").partition(":")
    return next((f"{one.key}:{code}" for one in form.fields if one.type == kind), None) if code else None


def said(key: str, form: Form, vocabulary: Vocabulary, words: Mapping[str, str]) -> str:
    """A key in words: "Họ và tên", "đánh dấu: Lao động tiên tiến"."""
    named = next((choice.text for choice in fields(form, words) if choice.key == key), "")
    code = key.partition(":")[2]
    catalogue = vocabulary.catalogue
    worded = catalogue.titles.get(code) or catalogue.ratings.get(code)
    return named or (words["mark"].format(text=worded.vi) if worded else words["nothing"] if key[:1] == "_"
                     else clean(key))
