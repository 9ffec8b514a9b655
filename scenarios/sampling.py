"""Values for many runs at once: the central run first, then seeded draws, or a low and a high run per parameter.

A draw comes from a triangular distribution (low, value, high). Every parameter has a random stream of its own that
depends on its name and the seed only (common random numbers): the difference of two scenarios has no sampling noise.
"""

import zlib
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from scenarios.parameters import Parameter, parameters
from scenarios.time_paths import Numbers


def sample(values: Mapping[str, float], draws: int, seed: int) -> dict[str, Numbers]:
    """Each parameter's value in the central run and in `draws` more; what is not drawn has the same value in all."""
    samples = {}
    for key, parameter in parameters().items():
        row = np.full(draws + 1, values[key])
        if draws and parameter.drawn:
            row[1:] = triangular(_uniforms(key, draws, seed), parameter.low, values[key], parameter.high)
        samples[key] = row
    return samples


def one_at_a_time(values: Mapping[str, float]) -> tuple[list[Parameter], dict[str, Numbers]]:
    """The central run, then per parameter a run with its low and one with its high value, all others central."""
    every = list(parameters().values())
    table = {key: np.full(2 * len(every) + 1, value) for key, value in values.items()}
    for index, parameter in enumerate(every):
        table[parameter.key][2 * index + 1 : 2 * index + 3] = parameter.low, parameter.high
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
def _uniforms(key: str, draws: int, seed: int) -> Numbers:
    """The uniform draws of one parameter, cached: never alter them."""
    uniforms = np.random.default_rng([seed, zlib.crc32(key.encode())]).random(draws)
    uniforms.flags.writeable = False
    return uniforms
