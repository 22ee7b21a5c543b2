"""Wagtail beside us, in a process and a virtual environment of its own."""
