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
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

SECONDS = 30                       # of processor time for one file: the largest honest one takes a few
WAIT = 4                           # times as long by the clock
MEMORY = 2**30                     # bytes a worker may take beyond what it starts with
GROWN = 1_000_000                  # containers that one process may leave lying before it looks which run in circles
AHEAD = 64                         # files a worker that may wait or lie ready, so that not all results are held at once
OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
Result = TypeVar("Result")

_task: tuple[Callable[..., Any], tuple[Any, ...], float] | None = None


class Lost(ValueError):
    """What has no result since its process was killed or died: a message's code, and its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def each(do: Callable[..., Result], to: Iterable[Any], *shared: Any, jobs: int = 1) -> Iterator[Result | Lost]:
    """`do(one, *shared)` for each one, side by side; what it raises is raised here."""
    with Workers(do, *shared, jobs=jobs, seconds=SECONDS, memory=MEMORY) as workers:
        waiting: deque[Any] = deque()
        for one in to:
            waiting.append(workers.begin(one))
            if len(waiting) > AHEAD * jobs:
                yield workers.given(waiting.popleft())
        while waiting:
            yield workers.given(waiting.popleft())


def once(do: Callable[..., Result], one: Any, *shared: Any) -> Result:
    """`do(one, *shared)`, or `Lost` is raised."""
    (result,) = each(do, [one], *shared)
    if isinstance(result, Lost):
        raise result
    return result


class Workers:
    """Processes that do one thing to whatever they are given, started with the first; `seconds` and `memory` are what
    they may take for one."""

    def __init__(self, do: Callable[..., Any], *shared: Any, jobs: int = 1, seconds: float, memory: int) -> None:
        self._jobs, self._seconds, self._start = jobs, seconds, (do, shared, seconds, memory)
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.stop() if kind else self._pool.close()
            self._pool.join()

    def begin(self, one: Any) -> Any:
        """The promise of a result."""
        from pebble import ProcessPool

        if self._pool is None:
            self._pool = ProcessPool(max_workers=self._jobs, context=_context(), initializer=_start,
                                     initargs=self._start)
        return self._pool.schedule(_do, args=(one,), timeout=WAIT * self._seconds)

    def given(self, promise: Any) -> Any:
        """The result, or `Lost`."""
        from pebble import ProcessExpired

        try:
            return promise.result()
        except TimeoutError:
            return Lost("file-took-too-long", seconds=self._seconds)
        except ProcessExpired as fault:
            return Lost("file-took-too-long", seconds=self._seconds) if fault.exitcode == OUT_OF_TIME else \
                Lost("file-stopped-reader")
        except MemoryError:
            return Lost("file-stopped-reader")


def _context() -> Any:
    """Forked workers start with everything loaded; where there is no fork they load it themselves."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


# --- inside the process ---------------------------------------------------------------------------------------------

def _start(do: Callable[..., Any], shared: tuple[Any, ...], seconds: float, memory: int) -> None:
    global _task
    _task = do, shared, seconds
    gc.freeze()
    gc.disable()                                # as in `pipeline.run`
    limit_memory(memory)
    _be_quiet()


def _do(one: Any) -> Any:
    assert _task is not None
    do, shared, seconds = _task
    limit_time(seconds)
    result = do(one, *shared)
    if gc.get_count()[0] > GROWN:               # counts on though the collector is off
        gc.collect()
    return result


def limit_memory(most: int) -> None:
    """A ceiling for a file that the checks before reading let through: so many bytes beyond what is taken now."""
    try:
        import resource
    except ImportError:
        return
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + most,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return


def limit_time(seconds: float) -> None:
    """The end of this process, unless it is told anew that it may go on."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, most))


def _be_quiet() -> None:
    """What a compiled reader says as it dies goes nowhere: whoever asked gets a sentence about the file."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
