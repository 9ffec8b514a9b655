"""One script from modules that import each other: each once, in order, and nothing that would break it unseen."""

import re

import pytest

from briefings.presenter import bundle


@pytest.fixture
def write(tmp_path):
    """A function that writes a module and returns its path."""

    def write_module(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write_module


def test_each_module_is_there_once_and_after_what_it_imports(write):
    write("low.js", "export const low = 1;\n")
    write("left.js", "import {low} from './low.js';\n\nexport const left = () => low;\n")
    write("right.js", "import {\n  left,\n  other as right,\n} from './left.js';\nimport {low} from './low.js';\n")
    entry = write("top.js", "import {left} from './left.js';\nimport {a} from './right.js';\n\nleft(a);\n")
    assert [path.name for path in bundle.modules(entry)] == ["low.js", "left.js", "right.js", "top.js"]
    script = bundle.bundle_script(entry)
    assert re.findall(r"^const (module_\w+) = \(", script, re.MULTILINE) == [
        "module_low",
        "module_left",
        "module_right",
        "module_top",
    ]
    assert "const left = () => low;\nreturn {left};" in script
    assert "other: right,\n} = module_left;" in script
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)


@pytest.mark.parametrize(
    "line",
    [
        "export default function () {}",
        "export {one};",
        "export const {a, b} = both;",
        "import one from './one.js';",
        "import * as one from './one.js';",
        "import './one.js';",
        "const later = await import('./one.js');",
        "const here = import.meta.url;",
    ],
)
def test_what_cannot_be_bundled_is_refused_with_file_and_line(write, line):
    write("one.js", "export const one = 1;\n")
    with pytest.raises(bundle.BundleError, match=re.escape("top.js: cannot bundle")):
        bundle.bundle_script(write("top.js", f"const one = 1;\n{line}\n"))


def test_a_cycle_is_refused(write):
    write("one.js", "import {top} from './top.js';\n\nexport const one = () => top;\n")
    with pytest.raises(bundle.BundleError, match=r"top\.js: imports itself, by way of one\.js"):
        bundle.modules(write("top.js", "import {one} from './one.js';\n\nexport const top = one;\n"))


def test_two_modules_of_one_name_are_refused(write, tmp_path):
    (tmp_path / "sub").mkdir()
    write("sub/one.js", "export const one = 1;\n")
    write("one.js", "import {one} from './sub/one.js';\n\nexport const two = one;\n")
    with pytest.raises(bundle.BundleError, match="same file name"):
        bundle.bundle_script(write("top.js", "import {two} from './one.js';\n\ntwo();\n"))


def test_a_style_sheet_comes_with_those_it_imports_in_their_order(write):
    write("a.css", "a {}\n")
    write("b.css", "@import './a.css';\nb {}\n")
    assert bundle.bundle_styles(write("top.css", "@import './b.css';\np {}\n")) == "a {}\nb {}\np {}\n"
