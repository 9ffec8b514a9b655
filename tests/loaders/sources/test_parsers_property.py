"""Parsers with random replies: equivalent JSON and text is read alike, anything else is refused with a message.

All replies are made by hypothesis or hand-made: invented, and never shown.
"""

import copy
import csv
import io
import itertools
import json
import math
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.card import Card
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import parse_number
from loaders.fetch.source import SourceError
from loaders.sources import (
    bestat,
    cbs_ages,
    cbs_port,
    cbs_regional,
    ets,
    eurostat,
    eurostat_accounts,
    eurostat_port,
    nbb,
    onem,
    statbel,
    statbel_houses,
    statbel_income,
    statbel_movement,
    statbel_permits,
)
from tests.support.played import zipped
from tests.support.replies import cbs as cbs_made
from tests.support.replies import eurostat as eurostat_made
from tests.support.replies import nbb_ets as nbb_made
from tests.support.replies import onem as onem_made
from tests.support.replies import statbel as statbel_made

pytestmark = pytest.mark.slow

PATIENT = settings(deadline=None, max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
CODES = st.lists(st.text("ABCDEF", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)
VALUES = st.one_of(st.none(), st.integers(-1000, 1000), st.floats(-1e6, 1e6, allow_nan=False))

FACTS = [
    {"Provincie": bestat.PROVINCE, "Gemeente": name, "Kwartaal": f"4de kwartaal {year}", bestat.UNITS: 10.0 + at}
    for at, name in enumerate(("Gent", "Evergem", "Zelzate"))
    for year in (2022, 2023)
]
HOUSES = [
    {"Provincie": bestat.PROVINCE, "Gemeente": name, "Type": kind, bestat.HOUSEHOLDS: value}
    for name in ("Gent", "Evergem", "Zelzate")
    for kind, value in (("een", 3.0), ("meer", 4.0), ("onbekend", None), (None, 7.0))
]
VIEWS = {
    "establishments": {"facts": FACTS},
    "households": {"facts": HOUSES},
    "households-view": {"title": "Huishoudens 2011"},
}
PERMITS = ["REFNIS", "CD_YEAR", "CD_PERIOD", *queries().statbel.permits.columns]


def permits() -> Raw:
    rows = [
        [place, "2024", str(month), *(str(12 if month == 0 else 1) for _ in PERMITS[3:])]
        for place in statbel_made.PLACES
        for month in range(13)
    ]
    return Raw.of({"permits": zipped("\r\n".join("|".join(row) for row in [PERMITS, *rows]).encode())})


def incomes() -> Raw:
    rows = ["CD_YEAR|CD_MUNTY_REFNIS|MS_NBR_NON_ZERO_INC|MS_TOT_NET_TAXABLE_INC"]
    rows += [f"2023|{place}|4|100.5" for place in statbel_made.PLACES]
    return Raw.of({"income": zipped("\n".join(rows).encode())})


@cache
def movements() -> Raw:
    """Made once: a workbook holds the time at which it was made, so that two differ in length."""
    return Raw.of({"movement": statbel_made.movement({"2025": statbel_made.MOVED}).body("movement")})


# Each source with good replies: JSON ones and texts.
SPOKEN = {
    "cbs-regional": (cbs_regional, lambda: cbs_made.handmade(cbs_made.REGIONAL, cbs_made.THREE)),
    "cbs-ages": (cbs_ages, lambda: cbs_made.by_age(cbs_made.PERSONS, cbs_made.WOMEN)),
    "cbs-port": (
        cbs_port,
        lambda: cbs_made.handmade(cbs_made.PORT, [cbs_made.port_row("2024JJ00", 41000)], lists=cbs_made.PORT_LISTS),
    ),
    "bestat": (bestat, lambda: Raw.of({name: json.dumps(body).encode() for name, body in VIEWS.items()})),
    "eurostat": (eurostat, eurostat_made.replies),
    "eurostat-accounts": (eurostat_accounts, lambda: eurostat_made.accounts({"MIO_EUR": "Million euro"})),
    "eurostat-port": (eurostat_port, eurostat_made.port_replies),
    "nbb": (nbb, nbb_made.nbb_raw),
}
WRITTEN = {
    "statbel": (statbel, lambda: statbel_made.population(statbel_made.SIX_ROWS)),
    "statbel-houses": (statbel_houses, lambda: statbel_made.houses(statbel_made.HOUSES)),
    "statbel-permits": (statbel_permits, permits),
    "statbel-income": (statbel_income, incomes),
    "statbel-movement": (statbel_movement, movements),
    "onem": (onem, lambda: onem_made.rates(onem_made.ROWS)),
    "ets": (ets, lambda: nbb_made.register(packed=False)),
}


def fits(frames) -> None:
    """Check parsed rows against the card: columns, one row per key, finite numbers, known values."""
    assert frames
    for name, frame in frames.items():
        assert list(frame.columns) == list(Card.of(name).fields.columns)
        assert len(frame) and not frame.duplicated(list(Card.of(name).fields.key)).any()
        assert all(isinstance(value, (int, float)) and math.isfinite(value) for value in frame["value"])
        assert set(frame["status"]) <= set(Card.of(name).fields.columns["status"].values)


def paths(body, at=()):
    """Every place in a JSON value."""
    yield at
    entries = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, inner in itertools.islice(entries, 12):
        yield from paths(inner, (*at, key))


def put(body, at, value):
    """The same JSON with another value at one place."""
    if not at:
        return value
    body = copy.deepcopy(body)
    inner = body
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    return body


@pytest.mark.parametrize("name", [*SPOKEN, *WRITTEN])
def test_the_unharmed_replies_are_read(name):
    module, make = (SPOKEN | WRITTEN)[name]
    fits(module.parse(make()))


@pytest.mark.parametrize("name", SPOKEN)
@PATIENT
@given(data=st.data())
def test_any_other_json_anywhere_is_read_or_refused_in_words(name, data):
    module, make = SPOKEN[name]
    raw = make()
    reply = data.draw(st.sampled_from(raw.names()))
    body = raw.json(reply)
    harmed = put(body, data.draw(st.sampled_from(list(paths(body)))), data.draw(JSON))
    bodies = {one: raw.body(one) for one in raw.names()} | {reply: json.dumps(harmed).encode()}
    try:
        frames = module.parse(Raw.of(bodies))
    except SourceError as error:
        assert str(error).startswith(module.SOURCE.name) or str(error).startswith("played")
    else:
        fits(frames)


@pytest.mark.parametrize("name", [*SPOKEN, *WRITTEN])
@PATIENT
@given(data=st.data())
def test_a_reply_that_breaks_off_anywhere_is_refused(name, data):
    module, make = (SPOKEN | WRITTEN)[name]
    raw = make()
    reply = data.draw(st.sampled_from([one for one in raw.names() if not one.endswith("85598NED/regions")]))
    whole = raw.body(reply)
    bodies = {one: raw.body(one) for one in raw.names()}
    bodies[reply] = whole[: data.draw(st.integers(0, max(0, len(whole) // 2)))]
    with pytest.raises(SourceError):
        module.parse(Raw.of(bodies))


@pytest.mark.parametrize("name", WRITTEN)
@PATIENT
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused_in_words(name, data):
    module, make = WRITTEN[name]
    raw = make()
    body = bytearray(raw.body(raw.names()[0]))
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        frames = module.parse(Raw.of({raw.names()[0]: bytes(body)}))
    except SourceError:
        return
    fits(frames)


@PATIENT
@given(dimensions=st.dictionaries(st.sampled_from(["geo", "unit", "sex", "time"]), CODES, min_size=1), data=st.data())
def test_jsonstat_is_row_major_whatever_its_sizes(dimensions, data):
    combinations = list(itertools.product(*dimensions.values()))
    values = data.draw(st.lists(VALUES, min_size=len(combinations), max_size=len(combinations)))
    reply = {
        "version": "2.0",
        "class": "dataset",
        "id": list(dimensions),
        "size": [len(codes) for codes in dimensions.values()],
        "dimension": {
            name: {"category": {"index": dict(data.draw(st.permutations([(c, at) for at, c in enumerate(codes)])))}}
            for name, codes in dimensions.items()
        },
    }
    expected = {combo: float(value) for combo, value in zip(combinations, values, strict=True) if value is not None}
    sparse = {str(at): value for at, value in enumerate(values) if value is not None}
    for written in (values, sparse):
        found = eurostat.cells({**reply, "value": written}, {}, eurostat.SOURCE, "made")
        assert {tuple(cell[name] for name in dimensions): cell["value"] for cell in found} == expected


@PATIENT
@given(order=st.permutations(cbs_made.THREE), cuts=st.integers(0, 3), twice=st.booleans(), padded=st.booleans())
def test_pages_of_cbs_may_come_in_any_order_and_number(order, cuts, twice, padded):
    rows = [*order, *order] if twice else list(order)
    rows = [{**row, "RegioS": row["RegioS"].ljust(8)} if padded else row for row in rows]
    whole = cbs_made.handmade(cbs_made.REGIONAL, cbs_made.THREE)
    bodies = {name: whole.body(name) for name in whole.names() if "observations" not in name}
    for page, part in enumerate((rows[:cuts], rows[cuts:]), start=1):
        bodies[f"70072ned/observations-{page}"] = json.dumps({"value": part}).encode()
    expected = cbs_regional.parse(whole)["indicators"]
    assert cbs_regional.parse(Raw.of(bodies))["indicators"].equals(expected)


@PATIENT
@given(
    bom=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "cp1252"]),
    order=st.permutations(range(len(PERMITS))),
    blanks=st.integers(0, 2),
)
def test_a_file_of_statbel_says_the_same_however_it_is_written(bom, end, quoting, encoding, order, blanks):
    packed = permits()
    rows = [
        row for piece in statbel.read_chunks(packed, statbel.SOURCE, "permits") for row in piece.to_numpy().tolist()
    ]
    text = io.StringIO()
    writer = csv.writer(text, delimiter="|", quoting=quoting, lineterminator=end)
    writer.writerow([*(PERMITS[at] for at in order), "REFNIS_NL"])
    writer.writerows([[*(row[at] + " " * blanks for at in order), "Évergem"] for row in rows])
    body = ("\ufeff" if bom and encoding == "utf-8" else "").encode() + text.getvalue().encode(encoding)
    frame = statbel_permits.parse(Raw.of({"permits": zipped(body)}))["indicators"]
    assert frame.equals(statbel_permits.parse(packed)["indicators"])


@PATIENT
@given(order=st.permutations(FACTS + HOUSES), again=st.lists(st.sampled_from(FACTS + HOUSES)))
def test_facts_may_come_in_any_order_and_twice(order, again):
    units = [fact for fact in [*order, *again] if bestat.UNITS in fact]
    houses = [fact for fact in [*order, *again] if bestat.HOUSEHOLDS in fact]
    bodies = {**VIEWS, "establishments": {"facts": units}, "households": {"facts": houses}}
    frame = bestat.parse(Raw.of({name: json.dumps(body).encode() for name, body in bodies.items()}))["indicators"]
    assert frame.equals(bestat.parse(SPOKEN["bestat"][1]())["indicators"])


@PATIENT
@given(at=st.integers(0, len(HOUSES) - 1), more=st.integers(1, 50))
def test_one_part_more_is_noticed_in_the_total(at, more):
    facts = [dict(fact) for fact in HOUSES]
    facts[at][bestat.HOUSEHOLDS] = (facts[at][bestat.HOUSEHOLDS] or 0) + more
    bodies = {**VIEWS, "households": {"facts": facts}}
    with pytest.raises(SourceError, match="do not add up"):
        bestat.parse(Raw.of({name: json.dumps(body).encode() for name, body in bodies.items()}))


@PATIENT
@given(st.one_of(st.floats(), st.integers(-(10**15), 10**15), st.text(max_size=8), st.none(), st.booleans()))
def test_a_number_is_a_finite_number_or_nothing_or_refused(value):
    try:
        found = parse_number("made", "a cell", value)
    except SourceError:
        assert isinstance(value, str | bool)
    else:
        assert found is None or isinstance(found, float)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            assert found == float(value)
