"""Work on a stranger's file, done apart: in a process with limits of time and memory that may be killed without loss.

Takes a function and what it is to be done to; gives its results in order, and `Lost` in place of one whose process
hung or died. The limits are set from outside: nothing inside a compiled reader can be relied on to stop it. Time is the
processor's, so that a busy machine costs no honest file; what only waits (for a drive that is gone) is given longer.
Windows knows neither limit: there the checks before reading (`grid.guard`) and the longer time hold.
"""
from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

SECONDS = 30                       # of processor time for one file: the largest honest one takes a few
WAIT = 4                           # times as long by the clock
MEMORY = 2**30                     # bytes a worker may take beyond what it starts with
GROWN = 1_000_000                  # containers that one process may leave lying before it looks which run in circles
AHEAD = 64                         # files a worker that may wait or lie ready, so that not all results are held at once
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
Result = TypeVar("Result")

_task: tuple[Callable[..., Any], tuple[Any, ...]] | None = None


class Lost(ValueError):
    """What has no result since its process was killed or died: a message's code, and its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def each(do: Callable[..., Result], to: Iterable[Any], *shared: Any, jobs: int = 1) -> Iterator[Result | Lost]:
    """`do(one, *shared)` for each one, side by side; what it raises is raised here."""
    from pebble import ProcessPool

    with ProcessPool(max_workers=jobs, context=_context(), initializer=_start, initargs=(do, shared)) as pool:
        waiting: deque[Any] = deque()
        for one in to:
            waiting.append(pool.schedule(_do, args=(one,), timeout=WAIT * SECONDS))
            if len(waiting) > AHEAD * jobs:
                yield _given(waiting.popleft())
        while waiting:
            yield _given(waiting.popleft())


def once(do: Callable[..., Result], one: Any, *shared: Any) -> Result:
    """`do(one, *shared)`, or `Lost` is raised."""
    (result,) = each(do, [one], *shared)
    if isinstance(result, Lost):
        raise result
    return result


def _given(future: Any) -> Any:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return Lost("file-took-too-long", seconds=SECONDS)
    except ProcessExpired as fault:
        return Lost("file-took-too-long", seconds=SECONDS) if fault.exitcode == OUT_OF_TIME else \
            Lost("file-stopped-reader")
    except MemoryError:
        return Lost("file-stopped-reader")


def _do(one: Any) -> Any:
    assert _task is not None
    do, shared = _task
    limit_time()
    result = do(one, *shared)
    if gc.get_count()[0] > GROWN:               # counts on though the collector is off
        gc.collect()
    return result


# --- inside the process ---------------------------------------------------------------------------------------------

def _context() -> Any:
    """Forked workers start with everything loaded; where there is no fork they load it themselves."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _start(do: Callable[..., Any], shared: tuple[Any, ...]) -> None:
    global _task
    _task = do, shared
    gc.freeze()
    gc.disable()                                # as in `run.consolidate`
    limit_memory()
    _be_quiet()


def limit_memory() -> None:
    """A ceiling for a file that the checks before reading let through."""
    try:
        import resource
    except ImportError:
        return
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return


def limit_time() -> None:
    """The end of this process, unless it is told anew that it may go on."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 1, most))


def _be_quiet() -> None:
    """What a compiled reader says as it dies goes nowhere: whoever asked gets a sentence about the file."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
