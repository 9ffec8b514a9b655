"""Streamlit's start page (index.html): its inline scripts, and what we put into it. Nothing else reads that page."""

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path

import streamlit as st

from i18n.translator import LANGUAGES, Words
from shell.server.addresses import address
from shell.server.own_files import own_address


def inline_script_hashes() -> list[str]:
    """The few scripts that stand in the page itself, as a content security policy names them."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
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
    """The page with our style sheet, print script and name, in Dutch until the reader's language is known."""
    texts = {code: {"printed": Words(code)("print.printed"), "locale": Words(code).locale_tag} for code in LANGUAGES}
    words = escape(json.dumps(texts, ensure_ascii=False, separators=(",", ":")))
    style, script, qr = (escape(one) for one in (own_address("style.css"), own_address("print.js"), address("/qr")))
    link = f'<link rel="stylesheet" href="{style}"><style>{button_texts()}</style>'
    ours = f'{link}<script defer src="{script}" data-qr="{qr}" data-words="{words}"></script></head>'
    html = f'<html lang="{LANGUAGES[0]}" translate="no">'
    page = page.replace(b'<html lang="en">', html.encode()).replace(b"</head>", ours.encode(), 1)
    return page.replace(b"<title>Streamlit</title>", b"<title>North Sea Port District</title>")
