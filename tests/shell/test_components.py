"""HTML of pages: addresses become links, and text is escaped."""

import re
from html import unescape

import pytest
import streamlit as st

from shell import components


@pytest.fixture
def page(monkeypatch) -> list[str]:
    """The HTML of a page."""
    given: list[str] = []
    monkeypatch.setattr(st, "html", given.append)
    return given


def test_an_address_in_a_sentence_is_a_link_without_the_punctuation_around_it(page):
    components.note(
        "Bron: https://www.northseaport.com/een/lang/adres/dat/niet/op/een/regel/past. <b>Einde</b>",
        "(https://example.org/a)",
    )
    long, short = page[0].split("</p>")[:2]
    assert 'href="https://www.northseaport.com/een/lang/adres/dat/niet/op/een/regel/past"' in long
    assert ">northseaport.com/een/lang/adres/dat/niet/op…</a>. &lt;b&gt;" in long
    assert re.search(r'\(<a href="https://example\.org/a"[^>]*>example\.org/a</a>\)$', short)
    components.note("https://example.org/a", links=False)
    assert "<a" not in page[1]


def test_a_cell_that_is_an_address_is_a_link_to_its_last_bracket(page):
    cells = ["https://nl.wikipedia.org/wiki/Borsele_(gemeente)", "javascript:alert(1)", "https://a b"]
    components.show_table(["a", "b", "c", "d"], [["first", *cells]], caption="c")
    address, script, broken = re.findall("<td>(.*?)</td>", page[0])
    assert 'href="https://nl.wikipedia.org/wiki/Borsele_(gemeente)"' in address
    assert "<a" not in script and "<a" not in broken


def test_the_name_of_a_column_cannot_leave_its_quotes_in_a_style(page):
    head = ["Plaats", "Jaar (2024)", '"} a{b:url("x")}\\', "d"]
    components.show_table(head, [["x"] * 4], caption="c", words=True)
    style = unescape(re.search(r'<table[^>]* style="([^"]*)"', page[0])[1])
    assert '--h1:"Jaar (2024): ";' in style
    within = style.partition('--h2:"')[2].partition(': ";')[0]
    assert within and not set("\"{}'") & set(within) and "\\5c" in within
