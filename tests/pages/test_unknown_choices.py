"""A link with a choice that nobody knows: the page shows its default, and names the choice as its own controls do."""

import pytest

from i18n.translator import LANGUAGES, Words
from tests.support.opening import opened

# Page, the choices of the link, the unknown one, and the key of its name on the page.
UNKNOWN = [
    ("map", {}, "indicator", "indicator.label"),
    ("map", {}, "details", "indicator.details"),
    # One that has a single period, and so no slider.
    ("map", {"indicator": "population_growth_2012_2018"}, "period", "period.label"),
    ("port", {"subject": "map"}, "site", "port.site"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "choices", "key", "name"), UNKNOWN)
def test_the_notice_names_the_choice_in_the_words_of_the_page(page, choices, key, name, language):
    t = Words(language)
    app = opened(page, lang=language, **choices, **{key: "XX-1"})
    assert not app.exception and not app.error
    (notice,) = [one.value for one in app.warning]
    assert notice == t("link.unknown", name=t(name), asked="XX-1")
