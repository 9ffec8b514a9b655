"""A briefing leaves the dashboard: presented in a window of its own, taken away as one zip, as a file, or as a link."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from briefings import kit
from briefings.briefing import Briefing, BriefingError, to_json
from briefings.links import to_link
from briefings.words import Texts, refusal
from shell import briefing_store, draw, plain_text, present
from shell.briefing_file import complete
from shell.plain_text import plain
from shell.words import Words

# Kits stay until this many newer ones are there: a second press of the button is at once.
MOST_KITS = 20


def presented(briefing: Briefing, t: Words) -> None:
    """A link that opens present mode in a window of its own."""
    if briefing_store.kept_on_server():
        st.link_button(t("briefing.present"), "/present/mine", type="primary", key="present")
        return
    # The server does not know what only this window holds: it is handed over first.
    if st.button(t("briefing.present"), type="primary", key="present-make"):
        try:
            st.session_state["presented"] = present.keep(complete(briefing))
        except BriefingError as error:
            plain_text.warning(error.told(t.language))
    if identity := st.session_state.get("presented"):
        st.link_button(t("briefing.present_open"), f"/present/{identity}", key="present-open")


def taken(briefing: Briefing, t: Words) -> None:
    """One button makes the kit, with a bar that says how far it is; then the same place offers it."""
    made = st.session_state.get("kit")
    if made and made["of"] is briefing and made["path"].is_file():
        size = t.number(made["report"].bytes / 1e6, 1)
        st.download_button(
            t("briefing.kit_take", size=size),
            lambda: made["path"].read_bytes(),
            f"{kit.file_name(briefing)}.zip",
            "application/zip",
            key="kit-take",
            type="primary",
            on_click="ignore",
        )
    elif st.button(t("briefing.kit_make"), key="kit-make"):
        st.session_state["kit.wanted"] = True


def making(briefing: Briefing, t: Words) -> None:
    """Make the kit if it was asked for, and say what could not be made."""
    if st.session_state.pop("kit.wanted", False):
        bar = st.progress(0.0, t("briefing.kit_making"))
        path = briefing_store.folder().parent / "kits" / f"{secrets.token_hex(8)}.zip"

        def told(done: int, of: int, what: str) -> None:
            bar.progress(done / of, f"{t('briefing.kit_making')} {plain(what[:60])}")

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            report = kit.make(complete(briefing), path, progress=told)
        except BriefingError as error:
            bar.empty()
            plain_text.error(error.told(t.language))
            return
        except OSError as error:
            bar.empty()
            plain_text.error(t("briefing.kit_failed", why=Texts(t.language).refused(refusal(error))))
            return
        st.session_state["kit"] = {"of": briefing, "path": path, "report": report}
        _forget(path.parent)
        st.rerun()
    made = st.session_state.get("kit")
    if made and made["of"] is briefing:
        report = made["report"]
        draw.note(t("briefing.kit_made", seconds=t.number(report.seconds, 1), size=t.number(report.bytes / 1e6, 1)))
        # One line for all slides that lack their figure for the same reason.
        reasons: dict[str, list[str]] = {}
        for number, why in sorted(report.problems.items()):
            reasons.setdefault(why, []).append(str(number))
        lacking = [t("briefing.kit_slide", number=", ".join(them), why=why) for why, them in reasons.items()]
        lacking += [f"{part}: {why}" for part, why in report.missing.items()]
        if lacking:
            plain_text.warning("\n".join(lacking))


def _forget(where: Path) -> None:
    for old in sorted(where.glob("*.zip"), key=lambda one: one.stat().st_mtime)[:-MOST_KITS]:
        old.unlink(missing_ok=True)


def save(briefing: Briefing, t: Words) -> None:
    """The file of the briefing, and a link where one is short enough."""
    name = f"{kit.file_name(briefing)}.json"
    # Made when asked for: the shapes of maps are most of it.
    st.download_button(
        t("briefing.save"),
        lambda: to_json(complete(briefing)),
        name,
        "application/json",
        key="briefing-save",
        on_click="ignore",
    )
    text = to_link(briefing)
    if text is None:
        draw.note(t("briefing.link_long"))
        return
    draw.note(t("briefing.link_note"))
    here = urlsplit(str(st.context.url or ""))
    st.code(f"{here.scheme}://{here.netloc}{here.path}?briefing={text}&lang={t.language}&v=1", language=None)
