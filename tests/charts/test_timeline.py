"""The drawing of the timeline, and the page around it."""

import itertools
import json
from datetime import date

import pandas as pd
import pytest

from charts import gantt, network, timeline, timeline_layout
from charts.series_below import SeriesBelow
from i18n.translator import Words
from loaders import load
from pages.trajectory import registers
from shell.plain_text import escape_markdown
from tests.support.opening import opened, written

NL = Words("nl")
TODAY = date(2026, 11, 23)
LANES = {"mobility": "Weg", "energy": "Energie"}
PERIOD = date(2015, 1, 1), date(2028, 12, 31)
PHASES = pd.DataFrame(
    {"key": ["a"], "title": ["Fase"], "first": [pd.Timestamp("2015")], "last": [pd.NaT], "date_text": ["2015 – nu"]}
)


def entry(key, first, last, fine, *, status="happened", theme="mobility", headline=""):
    days = {"first": pd.Timestamp(first), "last": pd.Timestamp(last), "precision": fine}
    return {
        "key": key,
        "title": f"Mijlpaal {key}",
        "theme": theme,
        "status": status,
        **days,
        "headline": headline,
        "date_text": fine,
    }


ENTRIES = pd.DataFrame(
    [
        entry("day", "2021-12-01", "2021-12-01", "day"),
        entry("month", "2019-04-01", "2019-04-30", "month"),
        entry("year", "2015-01-01", "2015-12-31", "year"),
        entry("ahead", "2027-12-01", "2027-12-31", "month", status="planned", theme="energy"),
    ]
)


def drawn(rows=ENTRIES, below=None):
    view = timeline.TimelineView(PERIOD, TODAY)
    return timeline.draw(rows, PHASES, lanes=LANES, view=view, words=NL, below=below)


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_a_day_is_a_dot_and_a_month_or_a_year_a_bar_as_long_as_it_is():
    figure = drawn()
    bars = {tuple(str(x)[:10] for x in trace.x[:2]): trace for trace in named(figure, "bars")}
    spans = [tuple(str(x)[:10] for x in pair) for t in bars.values() for pair in zip(t.x[::3], t.x[1::3], strict=True)]
    assert sorted(spans) == [("2015-01-01", "2015-12-31"), ("2019-04-01", "2019-04-30"), ("2027-12-01", "2027-12-31")]
    marks = {key: x for trace in named(figure, "marks") for key, x in zip(trace.customdata, trace.x, strict=True)}
    assert str(marks["day"])[:10] == "2021-12-01", "a day has its dot and no bar"


def test_what_is_planned_is_open_and_dashed():
    figure = drawn()
    symbols = {
        key: symbol for t in named(figure, "marks") for key, symbol in zip(t.customdata, t.marker.symbol, strict=True)
    }
    assert symbols == {"day": "circle", "month": "circle", "year": "circle", "ahead": "diamond-open"}
    ahead = [trace for trace in named(figure, "bars") if str(trace.x[0])[:4] == "2027"]
    assert [trace.line.dash for trace in ahead] == ["dot"]


def test_entries_of_a_lane_never_lie_over_each_other():
    rows = pd.DataFrame([entry(f"{i}", "2021-05-01", "2021-05-01", "day") for i in range(9)])
    boxes = timeline_layout.assign_rows(rows, ["mobility"], PERIOD)
    assert sorted(box.row for box in boxes.values()) == list(range(9))


def test_a_phase_that_goes_on_is_dotted_from_today():
    figure = drawn()
    dotted = [trace for trace in figure.data if trace.meta == "a" and trace.line.dash == "dot"]
    assert len(dotted) == 1 and str(dotted[0].x[0])[:10] == str(TODAY)


def test_figures_under_the_timeline_share_its_axis_of_time():
    below = pd.DataFrame(
        {
            "place": "A",
            "name": "A",
            "country": "BE",
            "period": ["2020", "2021"],
            "year": [2020, 2021],
            "value": [1.0, 2.0],
        }
    ).assign(status="measured")
    figure = drawn(below=SeriesBelow(below, "inwoners"))
    line = next(trace for trace in figure.data if trace.yaxis == "y2")
    assert [str(x)[:7] for x in line.x] == ["2020-07", "2021-07"], "a year's figure in the middle of its year"
    assert figure.layout.xaxis.matches == "x2" and figure.layout.yaxis2.title.text == "inwoners"


def test_filters_combine_by_and():
    rows = registers.milestones(NL)
    every = {"theme": "all", "stream": "all", "partner": "all", "fund": "all", "sdg": "all"}

    def keys(since=1993, until=2060, **asked):
        return set(
            registers.chosen_entry(rows, registers.Selection(**{**every, **asked}, since=since, until=until))["key"]
        )

    assert len(keys()) == 130
    asked = {"theme": "funding", "stream": "access", "partner": "terneuzen", "fund": "regio-deal", "sdg": "11"}
    for one, other in itertools.combinations(asked, 2):
        both = keys(**{one: asked[one], other: asked[other]})
        assert both == keys(**{one: asked[one]}) & keys(**{other: asked[other]}), (one, other)
    assert keys(**asked) == {"state-grants-eur-30-m-to-region-deal-nspd", "region-deal-north-sea-port-district-signed"}
    assert keys(fund="eu") >= keys(fund="interreg") | keys(fund="cef") and not keys(fund="eu") & keys(fund="regio-deal")
    assert keys(since=2015, until=2015) >= {"bgts-kanaalzone-founded"}, "a year that is all we know lies in its period"


def test_an_uncertain_end_is_drawn_as_uncertain():
    rows = registers.projects(NL).set_index("key")
    now = pd.Timestamp(TODAY)

    def looks(key):
        return [(piece[2], str(piece[1])[:4]) for piece in gantt.split_bar(rows.loc[key].to_dict(), now)]

    assert looks("sluiskiltunnel") == [("solid", "2015")]
    assert looks("jtf-zv") == [("solid", "2026"), ("dot", "2027")]
    assert looks("regio-deal-nspd")[1][0] == "dot", "nobody gave an end"
    assert looks("rail-gent-terneuzen")[1][0] == "dot", "no end since the start decision was not taken"
    assert looks("arcelormittal-dri") == [("solid", "2021"), ("dot", "2030")], "postponed: only the beginning is sure"


def test_shared_projects_are_counted_once_a_pair():
    projects = pd.DataFrame({"members": ["gent zelzate", "gent zelzate evergem", "evergem"]})
    counts = network.shared(projects, ["gent", "zelzate", "evergem"])
    assert counts.loc["gent", "zelzate"] == counts.loc["zelzate", "gent"] == 2
    assert counts.loc["gent", "gent"] == 2 and counts.loc["gent", "evergem"] == 1


def test_no_two_kinds_of_partners_have_the_same_mark():
    keys = [f"partner {place}" for place in range(9)]
    counts = network.shared(pd.DataFrame({"members": []}), keys)
    figure = network.draw(counts, names=dict(zip(keys, keys, strict=True)), kinds={key: key for key in keys}, words=NL)
    marks = [trace.marker for trace in figure.data if trace.mode == "markers"]
    assert len({(mark.color, mark.symbol) for mark in marks}) == len(marks) == 9


@pytest.mark.slow
@pytest.mark.parametrize("size", [2000, None], ids=["2000", "all"])
def test_the_timeline_has_a_mark_for_each_of_2000_milestones_too(size):
    rows = registers.milestones(NL)
    size = size or len(rows)
    many = pd.concat([rows.assign(key=rows["key"] + f"-{i}") for i in range(19)]).head(size)
    themes = {theme: NL(f"lane.{theme}") for theme in rows.theme.unique()}
    view = timeline.TimelineView((date(1993, 1, 1), date(2028, 12, 31)), TODAY)
    figure = timeline.draw(many, PHASES, lanes=themes, view=view, words=NL)
    assert sum(len(trace.customdata) for trace in named(figure, "marks")) == size


SECTIONS = ["timeline", "projects", "partners", "targets", "late", "europe", "sdg", "changes", "sources"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_of_the_page_opens_in_both_languages(section, language):
    app = opened("trajectory", section=section, lang=language)
    assert not app.exception and not app.error and not app.warning
    assert Words(language)("trajectory.title") in written(app)


@pytest.mark.parametrize("section", ["timeline", "projects"])
@pytest.mark.parametrize(
    "asked",
    [
        {"lane": "energy"},
        {"stream": "labour"},
        {"partner": "bgts-nspd"},
        {"fund": "eu"},
        {"sdg": "13"},
        {"from": "2020", "to": "2021"},
        {"lane": "labour", "sdg": "17"},
        {"series": "population"},
    ],
)
def test_every_filter_opens_without_fault(section, asked):
    app = opened("trajectory", section=section, **asked)
    assert not app.exception and not app.error and not app.warning
    if section == "timeline" or "series" not in asked:
        assert asked == {key: app.query_params[key] for key in asked}, "the choice stays in the address"


def test_a_link_shows_the_milestone_its_sender_saw_with_both_beginnings():
    key = "north-sea-port-district-process-starts-phase-1"
    text = written(opened("trajectory", story=key))
    assert "april 2019" in text and "augustus 2019" in text and "Stad Gent" in text
    assert "April 2019" in written(opened("trajectory", story=key, lang="en"))


def test_unknown_values_in_a_link_are_told():
    app = opened("trajectory", story="nowhere", lane="<i>", section="timeline")
    assert not app.error
    notices = " ".join(one.value for one in app.warning)
    assert "nowhere" in notices and escape_markdown("<i>") in notices
    app = opened("trajectory", section="changes", since="yesterday")
    assert not app.error and "yesterday" in app.warning[0].value


def test_a_planned_date_that_has_passed_is_not_told_as_done():
    keys = set(load("milestones").milestone)
    key = next(one for one in keys if "end-of-interreg-project-go" in one)
    assert Words("nl")("trajectory.status_overdue") in written(opened("trajectory", story=key))


def test_the_same_choice_is_the_same_drawing_in_both_languages():
    specs = [
        json.loads(opened("trajectory", lang=language).get("plotly_chart")[0].proto.spec) for language in ("nl", "en")
    ]
    dutch, english = ([trace["customdata"] for trace in spec["data"] if trace.get("name") == "marks"] for spec in specs)
    assert dutch == english and sum(map(len, dutch)) == 111 + 16


def test_a_phone_gets_the_main_points_as_a_list_and_all_of_a_few():
    every, some = written(opened("trajectory")), written(opened("trajectory", lane="labour"))
    assert every.count('class="narrow"') == 1
    assert "2e stakeholdersconferentie NSPD</b><small>13 november 2025 · gebeurd" in every
    rows = registers.milestones(NL)
    heads = int(((rows.headline != "") | (rows.status == "overdue")).sum())
    assert every.split('class="narrow"')[1].split("</div>")[0].count("<li>") <= heads
    assert "hoofdpunten" in every and "hoofdpunten" not in some
