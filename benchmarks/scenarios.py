"""How long the scenario model takes: four scenarios, 27 years, a thousand draws each, computed anew; and its memory."""

import resource
from statistics import median, quantiles
from time import perf_counter

from loaders import model_inputs
from scenarios.model import run, tornado
from scenarios.observed import Observed
from scenarios.presets import presets
from scenarios.scenario import Scenario

DRAWS = 1000
TIMES = 21


def measure() -> dict[str, float]:
    """Milliseconds (median and p75) of four scenarios and of one tornado; and by how many MB the process grew."""
    observed = Observed.of(model_inputs.observed())
    four = [preset.scenario() for preset in list(presets().values())[:4]]
    # Once to warm up: the random numbers of the draws and the labels of the rows are cached between runs.
    for scenario in four:
        run(scenario, observed, draws=DRAWS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    waited, tornados = [], []
    for turn in range(TIMES):
        # Another growth each time, so that no result comes from the cache.
        changed = [Scenario(s.name, {**s.changes, "growth_2030": 0.5 + turn / 100}) for s in four]
        start = perf_counter()
        for scenario in changed:
            run(scenario, observed, draws=DRAWS)
        waited.append(1000 * (perf_counter() - start))
        start = perf_counter()
        tornado(changed[1], observed, "emissions", 2040, "NSPD")
        tornados.append(1000 * (perf_counter() - start))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    model = {"four_ms": median(waited), "four_p75_ms": quantiles(waited, n=4)[2]}
    return {**model, "tornado_ms": median(tornados), "megabytes": grown}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:16} {value:.1f}")
