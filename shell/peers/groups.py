"""The group that a municipality is set beside: those most like it, those that touch it, or a group of one's own."""

from dataclasses import dataclass

from i18n.translator import LANGUAGES, Words
from loaders.datasets.places import SIX
from shell.datasets import cached, plain_table
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.list_choice import ListChoice
from shell.indicator_data import all_municipalities, areas
from shell.peers.similar import CRITERIA, DEFAULT_CRITERIA, DEFAULT_SIZE, SIZES, find_similar, within_one_country

SIMILAR, NEIGHBOURS, OWN = "similar", "neighbours", "own"


@dataclass(frozen=True)
class Group:
    """A municipality and those beside it; `others` has not the place itself, in the order to list them."""

    kind: str
    place: str
    others: tuple[str, ...]


def municipality_names(t: Words) -> dict[str, str]:
    """The 68 municipalities by key: the six of the district first."""
    # Not the column itself: to ask it for each key takes twenty times as long.
    names = areas(t.language)["name"].to_dict()
    return {key: str(names[key]) for key in all_municipalities()}


def place_choice(t: Words) -> Choice:
    """One of the 68 municipalities."""
    return Choice("place", municipality_names(t))


def kind_choice(t: Words) -> Choice:
    """Which group."""
    return Choice("peers", {kind: t(f"peers.{kind}") for kind in (SIMILAR, NEIGHBOURS, OWN)}, SIMILAR)


def criteria_choice(t: Words) -> ListChoice:
    """In what the most similar municipalities are alike."""
    return ListChoice("criteria", {key: describe_criterion(key, t) for key in CRITERIA}, DEFAULT_CRITERIA)


def describe_criterion(key: str, t: Words) -> str:
    """The name of a criterion, with a remark where it is compared within one country only."""
    name = t(f"peers.criterion.{key}")
    return t("peers.own_country_only", name=name) if within_one_country(key) else name


def size_choice(t: Words) -> Choice:
    """How many of the most similar municipalities."""
    return Choice("size", {size: t.number(int(size)) for size in SIZES}, DEFAULT_SIZE)


def own_choice(t: Words) -> ListChoice:
    """The group of one's own; it begins with the six of the district."""
    return ListChoice("group", municipality_names(t), SIX)


def chosen_group(choices: Choices, t: Words) -> Group:
    """The group of an address. Raises ChoiceError for a place, kind, criterion or number that does not exist."""
    place, kind = place_choice(t).of(choices), kind_choice(t).of(choices)
    if kind == NEIGHBOURS:
        return Group(kind, place, neighbours()[place])
    if kind == OWN:
        return Group(kind, place, tuple(other for other in own_choice(t).of(choices) if other != place))
    criteria, size = criteria_choice(t).of(choices), int(size_choice(t).of(choices))
    return Group(kind, place, find_similar(place, criteria, size).places)


@cached("borders", "places")
def neighbours() -> dict[str, tuple[str, ...]]:
    """By municipality those that share an edge with it in the shipped borders, by name, also across the state border.

    An edge may run through water: Vlissingen and Terneuzen share one in the Westerschelde. A corner is no edge.
    """
    towns, names = frozenset(all_municipalities()), areas(LANGUAGES[0])["name"]
    touching: dict[str, set[str]] = {place: set() for place in towns}
    edges = plain_table("borders")
    for left, right in zip(edges["left"], edges["right"], strict=True):
        if left in towns and right in towns:
            touching[left].add(right)
            touching[right].add(left)
    return {place: tuple(sorted(others, key=lambda one: str(names[one]))) for place, others in touching.items()}
