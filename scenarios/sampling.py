"""Values for many runs at once: the central run first, then seeded draws, or a low and a high run per parameter.

What a scenario sets is fixed in its draws; years keep a narrow spread. What it does not set is drawn between low and
high (or in the narrower range that is likely), half of the draws on each side of its value, so that the middle of the
draws is the middle line. Every parameter has a random stream of its own that depends on its name and the seed only
(common random numbers): the difference of two scenarios has no sampling noise.
"""

import zlib
from collections.abc import Collection, Mapping
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from scenarios.parameters import Parameter, parameters
from scenarios.scenario import EXCLUSIVE, ORDERED
from scenarios.time_paths import Numbers

# A parameter that is drawn together with another one, and the rank correlation of the two. Our own assumptions: what
# pushes cargo before 2030 is partly there after it; an electrolyser that needs more power a tonne is larger.
CORRELATED = {"growth_2050": ("growth_2030", 0.5), "electrolysis_power": ("electrolysis", 0.7)}
# How far one year lies from its trend, as a standard deviation in %: of seaborne cargo, industrial output and jobs.
# Cargo changed by 9.6 % (standard deviation) from year to year in 2018 to 2023, so a year lies 9.6 / √2 = 6.8 % off.
# Emissions did so by 7.5 % in 2018 to 2025, which gives 5.3 %; widened to 8 %, because the hindcast was too narrow.
# Jobs: two counts of one year differ by 2 % (Ghent 2015: 64,457 and 63,245), and the method changed; 4 % is our own.
SWINGS = {"swing_cargo": 7.0, "swing_emissions": 8.0, "swing_jobs": 4.0}


def sample(
    values: Mapping[str, float], draws: int, seed: int, *, fixed: Collection[str] = (), years: int = 0
) -> dict[str, Numbers]:
    """Each parameter's value in the central run and in `draws` more; what is not drawn has the same value in all.

    fixed  the keys that the scenario sets
    years  with a number of years, the swings of SWINGS too: a row per year, the first of them 1, a column per run
    """
    samples = {}
    for key, parameter in parameters().items():
        row = np.full(draws + 1, float(values[key]))
        limits = _limits(parameter, values[key], key in fixed)
        if draws and limits[0] < limits[1]:
            drawn = around_median(_uniforms(key, draws, seed), limits[0], values[key], limits[1])
            row[1:] = np.round(drawn) if parameter.spread else drawn
        samples[key] = row
    for first, second in ORDERED:
        if values[first] and values[second]:
            # The second builds on the first, also where draws put the first later.
            samples[f"{second}_start"] = np.maximum(samples[f"{second}_start"], samples[f"{first}_start"])
    if years:
        samples |= {key: _swings(key, years, draws, seed) for key in SWINGS}
    return samples


def _limits(parameter: Parameter, value: float, is_fixed: bool) -> tuple[float, float]:
    """Between which values a parameter is drawn; twice its value where it is not drawn."""
    if parameter.spread and value > 0:
        return max(parameter.low, value - parameter.spread), min(parameter.high, value + parameter.spread)
    if is_fixed or not parameter.drawn or parameter.spread:
        return value, value
    low, high = parameter.likely or (parameter.low, parameter.high)
    return low, high


def one_at_a_time(values: Mapping[str, float]) -> tuple[list[Parameter], dict[str, Numbers]]:
    """The central run, then per parameter a run with its low and one with its high value, all others central.

    A measure that another one excludes stays off while the other is on.
    """
    every = list(parameters().values())
    excluded = {two for pair in EXCLUSIVE for one, two in (pair, pair[::-1]) if values[one]}
    table = {key: np.full(2 * len(every) + 1, value) for key, value in values.items()}
    for index, parameter in enumerate(every):
        if parameter.key in excluded:
            continue
        table[parameter.key][2 * index + 1 : 2 * index + 3] = parameter.low, parameter.high
    return every, table


def around_median(uniform: Numbers, low: float, middle: float, high: float) -> Numbers:
    """Uniform draws as draws of which half lie between low and middle and half between middle and high.

    On each side the chance falls in a straight line to nothing at the end, as in a triangular distribution.
    """
    below = low + (middle - low) * np.sqrt(2 * np.minimum(uniform, 0.5))
    above = high - (high - middle) * np.sqrt(2 * (1 - np.maximum(uniform, 0.5)))
    return np.asarray(np.where(uniform < 0.5, below, above))


def _normals(key: str, shape: int | tuple[int, int], seed: int) -> Numbers:
    return np.random.default_rng([seed, zlib.crc32(key.encode())]).standard_normal(shape)


@lru_cache(maxsize=512)
def _uniforms(key: str, draws: int, seed: int) -> Numbers:
    """The uniform draws of one parameter, evenly spread over 0 to 1, in random order. Cached: never alter them."""
    normals = _normals(key, draws, seed)
    if key in CORRELATED:
        other, rank_correlation = CORRELATED[key]
        # Normal draws with this correlation have the wanted rank correlation.
        weight = 2 * np.sin(np.pi * rank_correlation / 6)
        normals = weight * _normals(other, draws, seed) + np.sqrt(1 - weight**2) * normals
    uniforms = np.asarray((normals.argsort().argsort() + 0.5) / draws)
    uniforms.flags.writeable = False
    return uniforms


@lru_cache(maxsize=32)
def _swings(key: str, years: int, draws: int, seed: int) -> Numbers:
    """What each year is multiplied by, a row per year and a column per run: 1 in the first year and the central run.

    The draws of a year have a median of 1. Cached: never alter them.
    """
    paths = np.ones((years, draws + 1))
    if draws:
        evenly = np.array([NormalDist().inv_cdf((rank + 0.5) / draws) for rank in range(draws)])
        ranks = _normals(key, (years, draws), seed).argsort(axis=1).argsort(axis=1)
        paths[1:, 1:] = np.exp(SWINGS[key] / 100 * evenly[ranks])[1:]
    paths.flags.writeable = False
    return paths
