"""Whether a reply is of a kind that was asked for."""

# How a JSON text can begin: an object, a list, a text, a number, true, false, null.
JSON_STARTS = b'{["0123456789-tfn'


def find_mismatch(body: bytes, content_type: str, kinds: tuple[str, ...], url: str) -> tuple[str, str] | None:
    """Why a reply is not of one of these content types, and what it begins with; None if it is.

    HTML with status 200 is how many services report a failure.
    """
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    seen = start[:200].decode("utf-8", "replace")
    kind = content_type.split(";")[0].strip().lower()
    if not body:
        return f"the reply of {url} is empty", ""
    page = kind == "text/html" or start[:15].lower().startswith((b"<!doctype html", b"<html"))
    if page and "text/html" not in kinds:
        return f"{url} answered with an HTML page instead of {kinds[0]}", seen
    if kind and kind not in kinds:
        return f"{url} answered with {kind} instead of {' or '.join(kinds)}", seen
    if all("json" in one for one in kinds) and start[:1] not in [bytes([byte]) for byte in JSON_STARTS]:
        return f"{url} promises JSON, but its reply does not start so", seen
    if all("zip" in one or "openxml" in one for one in kinds) and not body.startswith(b"PK"):
        return f"{url} promises a packed file, but its reply does not start so", seen
    return None
