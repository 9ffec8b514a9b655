"""Why the operating system refused to read or write, in the reader's language."""

import errno
import os

from i18n.translator import Words


def system_reason(error: OSError) -> str:
    """The name that the system has for its reason (ENOSPC), for `explain_reason`."""
    return errno.errorcode.get(error.errno or 0, error.strerror or str(error))


def explain_reason(reason: str, language: str) -> str:
    """A reason from `system_reason` as a reader understands it; any other text as it stands."""
    name = reason.removeprefix("IO_")
    if text := Words(language).find(f"kit.refused.{name}"):
        return text
    number = getattr(errno, name, None)
    return os.strerror(number) if number else reason
