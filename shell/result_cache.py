"""A cache of the results of one function, shared by all threads. Needs no Streamlit: builders run without it."""

import inspect
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class _Entry:
    """One result; its lock makes other threads that want the same one wait instead of computing it too."""

    def __init__(self) -> None:
        # Reentrant, so that a function that calls itself with the same arguments fails as recursion, not as a hang.
        self.lock = threading.RLock()
        self.known = False
        self.value: Any = None


class ResultCache:
    """The results of `compute` by version and arguments, without arguments whose name begins with an underscore."""

    def __init__(self, compute: Callable[..., Any], max_entries: int | None = None) -> None:
        """max_entries: how many results stay, those that were used last; all of them where it is None."""
        self._compute, self._max_entries = compute, max_entries
        self._signature = inspect.signature(compute)
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: str, *args: Any, **named: Any) -> Any:
        """The result for these arguments; an error is raised and not kept. Raises TypeError for an unhashable one."""
        values = self._signature.bind(*args, **named).arguments.items()
        key = (version, *((name, value) for name, value in values if not name.startswith("_")))
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            if self._max_entries and len(self._entries) > self._max_entries:
                self._entries.popitem(last=False)
        with entry.lock:
            if not entry.known:
                entry.value = self._compute(*args, **named)
                entry.known = True
        return entry.value

    def clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self._entries.clear()
