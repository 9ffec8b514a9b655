"""What README, CONTRIBUTING and docs name exists: commands, options, variables, files, functions, and whole recipes.

docs/decisions and CHANGELOG.md say how things were, and may name what is gone.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import briefings.__main__
import loaders.__main__
import scenarios.__main__
from loaders.card import GEODATA
from shell.briefing.choice_keys import KEYS
from shell.frame import PAGES
from shell.freshness import USES
from tests.support.opening import ROOT

DOCS = [path for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]) if path.name != "CHANGELOG.md"]
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCS}
ALL = "\n".join(TEXT.values())
PRODUCT = [
    path
    for folder in ("briefings", "charts", "i18n", "loaders", "map", "pages", "scenarios", "shell")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".js", ".css")
] + [ROOT / "dashboard.py"]
CODE = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PRODUCT}
MAINS = {"loaders": loaders.__main__.main, "scenarios": scenarios.__main__.main, "briefings": briefings.__main__.main}
TOPS = ("briefings", "charts", "docs", "geodata", "i18n", "loaders", "map", "pages", "scenarios", "shell", "tests")
# In backquotes, and no path of this project: folders that only a run makes, machines' own paths, addresses, examples.
ELSEWHERE = re.compile(r"^(\.refresh|\.briefings|raw)(/|$)|^/|[<>*@ ]|^[\d/-]+$|^(status|manifest)\.json$")
PATH = re.compile(r"^[\w./-]+/$|^[\w.-]+(/[\w.-]+)+$|^[\w-]+\.(py|ya?ml|md|toml|js|css|csv|txt)$")


def quoted(text: str) -> list[str]:
    """All that stands in backquotes on one line, outside blocks of code."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def recipe(name: str) -> str:
    """The entry of README's "To add" that begins so, with its further lines."""
    (found,) = re.findall(rf"^- \*\*{name}\*\*.*?(?=^- |^#|\Z)", TEXT["README.md"], re.MULTILINE | re.DOTALL)
    return found


# ---- commands


def commands() -> list[tuple[str, str]]:
    """Module and words of each `python -m` in the documentation, up to a comment, a quote or another command."""
    return re.findall(r"python -m (loaders|scenarios|briefings)\b([^\n`#|&]*)", ALL)


def test_every_command_and_option_exists(capsys):
    checked = 0
    for module, rest in dict.fromkeys(commands()):
        words = rest.partition(">>")[0].split()
        # The words before the first that is no verb: `trajectory import nieuw.xlsx` is asked about `trajectory import`.
        verbs = [word for word in words if re.fullmatch(r"[a-z]+", word)][: 2 if "trajectory" in words else 1]
        try:
            status = MAINS[module]([*verbs, "--help"])
        except SystemExit as stop:
            status = stop.code
        told = capsys.readouterr()
        assert status == 0, f"python -m {module}{rest}: {told.err}"
        options = [word for word in words if word.startswith("--")]
        assert [one for one in options if one not in told.out] == [], f"python -m {module}{rest}"
        checked += 1
    assert checked > 20, "the test must have seen commands"


def test_other_modules_that_are_run_exist():
    named = set(re.findall(r"python -m ((?:tests|benchmarks)[\w.]*)", ALL))
    assert named and all(
        (ROOT / name.replace(".", "/")).with_suffix(".py").is_file() or (ROOT / name / "__main__.py").is_file()
        for name in named
    )


def test_every_make_target_exists_and_each_is_in_the_documentation():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", ALL, re.MULTILINE))
    assert len(named) >= 5 and named <= targets, named - targets
    assert targets - named <= {"clean", "snapshot"}, "a target that nobody reads of"


def test_every_snippet_of_python_imports_what_exists():
    snippets = re.findall(r'python -c "([^"]+)"', ALL) + re.findall(r"```python\n(.*?)```", ALL, re.DOTALL)
    imports = [node for one in snippets for node in ast.walk(ast.parse(one)) if isinstance(node, ast.ImportFrom)]
    assert len(imports) >= 3
    for node in imports:
        for alias in node.names:
            assert hasattr(__import__(str(node.module), fromlist=[alias.name]), alias.name), (node.module, alias.name)


def test_every_dataset_that_a_snippet_loads_exists():
    named = set(re.findall(r'load\("(\w+)"\)', ALL))
    assert len(named) >= 5 and named <= set(loaders.DATASETS)


# ---- variables


def test_every_variable_in_the_documentation_is_read_and_every_variable_that_is_read_is_in_the_documentation():
    pattern = r"\bNSPD_[A-Z_]*[A-Z]\b"
    named, read = set(re.findall(pattern, ALL)), set(re.findall(pattern, "\n".join(CODE.values())))
    assert len(read) > 10 and named == read, f"only in one of both: {sorted(named ^ read)}"


# ---- files and functions


@pytest.mark.parametrize("name", TEXT)
def test_every_path_exists(name):
    folder = (ROOT / name).parent
    everything = {path.relative_to(ROOT).as_posix() for top in TOPS for path in below(ROOT / top)}
    for path in [one for one in quoted(TEXT[name]) if PATH.match(one) and not ELSEWHERE.search(one)]:
        # In a table of folders and in a recipe a name may stand without the folder that the line begins with.
        near = any(f"/{one}".endswith(f"/{path.rstrip('/')}") for one in everything)
        assert (ROOT / path).exists() or (folder / path).exists() or near, f"{name}: {path}"
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", re.sub("`[^`\n]+`", "", TEXT[name])):
        assert (folder / link).exists(), f"{name}: {link}"


def below(top: Path) -> list[Path]:
    """A folder, and all that is in it."""
    return [top, *top.rglob("*")]


def test_the_test_of_paths_sees_paths():
    seen = [one for text in TEXT.values() for one in quoted(text) if PATH.match(one) and not ELSEWHERE.search(one)]
    assert len(seen) > 60 and "shell/frame.py" in seen and "pages/" in seen


def test_every_name_of_the_code_exists():
    """`NAMES` in capitals, and functions with their parentheses: `fetch(client)`."""
    source = "\n".join(text for name, text in CODE.items() if name.endswith(".py"))
    words = [one for text in TEXT.values() for one in quoted(text)]
    constants = {one for one in words if re.fullmatch(r"[A-Z][A-Z_]{3,}", one) and not one.startswith("NSPD_")}
    functions = {one.partition("(")[0] for one in words if re.fullmatch(r"[a-z]\w+\(\w*\)", one)}
    assert len(constants) > 3 and len(functions) > 1
    assert [one for one in constants if not re.search(rf"^{one}\b.*=", source, re.MULTILINE)] == []
    assert [one for one in functions if not re.search(rf"^def {one}\(", source, re.MULTILINE)] == []


# ---- recipes of README's "To add"


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
    """The files that the recipe names, changed in a copy, are enough."""
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
    # Sources say their own title in both languages, and the snapshot is made once: texts, not code.
    naming = {name for name in naming if not name.startswith(("loaders/sources/", "loaders/snapshot/"))}
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
