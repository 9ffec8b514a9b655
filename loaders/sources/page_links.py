"""Files of Statbel whose folder is not known, or changes: their address is read from the page that links to them."""

import html
import re

from loaders.fetch.source import Fetcher, SourceError


def fetch_linked(client: Fetcher, name: str, page: str, file: str, kinds: tuple[str, ...]) -> None:
    """Fetch a page, and the first .xlsx or .zip that it links to whose name holds `file`, kept under `name`.

    Raises SourceError if the page has no such link, or it leads to another host.
    """
    source = client.source
    text = client.get("page", page, kinds=("text/html",)).decode("utf-8", "replace")
    link = re.search(rf'href="([^"]*{re.escape(file)}[^"]*\.(?:xlsx|zip))"', text)
    if not link:
        links = ", ".join(re.findall(r'href="([^"]*\.(?:xlsx|zip))"', text)) or "no link to a file"
        raise SourceError(source.name, f"its page {page} has no link to {file}", detail=links)
    address = html.unescape(link[1])
    if address.startswith(("http://", "https://")) and not address.startswith(source.base.rstrip("/")):
        raise SourceError(source.name, f"the link to {file} leads to another host", detail=address)
    client.get(name, address, kinds=kinds)
