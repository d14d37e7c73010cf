"""All files of an inbox read side by side, each in a worker that may die without taking another file with it.

Takes what the inbox holds; gives one `Part` a file, in order. A local worker that hangs or dies is replaced
(`cbcc_xl.apart`); any other `concurrent.futures` executor (Dask's, say) gets the bytes in batches. Such an executor
can't be told to stop a file that hangs: where nothing at all comes back for `PATIENCE`, what is still out is read here.
"""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, TimeoutError
from typing import Any, NamedTuple

from cbcc_xl.apart import SECONDS, Lost, each
from cbcc_xl.catalogue import Catalogue, Rulebook
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import UNKNOWN, UNREADABLE, Finding, Origin, Part
from cbcc_xl.text.refused import refused

BATCH = 16                         # files a task, where a task is dear
PATIENCE = 2 * BATCH * SECONDS     # in which an executor of others must finish one task at least
Progress = Callable[[int, int], None]


class Terms(NamedTuple):
    """What every file is read and judged by, wherever its worker runs. No rulebook: it isn't judged on its own."""
    catalogue: Catalogue
    rulebook: Rulebook | None = None
    decisions: Decisions = NOTHING_DECIDED


def read_all(found: Sequence[Found], terms: Terms, jobs: int | None = None, executor: Executor | None = None,
             progress: Progress | None = None) -> list[Part]:
    """The part of each file, checked on its own where a rulebook is given."""
    parts = _by_executor(found, terms, executor) if executor else \
        _by_processes(found, terms, jobs or os.cpu_count() or 1)
    done = []
    for part in parts:
        done.append(part)
        if progress:
            progress(len(done), len(found))
    return done


def read_found(file: Found, terms: Terms) -> Part:
    """One file as it lies in the inbox, read and checked on its own."""
    from cbcc_xl.checks.run import check_file
    from cbcc_xl.pipeline.decided import decided
    from cbcc_xl.pipeline.one_file import read_file

    catalogue, rulebook, decisions = terms
    try:
        data = file.read()
    except OSError as error:
        return _failed(file, "file-cant-be-opened", why=refused(error))
    try:
        part = read_file(file.name, data, catalogue, decisions, file.passwords, file.sent, file.folder)
        part = decided(part, catalogue, decisions, rulebook.day if rulebook else None)
        checked = check_file(part, catalogue, rulebook) if rulebook else []
    except Exception as error:                  # a fault of the program costs this file, not the batch, and is an error
        facts = {"what": f"{type(error).__name__}: {error}"[:200]}
        told = Finding("file-failed", catalogue.messages["file-failed"]["severity"], Origin(file.name), facts, UNKNOWN)
        return _failed(file, "file-failed", **facts)._replace(findings=(told,))
    return part._replace(findings=(*part.findings, *checked))


def _failed(file: Found, code: str, **facts: Any) -> Part:
    return Part(file.name, "", UNREADABLE, code, facts, sent=file.sent)


# --- processes of this machine ---------------------------------------------------------------------------------------

def _by_processes(found: Sequence[Found], terms: Terms, jobs: int) -> Iterator[Part]:
    if not found:
        return
    given = each(read_found, found, terms, jobs=max(1, min(jobs, len(found))))
    for file, part in zip(found, given, strict=True):
        yield _failed(file, part.code, **part.facts) if isinstance(part, Lost) else part


# --- any other executor ---------------------------------------------------------------------------------------------

def _by_executor(found: Sequence[Found], terms: Terms, executor: Executor) -> Iterator[Part]:
    """Workers may be other machines: they get bytes, not paths.

    The files of a lost batch are read again here, each in a worker of its own, so that only the one at fault is given
    up; some executors are of no more use after that.
    """
    batches = [found[start:start + BATCH] for start in range(0, len(found), BATCH)]
    futures = [_submitted(batch, terms, executor) for batch in batches]
    hangs = False
    for batch, future in zip(batches, futures, strict=True):
        parts = _given(future, futures, 0 if hangs else PATIENCE)
        if parts is None:
            hangs = hangs or (future is not None and not future.done())
            parts = _by_processes(batch, terms, os.cpu_count() or 1)
        yield from parts


def _given(future: Future[list[Part]] | None, all_of_them: Sequence[Future[list[Part]] | None],
           patience: float) -> Iterable[Part] | None:
    """The parts of a batch; None where its worker was lost, or no task at all was finished for so long."""
    while future is not None:
        done = _finished(all_of_them)
        try:
            return future.result(patience)
        except TimeoutError:
            if future.done() or _finished(all_of_them) == done:
                future.cancel()
                return None
        except Exception:                       # a lost worker, whatever its executor calls that
            return None
    return None


def _finished(futures: Sequence[Future[list[Part]] | None]) -> int:
    return sum(future is not None and future.done() for future in futures)


def _submitted(batch: Sequence[Found], terms: Terms, executor: Executor) -> Future[list[Part]] | None:
    try:
        return executor.submit(read_batch, _carried(batch), terms)
    except BrokenExecutor:                      # a batch before this one took it down
        return None


def _carried(batch: Sequence[Found]) -> list[Found]:
    """Files with their bytes; one that can't be opened stays as it is and is reported where it is read."""
    carried = []
    for file in batch:
        try:
            carried.append(file._replace(data=file.read(), path=None))
        except OSError:
            carried.append(file)
    return carried


def read_batch(batch: list[Found], terms: Terms) -> list[Part]:
    return [read_found(file, terms) for file in batch]
