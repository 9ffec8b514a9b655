"""Text from outside (a link, a file, a person) shown as it is: nothing of it becomes a link, a picture or markup.

Every notice goes through here: Streamlit reads what it is given as Markdown with additions of its own.
"""

import re

import streamlit as st

# Whatever could begin Markdown, a directive such as :red[...], LaTeX or HTML.
SYNTAX = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses (https://, www., mail), icons (:material/x:) and arrows are looked for once more after the escapes are
# resolved, so only a character between their parts keeps them text: a word joiner has no width and breaks no line.
AFTERWARDS = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)
JOINER = "\u2060"
# These write the rest of a line from right to left: a file's name could show another ending than it has.
DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """A text as Streamlit's labels and notices take it to show just that text; its lines stay lines.

    Applied twice, the escapes show: use it where the text is handed to Streamlit, and nowhere before. Not for st.html,
    which takes html.escape.
    """
    return "  \n".join(_escape(line) for line in text.splitlines() if line.strip())


def _escape(line: str) -> str:
    shown = " ".join(DIRECTIONS.sub("\ufffd", line).split())
    return SYNTAX.sub(r"\\\1", AFTERWARDS.sub(JOINER, shown))


def info(text: str) -> None:
    """Something to know."""
    st.info(plain(text))


def warning(text: str) -> None:
    """Something that is not as it was asked for."""
    st.warning(plain(text))


def error(text: str) -> None:
    """Something that went wrong."""
    st.error(plain(text))
