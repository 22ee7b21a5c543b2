"""The trail: what happened, in order, so that nobody can change it unnoticed."""
