"""Every live source by its name, and the datasets each of them feeds."""

from functools import cache
from importlib import import_module
from types import ModuleType

from loaders.fetch.source import Source, SourceError

NAMES = (
    *("cbs", "cbs_regional", "cbs_port", "statbel", "statbel_houses", "statbel_permits", "statbel_income", "bestat"),
    *("eurostat", "eurostat_accounts", "eurostat_port", "nbb", "ets", "boundaries", "openstreetmap"),
)


@cache
def modules() -> dict[str, ModuleType]:
    """Each source's module, which has SOURCE, fetch and parse, by the source's name."""
    found = [import_module(f"loaders.sources.{name}") for name in NAMES]
    return {module.SOURCE.name: module for module in found}


def sources() -> dict[str, Source]:
    """Each source by its name."""
    return {name: module.SOURCE for name, module in modules().items()}


def named(asked: list[str]) -> list[str]:
    """The sources that are meant: by their own names or by those of datasets they feed; all where none is named.

    Raises SourceError for a name that is neither.
    """
    known = sources()
    fed = {dataset for source in known.values() for dataset in source.datasets}
    if strange := [name for name in asked if name not in known and name not in fed]:
        told = f"there are the sources {', '.join(known)} and the datasets {', '.join(sorted(fed))}"
        raise SourceError("refresh", f"no source or dataset {', '.join(strange)}; {told}")
    return [
        name
        for name, source in known.items()
        if not asked or name in asked or any(dataset in asked for dataset in source.datasets)
    ]
