"""The band of many runs: between which values 80 of 100 draws lie, with the central run."""

import numpy as np

from scenarios.time_paths import Numbers

# The quantiles of the draws between which the band lies.
BAND = (0.10, 0.90)


def bands(runs: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Low, mid and high of runs along the last axis: mid is the first run, the band holds BAND of the others.

    The band is widened where the central run lies outside it; without draws it is the central run.
    """
    mid = runs[..., 0]
    last = runs.shape[-1] - 2
    if last < 0:
        return mid, mid, mid
    # A full sort is vectorised; np.partition for the two quantiles takes four times as long.
    draws = np.sort(runs[..., 1:], axis=-1)
    low, high = (draws[..., round(quantile * last)] for quantile in BAND)
    return np.minimum(low, mid), mid, np.maximum(high, mid)
