"""Slides whose data have changed since they were kept: what changed, and a choice between then and now."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from briefings.briefing import Briefing, Slide
from briefings.links import Wanted
from i18n.translator import Words
from loaders import COMPANIONS, DATASETS
from loaders.card import DatasetError
from shell import plain_text
from shell.briefing.redraw_process import NotDrawnError, draw_in_process
from shell.briefing.slides import is_absent
from shell.datasets import card


def changed_datasets(slide: Slide) -> list[str]:
    """The datasets of a slide of which the file is another now."""
    return [name for name, sha in slide.data.items() if _sha(name) not in ("", sha)]


def _sha(name: str) -> str:
    """The checksum on a card; empty where there is no such dataset (any more)."""
    if name not in (*DATASETS, *COMPANIONS):
        return ""
    try:
        return card(name).fields.sha256
    except DatasetError:
        return ""


def show_changes(slide: Slide, at: int, put: Callable[[int, Slide, Slide | None, Words], None], t: Words) -> None:
    """Say what changed under the chosen slide, with the two ways on; nothing where nothing did."""
    names = changed_datasets(slide)
    settled = st.session_state.setdefault("briefing.settled", set())
    if not names or (slide.figure, slide.date, *names) in settled:
        return
    cards = [card(name).fields for name in names]
    days = [f" ({t.date(one.retrieved_on)})" if one.retrieved_on else "" for one in cards]
    parts = "; ".join(t.of(one.title) + day for one, day in zip(cards, days, strict=True))
    plain_text.warning(t("briefing.changed", day=t.iso_date(slide.date), now=parts))
    with st.container(horizontal=True):
        if st.button(t("briefing.keep"), key="slide-keep", help=t("briefing.keep_help", day=t.iso_date(slide.date))):
            settled.add((slide.figure, slide.date, *names))
            st.rerun()
        if st.button(t("briefing.renew"), key="slide-renew", help=t("briefing.renew_help")):
            made = redraw_slides([slide], t)
            if made:
                put(at, slide, made[0], t)
                st.rerun()


def redraw_slides(slides: Sequence[Slide], t: Words) -> list[Slide]:
    """The slides with the numbers of today; title, note, minutes and appendix stay. Empty where that failed."""
    wanted = [Wanted(s.page, s.query, s.figure, s.title, s.note, s.minutes, s.appendix) for s in slides]
    with st.spinner(t("briefing.renewing", count=len(wanted))):
        try:
            made = draw_in_process(wanted, t.language)
        except NotDrawnError as error:
            plain_text.error(t("briefing.not_renewed", why=str(error)))
            return []
    # A figure that is gone takes nothing away: the slide of then stays, and says what happened in its note.
    return [
        new if not is_absent(new) or is_absent(old) else _stays(old, new, t)
        for old, new in zip(slides, made, strict=True)
    ]


def _stays(old: Slide, new: Slide, t: Words) -> Slide:
    why = t("briefing.stays", why=" ".join(new.content["paragraphs"][:1]))
    return old if why in old.note else replace(old, note=f"{old.note}\n{why}".strip())


def renew_all(briefing: Briefing, t: Words) -> Briefing | None:
    """Every slide with changed data drawn anew; none where nothing changed or it failed."""
    places = [at for at, slide in enumerate(briefing.slides) if changed_datasets(slide) and slide.page]
    if not places:
        return None
    made = redraw_slides([briefing.slides[at] for at in places], t)
    if not made:
        return None
    slides = list(briefing.slides)
    for at, slide in zip(places, made, strict=True):
        slides[at] = slide
    return replace(briefing, slides=tuple(slides))
