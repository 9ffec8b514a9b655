"""Two indicators in one picture, a scatter or a map: what may be together, in which period, and what is refused."""

import numpy as np
import pytest

from charts import paired_map, scatter
from charts.palettes import PAIRS, paired
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from pages.map import pairs, scatter_exhibits
from pages.map.exhibits import BUILDERS
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import ChoiceError
from shell.indicator_data import figures
from tests.support.opening import offered, opened, written
from tests.support.page_text import visible

T = Words("nl")
ALL = {"compare": "indicator", "level": "municipalities_all"}
# Comparable, and comparable after conversion; then one that may not be compared, and one of Belgium only.
TOGETHER = ALL | {"indicator": "age_share_65_plus", "second": "dependency_ratio"}
APART = ALL | {"indicator": "population", "second": "house_price"}
BELGIAN = ALL | {"indicator": "unemployment_census", "second": "age_share_65_plus"}
BOTH = ("scatter", "map-two")
