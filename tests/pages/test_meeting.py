"""The meeting page in AppTest: order, texts, minutes and errors."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from briefings.briefing import Briefing, Slide
from loaders.card import Card
from pages.meeting.data_changes import changed_datasets
from pages.meeting.slide_list import field_key
from shell.briefing.store import DraftSession
from tests.support.opening import prepared, written


def words(title: str, **more) -> Slide:
    """An invented slide with paragraphs."""
    told = {"says": "", "source": "Bron: test.", "date": "2026-11-23", "content": {"paragraphs": ["Verzonnen."]}}
    return Slide(**{"kind": "words", "title": title, **told, **more})


THREE = (words("Een", minutes=2), words("Twee", minutes=1.5), words("Drie", minutes=0.5))


def meeting(*slides: Slide, **query: str) -> AppTest:
    app = prepared("meeting", **query)
    if slides:
        app.session_state["briefing.desk"] = DraftSession(Briefing(title="Proef", language="nl", slides=slides))
    return app.run()


def field(app: AppTest, name: str) -> str:
    """The key of a field of the chosen slide."""
    held = app.session_state["briefing.desk"]
    return field_key(name, held.at, held.briefing.slides[held.at])


def titles(app: AppTest) -> list[str]:
    return [slide.title for slide in app.session_state["briefing.desk"].briefing.slides]


def test_an_empty_briefing_says_how_to_fill_it_and_offers_those_that_are_ready():
    app = meeting()
    assert "+ In briefing" in app.info[0].value
    assert "Het district in tien minuten" in app.selectbox(key="ready-which").options
    assert not list(app.get("link_button")), "there is nothing to present"


def test_minutes_add_up_and_are_set_against_the_time_there_is():
    app = meeting(*THREE, words("Bijlage", minutes=30, appendix=True), minutes="5")
    assert "3 dia’s, samen 4 min van 5 min; 1 in de bijlage. Dat past." in written(app)
    app.session_state["briefing.desk"].briefing = replace(
        app.session_state["briefing.desk"].briefing, slides=(*THREE, words("Lang", minutes=3.5))
    )
    app.run()
    assert "samen 7,5 min van 5 min; 0 in de bijlage. Dat is 2,5 min te lang." in written(app)


def test_a_slide_moves_by_a_button_and_by_its_place_and_undo_brings_it_back():
    app = meeting(*THREE)
    app.button(key="slide-down").click().run()
    assert titles(app) == ["Twee", "Een", "Drie"]
    app.number_input(key=field(app, "place")).set_value(3).run()
    assert titles(app) == ["Twee", "Drie", "Een"], "the choice went along with the slide"
    assert app.button(key="slide-down").disabled
    app.button(key="briefing-undo").click().run()
    app.button(key="briefing-undo").click().run()
    assert titles(app) == ["Een", "Twee", "Drie"]
    assert app.button(key="briefing-undo").disabled


def test_texts_and_minutes_are_kept_and_others_stay_as_they_are():
    app = meeting(*THREE)
    app.text_input(key=field(app, "title")).set_value("Eén & <b>vet</b> 🚢 مرحبا").run()
    app.text_area(key=field(app, "note")).set_value("Niet vergeten.").run()
    app.number_input(key=field(app, "minutes")).set_value(2.5).run()
    first, *others = app.session_state["briefing.desk"].briefing.slides
    assert (first.title, first.note, first.minutes) == ("Eén & <b>vet</b> 🚢 مرحبا", "Niet vergeten.", 2.5)
    assert others == list(THREE[1:])


def test_the_appendix_stands_last_and_takes_no_time():
    app = meeting(*THREE)
    app.toggle(key=field(app, "appendix")).set_value(True).run()
    assert titles(app) == ["Twee", "Drie", "Een"]
    assert "2 dia’s, samen 2 min van 10 min; 1 in de bijlage." in written(app)
    assert app.text_input(key=field(app, "title")).value == "Een", "the slide that was changed stays chosen"


def test_a_removed_slide_comes_back_whole():
    app = meeting(*THREE)
    app.button(key="slide-remove").click().run()
    assert titles(app) == ["Twee", "Drie"]
    app.button(key="briefing-undo").click().run()
    assert list(app.session_state["briefing.desk"].briefing.slides) == list(THREE)


def test_what_the_opening_slide_says_is_kept():
    app = meeting(*THREE)
    app.text_input(key="about.occasion").set_value("Overleg kanaalzone").run()
    app.text_input(key="about.day").set_value("1-12-2026").run()
    assert app.text_input(key="about.day").value == "1 december 2026", "the reader sees a day, no ISO date"
    app.text_input(key="about.day").set_value("morgen").run()
    assert "1 december 2026" in app.warning[0].value
    held = app.session_state["briefing.desk"].briefing
    assert (held.occasion, held.day, held.title) == ("Overleg kanaalzone", "2026-12-01", "Proef")


@pytest.mark.parametrize("typed", ["3 mei 2027", "3 May 2027", "3-5-2027", "2027-05-03"])
def test_a_day_is_read_as_people_write_it(typed):
    app = meeting(*THREE)
    app.text_input(key="about.day").set_value(typed).run()
    assert app.session_state["briefing.desk"].briefing.day == "2027-05-03"


def test_the_201st_slide_is_refused_and_the_200_stay():
    app = meeting(*[words(f"Dia {number}") for number in range(200)])
    app.session_state["language"] = "nl"
    app.switch_page("port/page.py")
    app.query_params["subject"] = "goods"
    app.run()
    app.button(key="add-port-goods").click().run()
    assert "200" in app.warning[0].value and "✓" not in written(app)
    assert len(app.session_state["briefing.desk"].briefing.slides) == 200


def test_changed_data_are_told_with_both_dates_and_the_old_figures_may_stay():
    sha = Card.of("port_cargo").fields.sha256
    same, other = (words("Haven", data={"port_cargo": each}, date="2025-01-31") for each in (sha, "0" * 64))
    assert changed_datasets(same) == [] and changed_datasets(other) == ["port_cargo"]
    assert changed_datasets(words("Weg", data={"no_such_dataset": "0" * 64})) == []
    app = meeting(other)
    assert "31 januari 2025" in app.warning[0].value and "Overslag en vervoer in de havens" in app.warning[0].value
    app.button(key="slide-keep").click().run()
    assert not app.warning and app.session_state["briefing.desk"].briefing.slides == (other,)


def test_a_renewed_slide_has_the_figures_of_now_and_the_readers_own_words():
    old = words(
        "Mijn titel",
        note="Mijn noot.",
        minutes=3,
        page="port",
        query={"subject": "goods", "port": "NSP"},
        figure="port-goods",
        data={"port_cargo": "0" * 64},
        date="2025-01-31",
    )
    app = meeting(old)
    app.button(key="slide-renew").click().run(timeout=60)
    (new,) = app.session_state["briefing.desk"].briefing.slides
    assert (new.title, new.note, new.minutes) == ("Mijn titel", "Mijn noot.", 3)
    assert new.kind == "chart" and new.date > old.date and changed_datasets(new) == []
    app.button(key="briefing-undo").click().run()
    assert app.session_state["briefing.desk"].briefing.slides == (old,)


@pytest.mark.parametrize("button", ["slide-renew", "renew-all"])
def test_a_slide_whose_figure_is_gone_stays_when_it_is_renewed_with_the_reason_in_its_note(button):
    old = words("Mijn titel", note="Mijn noot.", page="port", figure="no-such-figure", data={"port_cargo": "0" * 64})
    app = meeting(old)
    app.button(key=button).click().run()
    (new,) = app.session_state["briefing.desk"].briefing.slides
    assert replace(new, note=old.note) == old
    assert new.note.startswith("Mijn noot.\nNiet vernieuwd: Deze figuur staat niet (meer) op haar pagina")


@pytest.mark.parametrize("link", ["abc", "%%%", "x" * 7000])
def test_a_link_that_is_broken_is_told_and_takes_nothing_away(link):
    app = meeting(*THREE, briefing=link)
    assert app.warning and not app.exception and titles(app) == ["Een", "Twee", "Drie"]
