"""What loaders raise and report when data are not what they should be."""

from dataclasses import dataclass


class DatasetError(ValueError):
    """A dataset is missing, damaged, or breaks its card; the message says which, where and what to do."""


@dataclass(frozen=True)
class Fault:
    """One broken promise: which file, which row of it (1 is the header; None for the file as a whole), and why."""

    file: str
    row: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = "".join((f", row {self.row}" if self.row else "", f", column {self.column}" if self.column else ""))
        return f"{self.file}{place}: {self.reason}"


# How a refresh of a source can end. fresh: taken in, or nothing new; needs_approval: figures moved too far;
# unreachable: no answer came; invalid_reply: something else came than was asked for; local_error: this machine could
# not write or read.
RESULTS = ("fresh", "needs_approval", "unreachable", "invalid_reply", "local_error")


class SourceError(DatasetError):
    """A source did not give what it promises.

    source  its name
    reason  what was wrong
    detail  what was seen instead, in its own words (shortened)
    result  one of RESULTS
    """

    def __init__(self, source: str, reason: str, *, detail: str = "", result: str = "invalid_reply") -> None:
        self.source, self.reason, self.result = source, reason, result
        seen = " ".join(detail.split())
        self.detail = seen if len(seen) <= 200 else seen[:200] + "…"
        super().__init__(f"{source}: {reason}" + (f" (seen: {self.detail})" if self.detail else ""))
