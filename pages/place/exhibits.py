"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.place.profile_exhibits import profile
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {"profile": profile}
