"""Statbel's list of areas (REFNIS): whether our municipalities are still those, in the areas they were in.

When municipalities merge, their numbers vanish or mean another area. Every Statbel file is read by number, so a refresh
fetches this list first, if the source has it.

File     TU_COM_REFNIS.txt: "|", UTF-8 with a BOM, one row per place and validity; dates as 31/12/9999
Source   https://statbel.fgov.be, CC BY 4.0
"""

import csv
import io
from contextlib import suppress

from loaders.fetch.areas import Municipality, has_name, municipalities, remark_on_missing, required
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import require_all
from loaders.fetch.source import Fetcher, SourceError

PATH = "REFNIS%20code/TU_COM_REFNIS.txt"
ALWAYS = "31/12/9999"
COLUMNS = ("CD_REFNIS", "CD_SUP_REFNIS", "TX_REFNIS_NL", "DT_VLDT_END")


def fetch(client: Fetcher) -> None:
    """Fetch the list; without it the figures can still be read."""
    with suppress(SourceError):
        client.get("refnis", queries().statbel.root + PATH, kinds=("text/plain", "application/octet-stream"))


def check(raw: Raw, source: str) -> list[str]:
    """Remarks on municipalities that are not in the list.

    Raises SourceError if one of the six is not in force any more, or any of ours is another one.
    """
    if "refnis" not in raw.names():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(raw.body("refnis").decode("utf-8-sig")), delimiter="|"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(source, "refnis: no readable list of areas", detail=str(error)) from error
    require_all(source, "refnis, columns", rows[0] if rows else {}, COLUMNS)
    now = {str(row["CD_REFNIS"]).strip(): row for row in rows if str(row["DT_VLDT_END"]).strip() == ALWAYS}
    ours = municipalities("BE")
    require_all(source, "refnis, in force", now, required(ours))
    for code, town in ours.items():
        if code not in now:
            continue
        name, above = str(now[code]["TX_REFNIS_NL"]).strip(), _above(code, now)
        expected = _expected(town)
        if not has_name(name, town.name) or expected not in above:
            raise SourceError(
                source, f"refnis: {code} is not {town.name} in {expected} any more", detail=", ".join([name, *above])
            )
    return remark_on_missing("refnis, in force", now, ours.values())


def _above(code: str, now: dict[str, dict[str, str]]) -> list[str]:
    """The arrondissement and the province of a municipality."""
    arrondissement = str(now[code]["CD_SUP_REFNIS"]).strip()
    province = now.get(arrondissement, {}).get("CD_SUP_REFNIS", "")
    return [arrondissement, str(province).strip()]


def _expected(town: Municipality) -> str:
    """The code of the arrondissement or province that makes the area we place it in."""
    config = queries().statbel
    codes = {place: code for code, place in {**config.parents, **config.arrondissements}.items()}
    return codes[town.parent]
