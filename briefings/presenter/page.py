"""The presenter: one HTML file that shows a briefing in any browser, without server or network.

The file holds the briefing's JSON, our scripts and style sheet, and Plotly where a slide has a chart. Its policy lets
it ask nobody for anything, so what works here works without a network. `#print` at its address lays all slides out as
sheets: that is what the .pdf is made of.
"""

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefings import style, table_layout
from briefings.briefing import Briefing, to_json
from briefings.chart_pagination import split_chart
from briefings.presenter.bundle import bundle_script, bundle_styles
from charts import map_style
from charts.palettes import CATEGORICAL
from i18n.translator import Words

HERE = Path(__file__).parent
# The file may run the scripts in it and nothing else. A worker from its own server stores it for offline use.
POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'"
)
SHARED = ("agenda", "appendix", "dated", "licences", "made", "minutes", "notes", "sources")
# The module that starts the presentation; it imports the others.
SCRIPT = HERE / "presenter.js"


def page(briefing: Briefing) -> str:
    """The whole presentation as one HTML text. Raises BriefingError where the briefing breaks a limit."""
    charts = any(slide.kind == "chart" for slide in briefing.slides)
    scripts = [_plotly()] * charts + [_script()]
    texts = _texts(briefing.language)
    parts = {
        "language": escape(briefing.language),
        "title": escape(briefing.title),
        "no_script": escape(texts["no_script"]),
        "policy": escape(POLICY.format(hashes=" ".join(_hash(script) for script in scripts)), quote=False),
        "style": _variables() + bundle_styles(HERE / "presenter.css"),
        "words": _escape_json(json.dumps(texts, ensure_ascii=False)),
        "look": _escape_json(
            json.dumps(
                {
                    "ink": style.INK,
                    "paper": style.PAPER,
                    "colours": CATEGORICAL,
                    "map": _map_style(),
                    "notes": bundle_styles(HERE / "presenter_notes.css"),
                }
            )
        ),
        "briefing": _escape_json(to_json(briefing).decode()),
        "cuts": _escape_json(json.dumps(_chart_parts(briefing), ensure_ascii=False)),
        "figured": json.dumps(_numeric_columns(briefing)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = (HERE / "presenter.html").read_text("utf-8")
    # In one pass, so that a text with {{…}} in it is never replaced.
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)


def write(briefing: Briefing, path: Path) -> None:
    """Write the presentation to a file."""
    path.write_text(page(briefing), "utf-8")


def content_security_policy(html: str) -> str:
    """The policy that stands in the head of a presentation, as a header has it."""
    match = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html[:4000])
    if not match:
        raise ValueError("not a presentation: it has no policy")
    return match[1]


def _map_style() -> dict[str, Any]:
    """The style of maps for `presenter_map_shapes.js`: widths in rem, a hundredth of the width of the stage."""
    widths = {name: width / style.WIDTH * 100 for name, width in map_style.WIDTHS.items()}
    return {"colours": map_style.COLOURS, "widths": widths, "borders": map_style.BORDERS, "sheet": map_style.SHEET}


def _chart_parts(briefing: Briefing) -> dict[int, list[dict[str, Any]]]:
    """The parts of the charts that are split, by the place of their slide in the briefing."""
    parts = {
        place: split_chart(one.content["figure"]) for place, one in enumerate(briefing.slides) if one.kind == "chart"
    }
    return {place: parts for place, parts in parts.items() if len(parts) > 1}


def _numeric_columns(briefing: Briefing) -> dict[int, list[int]]:
    """The columns of figures of each table, by the place of its slide: aligned right, as in the .pptx."""
    tables = ((place, one.content) for place, one in enumerate(briefing.slides) if one.kind == "table")
    return {
        place: [
            column
            for column in range(1, len(content["head"]))
            if table_layout.is_numeric_column(
                [table_layout.cell_text(row[column]) for row in content["rows"] if column < len(row)]
            )
        ]
        for place, content in tables
    }


@cache
def _texts(language: str) -> dict[str, Any]:
    """The presentation's own texts, those it shares with the rest of a kit, and how its language is written."""
    t = Words(language)
    written = {"locale": t.locale_tag, "separators": t.separators, "calendar": t.calendar()}
    return {**{name: t(f"kit.{name}") for name in SHARED}, **t.section("presenter").texts(), "written": written}


@cache
def _script() -> str:
    return bundle_script(SCRIPT)


@cache
def _plotly() -> str:
    script = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")
    if "</script" in script.lower():
        raise ValueError("plotly.min.js would end the script it stands in")
    return script


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _escape_json(text: str) -> str:
    """Escape JSON so that no text in it can end its element."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _variables() -> str:
    """The house style as CSS: sizes in hundredths of the width of the stage."""
    values: dict[str, Any] = {
        f"size-{name}": f"{size / style.WIDTH * 100:.3f}rem" for name, size in style.SIZES.items()
    }
    values |= {"ink": style.INK, "soft": style.MUTED, "accent": style.ACCENT, "rule": style.LINE, "paper": style.PAPER}
    values |= {"warning": style.WARNING, "face": style.FONTS}
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in values.items()) + " }\n"
