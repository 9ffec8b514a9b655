"""The query parameters that each page uses. A briefing, its file and its link keep these only.

An address can hold others: `?label=x`, those that Streamlit reserves (`embed`), those that a mail program adds. A test
compares this list with what the pages write.
"""

from collections.abc import Mapping

KEYS: dict[str, frozenset[str]] = {
    page: frozenset(keys.split())
    for page, keys in {
        "home": "home sides",
        "map": "theme indicator level compare second details face period period2 milestones"
        " chart shown_as base start places focus overlay pair_period scatter_size",
        "place": "place other all sheet peers criteria size group peer_indicator",
        "port": "subject measure span scope port trade economy concept site target milestones",
        "flows": "flow",
        "climate": "climate energy stage stated target year count municipality milestones",
        "trajectory": "section lane stream partner fund sdg from to series state reached project story since until"
        " owner money",
        "changes": "since about what",
        "scenarios": "studio s at chain assumed view by outcome area",
        "meeting": "minutes",
        "data": "part theme indicator",
        "accessibility": "",
    }.items()
}


def known_choices(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """The choices in `query` that belong to the page; none for a page that does not exist."""
    keys = KEYS.get(page, frozenset())
    return {key: value for key, value in query.items() if key in keys}
