"""The profile of one municipality beside the district and another of the reader's choice; prints on one A4."""

from pages.place import profile, profile_exhibits
from shell.frame import heading, words

t = words()
choices = profile.choose_places(t)
place, other = profile_exhibits.chosen_places(choices, t)
heading(t("place.title", name=place["name"]), t("place.lead", name=place["name"], other=other["name"]))
profile.facts(place, t)
profile.tables(choices, t)
