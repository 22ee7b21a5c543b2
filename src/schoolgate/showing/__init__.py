"""Before pictures are taken: who may be shown where. And what is public of whom."""
