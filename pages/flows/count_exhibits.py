"""Charts and tables of movements: the newest of each count, the counts over the years, and every figure."""

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import stacked_bars
from charts.bars import period_bars
from charts.layout import SMALL_TEXT
from charts.palettes import COUNTRY
from i18n.translator import Words
from pages.flows import movement_rows
from pages.flows.movement_rows import PAGE, UNITS, format_period, format_value, name_count, name_ends
from shell import exhibits
from shell.exhibits import NoFiguresError, builder, table_texts
from shell.exhibits.choices import Choices


@builder
def newest_counts(choices: Choices, t: Words) -> Exhibit:
    """The newest figure of each count as a bar, in the colour of the country where the people come from."""
    rows = movement_rows.newest_rows(choices, t)
    if rows.empty:
        raise NoFiguresError(t("flows.no_counts"))
    part = str(rows["flow"].iloc[0])
    records = rows.to_dict("records")
    bars = rows.assign(
        place=[f"{row['counted']} {row['origin']} {row['destination']}" for row in records],
        name=[f"{name_ends(row, t)}, {format_period(row, t)}" for row in records],
        country=[str(row["origin"])[:2] for row in records],
        text=[format_value(row, t) for row in records],
    )
    # Two counts between the same ends are two bars: what was counted tells them apart.
    twice = rows[["origin", "destination"]].duplicated(keep=False)
    detailed = [_tell_apart(row, t) if same else "" for row, same in zip(records, twice, strict=True)]
    bars["name"] = bars["name"].where(~twice, pd.Series(detailed, index=bars.index))
    title = t("flows.counts_title", part=t(f"flows.part_{part}"))
    figure = period_bars(bars, words=t, unit=t(f"flows.unit_{UNITS[part]}"), colours=COUNTRY)
    texts = [f"{row['name']}: {row['text']}" for row in bars.to_dict("records")]
    return exhibits.chart(
        "flows-counts",
        PAGE,
        figure,
        title=title,
        message=describe_part(choices, t),
        alt=f"{title}. {'; '.join(texts)}.",
        source=table_texts.source_line(rows, t),
    )


def _tell_apart(row: movement_rows.Row, t: Words) -> str:
    """What was counted and when: short where there are words for it, because a long name is cut off on a phone."""
    period = format_period(row, t)
    known = t.find(f"flows.short_{row['counted']}") is not None
    return t(f"flows.short_{row['counted']}", period=period) if known else f"{name_count(row, t)}, {period}"


@builder
def by_year(choices: Choices, t: Words) -> Exhibit:
    """The counts that were made more than once, beside each other by year; a year without a count has no bar.

    Raises NoFiguresError where no count was repeated.
    """
    rows = movement_rows.leading_rows(choices, t)
    line = rows["counted"] + " " + rows["origin"] + " " + rows["destination"]
    rows = rows[line.map(line.value_counts()).gt(1)].assign(part=line)
    if rows.empty:
        raise NoFiguresError(t("flows.no_counts"))
    part = str(rows["flow"].iloc[0])
    unit = t(f"flows.unit_{UNITS[part]}")
    rows["label"] = [str(period).replace("-", "–") for period in rows["period"]]
    names = {row["part"]: f"{name_count(row, t)}: {name_ends(row, t)}" for row in rows.to_dict("records")}
    figure = table_texts.cached_chart(lambda: _draw_years(rows, names, unit, t), "flow-years", part, t.language)
    title = t("flows.years_title", part=t(f"flows.part_{part}"))
    return exhibits.chart(
        "flows-years",
        PAGE,
        figure,
        title=title,
        message=describe_part(choices, t),
        alt=stacked_bars.describe(rows, title=title, words=t, unit=unit, names=names, decimals=0),
        source=table_texts.source_line(rows, t),
    )


@builder
def every_count(choices: Choices, t: Words) -> Exhibit:
    """Every figure of a part, the newest first, with who counted and where it was read."""
    rows = movement_rows.rows_of(choices, t)
    if rows.empty:
        raise NoFiguresError(t("flows.no_counts"))
    part = str(rows["flow"].iloc[0])
    rows = rows.sort_values(["period", "value"], ascending=False, kind="stable")
    title = t("flows.table_title", part=t(f"flows.part_{part}"))
    head = [t(f"flows.{key}") for key in ("counted", "ends", "period", "value", "counted_by", "read_on")]
    return exhibits.table(
        "flows-table",
        PAGE,
        head,
        [
            [
                name_count(row, t),
                name_ends(row, t),
                format_period(row, t),
                f"{format_value(row, t)} {t('flows.unit_' + row['unit'])}".strip(),
                t.half(row["publisher"]),
                row["address"],
            ]
            for row in rows.to_dict("records")
        ],
        caption=title,
        message=describe_part(choices, t),
        source=table_texts.source_line(rows, t),
    )


def _draw_years(rows: pd.DataFrame, names: dict[str, str], unit: str, t: Words) -> go.Figure:
    """Bars beside each other, because counts overlap and are never stacked; years without a count keep their room."""
    figure = stacked_bars.stacked_bars(rows, words=t, unit=unit, names=names, decimals=0)
    for trace, part in zip(figure.data, names, strict=True):
        values = [format_value(row, t) for row in rows[rows["part"] == part].to_dict("records")]
        # On two lines: “more than 41,000” is wider than a bar on a phone.
        trace.text = ["<br>".join(value.rsplit(" ", 1)) for value in values]
    origins = [str(origin)[:2] for origin in rows.drop_duplicates("part")["origin"]]
    if sorted(origins) == sorted(COUNTRY):
        # One line from each country: the colours of the bars of the newest counts.
        for trace, country in zip(figure.data, origins, strict=True):
            trace.marker.color = COUNTRY[country]
    wide = any("<br>" in text for trace in figure.data for text in trace.text)
    figure.update_traces(textposition="outside", cliponaxis=False, constraintext="none", textfont={"size": SMALL_TEXT})
    figure.update_layout(
        barmode="group", height=380, margin={"t": 48, "r": 24 if wide else 8}, uniformtext={"mode": False}
    )
    figure.update_yaxes(tickformat=",d")
    if rows["label"].str.fullmatch(r"\d{4}").all():
        first, last = int(rows["label"].min()), int(rows["label"].max())
        figure.update_xaxes(categoryarray=[str(year) for year in range(first, last + 1)])
    return figure


def describe_part(choices: Choices, t: Words) -> str:
    """The answer in a sentence: how many, in which year, and who counted them."""
    part = movement_rows.part_choice(t).of(choices)
    rows = movement_rows.newest_rows(choices, t)
    if rows.empty:
        return ""
    sentences = [
        t(
            f"flows.said_{row['counted']}",
            value=format_value(row, t),
            period=format_period(row, t),
            ends=name_ends(row, t),
            publisher=t.half(row["publisher"]),
        )
        for row in rows.to_dict("records")
    ]
    return " ".join([*sentences, t(f"flows.overlap_{part}")])
