"""Runs what follows events, as the worker does: `follow_up(now)`."""

from schoolgate.clockwork.follow_ups import run_all as follow_up

__all__ = ["follow_up"]
