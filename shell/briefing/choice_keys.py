"""The choices that each page keeps in its address. Whatever else an address holds is not the page's to pass on.

An address can hold anything: `?label=x`, what Streamlit reserves (`embed`), what a mail program added. A briefing, its
file and its link keep these keys only; a test compares the list with what the pages write.
"""

from collections.abc import Mapping

KEYS: dict[str, frozenset[str]] = {
    page: frozenset(keys.split())
    for page, keys in {
        "home": "",
        "map": "theme indicator level compare second details face period period2 milestones",
        "place": "place other",
        "port": "subject measure span scope port trade economy concept site target milestones",
        "climate": "climate energy stage stated target year count municipality milestones",
        "trajectory": "section lane stream partner fund sdg from to series state reached project story since until",
        "scenarios": "studio s at chain assumed view by outcome area",
        "meeting": "minutes",
        "data": "part theme indicator",
    }.items()
}


def known_choices(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """The choices in `query` that belong to the page; none for a page that does not exist."""
    keys = KEYS.get(page, frozenset())
    return {key: value for key, value in query.items() if key in keys}
