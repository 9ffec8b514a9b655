"""The start page as a browser gets it: Streamlit's, with our style sheet, scripts, language and name."""

import base64
import hashlib
import json
from html import escape

from i18n.translator import LANGUAGES, Words
from shell.server.addresses import address
from shell.server.own_files import own_address
from shell.streamlit_hooks import change_start_page, inline_scripts


def inline_script_hashes() -> list[str]:
    """The scripts in the page itself, as a content security policy names them."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline_scripts())
    return [f"'sha256-{digest}'" for digest in digests]


def button_texts() -> str:
    """The words of buttons that Streamlit has in English only, for each language, as the variables of style.css."""
    rules = []
    for code in LANGUAGES:
        texts = Words(code).section("button").texts().items()
        # A text in JSON is a text in CSS too.
        variables = "".join(f"--{key.replace('_', '-')}:{json.dumps(text, ensure_ascii=False)};" for key, text in texts)
        rules.append(f":root:lang({code}){{{variables}}}")
    return "".join(rules)


def customise(page: bytes) -> bytes:
    """The page with what is ours, in Dutch until the reader's language is known."""
    texts = {code: {"printed": Words(code)("print.printed"), "locale": Words(code).locale_tag} for code in LANGUAGES}
    words = escape(json.dumps(texts, ensure_ascii=False, separators=(",", ":")))
    style, script, qr = map(escape, (own_address("style.css"), own_address("print.js"), address("/qr")))
    history = escape(own_address("history.js"))
    head = (
        f'<link rel="stylesheet" href="{style}"><style>{button_texts()}</style>'
        f'<script defer src="{script}" data-qr="{qr}" data-words="{words}"></script>'
        f'<script type="module" src="{history}"></script>'
    )
    return change_start_page(page, head=head, language=LANGUAGES[0], title="North Sea Port District")
