"""The recipes of the README to add an indicator, a page or a language do what they say."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from loaders.card import GEODATA
from shell.briefing.choice_keys import KEYS
from shell.frame import PAGES
from shell.freshness import USES
from tests.support.documentation import CODE, PATH, TEXT, quoted
from tests.support.opening import ROOT


def recipe(name: str) -> str:
    """The entry with this name under "To add" in README.md."""
    (found,) = re.findall(rf"^- \*\*{name}\*\*.*?(?=^- |^#|\Z)", TEXT["README.md"], re.MULTILINE | re.DOTALL)
    return found


def run(code: str, *arguments: object, cwd: Path = ROOT, **variables: object) -> str:
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


ENTRY = """
  invented:
    theme: people
    label: {nl: "Verzonnen aantal", en: "Invented number"}
    unit: inhabitants
    decimals: 0
    comparability: same
    why: {nl: "Verzonnen.", en: "Invented."}
    definition:
      BE: {nl: "Verzonnen in België", en: "Invented in Belgium"}
      NL: {nl: "Verzonnen in Nederland", en: "Invented in the Netherlands"}
    reference: {nl: "1 januari", en: "1 January"}
    kind: count
    sources: [invented-source]
"""
INDICATOR = """
import sys
from pathlib import Path
from loaders.datasets import catalogue
catalogue.PATH = Path(sys.argv[1])
from loaders import load
from loaders.__main__ import main
from loaders.card import seal
for name in ("indicators", "indicator_sources", "indicator_definitions"):
    seal(name)
assert main(["check"]) == 0
from tests.support.opening import opened, written
rows = load("indicators").query("indicator == 'invented'")
assert rows["value"].tolist() == [1234.0, 5678.0] and set(rows["definition_en"]) == {"As invented"}
for face in ("map", "chart", "table", "sources"):
    app = opened("map", indicator="invented", face=face)
    assert not app.exception and not app.error and not app.warning, face
    assert "Verzonnen aantal" in written(app), face
assert "1.234" in written(opened("map", indicator="invented", face="table"))
"""


@pytest.mark.slow
def test_an_indicator_is_added_by_its_recipe(tmp_path):
    told = recipe("an indicator")
    assert "loaders/datasets/indicators.yaml" in told
    for name in ("indicators", "indicator_sources", "indicator_definitions"):
        assert f"`geodata/{name}`" in told
    folder = shutil.copytree(GEODATA, tmp_path / "geodata")
    source = (ROOT / "loaders/datasets/indicators.yaml").read_text("utf-8")
    (tmp_path / "indicators.yaml").write_text(source.rstrip() + "\n" + ENTRY, "utf-8")
    for path, rows in {
        "indicators/indicators.csv": [
            "BE-44021,invented,2024,1234,inhabitants,measured,invented-source,invented-definition,2026-01-01,",
            "NL-GM0715,invented,2024,5678,inhabitants,measured,invented-source,invented-definition,2026-01-01,",
        ],
        "indicator_sources/sources.csv": [
            "invented-source,Nobody,Nothing,https://example.org,https://example.org,CC BY 4.0,"
        ],
        "indicator_definitions/definitions.csv": ["invented-definition,Zoals verzonnen,As invented,"],
    }.items():
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write("".join(f"{row}\n" for row in rows))
    run(INDICATOR, tmp_path / "indicators.yaml", NSPD_GEODATA=folder, NSPD_STATE=tmp_path / "state")


PAGE = """
from loaders.card import DatasetError
from shell.briefing.choice_keys import known_choices
from tests.support.opening import opened, written
for language, title in (("nl", "Verzonnen pagina"), ("en", "Invented page")):
    app = opened("invented", lang=language, choice="a")
    assert not app.exception and not app.error and not app.warning
    assert title in written(app)
assert known_choices("invented", {"choice": "a", "other": "b"}) == {"choice": "a"}
"""
SCRIPT = """
from shell.frame import heading, words

t = words()
heading(t("invented.title"))
"""


@pytest.mark.slow
def test_a_page_is_added_by_its_recipe(tmp_path):
    """Changing the files that the recipe names is enough; on a copy."""
    for part in ("briefings", "charts", "i18n", "loaders", "map", "pages", "scenarios", "shell", "tests/support"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for file in ("pyproject.toml", "dashboard.py"):
        shutil.copy(ROOT / file, tmp_path)
    (tmp_path / "pages/invented").mkdir()
    (tmp_path / "pages/invented/page.py").write_text(SCRIPT.lstrip(), "utf-8")
    changes = {
        "shell/frame.py": ('"data")', '"data", "invented")'),
        "shell/freshness.py": ('    "data": set(),', '    "data": set(), "invented": set(),'),
        "shell/briefing/choice_keys.py": ('        "data":', '        "invented": "choice",\n        "data":'),
    }
    told = recipe("a page")
    assert "pages/" in told and "i18n/" in told
    for name, (before, after) in changes.items():
        assert name in told
        path = tmp_path / name
        assert path.read_text("utf-8").count(before) == 1, name
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    for language, title in (("nl", "Verzonnen pagina"), ("en", "Invented page")):
        path = tmp_path / f"i18n/{language}.yaml"
        text = yaml.safe_load(path.read_text("utf-8"))
        text["page"]["invented"], text["invented"] = title, {"title": title}
        path.write_text(yaml.safe_dump(text, allow_unicode=True, sort_keys=False), "utf-8")
    run(PAGE, cwd=tmp_path, NSPD_STATE=tmp_path / "state")


def test_every_list_of_pages_is_the_same_and_its_file_is_in_the_recipe():
    folders = {path.parent.name for path in (ROOT / "pages").glob("*/page.py")}
    assert set(PAGES) == folders == set(USES) == set(KEYS)
    told, listing = recipe("a page"), set()
    for name, text in CODE.items():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(text)):
                parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
                if len({p.value for p in parts if isinstance(p, ast.Constant)} & folders) > len(folders) / 2:
                    listing.add(name)
    assert "shell/frame.py" in listing and [name for name in listing if name not in told] == []


def test_the_recipe_of_a_language_names_every_module_that_names_one():
    """A third language has to be added to each; a module that is no longer one of them leaves the recipe."""
    naming = {name for name, text in CODE.items() if re.search(r"""['"](nl|en)['"]""", text)}
    # The snapshot is made once: texts, not code.
    naming = {name for name in naming if not name.startswith("loaders/snapshot/")}
    told = [one for one in quoted(recipe("a language")) if PATH.match(one)]
    modules = {one for one in told if one in CODE}
    folders = tuple(one for one in told if one.endswith("/"))
    idle = [one for one in folders if one != "i18n/" and not any(name.startswith(one) for name in naming)]
    assert len(naming) > 3 and [*(modules - naming), *idle] == [], "these name no language any more"
    assert {name for name in naming - modules if not name.startswith(folders)} == set(), "the recipe lacks these"


def test_every_recipe_names_files():
    recipes = re.findall(r"^- \*\*(.*?)\*\*", TEXT["README.md"].partition("## To add")[2], re.MULTILINE)
    assert len(recipes) >= 8
    assert [name for name in recipes if not any(PATH.match(one) for one in quoted(recipe(re.escape(name))))] == []
