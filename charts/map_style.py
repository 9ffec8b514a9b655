"""How a map looks on paper and on slides: the colours of `map/map_images.js` on a light page; a test compares.

`static_map` draws with it, and `briefings/presenter/page.py` puts it into a presentation.
"""

# The class of a place without a figure, and of one for which its country publishes none; the legend of the picture and
# `map/map_description.js` have a pattern for each.
MISSING, UNPUBLISHED = -1, -2
PATTERNS = {MISSING: "missing", UNPUBLISHED: "unpublished"}
COLOURS = {
    "ground": "#f5f4f0",
    "context": "#e8e6e0",
    "sea": "#eef3f6",
    "shore": "#9fb2bd",
    "canal": "#4f8fc0",
    "road": "#8a7f6c",
    "rail": "#6c6c74",
    "edge": "#566067",
    "state": "#9c1458",
    "halo": "#ffffff",
    "district": "#0d1f27",
    "ink": "#16242b",
    "hatch": "#7b858b",
    "sparse": "#a2a9ad",
}
# How wide lines are, in pixels of a slide of 1920 × 1080; `apart`: the border between figures that do not compare.
WIDTHS = {
    "edge": 1.2,
    "edge_approximate": 1.5,
    "district_under": 4.0,
    "shore": 0.8,
    "road": 1.1,
    "rail": 1.2,
    "canal_edge": 6.0,
    "canal": 3.8,
    "state_edge": 5.5,
    "state": 2.4,
    "state_edge_apart": 10.0,
    "state_apart": 4.0,
    "district": 1.3,
}
# Where the layers of the base map end: west, south, east, north.
SHEET = (2.9, 50.7, 4.55, 51.9)
# Which borders are drawn on a map of a level.
BORDERS = {
    "municipality": ("municipality", "nuts3", "province"),
    "nuts3": ("nuts3", "province"),
    "province": ("province",),
}
