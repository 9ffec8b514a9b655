"""The exhibit of both sides of the border at a glance. Needs no Streamlit."""

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.home.side_rows import Row, chosen_pair, pair_choice, shown_rows
from shell import exhibits
from shell.exhibits import builder
from shell.exhibits.choices import Choices


@builder
def both_sides(choices: Choices, t: Words) -> Exhibit:
    """Every subject with a Belgian and a Dutch figure, and whether these may be compared."""
    pair = chosen_pair(choices, t)
    rows = shown_rows(pair, t)
    head = [t(f"sides.{key}") for key in ("figure", "belgian", "dutch", "may_compare", "publisher")]
    names = pair_choice(t).options[".".join(pair)]
    return exhibits.table(
        "both-sides",
        "home",
        head,
        [[_name(row), row.belgian, row.dutch, row.verdict, row.source] for row in rows],
        caption=t("sides.title", pair=names),
        message=t("sides.message", all=t.number(len(rows)), count=t.number(sum(row.comparable for row in rows))),
        source=t("sides.source"),
    )


def _name(row: Row) -> str:
    """The subject and the label of a row; "Income: Income" would say it twice."""
    return row.label if row.label.startswith(row.subject) else f"{row.subject}: {row.label}"
