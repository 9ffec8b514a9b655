"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.place.key_figure_exhibits import key_figures
from pages.place.peer_exhibits import peer_bars, peers
from pages.place.profile_exhibits import profile
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "profile": profile,
    "key-figures": key_figures,
    "peers": peers,
    "peer-bars": peer_bars,
}
