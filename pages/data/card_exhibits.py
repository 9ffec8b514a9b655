"""Exhibits of the cards of datasets."""

import re

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders import AWAITED, DATASETS
from shell import exhibits
from shell.datasets import card, dataset, note_used
from shell.exhibits import Builder, NoFiguresError, builder
from shell.exhibits.choices import Choices

PAGE = "data"
# In the order of the page.
NAMES = (*DATASETS, *AWAITED)
# A day that stands by itself: not one in an address.
ISO_DATE = re.compile(r"(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])")


def key_of_card(name: str) -> str:
    """The key of the card of a dataset: version 0.1 numbered them in the order of the page."""
    number = NAMES.index(name) + 1
    return "table-register-datasets" + (f"-{number}" if number > 1 else "")


def write_out(text: str, t: Words) -> str:
    """A text of a card with its ISO dates in full, and without the marks around names of columns."""
    return ISO_DATE.sub(lambda day: t.iso_date(day[0]), text.replace("`", ""))


def dataset_card(name: str) -> Builder:
    """The builder of the card of a dataset.

    Raises NoFiguresError for a dataset that waits for its first refresh, DatasetError for one that is damaged.
    """

    @builder
    def build(_choices: Choices, t: Words) -> Exhibit:
        fields = card(name).fields
        if not card(name).fetched:
            raise NoFiguresError(t("shapes.awaited", title=t.of(fields.title), publisher=t.of(fields.publisher)))
        dataset(name)
        # Its source line has always named the publishers of what stands above it on the page too.
        note_used("indicators", *NAMES[: NAMES.index(name)])
        return exhibits.table(
            key_of_card(name),
            PAGE,
            ["", ""],
            [
                [t("data.publisher"), t.of(fields.publisher)],
                [t("data.licence"), t.of(fields.licence)],
                [t("data.attribution"), write_out(t.of(fields.attribution), t)],
                [t("data.address"), fields.address],
                [t("data.retrieved_from"), write_out(t.of(fields.retrieved_from), t)],
                [t("data.retrieved"), t.date(fields.retrieved_on) if fields.retrieved_on else ""],
                [t("data.vintage"), write_out(t.of(fields.vintage), t)],
                [t("data.note"), write_out(t.of(fields.note), t)],
            ],
            caption=t.of(fields.title),
        )

    return build
