"""Elections by post: the rounds of one post in their order, each counted on the seats that the one before left open.

Takes election records, the rule of the majority (kind `elected`) and the words of rounds; gives a `Contest` a post. A
later round belongs to the post of its name in its file, else in its unit's other files, else to the post whose
candidates stand in it again. Where it does not go on from the round before (no seat was left, or one already elected
stands again), it counts by itself. Those summoned and present are said once a meeting: a later round in the same file
has those of the earlier. No tie is broken.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Record
from cbcc_xl.tally import ELECTED, elect, margins, parse_limit
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import person_key
from cbcc_xl.text.rounds import FIRST, SUPPLEMENTARY, RoundWords, round_words

OF_THE_MEETING = ("summoned", "present")


class Round(NamedTuple):
    """One vote on a post: its rows, the seats that it can fill, and each row's result."""
    table: list[Record]
    number: int
    seats: int | None              # those left by the round before, or those that the sheet states
    left: int | None               # seats that the round before left open; None for a first round, or not known
    follows: bool                  # whether it goes on from the round before
    base: str                      # the field that a majority is taken of
    of: int | None
    results: list[str | None]
    margins: list[int | None]      # votes above what it takes to be elected, or below

    def having(self, result: str) -> list[Record]:
        """The rows with a result."""
        return [record for record, own in zip(self.table, self.results, strict=True) if own == result]

    @property
    def open(self) -> int | None:
        """Seats that this round leaves open; None where it isn't known who is elected."""
        if self.seats is None or None in self.results:
            return None
        return self.seats - self.results.count(ELECTED)


class Contest(NamedTuple):
    """One post with all its rounds."""
    line: Mapping[str, Any]        # of the rule's `bases`: which kind of election it is
    rounds: list[Round]

    def counted(self) -> list[Round]:
        """The rounds that count: from the last one that began anew."""
        start = max(place for place, one in enumerate(self.rounds) if not one.follows)
        return self.rounds[start:]

    @property
    def elected(self) -> list[Record]:
        """Who is elected in all."""
        return [record for one in self.counted() for record in one.having(ELECTED)]

    @property
    def seats(self) -> int | None:
        """How many were to be elected."""
        return self.counted()[0].seats

    @property
    def open(self) -> int | None:
        """How many seats are open in the end; None where that isn't known."""
        return self.rounds[-1].open


def contests(batch: Batch, law: Law) -> list[Contest]:
    """Every post of a batch."""
    if law.code not in batch.counted:
        form = batch.catalogue.forms[law.on["form"]]
        batch.counted[law.code] = by_post(batch.records(form.name), law, round_words(form.values.get("round", {})))
    found: list[Contest] = batch.counted[law.code]
    return found


def by_post(records: Iterable[Record], law: Law, words: RoundWords) -> list[Contest]:
    """Every post among these records."""
    return [_counted(tables, law) for tables in _gathered(elections(records), words)]


def elections(records: Iterable[Record]) -> Iterable[list[Record]]:
    """Records by vote: one a sheet and post, and stacked tables apart (a second round)."""
    tables: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        key = (record.file, record.sheet, record.values.get("post"), *record.columns.items())
        tables.setdefault(key, []).append(record)
    return tables.values()


def line_of(record: Record, law: Law) -> Mapping[str, Any]:
    """The line of `bases` for what this record's election is about."""
    return next(line for line in law.on["bases"]
                if "posts" not in line or is_of(record, law.on["posts"][line["posts"]]))


def is_of(record: Record, words: Iterable[str]) -> bool:
    """Whether one of these words names the record's post."""
    post = f" {plain(record.values.get('post', ''))} "
    return any(f" {plain(one)} " in post for one in words)


def _gathered(tables: Iterable[list[Record]], words: RoundWords) -> list[list[list[Record]]]:
    """Tables by post, first rounds first."""
    posts: list[list[list[Record]]] = []
    near: dict[tuple[str, str | None], list[list[list[Record]]]] = {}      # the posts of a file, and of a unit
    for table in sorted(tables, key=_order):
        places = [("file", table[0].file), *([("unit", table[0].unit)] if table[0].unit else [])]
        later = (_by_name(table, near.get(place, []), words) for place in places) if _order(table) > 1 else ()
        earlier = next(filter(None, later), None)
        if earlier is not None:
            earlier.append(table)
            continue
        posts.append([table])
        for place in places:
            near.setdefault(place, []).append(posts[-1])
    return posts


def _order(table: list[Record]) -> int:
    """The number of a round; one that is only called a later one comes behind those that are numbered."""
    code = str(table[0].values.get("round", FIRST))
    return int(code) if code.isdigit() else len(code) + 9


def _by_name(table: list[Record], here: list[list[list[Record]]], words: RoundWords) -> list[list[Record]] | None:
    """The rounds that came before this one, where it is plain which they are: by the post, or else the candidates."""
    post = words.office(table[0].values.get("post", ""))
    known = [(rounds, words.office(rounds[0][0].values.get("post", ""))) for rounds in here]
    names = _names(table)
    for found in ([rounds for rounds, own in known if own == post and post],
                  [rounds for rounds, own in known if _one_begins_the_other(own, post)],
                  [rounds for rounds in here if names and names <= _names(rounds[0])]):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _one_begins_the_other(one: str, other: str) -> bool:
    """“Ban Thanh tra nhân dân” and the same with its term of office behind."""
    return bool(one and other) and (one.startswith(f"{other} ") or other.startswith(f"{one} "))


def _names(table: list[Record]) -> set[str]:
    return {person_key(record.values["name"]) for record in table if "name" in record.values}


def _counted(tables: list[list[Record]], law: Law) -> Contest:
    line, limit, rounds = line_of(tables[0][0], law), parse_limit(law.limit), list[Round]()
    said: dict[str, int] = {}
    elected: set[str] = set()
    for table in tables:
        values = table[0].values
        if rounds and table[0].file != rounds[-1].table[0].file:
            said = {}
        said |= {key: values[key] for key in OF_THE_MEETING if key in values}
        left = rounds[-1].open if rounds else None
        follows = left != 0 and elected.isdisjoint(_names(table)) and bool(rounds)
        stated = values.get("seats")
        seats = min(filter(None, (stated, left)), default=stated) if follows else stated
        of = {**said, **values}.get(line["base"])
        votes = [record.values.get("votes") for record in table]
        rounds.append(Round(table, _number(table, rounds), seats, left, follows, line["base"], of,
                            elect(votes, seats, of, limit), margins(votes, seats, of, limit)))
        elected = (elected if follows else set()) | _names(rounds[-1].having(ELECTED))
    return Contest(line, rounds)


def _number(table: list[Record], before: list[Round]) -> int:
    """A round's own number; what is called a later vote without one is the next, and a lone by-election the first."""
    code = str(table[0].values.get("round", FIRST))
    if code.isdigit():
        return int(code)
    return before[-1].number + 1 if before else 1 if code == SUPPLEMENTARY else 2

