"""Values for many runs at once: the central one first, then seeded draws, or one low and one high a parameter.

A draw comes from a triangular distribution (low, value, high). Every parameter has a stream of its own that depends on
its name and the seed only: so two scenarios meet the same luck, and their difference is not noise.
"""

import zlib
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from scenarios.parameters import Parameter, parameters
from scenarios.time_paths import Numbers


def sample(values: Mapping[str, float], draws: int, seed: int) -> dict[str, Numbers]:
    """Each parameter's value in the central run and in `draws` more; choices keep their value in all of them."""
    found = {}
    for key, parameter in parameters().items():
        row = np.full(draws + 1, values[key])
        if draws and parameter.drawn:
            row[1:] = triangular(_uniform(key, draws, seed), parameter.low, values[key], parameter.high)
        found[key] = row
    return found


def one_at_a_time(values: Mapping[str, float]) -> tuple[list[Parameter], dict[str, Numbers]]:
    """The central run, then for each parameter a run with its low and one with its high value, all else central."""
    every = list(parameters().values())
    table = {key: np.full(2 * len(every) + 1, value) for key, value in values.items()}
    for place, parameter in enumerate(every):
        table[parameter.key][2 * place + 1 : 2 * place + 3] = parameter.low, parameter.high
    return every, table


def triangular(uniform: Numbers, low: float, mode: float, high: float) -> Numbers:
    """Uniform draws in [0, 1) as draws from the triangular distribution."""
    if high <= low:
        return np.full_like(uniform, mode)
    split = (mode - low) / (high - low)
    return np.asarray(
        np.where(
            uniform < split,
            low + np.sqrt(uniform * (high - low) * (mode - low)),
            high - np.sqrt((1 - uniform) * (high - low) * (high - mode)),
        )
    )


@lru_cache(maxsize=512)
def _uniform(key: str, draws: int, seed: int) -> Numbers:
    """The luck of one parameter; kept, and never to be altered."""
    luck = np.random.default_rng([seed, zlib.crc32(key.encode())]).random(draws)
    luck.flags.writeable = False
    return luck
