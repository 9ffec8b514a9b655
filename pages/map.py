"""Any indicator as map, chart, table and sources: the same figures, the same link."""

import streamlit as st

from shell import faces, view
from shell.draw import badge
from shell.frame import heading, words

t = words()
head = st.container()
shown, beside, face = view.pick(t)
indicator = shown.figures.indicator
with head:
    heading(faces.title(shown, face, t), t.of(indicator.why), badge(indicator, t))
faces.face(face, shown, beside, t)
faces.take_away(shown, t)
