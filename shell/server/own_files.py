"""Our own scripts and style sheets and the map library, each under a name that holds a hash of its content.

A page sends a reference and not the text, and browsers may keep the file for ever: another content has another address.
Where a script names another one of these files as `'./name'`, the hashed name is put in when it is served.
"""

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from shell.server.addresses import address

ROOT = Path(__file__).parents[2]
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
REFERENCE = re.compile(rb"'\./([\w.-]+)'")
IMPORT = re.compile(rb"from '\./([\w.-]+)'")


def _map_library() -> Path:
    """The folder of the map library's JavaScript, which comes with a Python package."""
    found = find_spec("maplibre")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package `maplibre` is missing: run `make run`, or install requirements.txt")
    return Path(found.origin).parent / "srcjs"


PATHS = {
    **{path.name: path for path in sorted((ROOT / "map").glob("*.*"))},
    "slide_list.js": ROOT / "pages/meeting/slide_list.js",
    **{name: ROOT / "shell/static" / name for name in ("print.js", "style.css")},
    **{name: _map_library() / name for name in ("maplibre-gl.js", "maplibre-gl.css")},
}


class OwnFile(NamedTuple):
    """A file as the browser gets it: its name with the hash, and its content."""

    name: str
    body: bytes


@cache
def own_file(name: str) -> OwnFile:
    """The file `map.js`, `style.css` and so on. Raises KeyError for a name, or a name in a script, that is not ours."""
    body = PATHS[name].read_bytes()
    # The library is not ours to change.
    if not name.startswith("maplibre"):
        body = REFERENCE.sub(lambda found: f"'./{own_file(found[1].decode()).name}'".encode(), body)
    return OwnFile(f"{hashlib.sha256(body).hexdigest()[:12]}-{name}", body)


def own_address(name: str) -> str:
    """Where the browser gets the file."""
    return address(f"/own/{own_file(name).name}")


def module_addresses(name: str) -> list[str]:
    """A script and all that it imports: fetched side by side, an imported one costs no round trip of its own."""
    names, left = [], [name]
    while left:
        script = left.pop(0)
        names.append(script)
        imported = (match.decode() for match in IMPORT.findall(PATHS[script].read_bytes()))
        left += [each for each in imported if each not in (*names, *left)]
    return [own_address(each) for each in names]


def find_own_file(hashed: str) -> OwnFile | None:
    """The file under a hashed name; none where there is no such file (now)."""
    return next((found for found in map(own_file, PATHS) if found.name == hashed), None)
