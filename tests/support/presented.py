"""What a presentation holds."""

import re

from briefings.briefing import Briefing, from_json


def carried(page: str) -> Briefing:
    return from_json(re.search(r'id="briefing">(.*?)</script>', page, re.DOTALL)[1].encode())
