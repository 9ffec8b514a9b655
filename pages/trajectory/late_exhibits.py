"""Exhibits of what is late, and of what was achieved beside it, by whose result it is. Needs no Streamlit."""

from datetime import date

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.trajectory.ownership import DISTRICT, OWNERS
from pages.trajectory.late_rows import Late, achieved_projects, late_entries
from pages.trajectory.registers import EVERY
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import NoFiguresError, builder, table_texts
from shell.exhibits.choices import Choice, Choices

PAGE = "trajectory"


def owner_choice(t: Words) -> Choice:
    """Whose results: all, or those of one kind of owner."""
    return Choice("owner", {EVERY: t("trajectory.every"), **{key: t(f"late.owner_{key}") for key in OWNERS}})


@builder
def late(choices: Choices, t: Words) -> Exhibit:
    """What is late, the longest first, with its planned end and source. Raises NoFiguresError where nothing is."""
    wanted, every = owner_choice(t).of(choices), late_entries(t)
    # The District's own first: that is what its partners answer for.
    rows = sorted((one for one in every if wanted in (EVERY, one.owner)), key=lambda one: one.owner != DISTRICT)
    if not rows:
        raise NoFiguresError(t("late.none"))
    return exhibits.table(
        "late",
        PAGE,
        [t(f"late.{key}") for key in ("what", "kind", "owner", "planned", "how_late", "source")],
        [_row(entry, t) for entry in rows],
        caption=t("late.title"),
        message=summary(t),
        source=t("late.source_line"),
    )


def summary(t: Words) -> str:
    """How much was achieved since 2019 and how much is late, of which the District's own."""
    # The summary is of more than the table of late entries was read from.
    note_used("projects", "partners")
    done, overdue = achieved_projects(t), late_entries(t)
    own_done, own_overdue = (sum(one.owner == DISTRICT for one in some) for some in (done, overdue))
    counts = {"done": len(done), "own_done": own_done, "overdue": len(overdue), "own_overdue": own_overdue}
    return t("late.summary", **{key: t.number(count) for key, count in counts.items()})


def _row(entry: Late, t: Words) -> list[str]:
    return [
        entry.name,
        t(f"late.kind_{entry.kind}"),
        t(f"late.owner_{entry.owner}"),
        t.partial_date(entry.planned),
        describe_delay(entry.due, today(), t),
        table_texts.source_address(entry.source, t) or "–",
    ]


def describe_delay(due: date, day: date, t: Words) -> str:
    """How long ago a planned end was, in whole years and months: "2 jaar en 11 maanden"."""
    months = (day.year - due.year) * 12 + day.month - due.month - (day.day < due.day)
    years, rest = divmod(months, 12)
    parts = [(years, "year"), (rest, "month")]
    texts = [t(f"late.{unit}{'' if count == 1 else 's'}", count=count) for count, unit in parts if count]
    return f" {t('late.and')} ".join(texts) or t("late.less")


@builder
def by_owner(_choices: Choices, t: Words) -> Exhibit:
    """By whose result it is: what was completed since 2019, and what is late."""
    done, overdue = achieved_projects(t), late_entries(t)
    note_used("projects", "partners")
    body = []
    for owner in OWNERS:
        names = [[one.name for one in some if one.owner == owner] for some in (done, overdue)]
        if any(names):
            cells = [cell for some in names for cell in (t.number(len(some)), "; ".join(some) or "–")]
            body.append([t(f"late.owner_{owner}"), *cells])
    return exhibits.table(
        "late-by-owner",
        PAGE,
        [t(f"late.{key}") for key in ("owner", "done", "which", "overdue", "which")],
        body,
        caption=t("late.by_owner"),
        message=summary(t),
        source=t("late.source_line"),
    )
