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
