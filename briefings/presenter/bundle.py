"""One script, or one style sheet, from several files: a presentation is one file, and a script in it cannot import.

A module becomes a function that returns what it exports, called once, so that names in one module never meet those of
another. What the modules may use is limited on purpose, and anything else raises BundleError: named imports from a
relative path, and `export` before a `const`, `function` or `class` with one name.
"""

import re
from pathlib import Path

IMPORT = re.compile(r"^import \{([\w\s,]+)\} from '(\.{1,2}/[\w./-]+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export ((?:const|(?:async )?function|class) (\w+)\b)", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*|\bimport(?:\(|\.meta).*", re.MULTILINE)
RENAMED = re.compile(r"(\w+) as (\w+)")
STYLE_IMPORT = re.compile(r"^@import '(\./[\w.-]+)';\n", re.MULTILINE)


class BundleError(ValueError):
    """A module that cannot be bundled: names the file and the line."""


def modules(entry: Path) -> list[Path]:
    """The module and all that it imports, each once and after those it imports. Raises BundleError for a cycle."""
    return _add_module(entry.resolve(), [], ())


def bundle_script(entry: Path) -> str:
    """The text of one classic script that runs the module and all that it imports."""
    paths = modules(entry)
    if len({path.stem for path in paths}) < len(paths):
        raise BundleError(f"{entry}: two of the modules have the same file name: {sorted(path.name for path in paths)}")
    parts = [_as_function(path) for path in paths]
    return "'use strict';\n(() => {\n" + "\n".join(parts) + "})();\n"


def bundle_styles(entry: Path) -> str:
    """The text of a style sheet with each `@import './name.css';` replaced by the sheet it names."""
    text = entry.read_text("utf-8")
    return STYLE_IMPORT.sub(lambda match: bundle_styles(entry.parent / match[1]), text)


def _add_module(path: Path, ordered: list[Path], importing: tuple[Path, ...]) -> list[Path]:
    if path in importing:
        raise BundleError(
            f"{path}: imports itself, by way of {importing[-1].name}; move what both need to a third module"
        )
    if path not in ordered:
        for _, name in IMPORT.findall(path.read_text("utf-8")):
            _add_module((path.parent / name).resolve(), ordered, (*importing, path))
        ordered.append(path)
    return ordered


def _as_function(path: Path) -> str:
    """The module as `const name = (() => {…})();`; the value holds what it exports."""
    text = path.read_text("utf-8")
    exported = [name for _, name in EXPORT.findall(text)]
    body = EXPORT.sub(r"\1", IMPORT.sub(_as_constants, text))
    if other := LEFT_OVER.search(body):
        raise BundleError(f"{path}: cannot bundle {other[0]!r}; use named imports, and export one name at a time")
    return f"const {_variable(path)} = (() => {{\n{body}return {{{', '.join(exported)}}};\n}})();\n"


def _as_constants(match: re.Match[str]) -> str:
    names = RENAMED.sub(r"\1: \2", match[1])
    return f"const {{{names}}} = {_variable(Path(match[2]))};\n"


def _variable(path: Path) -> str:
    """The variable that holds the exports of a module."""
    return f"module_{path.stem}"
