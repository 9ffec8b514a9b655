"""Slides whose data have changed since they were added: what changed, and a choice between the old and new numbers."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from briefings.briefing import Briefing, Slide
from briefings.links import Wanted
from i18n.translator import Words
from loaders import COMPANIONS, DATASETS
from loaders.card import DatasetError
from shell import plain_text
from shell.briefing.builders import build_slides
from shell.briefing.slides import is_absent
from shell.datasets import card


def changed_datasets(slide: Slide) -> list[str]:
    """The datasets of a slide whose file has changed."""
    return [name for name, sha in slide.data.items() if _sha(name) not in ("", sha)]


def _sha(name: str) -> str:
    """The checksum on the card of a dataset; empty where it does not exist, or no longer."""
    if name not in (*DATASETS, *COMPANIONS):
        return ""
    try:
        return card(name).fields.sha256
    except DatasetError:
        return ""


def show_changes(slide: Slide, at: int, put: Callable[[int, Slide, Slide | None, Words], None], t: Words) -> None:
    """Say what changed in the data of the chosen slide, with a button to keep it and one to build it again."""
    names = changed_datasets(slide)
    kept = st.session_state.setdefault("briefing.settled", set())
    if not names or (slide.figure, slide.date, *names) in kept:
        return
    cards = [card(name).fields for name in names]
    days = [f" ({t.date(one.retrieved_on)})" if one.retrieved_on else "" for one in cards]
    parts = "; ".join(t.of(one.title) + day for one, day in zip(cards, days, strict=True))
    plain_text.warning(t("briefing.changed", day=t.iso_date(slide.date), now=parts))
    with st.container(horizontal=True):
        if st.button(t("briefing.keep"), key="slide-keep", help=t("briefing.keep_help", day=t.iso_date(slide.date))):
            kept.add((slide.figure, slide.date, *names))
            st.rerun()
        if st.button(t("briefing.renew"), key="slide-renew", help=t("briefing.renew_help")):
            put(at, slide, renew_slides([slide], t)[0], t)
            st.rerun()


def renew_slides(slides: Sequence[Slide], t: Words) -> list[Slide]:
    """The slides with the numbers of today; title, note, minutes and appendix stay."""
    wanted = [Wanted(s.page, s.query, s.figure, s.title, s.note, s.minutes, s.appendix) for s in slides]
    with st.spinner(t("briefing.renewing", count=len(wanted))):
        renewed = build_slides(wanted, t.language)
    # Where a figure no longer exists, the old slide stays, with the reason in its note.
    return [
        new if not is_absent(new) or is_absent(old) else _keep_with_note(old, new, t)
        for old, new in zip(slides, renewed, strict=True)
    ]


def _keep_with_note(old: Slide, new: Slide, t: Words) -> Slide:
    why = t("briefing.stays", why=" ".join(new.content["paragraphs"][:1]))
    return old if why in old.note else replace(old, note=f"{old.note}\n{why}".strip())


def renew_all(briefing: Briefing, t: Words) -> Briefing | None:
    """The briefing with every slide whose data changed built again; None where none changed."""
    places = [at for at, slide in enumerate(briefing.slides) if changed_datasets(slide) and slide.page]
    if not places:
        return None
    renewed = dict(zip(places, renew_slides([briefing.slides[at] for at in places], t), strict=True))
    return replace(briefing, slides=tuple(renewed.get(at, slide) for at, slide in enumerate(briefing.slides)))
