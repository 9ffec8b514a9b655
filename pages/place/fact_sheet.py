"""What a reader takes away of one municipality: the sheet on paper, and all its figures as Excel and CSV."""

import streamlit as st

from i18n.translator import Words
from pages.place import place_files
from shell import downloads
from shell.indicator_data import areas

_print_button = st.components.v2.component(
    "print_button",
    html='<button type="button" class="print-sheet"></button>',
    js="""export default ({data, parentElement}) => {
        const button = parentElement.querySelector('button');
        button.textContent = data.label;
        button.onclick = () => window.print();
    }""",
    isolate_styles=False,
)


def offer(place: str, t: Words) -> None:
    """A button that prints the sheet, and the files of the place, each made only when it is downloaded."""
    name = str(areas(t.language).loc[place, "name"])
    with st.container(key="take-away", horizontal=True):
        _print_button(data={"label": t("place.print")}, key="print-sheet")
        with st.container(width="content"):
            note = t("place.download_note", name=name)
            downloads.offer_files(place.lower(), lambda: place_files.list_files(place, t), note, t)
