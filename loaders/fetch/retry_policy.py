"""How long to wait for a source and how often to try, and what to call its connection errors."""

import os
from dataclasses import dataclass

import requests

from loaders.errors import SourceError

NO_NAME = "its name is not known here (no internet?)"


@dataclass(frozen=True)
class RetryPolicy:
    """How long to wait, in seconds, and how often to try. NSPD_TIMEOUT and NSPD_RETRY_WAIT change `read` and `wait`.

    connect, read  until the source answers; between two pieces of its answer
    whole          until the answer is whole, however steadily it trickles in
    attempts       tries in all
    wait, most     before the second try (it doubles each time, with jitter); at most, Retry-After included
    """

    connect: float = 10.0
    read: float = 120.0
    whole: float = 1_200.0
    attempts: int = 5
    wait: float = 1.0
    most: float = 120.0

    @classmethod
    def from_environment(cls) -> "RetryPolicy":
        """The policy that the environment sets. Raises SourceError if a variable is not a number above 0."""
        read, wait = _seconds("NSPD_TIMEOUT", cls.read), _seconds("NSPD_RETRY_WAIT", cls.wait)
        return cls(connect=min(cls.connect, read), read=read, whole=10 * read, wait=wait)


def describe_error(error: Exception) -> str:
    """A connection error in words, without the library's own."""
    text = str(error)
    if isinstance(error, requests.ConnectTimeout) or "connect timeout" in text:
        return "it did not take the connection in time"
    if isinstance(error, requests.Timeout) or "timed out" in text.lower():
        return "it did not answer in time"
    for sign, words in {
        "refused": "it refused the connection",
        "resolve": NO_NAME,
        "incomplete": "the reply was cut off",
        "certificate": "its certificate is not trusted here",
        "without response": "it closed the connection without an answer",
    }.items():
        if sign in text.lower():
            return words
    return f"the connection failed ({type(error).__name__})"


def _seconds(variable: str, default: float) -> float:
    text = os.environ.get(variable, "").strip()
    try:
        value = float(text) if text else default
    except ValueError:
        value = 0.0
    if value <= 0:
        raise SourceError("refresh", f"{variable} is {text!r}; it must be a number of seconds above 0")
    return value
