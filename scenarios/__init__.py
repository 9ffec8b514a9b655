"""The scenario model: pure functions on numbers."""
