"""Cells that name titles, ratings or presence, in words or by a mark under the heading of one of them.

A wording not in the catalogue is reported at its cell and left out; one that may be several titles is asked about.
"""
from __future__ import annotations

from typing import Any

from cbcc_xl.forms.matching import CLOSE_TO
from cbcc_xl.forms.phrases import core, pieces, split
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.records.cells import BLANK, Context, Values, written
from cbcc_xl.records.remarks import is_all, remark
from cbcc_xl.records.trouble import Troubles, clipped
from cbcc_xl.text import dates
from cbcc_xl.text.letters import clean_lines, plain

NOT_RATED = "rating:none"          # why a person has no rating, until it joins the row's note


def titles(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """Title codes, each once; a wording not in the catalogue is reported and left out."""
    if not isinstance(value, str) or BLANK.fullmatch(value):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            context.trouble.at("title-unknown", row, column, text=clipped(written(value)))
        return
    behind = remark(value, context.vocabulary.rows)          # "LĐTT (rút)": the row is asked about as a whole
    if is_all(value, context.vocabulary.rows):
        return
    value = value[:behind.start()] if behind else value
    found = split(value, context.vocabulary.titles)
    tell_decided(value, row, column, context.vocabulary, context.trouble)
    for code in found.codes:
        _add_title(code, value, row, column, context, out)
    for piece in found.unknown:
        choices = _ambiguous(piece, context)
        if choices:
            context.trouble.at("title-ambiguous", row, column, text=clipped(piece), titles=choices)
        else:
            context.trouble.at("title-unknown", row, column, text=clipped(piece))


def tell_decided(value: str, row: int, column: int, vocabulary: Vocabulary, trouble: Troubles) -> None:
    """What a person's decision made of a title's text is told where it stands."""
    decided = vocabulary.catalogue.decided
    texts = {key: piece for piece in (value, *pieces(value)) for key in (plain(piece), plain(core(piece)))
             if key in decided} if decided else {}
    for key, piece in texts.items():
        code, decision = decided[key]
        if code:
            trouble.at("title-decided", row, column, text=clipped(piece), title=code, decision=decision)
        else:
            trouble.at("title-decided-none", row, column, text=clipped(piece), decision=decision)


def _ambiguous(piece: str, context: Context) -> list[str]:
    words = context.vocabulary.rows.ambiguous
    return list(words.get(plain(piece), ()))


def _add_title(code: str, value: Any, row: int, column: int, context: Context, out: Values) -> None:
    title = context.vocabulary.catalogue.titles[code]
    if title.team and context.form.subject == "team":
        context.trouble.at("title-read-as-team", row, column, text=clipped(value), title=title.team)
        code = title.team
    if title.rating and isinstance(value, str):
        context.trouble.at("title-is-a-rating", row, column, text=clipped(value))
    codes = out.setdefault("titles", [])
    if code not in codes:
        codes.append(code)


def title(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """One title's code; a cell that names several is asked about."""
    found: Values = {}
    titles("titles", context, value, row, column, found)
    codes = found.get("titles", [])
    if len(codes) == 1:
        out[key] = codes[0]
    elif codes:
        context.trouble.at("title-ambiguous", row, column, text=clipped(value), titles=codes)


def choice(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """One of the form's own values for this field, by its words, alone or within the text."""
    shown = written(value)
    if BLANK.fullmatch(shown):
        return
    text, values = f" {plain(shown)} ", context.form.values.get(key, {})
    worded = sorted(((plain(word), code) for code, words in values.items() for word in words),
                    key=lambda one: -len(one[0]))
    code = next((code for word, code in worded if text.strip() == word), None) \
        or next((code for word, code in worded if f" {word} " in text), None)
    if code:
        out[key] = code
    else:
        context.trouble.at("choice-unknown", row, column, field=key, text=clipped(shown))


def rating(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    if not isinstance(value, str) or BLANK.fullmatch(value):
        return
    code = context.vocabulary.ratings.match(value)
    if code:
        out[key] = code
    elif begins(plain(value), map(plain, context.form.values.get("rating", {}).get("none", ()))):
        out[NOT_RATED] = "; ".join(clean_lines(value))
    else:
        context.trouble.at("rating-unknown", row, column, text=clipped(value))


def merits(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """Titles and ratings of one past year, as far as a cell names them; what else it says (a decision) is left out."""
    if isinstance(value, str):
        found = context.vocabulary.merits.find(value)
        if found:
            out[key] = found


def earlier(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """Past awards in one cell, "CSTĐCS năm 2022, 2023; BK UBND tỉnh năm 2021", as year and code: "2022 CSTDCS"."""
    lines = clean_lines(value) if isinstance(value, str) else []
    found = [f"{year} {code}" for line in lines for part in line.split(";")
             for code in context.vocabulary.merits.find(part)
             for year in dates.years(part)]
    if found:
        out[key] = list(dict.fromkeys(found))


def mark(key: str, code: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A mark under the heading of one title, rating or presence."""
    yes = context.vocabulary.rows.mark(value)
    if yes is None and not (isinstance(value, str) and BLANK.fullmatch(value)):
        worded = _worded(key, value, context) if isinstance(value, str) else ()
        if code in worded:
            yes = True
        elif key == "titles" and worded and worded[0]:
            _add_title(worded[0], value, row, column, context, out)
        else:
            context.trouble.at("mark-unclear", row, column, text=clipped(written(value)))
    if yes:
        if key == "titles":
            _add_title(code, None, row, column, context, out)
        else:
            out.setdefault(f"{key}:marks", []).append(code)


def status(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """Presence in words or by a sign, as the form's own list of values has it."""
    shown = "x" if context.vocabulary.rows.mark(value) else written(value)
    code = _presence(key, shown, context)
    if code:
        out[key] = code
    elif not BLANK.fullmatch(shown):
        context.trouble.at("mark-unclear", row, column, text=clipped(shown))


def _presence(key: str, text: str, context: Context) -> str | None:
    """The code of a text in the form's own list of values, else of the heading that it words ("Vắng KLD")."""
    for code, words in context.form.values.get(key, {}).items():
        if plain(text) in map(plain, words):
            return code
    heading = context.vocabulary.headings[context.form.name].match(text)
    return context.form.marks.get(heading.key) if heading and heading.sure > CLOSE_TO else None


def _worded(key: str, text: str, context: Context) -> tuple[str | None, ...]:
    """What a text in a column of marks words itself: "LĐTT" under "LĐTT", "P" under "Có phép"."""
    if key == "status":
        return (_presence(key, text, context),)
    return context.vocabulary.titles.match(text), context.vocabulary.ratings.match(text)
