"""Today and what reads everything; writes nothing."""
