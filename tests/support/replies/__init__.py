"""Hand-made replies in the documented formats, for tests: invented, and never shown."""
