"""The content of a presentation."""

import re

from briefings.briefing import Briefing, from_json


def carried(page: str) -> Briefing:
    """The briefing in the file of a presentation."""
    return from_json(re.search(r'id="briefing">(.*?)</script>', page, re.DOTALL)[1].encode())
