"""Every live source of figures on loopback: each request of its `fetch` has a reply, and no other request has."""

import hashlib
from collections.abc import Callable, Iterable

import pytest
import requests

from loaders.fetch.replies import Raw
from loaders.fetch.source import Source, SourceError
from loaders.sources.registry import modules
from tests.support.played import cbs_recorded, changed, recorded
from tests.support.replies import bestat as bestat_made
from tests.support.replies import cbs as cbs_made
from tests.support.replies import eurostat as eurostat_made
from tests.support.replies import nbb_ets as nbb_made
from tests.support.replies import onem as onem_made
from tests.support.replies import statbel as statbel_made

PAGE = b'<html><a href="/sites/default/files/made/TF_PSNL_INC_TAX_MUNTY.zip">zip</a></html>'
# Recorded replies, or hand-made ones with recorded figures: only these can be compared with the shipped figures.
RECORDED = {
    "cbs": "recorded",
    "statbel-permits": "recorded",
    "statbel-income": "recorded",
    "bestat": "recorded; the year of the households is hand-made",
    "eurostat-port": "hand-made, with the figures of Eurostat's yearbook",
    "ets": "hand-made of the shipped figures",
}
# Both ask for these lists of one table, at one address.
SHARED = ("properties", "measures", "periods", "regions")
Answers = dict[tuple[str, bytes], tuple[bytes, str]]


def replies() -> dict[str, Raw]:
    """The replies to all requests by source: recorded where there are some, else hand-made as documented."""
    thousand = [cbs_made.observation("M000308_3", region, "2024JJ00", 12.3) for region in cbs_made.MUNICIPALITIES]
    many = [cbs_made.observation("M000200_2", region, "2024JJ00", 1234) for region in cbs_made.MUNICIPALITIES]
    ours = {code: label for code, label in eurostat_made.PORTS.items() if code[3:] in ("0BEGNE", "0NLZSP")}
    return {
        "cbs": cbs_recorded("03759ned", "83625NED"),
        "cbs-ages": ages_of_the_recorded_table(),
        "cbs-regional": cbs_made.handmade(cbs_made.REGIONAL, [*cbs_made.THREE, *thousand, *many]),
        "cbs-port": cbs_made.handmade(cbs_made.PORT, [cbs_made.port_row("2024JJ00", 41000)], lists=cbs_made.PORT_LISTS),
        "statbel": statbel_made.every_year(),
        "statbel-houses": statbel_made.houses(statbel_made.HOUSES),
        "statbel-permits": statbel_made.permits(),
        "statbel-income": Raw.of({"page": PAGE, "income": recorded("statbel_opendata/TF_PSNL_INC_TAX_MUNTY.zip")[0]}),
        "statbel-movement": statbel_made.movement({"2024": statbel_made.MOVED, "2025": statbel_made.MOVED}),
        "bestat": bestat_made.views(),
        "onem": onem_made.rates(onem_made.ROWS),
        "eurostat": eurostat_made.replies(),
        "eurostat-accounts": eurostat_made.accounts({"CP_MEUR": "Current prices, million euro"}),
        "eurostat-port": eurostat_made.port_replies(reply=eurostat_made.ports(ours, before=("2022", "2023"))),
        "nbb": nbb_made.nbb_raw(),
        "ets": nbb_made.register(),
    }


def ages_of_the_recorded_table() -> Raw:
    """Hand-made ages, with the recorded code lists of their table."""
    lists = cbs_recorded("03759ned")
    ages = cbs_made.by_age(cbs_made.PERSONS, cbs_made.WOMEN)
    return changed(ages, **{f"03759ned__{name}": lists.body(f"03759ned/{name}") for name in SHARED})


class Listener:
    """Replaces the client of a source: records each request, and returns the reply."""

    def __init__(self, source: Source, raw: Raw) -> None:
        self.source, self.raw, self.answers = source, raw, Answers()

    def get(self, name, address, *, params=None, method="GET", data="", kinds=("application/json",), **_) -> bytes:
        if name not in self.raw.names():
            raise SourceError(self.source.name, "it answered 404 Not Found")
        path = requests.Request(method, self.source.address(address), params=params).prepare().path_url
        self.answers[path, data.encode()] = (self.raw.body(name), kinds[0])
        return self.raw.body(name)


def variables(names: Iterable[str], url: str) -> dict[str, str]:
    """Each variable with a base address of these sources, set to its own path of a server."""
    sources = [modules()[name].SOURCE for name in names]
    return {one: f"{url}/{one}" for source in sources for one in (source.variable, *source.others)}


def answers(replies: dict[str, Raw]) -> dict[str, Callable]:
    """The answers of the server, by the variable with its address."""
    said: Answers = {}
    with pytest.MonkeyPatch.context() as patched:
        for variable, address in variables(replies, "http://played").items():
            patched.setenv(variable, address)
        for name, raw in replies.items():
            listener = Listener(modules()[name].SOURCE, raw)
            modules()[name].fetch(listener)
            said |= listener.answers

    def answer(handler, _: int) -> None:
        body, kind = said.get((handler.path, handler.sent), (b"not played", ""))
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        if not kind:
            handler.say(body, 404, "text/plain")
        elif handler.headers.get("If-None-Match") == etag:
            handler.say(b"", 304)
        else:
            handler.say(body, kind=kind, ETag=etag)

    return dict.fromkeys(variables(replies, ""), answer)
