"""The index that a browser searches: one file of JSON a language, under an address that changes with data and words.

It is made when a browser first asks for it, so that no page waits for it. Needs no Streamlit.

    texts     words of the search, of sharing and of reports, by key
    kinds     [key, title of the group] in the order of `entries.KINDS`
    ignored   words of a question that mean nothing
    places    [position of its entry, key, level on the map page] of each place
    entries   [position of the kind, label, address, detail, names, keywords, weight, places as a hexadecimal number]
"""

import hashlib
import json
import re
from datetime import date
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from i18n.synonyms import synonyms
from i18n.translator import LANGUAGES, Words, locale_texts
from loaders.card import DatasetError
from loaders.clock import today
from loaders.datasets.catalogue import catalogue
from shell import datasets
from shell.search import cooperation_entries, entries, place_entries
from shell.search.entries import KINDS, Entry, fold
from shell.server.addresses import address

NAME = re.compile(r"(?P<language>[a-z]{2})\.[0-9a-f]{12}\.json")


def index_address(language: str) -> str:
    """Where the index of the data and words of now is served; a new day may bring a project another status."""
    known = f"{datasets.data_version()} {_words_version(language)} {today()}"
    return address(f"/search/{language}.{hashlib.sha256(known.encode()).hexdigest()[:12]}.json")


@cache
def _words_version(language: str) -> str:
    """A key of all words in the index; they change only with the code, and so with a new process."""
    return hashlib.sha256(repr((locale_texts(language), synonyms(), catalogue())).encode()).hexdigest()


def find_index(request: Request) -> Response:
    """The index under its address; an address of older data leads to that of today."""
    found = NAME.fullmatch(request.path_params["file"])
    if found is None or found["language"] not in LANGUAGES:
        return JSONResponse({"error": "no such index: reload the page"}, status_code=404)
    language = found["language"]
    try:
        with datasets.same_data_version():
            now = index_address(language)
            if not now.endswith(f"/{found[0]}"):
                return RedirectResponse(now)
            return Response(_index(language, today()), media_type="application/json")
    except DatasetError as error:
        return JSONResponse({"error": str(error)}, status_code=503)


@datasets.cached(max_entries=len(LANGUAGES))
def _index(language: str, day: date) -> bytes:
    return write_index(Words(language))


def list_entries(t: Words) -> list[Entry]:
    """Everything that can be found, places first: an indicator names its places by their position."""
    return [
        *place_entries.places(t),
        *entries.pages_and_parts(t),
        *place_entries.indicators(t),
        *entries.port(t),
        *cooperation_entries.projects(t),
        *cooperation_entries.milestones(t),
        *cooperation_entries.partners(t),
    ]


def write_index(t: Words) -> bytes:
    """The index as JSON. Raises DatasetError where data are missing or damaged."""
    content = {
        "texts": t.section("search").texts(),
        "kinds": [[kind, t(f"search.kind_{kind}")] for kind in KINDS],
        "ignored": [fold(word) for word in synonyms().ignored],
        "places": [
            [position, place, place_entries.map_level(place)]
            for position, place in enumerate(place_entries.listed_places())
        ],
        "entries": [_write_entry(entry) for entry in list_entries(t)],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _write_entry(entry: Entry) -> list[str | int]:
    known = fold(entry.label).split()
    names = [word for word in dict.fromkeys(fold(" ".join(entry.names)).split()) if word not in known]
    places = f"{sum(1 << position for position in entry.places):x}" if entry.places else ""
    # The place of a result on the page stands in its address; all else is folded here, once for all readers.
    return [
        KINDS.index(entry.kind),
        entry.label,
        entry.address,
        entry.detail,
        " ".join(names),
        " ".join(entry.keywords),
        entry.weight,
        places,
    ]
