"""The municipalities most like one, by criteria that the reader chooses, with what makes them alike.

The distance of two municipalities is the root of the mean square of their differences in standard scores. A criterion
whose figures may not be compared across the border is compared within one country only: then all are of that country.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from loaders.datasets.catalogue import catalogue
from shell.datasets import cached
from shell.indicator_data import NEARLY_ALL, all_municipalities
from shell.peers.municipal_values import comparable_places, country_of, places_of_country, values_by_period


@dataclass(frozen=True)
class Criterion:
    """What municipalities are compared in: an indicator, and whether ratios count instead of differences."""

    indicator: str
    ratios: bool = False


# By its key in addresses, in the order of the page. Inhabitants and density differ a hundredfold, hence ratios.
CRITERIA: Mapping[str, Criterion] = {
    "population": Criterion("population", ratios=True),
    "density": Criterion("density_total", ratios=True),
    "old": Criterion("age_share_65_plus"),
    "single": Criterion("share_one_person_households"),
    "young": Criterion("age_share_0_14"),
    "migration": Criterion("net_migration_per_1000"),
    "houses": Criterion("share_single_family"),
    "income": Criterion("equivalised_income"),
    "work": Criterion("employment_rate"),
    "establishments": Criterion("establishments_per_1000"),
}
DEFAULT_CRITERIA = ("population", "density", "old", "single")
SIZES = ("5", "8", "12")
DEFAULT_SIZE = "8"


@dataclass(frozen=True)
class Peer:
    """A municipality like another one.

    distance     0 where both are alike in every criterion; 1 is one standard deviation in each
    differences  by criterion: this one less the other, in standard deviations
    """

    place: str
    distance: float
    differences: Mapping[str, float]


@dataclass(frozen=True)
class Similarity:
    """The municipalities most like `place`, nearest first.

    used         the criteria that were compared, in the order of CRITERIA
    lacking      the chosen criteria without a figure of the place
    own_country  whether a criterion limits the peers to the country of the place
    left_out     the municipalities without a figure for one of `used`: by place these criteria
    periods      by chosen criterion the period that was compared, also of those that are lacking
    """

    place: str
    peers: tuple[Peer, ...]
    used: tuple[str, ...]
    lacking: tuple[str, ...]
    own_country: bool
    left_out: Mapping[str, tuple[str, ...]]
    periods: Mapping[str, str]

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the peers."""
        return tuple(peer.place for peer in self.peers)


def within_one_country(criterion: str) -> bool:
    """Whether the figures of a criterion may not be compared across the border."""
    return not catalogue()[CRITERIA[criterion].indicator].comparable


@cached("indicators", "places", max_entries=2000)
def find_similar(place: str, criteria: tuple[str, ...], size: int) -> Similarity:
    """The `size` municipalities most like `place`; of two equally near ones the first by key comes first."""
    found = {key: _values(key, place) for key in CRITERIA if key in criteria}
    used = tuple(key for key, (_, values) in found.items() if place in values)
    lacking = tuple(key for key in found if key not in used)
    own_country = any(map(within_one_country, used))
    inside = places_of_country(country_of(place)) if own_country else frozenset(all_municipalities())
    candidates = [other for other in all_municipalities() if other in inside]
    absent = {other: tuple(key for key in used if other not in found[key][1]) for other in candidates}
    complete = [other for other in candidates if not absent[other]]
    scores = {key: _standardise({other: found[key][1][other] for other in complete}) for key in used}
    peers = []
    for other in complete:
        differences = {key: scores[key][other] - scores[key][place] for key in used}
        if other != place and differences:
            distance = math.sqrt(sum(each**2 for each in differences.values()) / len(differences))
            peers.append(Peer(other, round(distance, 6), differences))
    peers.sort(key=lambda peer: (peer.distance, peer.place))
    left_out = {other: keys for other, keys in absent.items() if keys}
    periods = {key: period for key, (period, _) in found.items()}
    return Similarity(place, tuple(peers[:size]), used, lacking, own_country, left_out, periods)


def _values(criterion: str, place: str) -> tuple[str, dict[str, float]]:
    """The period that is compared, and its figure of each municipality: one period for all, so that time is no reason.

    Nearly all places count, see NEARLY_ALL; where only one country is compared, only its places. Of these periods the
    newest with a figure of `place`, if it has one.
    """
    entry = CRITERIA[criterion]
    comparable = comparable_places(catalogue()[entry.indicator], place)
    by_period = {
        period: {other: value for other, value in several.items() if other in comparable}
        for period, several in values_by_period(entry.indicator).items()
    }
    most = max(map(len, by_period.values()), default=0)
    nearly_all = [period for period, several in by_period.items() if len(several) >= NEARLY_ALL * most]
    period = max((one for one in nearly_all if place in by_period[one]), default=max(nearly_all, default=""))
    values = by_period.get(period, {})
    return period, {key: math.log(value) for key, value in values.items() if value > 0} if entry.ratios else values


def _standardise(values: Mapping[str, float]) -> dict[str, float]:
    """Each value as the number of standard deviations above the mean; all zero where all are alike."""
    numbers = np.array(list(values.values()))
    spread = float(numbers.std()) or 1.0
    return dict(zip(values, ((numbers - numbers.mean()) / spread).tolist(), strict=True))
