"""A page as Streamlit runs it, without a browser."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from briefings.exhibit import Exhibit
from shell.briefing import collect
from shell.frame import PAGES

__all__ = ["PAGES", "ROOT", "SHARED", "offered", "opened", "prepared", "widget", "words", "written"]
ROOT = Path(__file__).parents[2]
# Recorded material beside the project, which not every checkout has.
SHARED = ROOT.parent / "shared"
# Each AppTest reads the metadata of every installed package, in search of components: 0.2 seconds of processor time,
# where a server does it once. It finds none; ours are registered by the pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def prepared(page: str, **query: str) -> AppTest:
    """A page with this address, not run yet; a run that takes longer than a minute raises RuntimeError.

    AppTest replaces the runtime that a server needs, so never call this in the process of a server.
    """
    app = AppTest.from_file(str(ROOT / "pages" / "router.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    # Before its first run AppTest.switch_page knows a page by the name of its file, and all are page.py.
    app._page_hash = calc_hash(page)
    return app


def opened(page: str, **query: str) -> AppTest:
    return prepared(page, **query).run()


def offered(page: str, **query: str) -> tuple[list[Exhibit], AppTest]:
    """The exhibits that a page shows with a button that adds them, and the page."""
    exhibits: list[Exhibit] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "offer", exhibits.append)
        app = opened(page, **query)
    assert not app.exception and not app.error and not app.warning
    return exhibits, app


def widget(widgets, choice: str):
    """The widget of a choice: its key may have a number, see `shell.widget_seeds.seed_widget`."""
    (found,) = (each for each in widgets if str(each.key).split(".")[0] == f"_{choice}")
    return found


def written(app: AppTest) -> str:
    """All HTML that the page writes itself."""
    return " ".join(str(element.proto.body) for element in app.get("html"))


@cache
def words(language: str) -> dict:
    """The locale file of a language. Cached: never alter it."""
    return yaml.safe_load((ROOT / f"i18n/{language}.yaml").read_text("utf-8"))
