"""Text from outside is escaped: in notices, and wherever a briefing, a link or a file name is shown."""

import ast

from shell.plain_text import JOINER, escape_markdown
from tests.support.opening import ROOT

# Streamlit elements that render Markdown.
MARKDOWN = {"warning", "error", "info", "success", "toast", "caption", "markdown"}
OWN = {"LOG", "plain_text", "logging"}
# The words under the button of a download are our own.
ALLOWED = {("downloads.py", "caption")}


def test_notices_go_through_the_one_function_that_shows_them_as_they_are():
    found, wrong = 0, []
    for path in [*(ROOT / "shell").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        # The studio passes its notices to `plain`; this module passes on escaped text.
        if path.parent.name == "scenarios" or path.name == "plain_text.py":
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
    assert escape_markdown("een\n    # twee\n\n1. drie") == "een  \n\\# twee  \n1\\. drie"


def test_what_is_no_markup_stays_as_it_was_written():
    for text in ("Gent, 10:30 (1.234,5 %) – “x” + y = z; 2026-12-01", "pdf: dit ontbreekt", "1 < 2"):
        assert escape_markdown(text).replace("\\", "").replace(JOINER, "") == text
    assert escape_markdown("2026-12-01 10:30") == "2026-12-01 10:30"


def test_a_name_cannot_be_written_from_right_to_left():
    assert escape_markdown("verslag\u202enosj.exe") == "verslag\ufffdnosj.exe"
