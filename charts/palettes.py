"""Colours, chosen so that they stay apart for colour-blind eyes and readable on a light and a dark page.

A scale is a pair: how it looks on a light page, and on a dark one. On both, the lowest class is nearest to
the page and the highest stands out most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Colours = tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """An ordered row of colours, low to high, for a light and for a dark page."""

    light: Colours
    dark: Colours

    def of(self, count: int) -> tuple[list[str], list[str]]:
        """`count` colours of the scale, evenly spread, for the light and the dark page."""
        return _spread(self.light, count), _spread(self.dark, count)


# Petrol: the joint scale, and the Belgian one where the two countries may not be compared.
SEQUENTIAL = Scale(
    ("#b4dde4", "#7dc0cc", "#439db3", "#1b7196", "#0b4366"),
    ("#1d4a57", "#276a7c", "#3a91a0", "#6dbdbf", "#b8e6da"),
)
# Amber: the Dutch scale where the two countries may not be compared; none of it is near one of the first.
OTHER = Scale(
    ("#fbe0bd", "#f5b877", "#e38a3b", "#ba5f17", "#7c370b"),
    ("#583314", "#85501b", "#b87328", "#e3a155", "#fbd8a5"),
)
# Two figures at once: the colours of low and low, high and low, low and high, high and high, of which the other classes
# are mixed. Any two of the nine differ for colour-blind eyes too (a test tells how far). By country as above.
PAIRS = {
    "BE": Scale(("#cbd6e2", "#4bb3a3", "#8a78cf", "#16396b"), ("#3c4a63", "#2fa79a", "#a76fd0", "#dff0ff")),
    "NL": Scale(("#f3dcb8", "#e0a21c", "#c2607f", "#5e1f14"), ("#5c4226", "#c9930f", "#c95a80", "#fff0d0")),
}
# Below and above zero, each from near zero outwards.
BELOW = Scale(("#f0cf9b", "#d3923c", "#8f4d0b"), ("#5a3a14", "#a86b22", "#efbe7b"))
ABOVE = Scale(("#b0dcd5", "#4fa5a3", "#0b6063"), ("#1c4d4d", "#35878a", "#9fdcd3"))

# The same of the Dutch scale where the two countries may not be compared: brick for less and indigo for more, so that
# for colour-blind eyes, which see them as the two above, less is still less.
BELOW_OTHER = Scale(("#f6cbbd", "#d4775a", "#7f2412"), ("#5c2a1d", "#b0553a", "#f5b5a0"))
ABOVE_OTHER = Scale(("#cfd3f4", "#8089d2", "#343b8c"), ("#30345f", "#6169b5", "#c3c9f7"))

# Exactly zero: on neither side, and not the grey of places without figures.
ZERO = ("#ffffff", "#4b565d")

# Eight series in one chart: Okabe and Ito's hues, moved until each has 3:1 on a white and on a dark page.
CATEGORICAL: Colours = (
    "#0061fa",
    "#ad4319",
    "#00a966",
    "#c67cab",
    "#e57400",
    "#0598f3",
    "#894ea2",
    "#65675f",
)
# Letters on a slide, and in a bar: dark ones and light ones.
INK, PAPER = "#0d1f27", "#ffffff"
# One colour a country, from the middle of its scale: readable on both pages.
COUNTRY = {"BE": "#1f7f9d", "NL": "#ba5f17"}

# The marks of figures that are not simply measured: dots may still change or are no count, bars have yet to happen.
MARKS = {
    **dict.fromkeys(("provisional", "reconstructed", "estimated", "modelled"), "dots"),
    **dict.fromkeys(("projected", "target", "plan"), "bars"),
}


def diverging(below: int, above: int, *, zero: bool = False, second: bool = False) -> tuple[list[str], list[str]]:
    """Colours for `below` classes under zero and `above` classes over it: as far from zero, as strong.

    zero    whether zero itself has a class, between the two
    second  whether they are of the second of two scales that may not be compared
    """
    less, more = (BELOW_OTHER, ABOVE_OTHER) if second else (BELOW, ABOVE)
    most = max(below, above, 1)
    pages = []
    for down, none, up in zip(less.of(most), ZERO, more.of(most), strict=True):
        pages.append([*reversed(down[:below]), *([none] if zero else []), *up[:above]])
    return pages[0], pages[1]


def paired(country: str, steps: int) -> tuple[list[str], list[str]]:
    """The colours of `steps` by `steps` classes for the light and the dark page: row by row, the low row first."""
    scale, pages = PAIRS[country], []
    for low, right, up, high in (scale.light, scale.dark):
        first, last = _spread((low, up), steps), _spread((right, high), steps)
        pages.append([_at((a, b), x / (steps - 1)) for a, b in zip(first, last, strict=True) for x in range(steps)])
    return pages[0], pages[1]


def _spread(colours: Sequence[str], count: int) -> list[str]:
    """`count` colours evenly along the scale, mixed where they fall between two; a lone one is the middle."""
    if count == 1:
        return [colours[len(colours) // 2]]
    return [_at(colours, place * (len(colours) - 1) / (count - 1)) for place in range(count)]


def _at(colours: Sequence[str], place: float) -> str:
    left = min(int(place), len(colours) - 2)
    share = place - left
    mixed = [round(a + (b - a) * share) for a, b in zip(_rgb(colours[left]), _rgb(colours[left + 1]), strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def letters_on(colour: str) -> str:
    """Dark or white, whichever is read more easily on a colour `#rrggbb`."""
    return max((INK, PAPER), key=lambda letters: contrast(letters, colour))


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG counts: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
