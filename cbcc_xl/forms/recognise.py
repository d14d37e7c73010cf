"""Which form each table of a sheet is.

Takes a grid; gives tables in order with their columns, bodies and captions, and findings about what is not sure.
Forms of one family (persons and teams) may share a table: then each row decides.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.columns import Column, fit, keys_of, read_columns
from cbcc_xl.forms.headers import Block
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.forms.vocabulary import CLOSE_TO, Vocabulary, begins
from cbcc_xl.model import Finding, Grid, Origin, a1
from cbcc_xl.text.letters import clean, plain

CLEARLY = 1.0                      # how much better the best form must fit than the next
MARKED = 3.0                       # what the mark of our own blank template adds


class Table(NamedTuple):
    """One table: its form, its heading and body rows (counted from 0, `end` exclusive), its columns.

    `titles` is what caption or sheet name say where no column does; `captions` the texts above it, nearest first, each
    with its row; `region` the columns that belong to it (the second exclusive).
    """
    form: str
    top: int
    bottom: int
    end: int
    columns: tuple[Column, ...]
    captions: tuple[tuple[int, str], ...]
    titles: tuple[str, ...] = ()
    caption_start: int = 0
    region: tuple[int, int] = (0, 16_384)


class Candidate(NamedTuple):
    form: Form
    columns: tuple[Column, ...]
    score: float


def find_tables(grid: Grid, blocks: list[Block], vocabulary: Vocabulary,
                origin: Origin) -> tuple[list[Table], list[Finding]]:
    """Those of a sheet's heading blocks that begin a form of ours, and what could not be told."""
    tables: list[Table] = []
    findings: list[Finding] = []
    tops = sorted({block.top for block in blocks})
    for block in blocks:
        above = max((other.bottom for other in blocks if other.top < block.top), default=-1)
        captions = tuple(_captions(grid, above + 1, block))
        found = _recognised(block, captions, grid, vocabulary)
        if isinstance(found, Finding):
            findings.append(found._replace(origin=Origin(origin.file, origin.sheet, a1(block.top, block.first))))
        elif found:
            next_top = next((top for top in tops if top > block.top), len(grid.rows))
            end = _body_end(grid, block, next_top, vocabulary)
            tables.append(found._replace(end=end, caption_start=above + 1, region=_region(block, blocks)))
    return tables, findings


def _captions(grid: Grid, start: int, block: Block) -> Iterator[tuple[int, str]]:
    """The texts above a table since the one before it, nearest row first."""
    for row in range(block.top - 1, start - 1, -1):
        for value in grid.rows[row]:
            if isinstance(value, str) and value.strip():
                yield row, clean(value)


def _body_end(grid: Grid, block: Block, next_top: int, vocabulary: Vocabulary) -> int:
    """Where the body ends: at the next table's caption, the lone texts just above its heading."""
    if next_top == len(grid.rows):
        return next_top
    end = next_top
    for row in range(next_top - 1, block.bottom, -1):
        cells = [value for value in grid.rows[row] if value is not None and str(value).strip()]
        if not cells:
            continue
        if len(cells) > 1 or not isinstance(cells[0], str) or begins(plain(cells[0]), vocabulary.rows.totals):
            break
        end = row
    return end


def _recognised(block: Block, captions: tuple[tuple[int, str], ...], grid: Grid,
                vocabulary: Vocabulary) -> Table | Finding | None:
    nearest = " / ".join(text for _, text in captions[:4])
    spoken = f"{plain(nearest)} {plain(grid.sheet)}"
    titles = _titles(captions, grid.sheet, vocabulary)
    titled = bool(titles) or _group_names_title(grid, block, vocabulary)
    found = sorted(_candidates(block, spoken, titled, grid.names.get(MARK, ""), vocabulary), key=lambda one: -one.score)
    if not found:
        return None
    best, *others = found
    family = [best, *(one for one in others if best.form.family and one.form.family == best.form.family
                      and (_either(one.columns) or best.score - one.score < CLEARLY))]
    rivals = [one.form.name for one in others if one not in family and best.score - one.score < CLEARLY]
    if rivals:
        return Finding("form-ambiguous", "warning", Origin(), {"forms": [best.form.name, *rivals]})
    own = "titles" in keys_of(best.columns)
    return Table(best.form.name, block.top, block.bottom, len(grid.rows), _shared([one.columns for one in family]),
                 captions, () if own else titles)


def _either(columns: tuple[Column, ...]) -> bool:
    return any(column.key == "name:either" for column in columns)


def _shared(readings: list[tuple[Column, ...]]) -> tuple[Column, ...]:
    """Each column as the best form reads it, else as the next of its family does."""
    return tuple(next((one for one in column if one.key), column[0]) for column in zip(*readings, strict=True))


def _region(block: Block, blocks: list[Block]) -> tuple[int, int]:
    """The columns of a table: up to its neighbours' on the same rows, else to the sheet's edges."""
    beside = [other for other in blocks if other.top == block.top and other is not block]
    left = block.first if any(other.first < block.first for other in beside) else 0
    right = min((other.first for other in beside if other.first > block.first), default=16_384)
    return left, right


def _candidates(block: Block, spoken: str, titled: bool, mark: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    for form in vocabulary.forms:
        if any(f" {plain(word)} " in f" {spoken} " for word in form.never):
            continue
        columns = read_columns(block, form, vocabulary)
        captions = sum(f" {plain(word)} " in f" {spoken} " for word in form.captions)
        score = fit(form, columns, captions, titled)
        if score is not None:
            yield Candidate(form, columns, score + MARKED * (form.name == mark))


def _group_names_title(grid: Grid, block: Block, vocabulary: Vocabulary) -> bool:
    """Whether the first row under the heading is a group that names a title: "I. DANH HIỆU LAO ĐỘNG TIÊN TIẾN"."""
    for row in range(block.bottom + 1, min(block.bottom + 4, len(grid.rows))):
        texts = {value for value in grid.rows[row] if value is not None and str(value).strip()}
        if len(texts) == 1 and isinstance(text := texts.pop(), str) and vocabulary.titles.find(text):
            return True
    return False


def _titles(captions: tuple[tuple[int, str], ...], sheet: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The title that the nearest caption names, else the sheet's name; of two in one text neither is taken."""
    for text in (*(text for _, text in captions[:6]), sheet):
        found = vocabulary.titles.find(text)
        if found:
            return tuple(found)
    return ()


def doubts(table: Table, origin: Origin) -> Iterator[Finding]:
    """What a person should see about a table's headings: unknown, ambiguous, guessed or doubled ones."""
    taken: dict[str, str] = {}
    for column in table.columns:
        place = Origin(origin.file, origin.sheet, a1(table.bottom, column.index))
        facts = {"text": column.label, "form": table.form}
        if column.choices:
            yield Finding("heading-ambiguous", "warning", place, {**facts, "fields": list(column.choices)}, "unknown")
        elif not column.key:
            yield Finding("heading-unknown", "info", place, facts)
        elif column.key.startswith("_") or ":" in column.key and column.key != "name:either":
            continue
        elif column.key in taken:
            yield Finding("heading-twice", "warning", place, {**facts, "field": column.key,
                                                              "first": taken[column.key]}, "unknown")
        elif column.sure <= CLOSE_TO:
            yield Finding("heading-guessed", "info", place, {**facts, "field": column.key})
        taken.setdefault(column.key, column.label)
