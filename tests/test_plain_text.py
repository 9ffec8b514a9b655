"""Text from outside is text: in notices, and wherever a briefing, a link or the name of a file is shown."""

import ast
import re

import pytest

from shell.plain_text import JOINER, plain
from tests.opening import ROOT

# What Streamlit reads as Markdown, and writes with additions of its own.
MARKDOWN = {"warning", "error", "info", "success", "toast", "caption", "markdown"}
OWN = {"LOG", "plain_text", "logging"}
# The words under the button of a download are our own.
ALLOWED = {("downloads.py", "caption")}


def test_notices_go_through_the_one_function_that_shows_them_as_they_are():
    found, wrong = 0, []
    for path in [*(ROOT / "shell").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        # The studio hands its own notices to `plain`; this module hands on what it made plain.
        if path.name.startswith("studio") or path.name == "plain_text.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MARKDOWN:
                owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ast.dump(node.func.value)
                found += owner == "plain_text"
                if owner not in OWN and (path.name, node.func.attr) not in ALLOWED:
                    wrong.append(f"{path.name}:{node.lineno} {owner}.{node.func.attr}")
    assert found > 15, "the test must have seen the notices"
    assert not wrong, wrong


def test_lines_stay_lines_and_nothing_at_the_start_of_one_makes_a_list_or_a_heading():
    assert plain("een\n    # twee\n\n1. drie") == "een  \n\\# twee  \n1\\. drie"


def test_what_is_no_markup_stays_as_it_was_written():
    for text in ("Gent, 10:30 (1.234,5 %) – “x” + y = z; 2026-12-01", "pdf: dit ontbreekt", "1 < 2"):
        assert plain(text).replace("\\", "").replace(JOINER, "") == text


def test_a_name_cannot_be_written_from_right_to_left():
    assert plain("verslag\u202enosj.exe") == "verslag\ufffdnosj\\.exe"


# What Streamlit's Markdown still looks for once escapes are resolved: in the browser it made links of all of these.
AFTERWARDS = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w|:material/|:\w+:|->|<-|--|[<>]=", re.IGNORECASE)
# Every sign by which Markdown, a directive, a formula or HTML begins, unless there is a backslash before it.
BARE = re.compile(r"(?<!\\)(?:\\\\)*([!#$&*+\-.:<>\[\]_`{|}~()])")


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/x?a=1&b=2",
        "HTTP://evil.example",
        "see www.evil.example.",
        "a.b+c@evil.example",
        "mailto:me@evil.example",
        "[x](https://e.org) ![x](https://e.org/x.png) <https://e.org>",
        "<b>x</b> <img src=x onerror=alert(1)> &lt;b&gt; https&#58;//evil.example",
        ":smile: :material/home: :red[c] :small[x]",
        "$a^2$ $$b$$ **b** _i_ ~~s~~ `c`",
        "# head",
        "1. one",
        "- item",
        "a\n===\n\n| a |\n|---|\n    code",
        "a -> b <- c -- d >= e <= f",
        "C:\\dir\\*",
    ],
)
def test_no_markdown_is_left_in_a_text_from_outside_and_no_letter_is_lost(text):
    escaped = plain(text)
    assert not BARE.search(escaped)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert not AFTERWARDS.search(shown)
    assert shown.replace(JOINER, "").replace("  \n", " ") == " ".join(text.split())


def test_a_sentence_stays_as_it_is():
    assert plain("‘Ons plan’ is geopend") == "‘Ons plan’ is geopend"
