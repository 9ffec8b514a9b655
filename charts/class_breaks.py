"""Classes with round edges for a map: a reader should be able to say the edges aloud.

Edges are 1, 2, 2.5 or 5 times a power of ten apart, or follow 1-2-5-10 where most places would else fall into
one class (one city among villages). Of many places, most of which would still be in one class, each class gets about as
many. Classes of one indicator are computed from all its periods at once, so that a colour means the same in each year.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

STEPS = (1.0, 2.0, 2.5, 5.0)
# The share of many places in one class above which a map hardly tells them apart.
CROWDED = 0.5
LADDERS = ((1.0, 2.0, 5.0), (1.0, 2.5, 5.0), (1.0, 5.0), (1.0, 3.0), (1.0,))


@dataclass(frozen=True)
class ClassBreaks:
    """Neighbouring classes: class i holds edges[i] <= value < edges[i + 1]; the last one its upper edge too.

    Without values there are no edges and no classes; with one value only, its one class has equal edges. In diverging
    classes the middle itself may have a class: then it occurs twice among the edges.

    middle  where the two sides of diverging classes meet: zero, or 100 of an index
    """

    edges: tuple[float, ...]
    diverging: bool = False
    middle: float = 0.0

    def __len__(self) -> int:
        return max(len(self.edges) - 1, 0)

    def of(self, value: float) -> int:
        """The class of a value. Raises ValueError for a value outside the classes."""
        slack = 1e-8 * max((abs(edge) for edge in self.edges), default=0.0)
        if not len(self) or not self.edges[0] - slack <= value <= self.edges[-1] + slack:
            raise ValueError(f"{value} lies outside the classes {self.edges}: classify it with the others")
        if value == self.middle and self.zero:
            return self.below
        return min(max(bisect_right(self.edges, value) - 1, 0), len(self) - 1)

    @property
    def below(self) -> int:
        """How many classes lie under the middle, where that is an edge."""
        return sum(edge < self.middle for edge in self.edges)

    @property
    def zero(self) -> bool:
        """Whether the middle has a class of its own."""
        return self.diverging and self.edges.count(self.middle) == 2

    @property
    def decimals(self) -> int:
        """The decimals it takes to write every edge exactly."""
        return next(d for d in range(13) if d == 12 or all(abs(round(e, d) - e) < 1e-12 for e in self.edges))

    def labels(
        self, number: Callable[[float, int], str], between: str = "{low} – {high}", *, published: int | None = None
    ) -> list[str]:
        """Every class in words. `number` writes a value with a number of decimals, as the reader does.

        published   decimals of the figures themselves: a class of one value is that figure, not an edge, and is
                    written as it is everywhere else
        """
        if len(set(self.edges)) == 1:
            return [number(self.edges[0], self.decimals if published is None else published)]
        written = [number(edge, self.decimals) for edge in self.edges]
        return [low if low == high else between.format(low=low, high=high) for low, high in pairwise(written)]


def classify(
    values: Iterable[float], *, most: int = 5, diverging: bool = False, newest: Sequence[float] = ()
) -> ClassBreaks:
    """Round classes for `values` (missing ones left out), at most `most` and never more than distinct values.

    diverging: values below and above zero have other colours. Zero is then an edge, and has a class of its own where a
    value is zero: no change belongs to neither side.
    newest: those of the values, of many places in one period, that the classes must tell apart.
    """
    known = sorted(float(value) for value in values if value is not None and math.isfinite(value))
    distinct = sorted(set(known))
    if not distinct:
        return ClassBreaks((), diverging)
    if len(distinct) == 1 and not diverging:
        return ClassBreaks((distinct[0], distinct[0]))
    low, high = distinct[0], distinct[-1]
    if diverging:
        low, high = min(low, 0.0), max(high, 0.0)
        if low == high:
            return ClassBreaks((0.0, 0.0), diverging)
    count = max(min(most, len(distinct)), 2)
    options = [_even(low, high, count)]
    if low > 0:
        options += [edges for ladder in LADDERS if (edges := _ladder(low, high, count, ladder))]
    edges = _clearest(options, known)
    if newest and _largest(edges, newest) > CROWDED:
        edges = _equal_counts(low, high, count, sorted(newest))
    return ClassBreaks(_with_zero(edges) if diverging and 0.0 in distinct else edges, diverging)


def classify_changes(values: Iterable[float], *, most: int = 7, middle: float = 0.0) -> ClassBreaks:
    """Diverging classes around `middle` for values that changed: steps grow away from it where one place changed most.

    A value that is the middle itself, such as no change or an index of 100, has a class of its own.
    """
    known = sorted(round(float(value) - middle, 9) for value in values if value is not None and math.isfinite(value))
    even = classify(known, most=most, diverging=True)
    if len(set(even.edges)) < 2:
        return ClassBreaks(tuple(edge + middle for edge in even.edges), diverging=True, middle=middle)
    low, high = min(known[0], 0.0), max(known[-1], 0.0)
    steps = tuple(dict.fromkeys(even.edges))
    ladders = [edges for ladder in LADDERS if (edges := _mirrored(low, high, most, ladder))]
    best = min([steps, *ladders], key=lambda edges: _likeness(edges, known))
    # Equal steps are easier to read: they stay unless another ladder tells clearly more apart.
    edges = best if _likeness(best, known) < 0.75 * _likeness(steps, known) else steps
    if 0.0 in known:
        edges = _with_zero(edges)
    return ClassBreaks(tuple(round(edge + middle, 9) for edge in edges), diverging=True, middle=middle)


def _with_zero(edges: Sequence[float]) -> tuple[float, ...]:
    """Edges with zero twice: a class of its own."""
    return (*(edge for edge in edges if edge < 0), 0.0, 0.0, *(edge for edge in edges if edge > 0))


def _mirrored(low: float, high: float, count: int, ladder: Sequence[float]) -> tuple[float, ...]:
    """Zero with edges that follow `ladder` away from it on both sides, as many as `count` classes allow."""
    far = max(high, -low)
    tens = range(math.floor(math.log10(far)) - count, math.ceil(math.log10(far)) + 2)
    rungs = [_times(1, rung, ten) for ten in tens for rung in ladder]
    last = next(place for place, rung in enumerate(rungs) if rung >= far)
    for first in range(last + 1):
        up, down = (_until(end, rungs[first : last + 1]) for end in (high, -low))
        if len(up) + len(down) <= count:
            return (*(-edge for edge in reversed(down)), 0.0, *up)
    return ()


def _until(end: float, rungs: Sequence[float]) -> list[float]:
    """The rungs that hold all values from zero to `end`; none where there are no values."""
    return [rung for lower, rung in pairwise((0.0, *rungs)) if lower < end]


def _likeness(edges: tuple[float, ...], values: Sequence[float]) -> float:
    """The chance that two of the values, drawn with replacement, are in one class."""
    classes = ClassBreaks(edges)
    return sum((count / len(values)) ** 2 for count in Counter(map(classes.of, values)).values())


def _clearest(options: Sequence[tuple[float, ...]], values: Sequence[float]) -> tuple[float, ...]:
    """Equal steps, unless they crowd most values into one class and a ladder tells clearly more apart."""
    even, *ladders = options
    if not ladders or _largest(even, values) <= 0.6:
        return even
    best = min(ladders, key=lambda edges: _largest(edges, values))
    return best if _largest(best, values) < _largest(even, values) - 0.15 else even


def _largest(edges: tuple[float, ...], values: Sequence[float]) -> float:
    """The share of the values in the fullest class."""
    classes = ClassBreaks(edges)
    return max(Counter(classes.of(value) for value in values).values()) / len(values)


def _equal_counts(low: float, high: float, count: int, newest: Sequence[float]) -> tuple[float, ...]:
    """Edges from `low` to `high` with about as many of `newest` in each class: the roundest that come near it."""
    ideal = [newest[len(newest) * place // count] for place in range(1, count)]
    if low < 0 < high:
        # A loss and a gain are never in one class.
        ideal[min(range(len(ideal)), key=lambda place: abs(ideal[place]))] = 0.0
    power = math.floor(math.log10(high - low))
    for step, tens in ((step, tens) for tens in range(power, power - 6, -1) for step in reversed(STEPS)):
        inner = [_times(round(edge / (step * 10.0**tens)), step, tens) for edge in ideal]
        ends = (math.floor, low), (math.ceil, high)
        start, end = (_times(_whole(rounded, value, step, tens), step, tens) for rounded, value in ends)
        edges = tuple(sorted({start, *inner, end}))
        if edges[0] == start and edges[-1] == end and _largest(edges, newest) <= 1.5 / count:
            break
    return edges


def _even(low: float, high: float, count: int) -> tuple[float, ...]:
    """Equal round steps over `low` to `high`, the smallest that need no more than `count`."""
    power = math.floor(math.log10((high - low) / count))
    for tens in range(power, power + 3):
        for step in STEPS:
            start, end = _whole(math.floor, low, step, tens), _whole(math.ceil, high, step, tens)
            if end - start <= count:
                return tuple(_times(place, step, tens) for place in range(start, end + 1))
    raise AssertionError("a step of fifty times the mean width needs two classes at most")


def _ladder(low: float, high: float, count: int, ladder: Sequence[float]) -> tuple[float, ...]:
    """Edges that follow `ladder` in each power of ten; empty where that needs more than `count` classes."""
    tens = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    rungs = [_times(1, rung, ten) for ten in tens for rung in ladder]
    first = bisect_right(rungs, low) - 1
    last = next(place for place, rung in enumerate(rungs) if rung >= high)
    return tuple(rungs[first : last + 1]) if 2 <= last - first <= count else ()


def _whole(rounded: Callable[[float], int], value: float, step: float, tens: int) -> int:
    """How many steps a value is, rounded down or up; 0.1 + 0.2 is three steps of 0.1, not a bit more."""
    return rounded(round(value / (step * 10.0**tens), 9))


def _times(place: int, step: float, tens: int) -> float:
    """Place x step x 10^tens, rounded: 0.3 and not 0.30000000000000004."""
    return round(place * step * 10.0**tens, max(0, 2 - tens))
