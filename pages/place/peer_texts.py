"""What is said about a municipality beside a group: the group, in what each is alike, where the place stands."""

from collections.abc import Iterable, Mapping
from statistics import median

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, catalogue
from shell.exhibits import figure_texts
from shell.indicator_data import all_municipalities, areas
from shell.peers.groups import SIMILAR, Group
from shell.peers.municipal_values import country_of, rank
from shell.peers.similar import CRITERIA, Similarity, within_one_country

# Up to this many standard deviations apart two municipalities are called alike in a criterion.
ALIKE = 0.5
# How many names a sentence holds.
NAMED = 8


def describe_group(group: Group, t: Words) -> str:
    """How many municipalities are in the group beside the place, and on which side of the border."""
    if not group.others:
        name = areas(t.language).loc[group.place, "name"]
        return t("peers.unlike", name=name) if group.kind == SIMILAR else t("peers.alone")
    if len(group.others) == len(all_municipalities()) - 1:
        return t("peers.everyone", count=t.number(len(all_municipalities())))
    counts = {side: sum(country_of(one) == side for one in group.others) for side in ("BE", "NL")}
    only = next((side for side, count in counts.items() if count == len(group.others)), None)
    total = t.number(len(group.others))
    if len(group.others) == 1:
        return t(f"peers.one_{only}")
    if only:
        return t(f"peers.only_{only}", count=total)
    return t("peers.both", count=total, belgian=t.number(counts["BE"]), dutch=t.number(counts["NL"]))


def describe_likeness(differences: Mapping[str, float], t: Words) -> str:
    """In which criteria a municipality is like the place, and how it differs in the others."""
    alike = [t(f"peers.alike_in.{key}") for key, each in differences.items() if abs(each) <= ALIKE]
    other = [
        t(f"peers.{'more' if each > 0 else 'less'}.{key}") for key, each in differences.items() if abs(each) > ALIKE
    ]
    return "; ".join([*([t("peers.alike", what=", ".join(alike))] if alike else []), *other])


def describe_position(group: Group, indicator: Indicator, values: Mapping[str, float], period: str, t: Words) -> str:
    """The figure of the place, its rank in the group and the median of the others: only among what may be compared.

    values  by place the figures of place and group
    """
    name, country = areas(t.language).loc[group.place, "name"], country_of(group.place)
    own = f"{t.number(values[group.place], indicator.decimals)} {figure_texts.plain_unit(indicator, t)}"
    first = t("peers.own_figure", name=name, value=own, period=period)
    if not group.others:
        return first
    others = [one for one in group.others if one in values and (indicator.comparable or country_of(one) == country)]
    if not others:
        key = "peers.nobody" if indicator.comparable else "peers.nobody_comparable"
        return f"{first} {t(key)}"
    position = rank(values, group.place, others, indicator.decimals)
    assert position is not None
    middle = t.number(median(values[one] for one in others), indicator.decimals)
    within = t("peers.in_group" if indicator.comparable else f"peers.in_group_{country}")
    place = t("peers.rank", rank=t.number(position[0]), count=t.number(position[1]), within=within)
    text = f"{first} {place[0].upper()}{place[1:]}. {t('peers.median_of_others', value=middle)}"
    return text if indicator.comparable else f"{text} {t('peers.not_across')}"


def explain(likeness: Similarity, t: Words) -> list[str]:
    """How likeness was computed, what limits it, and what was left out."""
    names = areas(t.language)["name"]
    texts = [t("peers.method", criteria=list_criteria(likeness.used, t))] if likeness.used else []
    if bridged := [key for key in likeness.used if catalogue()[CRITERIA[key].indicator].comparability == "bridged"]:
        texts.append(t("peers.bridged", criteria=list_criteria(bridged, t)))
    if likeness.own_country:
        texts.append(t("peers.limited", criteria=list_criteria(filter(within_one_country, likeness.used), t)))
    if likeness.lacking:
        texts.append(t("peers.lacking", name=names[likeness.place], criteria=_with_periods(likeness, t)))
    if likeness.left_out:
        left_out = [str(names[place]) for place in likeness.left_out]
        more = f" {t('sources.more', count=len(left_out) - NAMED)}" if len(left_out) > NAMED else ""
        texts.append(t("peers.left_out", places=", ".join(left_out[:NAMED]) + more))
    return [*texts, t("peers.no_industry")]


def _with_periods(likeness: Similarity, t: Words) -> str:
    """What the place lacks: it may have a figure of another period."""
    return ", ".join(
        t("peers.criterion_in", criterion=t(f"peers.alike_in.{key}"), period=t.period(likeness.periods[key]))
        for key in likeness.lacking
    )


def list_criteria(criteria: Iterable[str], t: Words) -> str:
    """Criteria in a sentence."""
    return ", ".join(t(f"peers.alike_in.{key}") for key in criteria)
