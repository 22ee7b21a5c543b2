"""Settings, URLs and the entry points: every setting comes from the environment, with an embedded default."""
