"""Everything that README, CONTRIBUTING and docs name exists: commands, options, variables, files and functions.

docs/decisions and CHANGELOG.md describe the past, and may name what no longer exists.
"""

import ast
import re
from pathlib import Path

import pytest

import briefings.__main__
import loaders.__main__
import scenarios.__main__
from tests.support.documentation import CODE, PATH, TEXT, quoted
from tests.support.opening import ROOT

ALL = "\n".join(TEXT.values())
MAINS = {"loaders": loaders.__main__.main, "scenarios": scenarios.__main__.main, "briefings": briefings.__main__.main}
TOPS = ("briefings", "charts", "docs", "geodata", "i18n", "loaders", "map", "pages", "scenarios", "shell", "tests")
# Quoted, but no path of this project: folders that a run creates, system paths, addresses, examples.
ELSEWHERE = re.compile(r"^(\.refresh|\.briefings|raw)(/|$)|^/|[<>*@ ]|^[\d/-]+$|^(status|manifest)\.json$")


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


def test_every_variable_in_the_documentation_is_read_and_every_variable_that_is_read_is_in_the_documentation():
    pattern = r"\bNSPD_[A-Z_]*[A-Z]\b"
    named, read = set(re.findall(pattern, ALL)), set(re.findall(pattern, "\n".join(CODE.values())))
    assert len(read) > 10 and named == read, f"only in one of both: {sorted(named ^ read)}"


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
