"""How the shipped data are made from the prepared folder; a refresh replaces them source by source."""
