"""Exhibits of the cards of datasets."""

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


def key_of_card(name: str) -> str:
    """The key of the card of a dataset: version 0.1 numbered them in the order of the page."""
    number = NAMES.index(name) + 1
    return "table-register-datasets" + (f"-{number}" if number > 1 else "")


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
                [t("data.attribution"), t.of(fields.attribution)],
                [t("data.address"), fields.address],
                [t("data.retrieved_from"), t.of(fields.retrieved_from)],
                [t("data.retrieved"), t.date(fields.retrieved_on) if fields.retrieved_on else ""],
                [t("data.vintage"), t.of(fields.vintage)],
                [t("data.note"), t.of(fields.note)],
            ],
            caption=t.of(fields.title),
        )

    return build
