"""The years of the time axis of the cooperation: its page and the search, which links to it, need the same ones."""

# Where it begins and ends unless the reader says otherwise.
FIRST_YEAR, LAST_YEAR = 2005, 2028
