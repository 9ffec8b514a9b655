"""Hand-made replies in the documented shapes, for the tests that play them: invented, and never shown."""
