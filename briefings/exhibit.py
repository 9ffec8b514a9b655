"""An exhibit: a chart, map, table or text with everything that is needed to show it anywhere. Needs no Streamlit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefings.slide_content import Kind


@dataclass(frozen=True)
class Exhibit:
    """What a page shows and a slide keeps.

    key       its name on its page, given by hand and never changed: links, drafts and briefing files hold it
    kind      chart, map, table or words
    content   returns what a slide keeps: {"figure": go.Figure}; {"map", "periods", "period"}; {"head", "rows",
              "caption"}; or {"paragraphs"}. And "source" where that too is made only when a slide is. Called when the
              exhibit is added to a briefing
    drawing   what the page draws: a go.Figure, or the description of a map; None where the page draws its content
    message   the sentence that says what its numbers say
    source    the line that names the source; empty: the publishers of its datasets
    comparability  whether the figures may be compared across the border, and why
    datasets  those that were read to build it
    """

    key: str
    page: str
    kind: Kind
    title: str
    content: Callable[[], dict[str, Any]]
    drawing: Any = None
    message: str = ""
    source: str = ""
    alt: str = ""
    comparability: str = ""
    datasets: tuple[str, ...] = ()
