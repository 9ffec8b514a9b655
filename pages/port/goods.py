"""Cargo over sea by goods type, with the published total beside the sum of the types."""

import pandas as pd

from i18n.translator import Words
from pages.port import goods_exhibits as exhibits
from shell import components, plain_text, tables
from shell.exhibits import NoFiguresError
from shell.widgets import choose


def goods(t: Words) -> None:
    """Full years by goods type, with the published total across each bar."""
    choices = choose(exhibits.port_choice(t), label=t("port.scope"), words=t)
    try:
        components.show_with_heading(exhibits.goods_by_year(choices, t))
    except NoFiguresError as error:
        plain_text.info(str(error))
        return
    _, years = exhibits.read_years(choices, t)
    _addition_notes(years, exhibits.newer_totals(choices, t), t)
    tables.show_on_request(exhibits.listed_goods, choices, t)


def _addition_notes(years: pd.DataFrame, newer: list[int], t: Words) -> None:
    """In which years the goods types add up to the published total, and of which not all or none of them are known."""
    equal, different, partly = (years[years["adds"] == answer] for answer in ("yes", "no", ""))
    counts = [f"{year} ({known})" for year, known in zip(partly["year"], partly["known"], strict=True)]
    components.note(
        t("port.adds", years=", ".join(map(str, equal["year"]))) if len(equal) else "",
        t("port.adds_not", years=", ".join(map(str, different["year"]))) if len(different) else "",
        t("port.partly", years=", ".join(counts)) if counts else "",
        t("port.no_types", years=", ".join(map(str, newer))) if newer else "",
    )
