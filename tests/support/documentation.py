"""The documentation and the code that it speaks of, as text."""

import re

from tests.support.opening import ROOT

DOCS = [path for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]) if path.name != "CHANGELOG.md"]
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCS}
PRODUCT = [
    path
    for folder in ("briefings", "charts", "i18n", "loaders", "map", "pages", "scenarios", "shell")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".js", ".css")
] + [ROOT / "dashboard.py"]
CODE = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PRODUCT}
PATH = re.compile(r"^[\w./-]+/$|^[\w.-]+(/[\w.-]+)+$|^[\w-]+\.(py|ya?ml|md|toml|js|css|csv|txt)$")


def quoted(text: str) -> list[str]:
    """Every text in backquotes on one line, outside code blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
