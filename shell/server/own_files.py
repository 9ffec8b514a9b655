"""Our own scripts and style sheets and the map library, each under a name that holds a hash of its content.

A page refers to a file instead of sending it, and browsers may cache it for ever: with other content it has another
address. Where a script names another one of these files by its relative path, the hashed name replaces it when it is
served, and its lines of comments are left out. All are served from one folder, so each name may be there once. A style
sheet is served with those it imports.
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
RELATIVE = rb"'\.{1,2}/(?:[\w.-]+/)*([\w.-]+)'"
REFERENCE = re.compile(RELATIVE)
IMPORT = re.compile(rb"from " + RELATIVE)
# A line that is nothing but a comment: half of the bytes of a short script.
COMMENT = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)
STYLE_IMPORT = re.compile(rb"@import '\./([\w.-]+)';\n")


def _map_library() -> Path:
    """The folder of the map library's JavaScript, which comes with a Python package."""
    package = find_spec("maplibre")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package `maplibre` is missing: run `make run`, or install requirements.txt")
    return Path(package.origin).parent / "srcjs"


PATHS = {
    **{path.name: path for path in sorted((ROOT / "map").glob("*.*"))},
    "slide_list.js": ROOT / "pages/meeting/slide_list.js",
    **{name: ROOT / "shell/static" / name for name in ("history.js", "print.js")},
    **{path.name: path for path in sorted((ROOT / "shell/static").glob("*.css"))},
    **{path.name: path for path in sorted((ROOT / "shell/search").glob("*.*")) if path.suffix in MEDIA_TYPES},
    **{name: _map_library() / name for name in ("maplibre-gl.js", "maplibre-gl.css")},
}


class OwnFile(NamedTuple):
    """A file as it is served: its name with the hash, and its content."""

    name: str
    body: bytes


@cache
def own_file(name: str) -> OwnFile:
    """The file `map.js`, `style.css` and so on. Raises KeyError for an unknown name, also for one within a script."""
    body = PATHS[name].read_bytes()
    # The library of others is served unchanged.
    if not name.startswith("maplibre"):
        body = STYLE_IMPORT.sub(lambda match: own_file(match[1].decode()).body, body)
        body = COMMENT.sub(b"", body) if name.endswith(".js") else body
        body = REFERENCE.sub(lambda match: f"'./{own_file(match[1].decode()).name}'".encode(), body)
    return OwnFile(f"{hashlib.sha256(body).hexdigest()[:12]}-{name}", body)


def own_address(name: str) -> str:
    """The address of the file."""
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


def component_script(name: str) -> str:
    """The JavaScript of a component of Streamlit whose code is in the file `name`.

    It fetches the file under its hashed name: sent with each change of the component, the code would be most of the
    bytes. The module's default export is called with the component; what it returns is called when that is removed.
    """
    return f"""export default (component) => {{
        const [script] = {module_addresses(name)}.map(file => import(new URL(file, document.baseURI)));
        const ended = script.then(module => module.default(component));
        return () => ended.then(end => typeof end === 'function' && end());
    }}"""


def find_own_file(hashed: str) -> OwnFile | None:
    """The file with a hashed name; none where there is no such file (any more)."""
    return next((file for file in map(own_file, PATHS) if file.name == hashed), None)
