"""Numbers, dates, periods and downloads in the reader's language."""

import re

import pandas as pd
import pytest

from i18n import translator
from i18n.translator import Words
from loaders import load
from loaders.card import Card
from loaders.datasets.catalogue import catalogue
from loaders.sources.registry import sources
from shell import downloads, table_files
from shell.exhibits.attribution import describe_derivation

DUTCH, ENGLISH = Words("nl"), Words("en")


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "dutch", "english"),
    [
        (1234567.891, 1, False, "1.234.567,9", "1,234,567.9"),
        (-1234.5, 1, False, "−1.234,5", "−1,234.5"),
        (0.04, 1, True, "0,0", "0.0"),
        (-0.04, 1, True, "0,0", "0.0"),
        (12, 0, True, "+12", "+12"),
        (999.5, 0, False, "1.000", "1,000"),
    ],
)
def test_numbers(value, decimals, signed, dutch, english):
    assert DUTCH.number(value, decimals, signed=signed) == dutch
    assert ENGLISH.number(value, decimals, signed=signed) == english


def test_a_language_needs_nothing_but_its_file(tmp_path, monkeypatch):
    """No code names a language: signs, names of months and formats all come from the locale in the file."""
    text = (translator.FOLDER / "en.yaml").read_text("utf-8").replace("locale: en_GB", "locale: fr_BE")
    (tmp_path / "fr.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(translator, "FOLDER", tmp_path)
    translator.locale_texts.cache_clear()
    french = Words("fr")
    assert french.number(-1234.5, 1) == "−1\N{NARROW NO-BREAK SPACE}234,5" and french.separators[0] == ","
    assert french.partial_date("2021-08") == "août 2021" and french.calendar()["days"][0] == "dimanche"
    assert table_files.csv(pd.DataFrame({"value": [1.5]}), french).decode("utf-8-sig") == 'value\n"1,5"\n'
    translator.locale_texts.cache_clear()


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021-09", "september 2021", "September 2021"),
        ("2021-09-28", "28 september 2021", "28 September 2021"),
        ("2021-09-28T10:00:00", "28 september 2021", "28 September 2021"),
        ("spring 2021", "spring 2021", "spring 2021"),
        ("", "", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(text, dutch, english):
    assert (DUTCH.partial_date(text), ENGLISH.partial_date(text)) == (dutch, english)


def test_periods_and_years_carry_no_thousands_sign():
    assert DUTCH.period("2023") == ENGLISH.period("2023") == "2023"
    assert DUTCH.period("2024-Q1") == "1e kwartaal 2024" and ENGLISH.period("2024-Q1") == "quarter 1 of 2024"
    assert DUTCH.period("") == "zonder jaartal"


def test_a_text_kept_in_both_languages_is_halved_and_any_other_is_whole():
    assert (DUTCH.half("niet vermeld / not stated"), ENGLISH.half("niet vermeld / not stated")) == (
        "niet vermeld",
        "not stated",
    )
    assert DUTCH.half("CBS/Kadaster") == "CBS/Kadaster"


def test_the_date_of_a_source_is_told_in_the_readers_language_whatever_else_the_data_say_of_it():
    dates = set(Card.of("indicators").read()["source_date"])
    more = {text for text in dates if re.search("[a-z]", text)}
    assert len(more) > 30
    # Both are written by hand: a text that is not in the locale file would be shown in English.
    assert not [text for text in more if re.search(r"\b(not|copy|undated|cites|date)\b", DUTCH.dated(text))]
    assert DUTCH.dated("2018-01 (exact date not shown)") == "2018-01 (dag niet vermeld)"
    assert DUTCH.dated("2026-11-24") == "2026-11-24"


def test_every_live_source_has_a_title_in_both_languages():
    titles = {t.language: set(t.section("source_title").texts()) for t in (DUTCH, ENGLISH)}
    assert titles == {"nl": set(sources()), "en": set(sources())}


def test_how_a_figure_was_computed_is_told_without_keys():
    text = "population 2026 (cbs-03759ned) / area_total 2021 (wikipedia-terneuzen-en)"
    assert describe_derivation(text, DUTCH) == "Inwoners (CBS) / Totale oppervlakte (Wikipedia)"


def test_a_download_guards_formulas_in_texts_and_leaves_negative_numbers_alone():
    row = dict.fromkeys(downloads.COLUMNS, "") | {"name": "=cmd()", "value": -12.5, "definition_nl": "-1 is tekst"}
    rows = pd.DataFrame([row])
    dutch, english = (table_files.csv(rows, t).decode("utf-8-sig") for t in (DUTCH, ENGLISH))
    assert "'=cmd()" in dutch and ";-12,5;" in dutch and "'-1 is tekst" in dutch
    assert ",-12.5," in english


def test_english_texts_name_places_in_english():
    places = load("places")
    # Vlaanderen is in the names of publishers.
    dutch = set(places.loc[places["name_nl"] != places["name_en"], "name_nl"]) - {"Vlaanderen"}
    names = re.compile(rf"(?<!ArcelorMittal )\b({'|'.join(map(re.escape, sorted(dutch)))})\b")
    assert names.findall("Gent, ArcelorMittal Gent and Oost-Vlaanderen") == ["Gent", "Oost-Vlaanderen"]
    texts = [ENGLISH(key) for key in translator.locale_texts("en") if not key.startswith("language.")]
    for entry in catalogue().values():
        texts += [ENGLISH.of(text) for text in (entry.label, entry.why, *entry.definition.values())]
    assert [text for text in texts if names.search(text)] == []
