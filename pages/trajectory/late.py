"""What is late: the summary, whose it is, and every entry with its source."""

from i18n.translator import Words
from pages.trajectory import late_exhibits as exhibits
from shell import components, plain_text
from shell.exhibits import NoFiguresError
from shell.widgets import choose


def show(t: Words) -> None:
    """The whole section."""
    components.key_message(exhibits.summary(t))
    components.show_exhibit(exhibits.by_owner({}, t), words=True)
    components.note(t("late.owner_ours"))
    choices = choose(exhibits.owner_choice(t), label=t("late.owner"), words=t)
    try:
        components.show_exhibit(exhibits.late(choices, t), words=True)
    except NoFiguresError as error:
        plain_text.info(str(error))
    components.note(t("late.note"))
