"""Which part of the map is shown is in the address: a link, a reload and the next choice keep it."""

import pytest
from playwright.sync_api import expect

from tests.conftest import WAIT

pytestmark = pytest.mark.browser

STANDS = "() => [__maps.districta.getCenter().lat, __maps.districta.getCenter().lng, __maps.districta.getZoom()]"
MOVE = "() => __maps.districta.jumpTo({center: [3.81, 51.33], zoom: 11})"
SAYS = "text => new URLSearchParams(location.search).get('position') === text"


def test_a_link_a_reload_and_the_next_choice_keep_the_part_of_the_map_that_is_shown(reader):
    page = reader.open("/map?lang=nl&position=51.25,3.75,10.5")
    reader.drawn()
    assert page.evaluate(STANDS) == pytest.approx([51.25, 3.75, 10.5], abs=1e-3)
    page.evaluate(MOVE)
    page.wait_for_function(SAYS, arg="51.3300,3.8100,11.00", timeout=WAIT)
    page.get_by_role("radio", name="Tabel", exact=True).click()
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('face') === 'table'", timeout=WAIT)
    reader.settle()
    assert reader.query()["position"] == "51.3300,3.8100,11.00", "Streamlit wrote the address without it"
    page.get_by_role("radio", name="Kaart", exact=True).click()
    reader.drawn()
    listed = page.locator(".nspd-list button").all_inner_texts()
    page.reload()
    reader.drawn()
    assert listed and page.locator(".nspd-list button").all_inner_texts() == listed
    assert page.evaluate(STANDS) == pytest.approx([51.33, 3.81, 11], abs=1e-3)
    page.get_by_role("button", name="Heel het district").click()
    page.wait_for_function(SAYS, arg=None, timeout=WAIT)


def test_a_map_of_two_indicators_has_a_square_of_nine_classes_with_both_names(reader):
    page = reader.open(
        "/map?lang=nl&compare=indicator&overlay=together&indicator=age_share_65_plus"
        "&second=share_one_person_households&position=99,3,4"
    )
    reader.drawn()
    square = page.locator(".nspd-map .square")
    expect(square.locator(".axis")).to_have_text(
        ["↑ Aandeel eenpersoonshuishoudens (%, 2020)", "→ Aandeel 65-plussers (%, 2020)"]
    )
    cells = square.locator(".cell")
    colours = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).backgroundColor)")
    # The high row is on top: its first cell is low in the first figure, its last high in both.
    assert len(set(colours)) == 9 and colours[2] == "rgb(22, 57, 107)" and colours[6] == "rgb(203, 214, 226)"
    expect(page.get_by_text("De link vraagt om een deel van de kaart dat er niet is (“99,3,4”)")).to_be_visible()
