"""What was changed is written after a short pause, and nothing that was changed is forgotten.

Takes names of things that changed, from whatever thread (a notebook's kernel answers the browser on several), and a
function that writes one of them and says whether it could. What can't be written waits for the next change. A change
that comes while its thing is being written waits until that is done, and is written after it.
"""
from __future__ import annotations

from collections.abc import Callable
from threading import RLock, Timer


class Saving:
    """`pause` in seconds; 0 writes at once."""

    def __init__(self, write: Callable[[str], bool], pause: float) -> None:
        self.write, self.pause = write, pause
        self.waiting: dict[str, None] = {}
        self._lock = RLock()
        self._timer: Timer | None = None

    def soon(self, *names: str) -> None:
        """These have changed."""
        if not names:
            return
        with self._lock:
            self.waiting |= dict.fromkeys(names)
            if not self.pause:
                self.now()
                return
            self._stop()
            self._timer = Timer(self.pause, self.now)              # no daemon: a kernel that ends writes first
            self._timer.start()

    def now(self) -> None:
        """Write all that waits."""
        with self._lock:
            self._stop()
            self.waiting = {name: None for name in self.waiting if not self.write(name)}

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
