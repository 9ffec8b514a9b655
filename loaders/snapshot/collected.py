"""What the makers of the tables on port and climate share: their rules, and the collected tables as text."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

RULES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "port.yaml").read_text("utf-8"))


def read(path: Path) -> pd.DataFrame:
    """A collected table as text, in the columns that our tables share.

    A source is an address, or an address and words about the copy: `address` has the address only.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return table.assign(
        address=table["source_url"].str.extract(r"^(http.*?)(?: \(.*|, read in .*)?$")[0].fillna(""),
        source=[_site(text) for text in table["source_url"]],
    )


def _site(address: str) -> str:
    """The site a figure was read on: northseaport.com, or the words of the collection where it is no address."""
    host = re.match(r"https?://(?:www\.|en\.)*([^/]+)", address)
    return host[1].rstrip(".") if host else address
