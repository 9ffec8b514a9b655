"""A page as Streamlit runs it, without a browser."""

from pathlib import Path

import yaml
from streamlit.testing.v1 import AppTest

from shell.briefing import redraw

ROOT = Path(__file__).parents[2]
# Prepared and recorded material; not everybody has it.
SHARED = ROOT.parent / "shared"
PAGES = ("home", "map", "place", "port", "climate", "trajectory", "scenarios", "meeting", "data")


def prepared(page: str, **query: str) -> AppTest:
    """A page with this address, not run yet."""
    return redraw.prepare_page(page, query, seconds=60)


def opened(page: str, **query: str) -> AppTest:
    return prepared(page, **query).run()


def written(app: AppTest) -> str:
    """All that the page says in its own HTML."""
    return " ".join(str(element.proto.body) for element in app.get("html"))


def words(language: str) -> dict:
    return yaml.safe_load((ROOT / f"i18n/{language}.yaml").read_text("utf-8"))
