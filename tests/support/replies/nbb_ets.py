"""The National Bank's port study (SDMX-JSON 2.0) and the emissions register (CSV), hand-made."""

import csv
import gzip
import io
import json

from loaders.card import Card
from loaders.fetch.replies import Raw
from loaders.sources import ets

VARIABLES = {"VA": "Value added (in € million)", "PE": "Employment (FTE)", "IN": "Investment (in € million)"}
SECTORS = {"TO": "Total", "DI": "Direct effects", "IN": "Indirect effects", "CH": "Chemicals"}


def coded(name: str, codes: dict[str, str]) -> dict:
    return {"id": name, "values": [{"id": code, "name": label} for code, label in codes.items()]}


def message(**more: object) -> dict:
    """Hand-made SDMX-JSON 2.0: direct 100 and indirect 50 make 150, in 2023 and 2022, times not in order."""
    series = {}
    for variable in range(3):
        for sector, value in enumerate((150.0, 100.0, 50.0, 7.0)):
            if variable == 2 and sector != 1:
                continue
            series[f"0:0:{variable}:{sector}"] = {"observations": {"0": [value + 2, 0], "1": [value, 1]}}
    structure = {
        "dimensions": {
            "series": [
                coded("FREQ", {"A": "Annual"}),
                coded("AMPORTS_PORT", {"GN": "North Sea Port Flanders"}),
                coded("AMPORTS_VARIABLE", VARIABLES),
                coded("AMPORTS_SECTOR", SECTORS),
            ],
            "observation": [coded("TIME_PERIOD", {"2023": "2023", "2022": "2022"})],
        },
        "attributes": {"observation": [coded("OBS_STATUS", {"P": "Provisional", "A": "Normal"})]},
    }
    body = {
        "meta": {"prepared": "2026-04-12T16:07:17Z"},
        "data": {"structures": [structure], "dataSets": [{"series": series}]},
    }
    # 2023 is 2 more in each part, so its total must be 4 more.
    for variable in (0, 1):
        series[f"0:0:{variable}:0"]["observations"]["0"][0] = 154.0
    return body | more


def nbb_raw(mend=lambda body: None) -> Raw:
    body = message()
    mend(body)
    return Raw.of({"amports": json.dumps(body).encode()})


def structure_of(body: dict) -> dict:
    return body["data"]["structures"][0]


def register(mend=lambda rows: rows, head: tuple[str, ...] | None = None, packed: bool = True) -> Raw:
    """Hand-made extract: the shipped emissions in the register's columns, one more year, and other installations."""
    names = ("INSTALLATION_NAME", "INSTALLATION_IDENTIFIER", "REGISTRY_CODE", "PERIOD_YEAR", "VERIFIED_EMISSIONS")
    rows = []
    for row in Card.of("emissions").read().to_dict("records"):
        code, number = row["account"].split("_")
        rows.append([row["installation"], number, code, str(row["year"]), format(row["value"], ".15g")])
    for account in ets.CONFIG.accounts:
        code, number = account.split("_")
        rows.append([account, number, code, "2012", "5"])
        rows.append([account, number, code, "2024", "-1"])
    rows += [["Elsewhere", "1", "AT", "2020", "12"], ["Volvo", "190", "BE", "2023", "4321"]]
    text = io.StringIO()
    csv.writer(text).writerows([(*(head or names), "SNAPSHOT_DATE"), *([*row, "2026-09-24"] for row in mend(rows))])
    body = text.getvalue().encode()
    return Raw.of({"yearly": gzip.compress(body) if packed else body})
