"""Asking for something: a form of data, deciders in order, the leave that a yes gives."""
