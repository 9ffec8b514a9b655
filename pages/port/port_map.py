"""The map of the port: ports, locks and places with industry along the canal, and the locks before and after."""

from typing import cast

import pandas as pd
import streamlit as st

from charts import maps
from charts.points import Kind, Point, describe_points
from i18n.translator import Words
from loaders.datasets import port
from shell import arithmetic, components, map_component, port_data, tables, url_state
from shell.datasets import cached

KINDS = {"port": ("#0061fa", "#6aa8ff"), "lock": ("#9c1458", "#ff8fc4"), "site": ("#65675f", "#b9bcb1")}
NOTHING = pd.DataFrame({"place": [], "value": [], "status": [], "period": [], "country": []})


def port_map(t: Words) -> None:
    """The map; a click on a point, on the map or in the list, shows what is there."""
    sites = port_data.read_table("port_sites").set_index("site")
    names = dict(sites[f"name_{t.language}"])
    components.subheading(t("port.map_title"))
    components.key_message(t("port.reading_map"))
    subject = maps.Subject(t("port.map_title"), "", 0, "same")
    base = maps.describe(
        NOTHING,
        subject,
        map_component.surroundings(t),
        maps.MapView("municipality", period=""),
        classes=maps.scales(NOTHING, subject),
        frame=maps.MapFrame("port", selected=url_state.resolve("site", list(names), default="lock-terneuzen", words=t)),
    )
    points = [
        Point(row["site"], row["lon"], row["lat"], row["kind"], names[row["site"]], t(f"port.quality_{row['quality']}"))
        for row in sites.reset_index().to_dict("records")
    ]
    kinds = {key: Kind(t(f"port.kind_{key}"), *colours) for key, colours in KINDS.items()}
    clicked = map_component.mount_map(
        describe_points(base, points, kinds, t, title=t("port.sites"), alone=True), "map-port"
    )
    if clicked is not None and clicked in names:
        url_state.set_query(site=clicked)
        st.rerun()
    site = url_state.choose("site", names, label=t("port.site"), words=t, default="lock-terneuzen")
    row = cast(pd.Series, sites.loc[site])
    quality = t(f"port.quality_{row['quality']}_long")
    components.key_message(f"{names[site]}: {row[f'what_{t.language}']}. {quality}")
    components.note(t("port.docks"), t("port.point_from", source=t.half(str(row["source"]))))
    _locks(t)


def _locks(t: Words) -> None:
    """The sea locks of Terneuzen with their sizes, and what the new one adds."""
    locks = _read_locks()
    heads = ("length_m", "width_m", "depth_m", "draught_m")
    components.subheading(t("port.locks_title"))
    new, old = (locks[locks["lock"] == key].iloc[0]["draught_m"] for key in ("new_lock", "westsluis"))
    deeper = t.number(arithmetic.difference(new, old, 1), 1)
    components.key_message(t("port.reading_locks", new=t.number(new, 1), old=t.number(old, 1), more=deeper))
    components.table(
        [t("port.lock"), t("port.lock_since"), *(t(f"port.{head}") for head in heads)],
        [
            [row[f"name_{t.language}"], row["since"][:4], *(_metres(row[head], t) for head in heads)]
            for row in locks.to_dict("records")
        ],
        key="harbour-locks",
        caption=t("port.locks_title"),
        headed=True,
    )
    texts = [f"{row[f'name_{t.language}']}: {row[f'what_{t.language}']}" for row in locks.to_dict("records")]
    components.note(*texts, t("port.locks_note"), t("port.locks_source"))


@cached("port_locks")
def _read_locks() -> pd.DataFrame:
    return port.locks()


def _metres(value: float, t: Words) -> str:
    return t("map.nodata") if pd.isna(value) else tables.published_decimals(value, t)
