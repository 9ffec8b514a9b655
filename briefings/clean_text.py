"""Remove from a text the characters that no slide, sheet or page can hold."""

import re
from typing import Any

LINE_BREAKS = re.compile("\r\n|\r|\x0b|\x0c")
# Control characters, surrogates (halves of a character) and noncharacters.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
CHANGED = re.compile(f"{LINE_BREAKS.pattern}|{UNWRITABLE.pattern}")


def clean(value: Any) -> Any:
    r"""The same value without those characters in any of its texts; line breaks of word processors become `\n`."""
    if isinstance(value, str):
        if not CHANGED.search(value):
            return value
        return UNWRITABLE.sub("", LINE_BREAKS.sub("\n", value))
    if isinstance(value, dict):
        return {clean(key): clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value
