"""A page as Streamlit runs it, without a browser."""

from pathlib import Path

import yaml
from streamlit.testing.v1 import AppTest

from shell.briefing import redraw
from shell.frame import PAGES

__all__ = ["PAGES", "ROOT", "SHARED", "opened", "prepared", "widget", "words", "written"]
ROOT = Path(__file__).parents[2]
# Recorded material beside the project, which not every checkout has.
SHARED = ROOT.parent / "shared"


def prepared(page: str, **query: str) -> AppTest:
    """A page with this address, not run yet."""
    return redraw.prepare_page(page, query, seconds=60)


def opened(page: str, **query: str) -> AppTest:
    return prepared(page, **query).run()


def widget(widgets, choice: str):
    """The widget of a choice: its key may have a number, see `shell.widget_seeds.seed_widget`."""
    (found,) = (each for each in widgets if str(each.key).split(".")[0] == f"_{choice}")
    return found


def written(app: AppTest) -> str:
    """All HTML that the page writes itself."""
    return " ".join(str(element.proto.body) for element in app.get("html"))


def words(language: str) -> dict:
    return yaml.safe_load((ROOT / f"i18n/{language}.yaml").read_text("utf-8"))
