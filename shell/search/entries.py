"""What can be found, in the reader's language: each entry with its address and the words that lead to it.

Needs no Streamlit. Entries of places, indicators and the cooperation stand in modules of their own.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from i18n.synonyms import synonyms
from i18n.translator import LANGUAGES, Words
from shell.briefing.choice_keys import KEYS
from shell.datasets import plain_table

# In the order in which kinds stand below each other where they fit equally well.
KINDS = ("page", "indicator", "place", "port", "project", "milestone", "partner")
# How many words of a longer text lead to its entry.
MOST_KEYWORDS = 30
SHORTEST_KEYWORD = 3
# Page, key in its address, and the texts that name its parts: the key of each is what follows the prefix.
PARTS = (
    ("home", "home", "sides.part_"),
    ("map", "face", "map.face_"),
    ("place", "sheet", "place.sheet_"),
    ("flows", "flow", "flows.part_"),
    ("climate", "climate", "climate.part_"),
    ("trajectory", "section", "trajectory.section_"),
    ("scenarios", "studio", "studio.part_"),
)
PORT_PARTS = (
    ("subject", "port.part_"),
    ("subject=cargo&measure", "port.subject_"),
    ("subject=trade&trade", "port.trade_"),
    ("subject=economy&economy", "port.economy_"),
)
# Figures that only a refresh brings: the text that names them, and their measure in the dataset port_cargo.
AWAITED = {"port.subject_plus": "seaborne, gross-plus weight"}
DATA_PARTS = {"datasets": "data.datasets", "indicators": "data.indicators", "coverage": "data.coverage"}


@dataclass(frozen=True)
class Entry:
    """One thing to find.

    kind      one of KINDS
    address   page and choices, as in a link: `map?indicator=house_price`
    detail    what stands below the label: places and years, a date, a page
    names     other names and synonyms
    keywords  words of a longer text, such as a definition
    weight    -1 to 4: of two entries that fit equally well the one with more comes first
    places    of an indicator: the positions of the places with a figure in the list of places
    """

    kind: str
    label: str
    address: str
    detail: str = ""
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    weight: int = 0
    places: tuple[int, ...] = ()


def address(page: str, **choices: str) -> str:
    """Page and choices as an entry has them."""
    return f"{page}?{urlencode(choices)}" if choices else page


def fold(text: str) -> str:
    """A text as it is searched: small letters without accents, ij as y, one space between words.

    `fold` in search_ranking.js does the same with a question.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "").replace("ij", "y")).strip()


def pick_keywords(texts: Iterable[str], *known: str) -> tuple[str, ...]:
    """The words of longer texts, each once, without those that mean nothing or are `known` already."""
    left_out = {*synonyms().ignored, *fold(" ".join(known)).split()}
    words = dict.fromkeys(fold(" ".join(texts)).split())
    return tuple(word for word in words if len(word) >= SHORTEST_KEYWORD and word not in left_out)[:MOST_KEYWORDS]


def other_language(t: Words) -> Words:
    """The language that the reader did not choose: its labels are other names."""
    return Words(next(language for language in LANGUAGES if language != t.language))


def pages_and_parts(t: Words) -> list[Entry]:
    """The pages and their parts."""
    other = other_language(t)
    entries = []
    for page in KEYS:
        # The lead of some pages names what was chosen: {name}.
        texts = [re.sub(r"\{\w+\}", "", t.find(f"{page}.{text}") or "") for text in ("title", "lead")]
        label = t(f"page.{page}")
        names = (other(f"page.{page}"), *synonyms().addresses.get(page, ()))
        keywords = pick_keywords(texts, label, *names)
        entries.append(Entry("page", label, page, t("search.page"), names, keywords, weight=1))
    for page, key, prefix in PARTS:
        entries += [_part("page", page, f"{page}?{key}={value}", f"{prefix}{value}", t) for value in _values(prefix, t)]
    entries += [_part("page", "data", f"data?part={value}", name, t) for value, name in DATA_PARTS.items()]
    return [*entries, _part("page", "data", "data?part=fresh", "refresh.part", t)]


def port(t: Words) -> list[Entry]:
    """What the page on the port has: parts, measures, targets and sites; and the targets of the climate page."""
    measures = {*plain_table("port_cargo")["measure"]}
    entries = [
        _part("port", "port", f"port?{key}={value}", f"{prefix}{value}", t)
        for key, prefix in PORT_PARTS
        for value in _values(prefix, t)
        if AWAITED.get(f"{prefix}{value}") in {None, *measures}
    ]
    name, other = f"name_{t.language}", f"name_{other_language(t).language}"
    for row in plain_table("port_targets").to_dict("records"):
        key = "subject" if row["page"] == "port" else "climate"
        where = address(str(row["page"]), **{key: "targets", "target": str(row["target"])})
        detail = f"{t('search.target')} · {row['year']}"
        entries.append(Entry("port", str(row[name]), where, detail, (str(row[other]),)))
    for row in plain_table("port_sites").to_dict("records"):
        where = address("port", subject="map", site=str(row["site"]))
        keywords = pick_keywords([str(row[f"what_{t.language}"])], str(row[name]))
        entries.append(Entry("port", str(row[name]), where, t("search.site"), (str(row[other]),), keywords))
    return entries


def _values(prefix: str, t: Words) -> list[str]:
    section, _, start = prefix.partition(".")
    return [key.removeprefix(start) for key in t.section(section).texts() if key.startswith(start)]


def _part(kind: str, page: str, where: str, name: str, t: Words) -> Entry:
    synonymous = synonyms().addresses.get(where, ())
    # A part that has words of its own answers a whole question, where an indicator has one of its figures.
    weight = 2 if synonymous else 0
    return Entry(kind, t(name), where, t(f"page.{page}"), (other_language(t)(name), *synonymous), weight=weight)
