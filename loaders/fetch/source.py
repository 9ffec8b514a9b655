"""A live source: who publishes it, where it is asked, which datasets it feeds; and the error it refuses with.

A source module has `SOURCE`, `fetch(client)` which asks for what it needs, and `parse(raw)` which is pure: no clock,
no network, no geodata. So a parse can be repeated from the kept reply, and tested without a network.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.card import DatasetError


@dataclass(frozen=True)
class Source:
    """One source of live data.

    name      key on the command line, in messages and of its folder with raw files
    title     what it is, in Dutch and English
    base      address that relative ones are joined to
    variable  environment variable that overrides `base`
    datasets  datasets of geodata/ it feeds
    figures   keys of indicator_sources (the column `source`) whose rows are this source's; empty: those it delivers
    others    further hosts it asks: environment variable -> base address
    pause     seconds to leave between two requests, where its usage policy asks for that
    days      after how many days without a successful refresh a page says that the data may be out of date
    """

    name: str
    title: Mapping[str, str]
    publisher: str
    licence: str
    base: str
    variable: str
    datasets: tuple[str, ...]
    figures: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    days: int = 120

    def address(self, asked: str) -> str:
        """The full address of what is asked, with each base replaced where its variable says so.

        Absolute addresses too: a page names the next one in full, and a played source must not lead to the real one.
        """
        full = asked if asked.startswith(("http://", "https://")) else f"{self.base.rstrip('/')}/{asked.lstrip('/')}"
        for variable, base in {self.variable: self.base, **self.others}.items():
            instead = os.environ.get(variable, "").strip()
            if instead and full.startswith(base.rstrip("/")):
                return instead.rstrip("/") + full[len(base.rstrip("/")) :]
        return full


class SourceError(DatasetError):
    """A source did not give what it promises.

    source  its name
    reason  what was wrong
    told    what was seen instead, in its own words (shortened)
    kind    "silent" where no answer came at all, "held" where consent is needed, else "wrong"
    """

    def __init__(self, source: str, reason: str, *, told: str = "", kind: str = "wrong") -> None:
        self.source, self.reason, self.kind = source, reason, kind
        seen = " ".join(told.split())
        self.told = seen if len(seen) <= 200 else seen[:200] + "…"
        super().__init__(f"{source}: {reason}" + (f" (seen: {self.told})" if self.told else ""))
