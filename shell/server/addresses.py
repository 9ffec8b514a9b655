"""The paths of this server, below `server.baseUrlPath` where that is set, and which of them browsers may cache."""

import re
import sys

# Paths with a hash of the content in the name: our own files, map layers, and the files of Streamlit's bundle.
VERSIONED = re.compile(
    r"/own/[0-9a-f]{12}-[\w.-]+"
    r"|/search/[a-z]{2}\.[0-9a-f]{12}\.json"
    r"|/layers/[\w-]+\.[0-9a-f]{12}\.json"
    r"|/static/(?:css|js|media)/[^/]+\.[\w-]{8}\.\w+"
)


def base_path() -> str:
    """The path that all addresses begin with, such as `/haven`; empty for a dashboard at the root of its host."""
    # Not imported above: without Streamlit there is no server, and what builds slides there does not need it.
    streamlit = sys.modules.get("streamlit")
    base = str(streamlit.get_option("server.baseUrlPath") or "").strip("/") if streamlit else ""
    return f"/{base}" if base else ""


def address(path: str) -> str:
    """The address of a path of this server: `/qr` becomes `/haven/qr` where the dashboard is served below `/haven`."""
    return base_path() + path


def path_below_base(path: str) -> str:
    """The path of a request without the base path; empty where it lies outside of it."""
    base = base_path()
    return path[len(base) :] or "/" if path == base or path.startswith(f"{base}/") else ""


def is_versioned(path: str) -> bool:
    """Whether the path changes with the content, so that browsers may cache the reply for ever."""
    return VERSIONED.fullmatch(path) is not None
