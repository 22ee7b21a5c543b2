"""Speed, each figure beside its goal. See README.md."""
