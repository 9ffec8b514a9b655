"""The scenario model: pure functions on numbers. It opens no file but its own YAML, and reads no data itself."""
