"""Every live source by its name, and the datasets each of them feeds."""

from loaders.fetch.source import Source, SourceError, SourceModule
from loaders.sources import (
    bestat,
    boundaries,
    cbs,
    cbs_ages,
    cbs_port,
    cbs_regional,
    ets,
    eurostat,
    eurostat_accounts,
    eurostat_port,
    nbb,
    onem,
    openstreetmap,
    statbel,
    statbel_houses,
    statbel_income,
    statbel_movement,
    statbel_permits,
)

# In the order in which they are refreshed and listed.
MODULES: tuple[SourceModule, ...] = (
    *(
        cbs,
        cbs_ages,
        cbs_regional,
        cbs_port,
        statbel,
        statbel_houses,
        statbel_permits,
        statbel_income,
        statbel_movement,
        bestat,
        onem,
    ),
    *(eurostat, eurostat_accounts, eurostat_port, nbb, ets, boundaries, openstreetmap),
)


def modules() -> dict[str, SourceModule]:
    """Each source's module by the source's name."""
    return {module.SOURCE.name: module for module in MODULES}


def sources() -> dict[str, Source]:
    """Each source by its name."""
    return {name: module.SOURCE for name, module in modules().items()}


def select(names: list[str]) -> list[str]:
    """The sources that are meant: by their own names or by those of datasets they feed; all where none is named.

    Raises SourceError for a name that is neither.
    """
    known = sources()
    fed = {dataset for source in known.values() for dataset in source.datasets}
    if unknown := [name for name in names if name not in known and name not in fed]:
        there = f"there are the sources {', '.join(known)} and the datasets {', '.join(sorted(fed))}"
        raise SourceError("refresh", f"no source or dataset {', '.join(unknown)}; {there}")
    return [
        name
        for name, source in known.items()
        if not names or name in names or any(dataset in names for dataset in source.datasets)
    ]
