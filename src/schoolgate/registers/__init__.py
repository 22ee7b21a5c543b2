"""Registers: entries whose fields are data, never silently changed."""
