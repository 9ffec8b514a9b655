"""The presenter: one HTML file that shows a briefing by itself, with nothing but a browser.

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

import yaml

from briefings import style, text_layout
from briefings.briefing import Briefing, to_json
from briefings.chart_pagination import split_chart
from briefings.words import FOLDER
from charts import map_style
from charts.palettes import CATEGORICAL

HERE = Path(__file__).parent
# What the file may do: run the scripts in it and nothing else. A worker from its own server keeps it for offline.
POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'"
)
SHARED = ("agenda", "appendix", "dated", "licences", "made", "minutes", "notes", "sources")
# Each defines one global function for those after it; the last one starts the presentation.
SCRIPTS = (
    "presenter_map_shapes.js",
    "presenter_map_land.js",
    "presenter_map_side.js",
    "presenter_map_gestures.js",
    "presenter_map.js",
    "presenter_chart.js",
    "presenter_table.js",
    "presenter_notes.js",
    "presenter_text.js",
    "presenter_pages.js",
    "presenter_slides.js",
    "presenter_overlays.js",
    "presenter_input.js",
    "presenter.js",
)


def page(briefing: Briefing) -> str:
    """The whole presentation as one HTML text. Raises BriefingError where the briefing breaks a limit."""
    charts = any(slide.kind == "chart" for slide in briefing.slides)
    scripts = [_plotly()] * charts + [(HERE / name).read_text("utf-8") for name in SCRIPTS]
    texts = _texts(briefing.language)
    parts = {
        "language": escape(briefing.language),
        "title": escape(briefing.title),
        "no_script": escape(texts["no_script"]),
        "policy": escape(POLICY.format(hashes=" ".join(_hash(script) for script in scripts)), quote=False),
        "style": _variables() + (HERE / "presenter.css").read_text("utf-8"),
        "words": _inert(json.dumps(texts, ensure_ascii=False)),
        "look": _inert(json.dumps({"ink": style.INK, "paper": style.PAPER, "colours": CATEGORICAL, "map": _map()})),
        "briefing": _inert(to_json(briefing).decode()),
        "cuts": _inert(json.dumps(_cuts(briefing), ensure_ascii=False)),
        "figured": json.dumps(_figured(briefing)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = (HERE / "presenter.html").read_text("utf-8")
    # In one pass, so that what is put in is never read as a place to put something.
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def write(briefing: Briefing, path: Path) -> None:
    """Write the presentation to a file."""
    path.write_text(page(briefing), "utf-8")


def content_security_policy(html: str) -> str:
    """The policy that stands in the head of a presentation, as a header has it."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html[:4000])
    if not found:
        raise ValueError("not a presentation: it has no policy")
    return found[1]


def _map() -> dict[str, Any]:
    """How maps look, as `presenter_map.js` takes it: widths in hundredths of the width of the stage."""
    widths = {name: width / style.WIDTH * 100 for name, width in map_style.WIDTHS.items()}
    return {"colours": map_style.COLOURS, "widths": widths, "borders": map_style.BORDERS, "sheet": map_style.SHEET}


def _cuts(briefing: Briefing) -> dict[int, list[dict[str, Any]]]:
    """The parts of the charts that take more than one slide, by the place of their slide in the briefing."""
    found = {
        place: split_chart(one.content["figure"]) for place, one in enumerate(briefing.slides) if one.kind == "chart"
    }
    return {place: parts for place, parts in found.items() if len(parts) > 1}


def _figured(briefing: Briefing) -> dict[int, list[int]]:
    """The columns of figures of each table, by the place of its slide: they stand to the right, as in the .pptx."""
    tables = ((place, one.content) for place, one in enumerate(briefing.slides) if one.kind == "table")
    return {
        place: [
            column
            for column in range(1, len(content["head"]))
            if text_layout.is_numeric_column(
                [text_layout.cell_text(row[column]) for row in content["rows"] if column < len(row)]
            )
        ]
        for place, content in tables
    }


@cache
def _texts(language: str) -> dict[str, str]:
    """What the presentation itself says, and the words that it shares with the other parts of a kit."""
    texts = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    return {**{name: texts["kit"][name] for name in SHARED}, **texts["presenter"]}


@cache
def _plotly() -> str:
    script = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")
    if "</script" in script.lower():
        raise ValueError("plotly.min.js would end the script it stands in")
    return script


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _inert(text: str) -> str:
    """JSON that cannot end the element it stands in, whatever a title says."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _variables() -> str:
    """The house style as CSS: sizes in hundredths of the width of the stage."""
    found: dict[str, Any] = {f"size-{name}": f"{size / style.WIDTH * 100:.3f}rem" for name, size in style.SIZES.items()}
    found |= {"ink": style.INK, "soft": style.MUTED, "accent": style.ACCENT, "rule": style.LINE, "paper": style.PAPER}
    found |= {"warning": style.WARNING, "face": style.FONTS}
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in found.items()) + " }\n"
