"""The profile of one municipality beside the district and another of the reader's choice; prints on one A4."""

from pages.place import profile
from shell.frame import heading, words

t = words()
place, other = profile.choose_places(t)
heading(t("place.title", name=place["name"]), t("place.lead", name=place["name"], other=other["name"]))
profile.facts(place, t)
profile.tables(place, other, t)
