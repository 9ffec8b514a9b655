"""How the shipped data were made, once, from the prepared folder; live loaders replace them source by source."""
