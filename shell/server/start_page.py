"""The start page as a browser gets it: Streamlit's, with our style sheet, print script, language and name."""

import base64
import hashlib
from html import escape

from i18n.translator import LANGUAGES, Words
from shell.server.addresses import address
from shell.server.own_files import own_address
from shell.streamlit_hooks import change_start_page, inline_scripts


def inline_script_hashes() -> list[str]:
    """The scripts in the page itself, as a content security policy names them."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline_scripts())
    return [f"'sha256-{digest}'" for digest in digests]


def customise(page: bytes) -> bytes:
    """The page with what is ours, in Dutch until the reader's language is known."""
    texts = " ".join(f'data-{language}="{escape(Words(language)("print.printed"))}"' for language in LANGUAGES)
    style, script, qr = map(escape, (own_address("style.css"), own_address("print.js"), address("/qr")))
    head = f'<link rel="stylesheet" href="{style}"><script defer src="{script}" data-qr="{qr}" {texts}></script>'
    return change_start_page(page, head=head, language="nl", title="North Sea Port District")
