"""Find the builder of an exhibit by its page and key, and make slides with it. Needs no Streamlit.

A page names its builders in `pages/<page>/exhibits.py`. It is imported by name, because `shell` imports no page.
"""

import importlib
import importlib.util
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from briefings.briefing import Slide
from briefings.links import Wanted
from i18n.translator import Words
from loaders.card import DatasetError
from shell.briefing.choice_keys import KEYS, known_choices
from shell.briefing.slides import make_slide
from shell.exhibits import Builder, NoFiguresError
from shell.exhibits.choices import ChoiceError

LOG = logging.getLogger("dashboard")
# Keys that were changed: the page and the key that links, drafts and briefing files hold, and the key of now.
OLD_KEYS: Mapping[tuple[str, str], str] = {}


@cache
def page_builders(page: str) -> Mapping[str, Builder]:
    """The builders of a page by the key of their exhibit; none for a page without builders, or that does not exist."""
    module = f"pages.{page}.exhibits"
    # The name of a page may come from a link: only those that exist are imported.
    if page not in KEYS or importlib.util.find_spec(module) is None:
        return {}
    builders: Mapping[str, Builder] = importlib.import_module(module).BUILDERS
    return builders


def find_builder(page: str, key: str) -> Builder | None:
    """The builder of the exhibit that a page has, or had, under this key."""
    return page_builders(page).get(OLD_KEYS.get((page, key), key))


def build_slides(wanted: Sequence[Wanted], language: str) -> list[Slide]:
    """The slides of `wanted` in their order, with the data of today; one that cannot be built says why in words."""
    t = Words(language)
    # A link or a file can come from anybody: other query parameters could be commands to Streamlit.
    return [_build_slide(replace(each, query=known_choices(each.page, each.query)), t) for each in wanted]


def _build_slide(wanted: Wanted, t: Words) -> Slide:
    if wanted.page not in KEYS:
        return _absent_slide(wanted, t("briefing.no_page", page=wanted.page), t)
    build = find_builder(wanted.page, wanted.figure)
    if build is None:
        return _absent_slide(wanted, t("briefing.no_figure"), t)
    try:
        slide = make_slide(build(wanted.query, t), wanted.query, t)
    except ChoiceError as error:
        return _absent_slide(wanted, error.describe(t), t)
    except NoFiguresError as error:
        return _absent_slide(wanted, str(error), t)
    except DatasetError as error:
        LOG.error("broken data: %s", error)
        return _absent_slide(wanted, t("wrong.data", why=str(error)), t)
    except Exception:  # the other slides are made
        LOG.exception("%s of %s could not be made", wanted.figure, wanted.page)
        return _absent_slide(wanted, t("briefing.not_made"), t)
    # The title, note and minutes are those that the reader gave it.
    return replace(
        slide, title=wanted.title or slide.title, note=wanted.note, minutes=wanted.minutes, appendix=wanted.appendix
    )


def _absent_slide(wanted: Wanted, why: str, t: Words) -> Slide:
    """A slide that says why its figure is not there."""
    return Slide(
        kind="words",
        title=wanted.title or t("briefing.absent"),
        says="",
        source="",
        date="",
        content={"paragraphs": [why, t("briefing.absent_where", page=wanted.page, figure=wanted.figure)]},
        note=wanted.note,
        minutes=wanted.minutes,
        appendix=wanted.appendix,
        page=wanted.page,
        query=wanted.query,
        figure=wanted.figure,
    )
