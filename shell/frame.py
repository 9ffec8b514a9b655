"""The frame around every page: language, title, notices, and an error message where something fails."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from i18n.translator import LANGUAGES, Words
from loaders.card import DatasetError
from shell import datasets, freshness, plain_text, streamlit_hooks, url_state
from shell.briefing import store
from shell.exhibits.choices import VERSION
from shell.search import tools

LOG = logging.getLogger("dashboard")
# Not in the menu: the foot of each page links to it.
IN_FOOT = ("accessibility",)
PAGES = (
    *("home", "map", "place", "port", "flows", "climate", "trajectory", "changes", "scenarios", "meeting", "data"),
    *IN_FOOT,
)

_html_language = st.components.v2.component(
    "language", js=(Path(__file__).parent / "static/language.js").read_text("utf-8")
)

# Gives the tab of the browser another title than that of its page.
_tab_title = st.components.v2.component("tab_title", js="export default ({data}) => { document.title = data.title; }")


def words() -> Words:
    """The translator for the reader's language."""
    return Words(str(st.session_state.get("language", LANGUAGES[0])))


def run(folder: Path) -> None:
    """Draw the frame and run the chosen page in it; `folder` holds the pages."""
    st.set_page_config(layout="wide")
    url_state.read_address()
    # The menu needs the language before its widget is drawn.
    t = Words(url_state.language())
    st.session_state["language"] = t.language
    slides = len(store.current_briefing(t).slides)
    if notice := store.take_notice():
        url_state.notify(notice)
    titles = {name: t(f"page.{name}") for name in PAGES}
    titles["meeting"] += f" ({t.number(slides)})" if slides else ""
    pages = [
        st.Page(
            folder / name / "page.py",
            title=titles[name],
            url_path=name,
            default=name == "home",
            visibility="hidden" if name in IN_FOOT else "visible",
        )
        for name in PAGES
    ]
    st.session_state["pages"] = dict(zip(PAGES, pages, strict=True))
    page = st.navigation(pages, position="top")
    name = page.url_path or PAGES[0]
    texts = {key: t(f"access.{key}") for key in ("menu_open", "menu_close")}
    title = f"{t(f'page.{name}')} · {t('title')}"
    _html_language(data={"language": t.language, "title": title, **texts}, key="html-language")
    url_state.begin(name, t)
    with st.container(key="languages"):
        url_state.choose(
            "lang",
            {language: Words(language)("language.name") for language in LANGUAGES},
            label=" / ".join(Words(language)("language.label") for language in LANGUAGES),
            words=t,
            widget=st.segmented_control,
            label_visibility="collapsed",
            required=True,
        )
    found = None
    with error_boundary(t, "tools"):
        found = tools.show(name, t)
    if found:
        open_address(*found)
    top = st.container()
    with error_boundary(t, name):
        page.run()
    with top:
        for notice in url_state.take_notices():
            plain_text.warning(notice)
    with top, error_boundary(t, "freshness"):
        freshness.banner(name, t)
    st.html(f'<footer class="foot">{escape(t("foot"))} · {_foot_links(t)}</footer>')
    url_state.write_address()


def _foot_links(t: Words) -> str:
    """Links to the pages that are not in the menu (safe HTML)."""
    return " · ".join(
        f'<a href="{name}?lang={t.language}&amp;v={VERSION}" target="_self">{escape(t(f"page.{name}"))}</a>'
        for name in IN_FOOT
    )


@contextmanager
def error_boundary(t: Words, what: str) -> Iterator[None]:
    """Show an error of this part as a message, with the traceback in the log; the rest of the page stays.

    Fragments need one of their own: when they rerun, the boundary of the page is not around them.

    what    the name of the part in the log
    """
    try:
        with datasets.same_data_version():
            yield
    except DatasetError as error:
        LOG.error("broken data: %s", error)
        plain_text.error(t("wrong.data", why=str(error)))
    except Exception:  # whatever it is, the reader gets a page
        LOG.exception("%s failed", what)
        plain_text.error(t("wrong.page"))
    if streamlit_hooks.is_fragment_run():
        url_state.write_address()


def run_as_fragment(draw: Callable[[Words], None], t: Words) -> None:
    """Draw a part of a page as a fragment: a choice within it sends this part and no more."""

    def run_part() -> None:
        with error_boundary(t, draw.__name__):
            draw(t)

    st.fragment(run_part)()


def set_tab_title(title: str, t: Words) -> None:
    """Name what the page is about in the tab of the browser, in its history and on paper."""
    _tab_title(data={"title": f"{title} · {t('title')}"}, key="tab-title")


def heading(title: str, lead: str = "", badge: str = "") -> None:
    """The page's only h1, with a lead sentence and, where there is one, a comparability badge (safe HTML)."""
    parts = [
        f'<h1 class="title">{escape(title)}</h1>',
        badge,
        f'<p class="lead">{escape(lead)}</p>' if lead else "",
    ]
    st.html(f'<header class="heading">{"".join(parts)}</header>')


def link(page: str, label: str, /, **query: str) -> None:
    """A link to another page, with choices."""
    st.page_link(st.session_state["pages"][page], label=label, query_params={**query, "v": VERSION})


def go_to(page: str, /, **choices: str) -> None:
    """Open another page with these choices."""
    url_state.set_query(**choices)
    st.switch_page(st.session_state["pages"][page])


def open_address(page: str, choices: Mapping[str, str]) -> None:
    """Open what a link to these choices opens, without loading the page again."""
    if page == st.session_state[url_state.PAGE]:
        url_state.follow_link(choices)
    else:
        st.switch_page(st.session_state["pages"][page], query_params={**choices, "v": VERSION})
