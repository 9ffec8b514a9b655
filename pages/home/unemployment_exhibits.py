"""The concepts of unemployment side by side: what each counts, its figures for the six, and which two are nearest.

Needs no Streamlit. No two of them ever stand on one scale.
"""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.home.newest_figures import list_figures, newest_figures
from pages.home.side_figures import SideFigure, describe_side, own_side
from pages.home.side_rows import chosen_pair
from shell import exhibits
from shell.datasets import cached
from shell.exhibits import builder, figure_texts
from shell.exhibits.choices import Choices
from shell.indicator_data import Figures, figures, offered_indicators

# Every rate of the catalogue: the Belgian ones, the Dutch one, the survey of both, and figures without a definition.
CONCEPTS = (
    *("unemployment_administrative", "unemployment_insured", "unemployment_census", "job_seeker_rate"),
    *("unemployed_share_25_64", "unemployment_ilo", "survey_unemployment", "unemployment_undefined"),
)
# The two that are nearest: both are a share of the labour force, of a whole year, for municipalities.
NEAREST = ("unemployment_administrative", "unemployment_ilo")
# One survey for both countries, for provinces; a refresh brings its figures.
SURVEY = "survey_unemployment"


@builder
def concepts(choices: Choices, t: Words) -> Exhibit:
    """Each concept with who counts, who does not, what it is divided by, its date and its newest figures."""
    keys = ("concept", "counted", "left_out", "divided_by", "date", "six_figures", "publisher")
    return exhibits.table(
        "unemployment-concepts",
        "home",
        [t(f"sides.{key}") for key in keys],
        _rows(t.language),
        caption=t("sides.unemployment"),
        message=answer(choices, t),
        source=t("sides.source"),
        comparability=t("sides.nearest_two"),
    )


@cached("indicators", "places")
def _rows(language: str) -> list[list[str]]:
    t, offered = Words(language), offered_indicators()
    return [_concept(figures(key, t), t) for key in CONCEPTS if key in offered]


def answer(choices: Choices, t: Words) -> str:
    """The figures of the chosen pair by the two nearest concepts, and that they do not compare."""
    sides = [own_side(figures(key, t), place) for key, place in zip(NEAREST, chosen_pair(choices, t), strict=True)]
    belgian, dutch = (describe_side(side, t) for side in sides)
    return f"{t('sides.answer', belgian=belgian, dutch=dutch)} {_years_apart(sides, t)}".strip()


def _years_apart(sides: list[SideFigure], t: Words) -> str:
    years = [int(side.row.year) for side in sides if side.row is not None]
    apart = max(years) - min(years) if len(years) > 1 else 0
    return t(f"sides.year{'' if apart == 1 else 's'}_apart", count=t.number(apart)) if apart else ""


def survey_note(t: Words) -> str:
    """What the survey that compares has: its figures, or that there are none yet."""
    if SURVEY not in offered_indicators():
        return t("sides.survey_missing")
    data = figures(SURVEY, t)
    sides = "; ".join(describe_side(own_side(data, place), t) for place in ("BE23", "NL34"))
    return t("sides.survey", sides=sides)


def _concept(data: Figures, t: Words) -> list[str]:
    indicator, rows = data.indicator, newest_figures(data)
    breaks = [t.of(one.why) for one in indicator.breaks if set(one.areas) & set(SIX)]
    return [
        f"{_country(indicator, t)}: {t.of(indicator.label)}",
        t(f"sides.counted_{indicator.key}"),
        " ".join([t(f"sides.left_out_{indicator.key}"), *breaks]),
        t(f"sides.divided_{indicator.key}"),
        t.of(indicator.reference),
        list_figures(rows, indicator, t) or t("map.nodata"),
        figure_texts.list_names(figure_texts.publishers(rows, t), t) or "–",
    ]


def _country(indicator: Indicator, t: Words) -> str:
    return t(f"country.{indicator.country}") if indicator.country else t("sides.both_countries")
