"""Text from outside in Streamlit's Markdown."""

import re

import pytest

from shell.markdown import WORD_JOINER, plain

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
    assert not BARE.search(escaped) and "\n" not in escaped
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert not AFTERWARDS.search(shown)
    assert shown.replace(WORD_JOINER, "") == " ".join(text.split())


def test_a_sentence_stays_as_it_is():
    assert plain("‘Ons plan’ is geopend") == "‘Ons plan’ is geopend"
