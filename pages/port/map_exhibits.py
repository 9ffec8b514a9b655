"""Exhibits of the map of the port, and of its locks before and after the new one."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import maps
from charts.points import Kind, Point, describe_points
from i18n.translator import Words
from loaders.datasets import port
from shell import exhibits, port_data
from shell.datasets import cached, note_used
from shell.exhibits import arithmetic, builder, map_descriptions, table_texts
from shell.exhibits.choices import Choice, Choices

PAGE = "port"
KINDS = {"port": ("#0061fa", "#6aa8ff"), "lock": ("#9c1458", "#ff8fc4"), "site": ("#65675f", "#b9bcb1")}
NOTHING = pd.DataFrame({"place": [], "value": [], "status": [], "period": [], "country": []})


def site_choice(t: Words) -> Choice:
    """The sites on the map."""
    sites = port_data.read_table("port_sites")
    names = dict(zip(sites["site"], sites[f"name_{t.language}"], strict=True))
    return Choice("site", names, "lock-terneuzen")


@builder
def port_map(choices: Choices, t: Words) -> Exhibit:
    """Ports, locks and places with industry along the canal."""
    site = site_choice(t)
    subject = maps.Subject(t("port.map_title"), "", 0, "same")
    base = maps.describe(
        NOTHING,
        subject,
        map_descriptions.surroundings(t),
        maps.MapView("municipality", period=""),
        classes=maps.scales(NOTHING, subject),
        frame=maps.MapFrame("port", selected=site.of(choices)),
    )
    points = [
        Point(
            row["site"],
            row["lon"],
            row["lat"],
            row["kind"],
            site.options[row["site"]],
            t(f"port.quality_{row['quality']}"),
        )
        for row in port_data.read_table("port_sites").to_dict("records")
    ]
    kinds = {key: Kind(t(f"port.kind_{key}"), *colours) for key, colours in KINDS.items()}
    described = describe_points(base, points, kinds, t, title=t("port.sites"), alone=True)
    return map_descriptions.map_exhibit("map-port", PAGE, described, t, message=t("port.reading_map"))


@builder
def locks_table(_choices: Choices, t: Words) -> Exhibit:
    """The sea locks of Terneuzen with their sizes, and what the new one adds."""
    locks = read_locks()
    # Its source line has always named the sources of the sites on the map beside it too.
    note_used("port_sites")
    heads = ("length_m", "width_m", "depth_m", "draught_m")
    new, old = (locks[locks["lock"] == key].iloc[0]["draught_m"] for key in ("new_lock", "westsluis"))
    deeper = t.number(arithmetic.difference(new, old, 1), 1)
    return exhibits.table(
        "table-harbour-locks",
        PAGE,
        [t("port.lock"), t("port.lock_since"), *(t(f"port.{head}") for head in heads)],
        [
            [row[f"name_{t.language}"], row["since"][:4], *(_metres(row[head], t) for head in heads)]
            for row in locks.to_dict("records")
        ],
        caption=t("port.locks_title"),
        message=t("port.reading_locks", new=t.number(new, 1), old=t.number(old, 1), more=deeper),
    )


@cached("port_locks")
def read_locks() -> pd.DataFrame:
    """The sea locks of Terneuzen; columns as loaders.datasets.port.locks."""
    return port.locks()


def _metres(value: float, t: Words) -> str:
    return t("map.nodata") if pd.isna(value) else table_texts.published_decimals(value, t)
