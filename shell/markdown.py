"""Text from outside in Streamlit's messages and labels, which read Markdown: it is shown letter by letter."""

import re

# Whatever could begin Markdown, a directive such as :red[...], LaTeX or HTML.
SYNTAX = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses (https://, www., mail), icons (:material/x:) and arrows are looked for once more after the escapes are
# resolved, so only a character between their parts keeps them text.
AFTERWARDS = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)
WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """A text that holds a name from a link or file, for st.warning, st.caption, labels and the like.

    No link, image, HTML, icon, formula or list comes of it; line breaks become spaces. Not for st.html, which takes
    html.escape. Applied twice, the escapes show: use it where the text is handed to Streamlit, and nowhere before.
    """
    on_one_line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    return SYNTAX.sub(r"\\\1", AFTERWARDS.sub(WORD_JOINER, on_one_line))
