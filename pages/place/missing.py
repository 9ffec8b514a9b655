"""What a profile has no figure of, in words instead of rows of dashes. Needs no Streamlit."""

from collections.abc import Iterable

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, catalogue
from shell.exhibits import figure_texts
from shell.indicator_data import areas, figures
from shell.peers.municipal_values import country_of, places_by_indicator


def sign_across(indicator: Indicator, country: str, other: str, t: Words) -> str:
    """What stands instead of a figure of the `other` country: not comparable, or not in our sources; else nothing."""
    if country != other and indicator.comparability == "not_comparable":
        return "≠"
    if indicator.country and indicator.country != other:
        return t("map.no_counterpart", country=t(f"country.{other}"))
    return ""


def short_sign(sign: str, t: Words) -> str:
    """The same where in words it would take two lines; the key of the profile says what it means."""
    return sign if sign == "≠" else t("place.unpublished")


def describe_missing(keys: Iterable[str], place: str, other: str, t: Words) -> list[str]:
    """The indicators without a figure of the place: those of its side of the border, and those of the other side only.

    An indicator without a figure of any municipality is about larger areas and is left out; one of the other side that
    the other place has stands under its theme, see `describe_of_other_only`.
    """
    own: list[str] = []
    abroad: list[str] = []
    for key in keys:
        entry, places = catalogue()[key], places_by_indicator().get(key, frozenset())
        if not places or place in places:
            continue
        if not entry.country or entry.country == country_of(place):
            own.append(t.of(entry.label))
        elif other not in places:
            abroad.append(t.of(entry.label))
    other_side = "NL" if country_of(place) == "BE" else "BE"
    texts = [t("place.missing", name=areas(t.language).loc[place, "name"], labels=", ".join(own))] if own else []
    if abroad:
        texts.append(t(f"place.missing_in_{other_side}", labels=", ".join(abroad)))
    return texts


def describe_of_other_only(keys: Iterable[str], place: str, other: str, t: Words) -> str:
    """The indicators of which only the other place has a figure, with that figure; empty where there are none."""
    texts, found = [], places_by_indicator()
    for key in keys:
        if place in found.get(key, ()) or other not in found.get(key, ()):
            continue
        data = figures(key, t)
        row, unit = data.newest(other), figure_texts.plain_unit(data.indicator, t)
        if row is not None:
            figure = figure_texts.format_figure(row, t, data.indicator.decimals)
            texts.append(f"{t.of(data.indicator.label)} {figure} {unit}, {t.period(str(row.period))}")
    names = areas(t.language)["name"]
    return t("place.only_other", other=names[other], name=names[place], figures="; ".join(texts)) if texts else ""
