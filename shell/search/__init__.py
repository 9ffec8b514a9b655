"""Search from every page: the index that a browser searches, and the tools in the frame that open it."""
