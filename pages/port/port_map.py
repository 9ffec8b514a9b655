"""The map of the port: ports, locks and places with industry along the canal, and the locks before and after."""

from typing import cast

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.port import map_exhibits as exhibits
from shell import components, map_component, port_data, url_state
from shell.widgets import choose


def port_map(t: Words) -> None:
    """The map; a click on a point, on the map or in the list, shows what is there."""
    sites = port_data.read_table("port_sites").set_index("site")
    choice = exhibits.site_choice(t)
    label = t("port.site")
    selected = url_state.resolve("site", list(choice.options), default=choice.default, words=t, label=label)
    exhibit = exhibits.port_map({"site": selected}, t)
    components.subheading(t("port.map_title"))
    components.key_message(exhibit.message)
    clicked = map_component.show_map(exhibit)
    if clicked is not None and clicked in choice.options:
        url_state.set_query(site=clicked)
        st.rerun()
    site = choose(choice, label=label, words=t)["site"]
    row = cast(pd.Series, sites.loc[site])
    quality = t(f"port.quality_{row['quality']}_long")
    components.key_message(f"{choice.options[site]}: {row[f'what_{t.language}']}. {quality}")
    components.note(t("port.docks"), t("port.point_from", source=t.half(str(row["source"]))))
    components.show_with_heading(exhibits.locks_table({}, t), headed=True)
    locks = exhibits.read_locks().to_dict("records")
    texts = [f"{lock[f'name_{t.language}']}: {lock[f'what_{t.language}']}" for lock in locks]
    components.note(*texts, t("port.locks_note"), t("port.locks_source"))
