"""One municipality: its figures among those around it, on one A4; and beside the municipalities most like it."""

from pages.place import peers, profile
from shell.frame import words

t = words()
if profile.choose_sheet(t) == profile.PEERS:
    peers.show(t)
else:
    profile.show(t)
