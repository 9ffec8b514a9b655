"""Text from outside (a link, a file, a person) shown as it is: nothing of it becomes a link, a picture or markup.

Every notice goes through here: Streamlit reads what it is given as Markdown with additions of its own.
"""

import re

import streamlit as st

# A word joiner: it has no width, is no letter and allows no line break. Streamlit looks for addresses, e-mail
# addresses, emoji, icons and arrows in the text that Markdown returns, where the backslashes are gone.
JOINER = "\u2060"
SPECIAL = (
    # https://…, :red[…], :smile:, :material/home:, but not 10:30
    (re.compile(r":(?=[^\W\d]|[:/]|[\w+-]+:)"), rf"\\:{JOINER}"),
    (re.compile(r"www(?=\.)", re.IGNORECASE), rf"\g<0>{JOINER}"),
    (re.compile(r"@(?=\w)"), rf"@{JOINER}"),
)
ARROWS = re.compile(r"(?<!\S)(?=(?:<->|->|<-|--|>=|<=|~=)(?!\S))")
MARKUP = re.compile(r"[\\`*_\[\]<>$~&|]")
# A numbered list; a heading, a list, a line under a heading.
LINE_START = re.compile(r"^\d+(?=[.)])|^(?=[#+\-=])")
# These turn the rest of a line from right to left: the name of a file could seem to have another ending.
DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def escape_markdown(text: str) -> str:
    """A text as Streamlit's labels and notices need it to show exactly that text; its lines stay lines."""
    return "  \n".join(_escape(line.strip()) for line in text.splitlines() if line.strip())


def _escape(line: str) -> str:
    line = ARROWS.sub(JOINER, DIRECTIONS.sub("\ufffd", line))
    line = LINE_START.sub(r"\g<0>\\", MARKUP.sub(r"\\\g<0>", line))
    for pattern, replacement in SPECIAL:
        line = pattern.sub(replacement, line)
    return line


def info(text: str) -> None:
    """A notice of something to know."""
    st.info(escape_markdown(text))


def warning(text: str) -> None:
    """A notice that something is not as the reader chose it."""
    st.warning(escape_markdown(text))


def error(text: str) -> None:
    """A notice that something went wrong."""
    st.error(escape_markdown(text))
