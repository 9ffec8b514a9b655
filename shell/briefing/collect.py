"""Collect what a page shows: under each figure, map and table is a button that adds it to the briefing.

What shows an exhibit also offers it here. Its slide is made when the button is pressed, with everything that is needed
to show it later.
"""

import logging
from html import escape
from pathlib import Path

import streamlit as st

from briefings.briefing import BriefingError
from briefings.exhibit import Exhibit
from i18n.translator import LANGUAGES, Words
from shell import plain_text, url_state
from shell.briefing import store
from shell.briefing.choice_keys import known_choices
from shell.briefing.slides import make_slide

LOG = logging.getLogger("dashboard")

# Update the count in the menu in the browser: a rerun of the whole page sends 29 kB, this sends 2 kB.
_update_menu = st.components.v2.component(
    "briefing_count",
    js=Path(__file__).with_name("menu_count.js").read_text("utf-8"),
)


def offer(exhibit: Exhibit) -> None:
    """Let the reader add an exhibit to the briefing, by a button."""
    # As a fragment: a press reruns the button and nothing else.
    st.fragment(_add_button)(exhibit)


def choices_in_address(page: str) -> dict[str, str]:
    """The choices of the reader in the address of this page, without other query parameters."""
    return known_choices(page, url_state.address())


def _add_button(exhibit: Exhibit) -> None:
    """The button, and under it the result of a press."""
    t = Words(str(st.session_state.get("language", LANGUAGES[0])))
    if not st.button(t("briefing.add"), key=f"add-{exhibit.key}", type="tertiary"):
        return
    try:
        count = store.add([make_slide(exhibit, choices_in_address(exhibit.page), t)], t)
    except BriefingError as error:
        plain_text.warning(error.message(t.language))
    except store.NotKeptError as error:
        plain_text.warning(error.message(t))
    except Exception:  # a figure that cannot be added must not break its page
        LOG.exception("%s could not be added", exhibit.key)
        plain_text.warning(t("briefing.not_added"))
    else:
        message = t("briefing.added_one") if count == 1 else t("briefing.added", count=t.number(count))
        # Not a toast: Streamlit's has no name, so a screen reader announces a dialog about nothing.
        st.html(f'<p class="added" role="status">{escape(message)}</p>')
        name = t("page.meeting")
        _update_menu(data={"name": name, "text": f"{name} ({t.number(count)})"}, key=f"added-{exhibit.key}")
