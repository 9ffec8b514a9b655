"""What is being done about emissions: projects by stage, what companies state, and targets with the measured path."""

import pandas as pd
import streamlit as st

from charts import paths
from charts import series as lines
from shell import draw, emissions, observed, plain_text
from shell.choices import choose
from shell.figures import areas
from shell.observed import word
from shell.words import Words

STAGES = ("built", "under_construction", "funded", "announced", "postponed", "cancelled")
THEMES = ("ccs", "hydrogen", "steel", "wind", "solar", "heat", "grid")
# Asked for and looked for; the collected sources say nothing about them in the port.
NOT_FOUND = ("cracking", "shore_power")


def projects(t: Words) -> None:
    """Every project with its newest dated step, by theme and stage."""
    left, right = st.columns([6, 6], vertical_alignment="bottom", gap="medium")
    themes = {"ALL": t("climate.theme_ALL")} | {key: t(f"climate.theme_{key}") for key in (*THEMES, *NOT_FOUND)}
    stages = {"ALL": t("climate.stage_ALL")} | {key: t(f"climate.stage_{key}") for key in STAGES}
    with left:
        theme = choose("energy", themes, label=t("theme.label"), words=t)
    with right:
        stage = choose("stage", stages, label=t("climate.stage"), words=t)
    table = observed.rows("energy_stages").sort_values(["project", "date"])
    newest = table.groupby("project").tail(1)
    here = newest[newest["theme"].isin([theme] if theme != "ALL" else THEMES)]
    counted = here["stage"].value_counts()
    here = here[here["stage"].isin([stage] if stage != "ALL" else STAGES)]
    draw.part(t("climate.projects_title"))
    if here.empty:
        plain_text.info(t("climate.no_project", theme=themes[theme], stage=stages[stage]))
    else:
        told = ", ".join(f"{counted[key]} {t(f'climate.stage_{key}').lower()}" for key in STAGES if key in counted)
        draw.reading(t("climate.reading_projects", count=t.number(counted.sum()), told=told, theme=themes[theme]))
        names = areas(t.language)["name"]
        order = {key: place for place, key in enumerate(STAGES)}
        rows = here.assign(order=here["stage"].map(order)).sort_values(["order", "theme", "date"])
        draw.table(
            [t("climate.project"), t("climate.stage"), t("climate.what"), t("climate.read_on")],
            [
                [
                    f"{row[f'name_{t.language}']} ({names[row['area']]})",
                    f"{t('climate.stage_' + row['stage'])}, {day(str(row['date']), t)}",
                    _steps(table, row, t),
                    observed.where(str(row["source"]), t),
                ]
                for row in rows.to_dict("records")
            ],
            caption=t("climate.projects_title"),
            words=True,
            headed=True,
        )
    draw.note(t("climate.stages_note"), t("climate.not_found"))


def _steps(table: pd.DataFrame, newest: dict[str, object], t: Words) -> str:
    """What happened last, and when it was announced if that was before."""
    before = table[(table["project"] == newest["project"]) & (table["date"] < str(newest["date"]))]
    text = str(newest[f"what_{t.language}"])
    if before.empty:
        return text
    steps = ", ".join(f"{t(f'climate.stage_{row.stage}').lower()} {day(row.date, t)}" for row in before.itertuples())
    return f"{text} {t('climate.earlier', steps=steps)}"


def day(date: str, t: Words) -> str:
    """A date as precise as it is known: 2021, September 2021, 28 September 2021."""
    parts = date.split("-")
    if len(parts) == 1:
        return date
    stamp = pd.Timestamp(f"{date}-01" if len(parts) == 2 else date).date()
    told = t.date(stamp)
    return told.split(" ", 1)[1] if len(parts) == 2 else told


def statements(t: Words) -> None:
    """What companies, port and press state, as they state it: a table, never a line."""
    table = observed.rows("energy_projects")
    themes = {"ALL": t("climate.theme_ALL")} | {
        key: t(f"climate.theme_{key}") for key in ("emissions", "circular", *THEMES) if key in set(table["theme"])
    }
    theme = choose("stated", themes, label=t("theme.label"), words=t, default="emissions")
    here = table if theme == "ALL" else table[table["theme"] == theme]
    draw.part(t("climate.statements_title"))
    draw.table(
        [
            t("climate.who"),
            t("climate.what"),
            t("period.label"),
            t("port.value"),
            t("climate.kind"),
            t("climate.read_on"),
        ],
        [
            [
                word(str(row.entity), t),
                word(str(row.measure), t),
                t("period.undated") if row.period == "undated" else str(row.year),
                _stated(row, t),
                t(f"status.{row.status}"),
                observed.where(str(row.source), t, str(row.address or "")),
            ]
            for row in here.sort_values(["entity", "period", "measure"]).itertuples()
        ],
        caption=t("climate.statements_title"),
        words=True,
        headed=True,
    )
    draw.note(t("climate.statements_note"))
    observed.differing(here, t)


def _stated(row: object, t: Words) -> str:
    value, unit = float(row.value), str(row.unit)  # type: ignore[attr-defined]
    # A year is its own unit.
    return str(int(value)) if unit == "year" else f"{observed.exact(value, t)} {word(unit, t)}"


def targets(page: str, t: Words) -> None:
    """A target with the measured path beside it, and how far that is from the line that would meet it."""
    table = observed.rows("port_targets").set_index("target")
    table = table[table["page"] == page]
    names = {str(key): f"{row[f'name_{t.language}']} ({row['year']})" for key, row in table.iterrows()}
    key = choose("target", names, label=t("target.label"), words=t)
    row = table.loc[key]
    target = paths.Target(row["base_value"], int(row["base_year"]), row["value"], int(row["year"]))
    unit = word(row["unit"], t) if row["unit"] in ("jobs", "persons") else str(row["unit"])
    decimals = {"jobs": 0, "%": 1}.get(str(row["unit"]), 1 if page == "port" else 2)
    draw.part(names[key])
    measured = _observed(str(row["observed"]), str(row["unit"]), target, t) if row["comparable"] != "not" else None
    told = {"base": t.number(target.base, decimals), "base_year": target.base_year, "unit": unit}
    told |= {"value": t.number(target.value, decimals), "year": target.year}
    start = t("target.reading", **told)
    off = paths.distance(target, measured) if measured is not None else None
    if off is None:
        why = t("target.none") if measured is not None else t("target.not")
        draw.reading(f"{start} {why}")
    else:
        side = "target.under" if off.off < 0 else "target.over"
        words = {"at": off.year, "measured": t.number(off.value, decimals), "line": t.number(off.line, decimals)}
        gap = t.number(abs(off.off), max(decimals, 1))
        draw.reading(f"{start} {t(side, **words, gap=gap, unit=t('target.points') if unit == '%' else unit)}")
    shown = measured if measured is not None else pd.DataFrame({"year": [], "value": []})
    figure = paths.path(
        target, shown, words=t, unit=unit, decimals=decimals, name=t("target.measured"), line_name=t("target.line")
    )
    if events := observed.milestones(t):
        within = [one for one in events if target.base_year <= one[0] <= target.year]
        lines.upright(figure, within, pd.Series([target.base, target.value, *shown["value"]], dtype=float), t)
    draw.show(figure, key="target", alt=f"{names[key]}. {start}", source=t("observed.read", site=str(row["source"])))
    compared = t(f"target.compared_{row['comparable']}")
    draw.note(
        f"{compared} {row[f'why_{t.language}']}", t("target.even"), t("climate.covid") if page == "climate" else ""
    )


def _observed(series: str, unit: str, target: paths.Target, t: Words) -> pd.DataFrame | None:
    """The measured years that go with a target, in its unit; none where there is no such series."""
    kind, _, rest = series.partition(":")
    if kind == "cargo":
        measure, category = rest.split(":")
        table = observed.cargo()
        here = table[(table["scope"] == "NSP") & (table["measure"] == measure) & (table["category"] == category)]
        here = here[(here["period"] == "FY") & (here["series"] == "own count") & (here["status"] == "measured")]
        return here[["year", "value"]].astype({"year": int})
    if kind != "ets":
        return None
    sums = emissions.sums("site" if rest else "area")
    sums = sums[sums["line"] == rest] if rest else sums
    each = sums.groupby("year", as_index=False)["value"].sum().astype({"year": int})
    if unit == "%":
        base = float(each.loc[each["year"] == target.base_year, "value"].iloc[0])
        each["value"] = 100 * each["value"] / base
    return each[["year", "value"]]
