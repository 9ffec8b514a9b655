"""The map of the port: ports, locks and places with industry along the canal, and the locks before and after."""

import pandas as pd
import streamlit as st

from charts import maps
from charts.points import Kind, Point, describe_points
from i18n.translator import Words
from loaders.datasets import port
from shell import arithmetic, components, map_component, tables, url_state
from shell.datasets import file_stamps

KINDS = {"port": ("#0061fa", "#6aa8ff"), "lock": ("#9c1458", "#ff8fc4"), "site": ("#65675f", "#b9bcb1")}
NOTHING = pd.DataFrame({"place": [], "value": [], "status": [], "period": [], "country": []})


def port_map(t: Words) -> None:
    """The map; a press on a point, on the map or in the list, tells what is there."""
    sites = tables.read_table("port_sites").set_index("site")
    names = dict(sites[f"name_{t.language}"])
    components.subheading(t("port.map_title"))
    components.key_message(t("port.reading_map"))
    subject = maps.Subject(t("port.map_title"), "", 0, "same")
    about = maps.describe(
        NOTHING,
        subject,
        map_component.surroundings(t),
        level="municipality",
        period="",
        expected=[],
        classes=maps.scales(NOTHING, subject),
        selected=url_state.resolve("site", list(names), default="lock-terneuzen", words=t),
        group="port",
    )
    points = [
        Point(str(key), row.lon, row.lat, row.kind, names[str(key)], t(f"port.quality_{row.quality}"))
        for key, row in sites.iterrows()
    ]
    kinds = {key: Kind(t(f"port.kind_{key}"), *colours) for key, colours in KINDS.items()}
    clicked = map_component.mount_map(
        describe_points(about, points, kinds, t, title=t("port.sites"), alone=True), "map-port"
    )
    if clicked is not None and clicked in names:
        url_state.set_query(site=clicked)
        st.rerun()
    site = url_state.choose("site", names, label=t("port.site"), words=t, default="lock-terneuzen")
    row = sites.loc[site]
    components.key_message(
        f"{names[site]}: {row[f'what_{t.language}']}. {t('port.quality_' + row['quality'] + '_long')}"
    )
    components.note(t("port.docks"), t("port.point_from", source=t.half(str(row["source"]))))
    _locks(t)


def _locks(t: Words) -> None:
    locks = _read(file_stamps("port_locks"))
    heads = ("length_m", "width_m", "depth_m", "draught_m")
    components.subheading(t("port.locks_title"))
    new, old = (locks[locks["lock"] == key].iloc[0]["draught_m"] for key in ("new_lock", "westsluis"))
    more = t.number(arithmetic.difference(new, old, 1), 1)
    components.key_message(t("port.reading_locks", new=t.number(new, 1), old=t.number(old, 1), more=more))
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
    told = [f"{row[f'name_{t.language}']}: {row[f'what_{t.language}']}" for row in locks.to_dict("records")]
    components.note(*told, t("port.locks_note"), t("port.locks_source"))


@st.cache_resource(show_spinner=False)
def _read(files: tuple[tuple[str, int], ...]) -> pd.DataFrame:
    return port.locks()


def _metres(value: float, t: Words) -> str:
    return t("map.nodata") if pd.isna(value) else tables.published_decimals(value, t)
