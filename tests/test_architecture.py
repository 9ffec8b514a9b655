"""Which packages may import which, checked by reading the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.support.opening import ROOT

OURS = ("dashboard", "shell", "pages", "charts", "scenarios", "briefings", "loaders", "i18n")
ARROWS = {
    "dashboard": {"shell"},
    "pages": {"shell", "i18n", "charts", "scenarios", "loaders", "briefings"},
    "shell": {"loaders", "charts", "scenarios", "briefings", "i18n"},
    "charts": set(),
    "scenarios": set(),
    "briefings": {"charts", "i18n"},
    "loaders": set(),
    "i18n": set(),
}
# A command line is an entry point, as a page is: docs/decisions/0010 and 0011.
ENTRIES = {ROOT / "briefings/__main__.py": {"shell"}, ROOT / "scenarios/__main__.py": {"loaders"}}
STREAMLIT = {"dashboard", "shell", "pages"}
HOOKS = ROOT / "shell/streamlit_hooks.py"
NETWORK = {"requests", "httpx", "urllib3", "http", "socket", "aiohttp"}


def modules() -> dict[Path, str]:
    """Every module of ours and its top-level package."""
    found = {ROOT / "dashboard.py": "dashboard"}
    for part in OURS[1:]:
        found |= dict.fromkeys((ROOT / part).rglob("*.py"), part)
    return found


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import; name the package"
            names.add(str(node.module).split(".")[0])
    return names


def test_imports_follow_the_arrows_of_the_floor_plan():
    found = modules()
    assert len(found) > 20, "the test must have seen the code"
    wrong = []
    for path, part in found.items():
        used = imports(path)
        allowed = {part} | ARROWS[part] | ENTRIES.get(path, set())
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in used & set(OURS) - allowed]
        if "streamlit" in used and part not in STREAMLIT:
            wrong.append(f"{path.relative_to(ROOT)} imports streamlit")
        if used & NETWORK and part != "loaders":
            wrong.append(f"{path.relative_to(ROOT)} opens the network")
    assert not wrong, "\n".join(wrong)


def imported_modules(path: Path) -> set[Path]:
    """The modules of ours that are imported when this one is: not those for types only, nor inside of functions."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    files = {ROOT / f"{name.replace('.', '/')}.py" for name in names if name.split(".")[0] in OURS}
    return {file for file in files if file.is_file()}


def test_exhibits_and_their_slides_are_built_without_streamlit():
    """A briefing, the command line and a test build what a page shows without running a page."""
    needed = {*(ROOT / "pages").glob("*/exhibits.py"), ROOT / "shell/briefing/builders.py"}
    waiting = set(needed)
    while waiting:
        waiting = set().union(*map(imported_modules, waiting)) - needed
        needed |= waiting
    assert len(needed) > 40, "the test must have followed the imports"
    assert not [str(path.relative_to(ROOT)) for path in needed if "streamlit" in imports(path)]


def leans_on_streamlits_inside(node: ast.AST) -> bool:
    """Whether a node uses an internal module of Streamlit, which may move or change with any version."""
    if isinstance(node, ast.ImportFrom):
        return str(node.module).split(".")[0] == "streamlit"
    if isinstance(node, ast.Import):
        return any(alias.name.startswith("streamlit.") for alias in node.names)
    inside = ("config", "runtime", "testing", "util", "web", "elements", "proto")
    return (
        isinstance(node, ast.Attribute)
        and getattr(node.value, "id", "") == "st"
        and (node.attr in inside or node.attr.startswith("_"))
    )


def for_types_only(tree: ast.AST) -> set[ast.AST]:
    """What is imported under `if TYPE_CHECKING:` and never when the program runs."""
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    checks = [node for node in blocks if getattr(node.test, "id", "") == "TYPE_CHECKING"]
    return {child for node in checks for child in ast.walk(node)}


def test_one_module_leans_on_what_streamlit_does_not_promise():
    found, wrong = [], []
    for path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        skipped = for_types_only(tree)
        lines = [n for n in ast.walk(tree) if leans_on_streamlits_inside(n) and n not in skipped]
        (found if path == HOOKS else wrong).extend(f"{path.relative_to(ROOT)}:{node.lineno}" for node in lines)
    assert found and not wrong, "\n".join(wrong)


def test_the_hooks_list_every_element_of_streamlits_that_our_style_and_scripts_select():
    used = set()
    for path in [*(ROOT / "shell/static").iterdir(), *(ROOT / "map").iterdir()]:
        text = path.read_text("utf-8")
        used |= set(re.findall(r"data-testid[~^*|$]?=[\"'](\w+)", text)) | set(re.findall(r"\b(st[A-Z]\w+):", text))
    named = set(re.findall(r"\bst[A-Z]\w+", str(ast.get_docstring(ast.parse(HOOKS.read_text("utf-8"))))))
    assert len(used) > 20 and used == named


def test_no_page_imports_another_page():
    """What two pages share is in shell: a page can then be read, moved and removed alone."""
    found, wrong = 0, []
    for path in (ROOT / "pages").glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("pages."):
                found += 1
                if str(node.module).split(".")[1] != path.parent.name:
                    wrong.append(f"{path.relative_to(ROOT)} imports {node.module}")
    assert found > 20 and not wrong, "\n".join(wrong)


def test_streamlit_finds_no_page_but_the_router():
    """Streamlit adds every script directly in pages/ to its own menu."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["router.py"]


def test_only_loaders_name_the_data_folder():
    wrong = [path for path, part in modules().items() if part != "loaders" and '"geodata"' in path.read_text("utf-8")]
    assert not wrong


def test_every_package_that_is_imported_is_pinned_with_a_reason():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    for line in lines:
        assert "==" in line and "#" in line, f"{line}: a pin and a reason"
    pinned = {line.split("==")[0].lower() for line in lines} | {"yaml", "anyio", "numpy", "pptx", "ruamel"}
    used = set().union(*(imports(path) for path in modules())) - set(OURS) - set(sys.stdlib_module_names)
    assert used, "the test must have seen imports"
    assert used - pinned == set(), "imported but not in requirements.txt"


def test_both_languages_have_the_same_words():
    def keys(tree, above=""):
        for key, value in tree.items():
            yield from keys(value, f"{above}{key}.") if isinstance(value, dict) else [f"{above}{key}"]

    texts = {name: yaml.safe_load((ROOT / f"i18n/{name}.yaml").read_text("utf-8")) for name in ("nl", "en")}
    assert len(list(keys(texts["nl"]))) > 100
    assert set(keys(texts["nl"])) == set(keys(texts["en"]))


def by_language(node: ast.AST) -> bool:
    """A literal with a text for each language."""
    if isinstance(node, ast.Dict):
        return {"nl", "en"} <= {getattr(key, "value", None) for key in node.keys}
    return isinstance(node, ast.Call) and {"nl", "en"} <= {word.arg for word in node.keywords}


def test_words_for_readers_stand_in_no_module():
    """They stand in i18n/, or in the YAML files of data; a refresh writes the years of its figures into such a file."""
    trees = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in modules()}
    found = {str(path) for path, tree in trees.items() if any(map(by_language, ast.walk(tree)))}
    assert found == {"loaders/refresh/run.py"}


def test_pages_are_short_scripts():
    pages = sorted((ROOT / "pages").glob("*/page.py"))
    assert len(pages) >= 5
    for page in pages:
        tree = ast.parse(page.read_text("utf-8"))
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)], page.name
        assert len(page.read_text("utf-8").splitlines()) <= 50, page.name


def test_a_test_leans_on_no_other_test():
    """What two of them need is in tests/support: moving a test must not break another."""
    paths = sorted((ROOT / "tests").rglob("*.py"))
    wrong = [
        f"{path.name} imports {node.module}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and ".test_" in f".{node.module}"
    ]
    assert len(paths) > 50 and not wrong, "\n".join(wrong)


def browser_files(ending: str) -> list[Path]:
    return [path for part in (*OURS[1:], "map") for path in (ROOT / part).rglob(f"*.{ending}")]


def test_modules_stay_small():
    scripts, sheets = browser_files("js"), browser_files("css")
    assert len(scripts) > 20 and len(sheets) > 10, "the test must have seen the scripts and style sheets"
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in [*modules(), *scripts, *sheets]}
    assert not {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 250}


def test_every_script_is_linted_and_formatted():
    """What `make check` runs sees every script and style sheet: none lies where it does not look."""
    tool = Path(sys.executable).with_name("oxlint")
    files = subprocess.run([tool, "--debug=files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    linted = {(ROOT / line).resolve() for line in files.splitlines() if line.endswith(".js")}
    assert linted and linted == {path.resolve() for path in browser_files("js")}
    commands = (ROOT / "Makefile").read_text("utf-8")
    for target in ("check:", "check-fast:"):
        recipe = commands.split(f"\n{target}", 1)[1].split("\n\n", 1)[0]
        assert "oxlint --deny-warnings\n" in recipe and "oxfmt --check '**/*.js' '**/*.css'\n" in recipe, target


def test_scripts_stand_in_files_of_their_own():
    """A script in a Python string is neither linted nor formatted: only a few lines that call a module may stay."""
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr | ast.Constant)
        and "=> {" in ast.unparse(node)
        and (node.end_lineno or node.lineno) - node.lineno > 5
    ]
    assert not long
