"""What is written into a page: addresses become links, and no text can be more than text."""

from shell import components


def test_an_address_in_a_sentence_is_a_link_without_the_punctuation_around_it():
    html = components._with_links(
        "Bron: https://www.northseaport.com/een/lang/adres/dat/niet/op/een/regel/past. <b>Einde</b>"
    )
    assert 'href="https://www.northseaport.com/een/lang/adres/dat/niet/op/een/regel/past"' in html
    assert ">northseaport.com/een/lang/adres/dat/niet/op…</a>. &lt;b&gt;" in html
    assert components._with_links("(https://example.org/a)") == components._with_links("(X)").replace(
        "X", components._link("https://example.org/a")
    )


def test_a_cell_that_is_an_address_is_a_link_to_its_last_bracket():
    assert 'href="https://nl.wikipedia.org/wiki/Borsele_(gemeente)"' in components._linked(
        "https://nl.wikipedia.org/wiki/Borsele_(gemeente)"
    )
    assert "<a" not in components._linked("javascript:alert(1)") and "<a" not in components._linked("https://a b")


def test_the_name_of_a_column_cannot_leave_its_quotes_in_a_style():
    assert components._quoted("Jaar (2024)") == '"Jaar (2024): "'
    within = components._quoted('"} a{b:url("x")}\\')[1:-1]
    assert not set("\"{}'") & set(within) and "\\5c" in within
