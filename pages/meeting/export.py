"""Present a briefing in a new window, or export it as a kit (zip), a file or a link."""

import logging
import secrets
import threading
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from briefings import kit
from briefings.briefing import Briefing, BriefingError, to_json
from briefings.links import to_link
from i18n.system_errors import explain_reason, system_reason
from i18n.translator import Words
from shell import components, plain_text
from shell.briefing import drafts, present, store
from shell.briefing.layers import add_map_layers
from shell.briefing.storage_quota import FullError, Quota, make_room, owner_of, stored
from shell.plain_text import escape_markdown
from shell.server.addresses import address

LOG = logging.getLogger("dashboard")
# Kits stay for a while: a second press of the button is at once.
QUOTA = Quota(reader_files=3, reader_bytes=200_000_000, files=200, bytes=2_000_000_000)
_lock = threading.Lock()


def present_link(briefing: Briefing, t: Words) -> None:
    """A link that opens present mode in a window of its own."""
    if store.is_kept_on_server():
        st.link_button(t("briefing.present"), address("/present/mine"), type="primary", key="present")
        return
    # The server has no copy of a briefing that only this session holds: it is stored first.
    if st.button(t("briefing.present"), type="primary", key="present-make"):
        try:
            st.session_state["presented"] = present.keep(add_map_layers(briefing), drafts.number_of_reader())
        except BriefingError as error:
            plain_text.warning(error.message(t.language))
        except Exception:  # whatever is in the briefing: the rest of the page stays
            LOG.exception("a presentation could not be made")
            plain_text.warning(t("briefing.not_presented"))
    if identity := st.session_state.get("presented"):
        st.link_button(t("briefing.present_open"), address(f"/present/{identity}"), key="present-open")


def kit_button(briefing: Briefing, t: Words) -> None:
    """A button that makes the kit; when it is made, one that downloads it."""
    kit_now = st.session_state.get("kit")
    if kit_now and kit_now["of"] is briefing and kit_now["path"].is_file():
        size = t.number(kit_now["report"].bytes / 1e6, 1)
        st.download_button(
            t("briefing.kit_take", size=size),
            lambda: kit_now["path"].read_bytes(),
            f"{kit.file_name(briefing)}.zip",
            "application/zip",
            key="kit-take",
            type="primary",
            on_click="ignore",
        )
    elif st.button(t("briefing.kit_make"), key="kit-make"):
        st.session_state["kit.wanted"] = True


def make_kit(briefing: Briefing, t: Words) -> None:
    """Make the kit if its button was pressed, and say what could not be made."""
    if st.session_state.pop("kit.wanted", False):
        bar = st.progress(0.0, t("briefing.kit_making"))
        owner = owner_of(drafts.number_of_reader())
        path = drafts.folder().parent / "kits" / f"{owner}-{secrets.token_hex(8)}.zip"

        def show_progress(done: int, of: int, what: str) -> None:
            bar.progress(done / of, f"{t('briefing.kit_making')} {escape_markdown(what[:60])}")

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make_room_for_kit(path, owner, 0)
            report = kit.make(add_map_layers(briefing), path, progress=show_progress)
            make_room_for_kit(path, owner, report.bytes)
        except BriefingError as error:
            bar.empty()
            plain_text.error(error.message(t.language))
            return
        except FullError:
            bar.empty()
            plain_text.error(BriefingError("kit", "store_full").message(t.language))
            return
        except OSError as error:
            bar.empty()
            plain_text.error(t("briefing.kit_failed", why=explain_reason(system_reason(error), t.language)))
            return
        st.session_state["kit"] = {"of": briefing, "path": path, "report": report}
        st.rerun()
    kit_now = st.session_state.get("kit")
    if kit_now and kit_now["of"] is briefing:
        report = kit_now["report"]
        components.note(
            t("briefing.kit_made", seconds=t.number(report.seconds, 1), size=t.number(report.bytes / 1e6, 1))
        )
        # One line for all slides that lack their figure for the same reason.
        reasons: dict[str, list[str]] = {}
        for number, why in sorted(report.problems.items()):
            reasons.setdefault(why, []).append(str(number))
        lacking = [t("briefing.kit_slide", number=", ".join(them), why=why) for why, them in reasons.items()]
        lacking += [f"{part}: {why}" for part, why in report.missing.items()]
        if lacking:
            plain_text.warning("\n".join(lacking))


def make_room_for_kit(path: Path, owner: str, size: int) -> None:
    """Make room for a kit, before it is made and when its size is known. Raises FullError, and removes it then."""
    others = [one for one in path.parent.glob("*.zip") if one != path]
    try:
        with _lock:
            make_room(stored(others, lambda one: one.name.split("-")[0]), owner, size, QUOTA)
    except FullError:
        path.unlink(missing_ok=True)
        raise


def save_options(briefing: Briefing, t: Words) -> None:
    """The file of the briefing, and a link where one is short enough."""
    name = f"{kit.file_name(briefing)}.json"
    # Made on download: the shapes of maps are most of it.
    st.download_button(
        t("briefing.save"),
        lambda: to_json(add_map_layers(briefing)),
        name,
        "application/json",
        key="briefing-save",
        on_click="ignore",
    )
    text = to_link(briefing)
    if text is None:
        components.note(t("briefing.link_long"))
        return
    components.note(t("briefing.link_note"))
    here = urlsplit(str(st.context.url or ""))
    st.code(f"{here.scheme}://{here.netloc}{here.path}?briefing={text}&lang={t.language}&v=1", language=None)
